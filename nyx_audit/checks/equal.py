"""Links and frames of one name: what they lead to is compared, not their addresses alone."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from enum import StrEnum
from itertools import combinations
from urllib.parse import urlsplit

from nyx_audit.checks.engine import Said, with_groups
from nyx_audit.checks.registry import CHECKS, Case, check
from nyx_audit.model.evidence.axe import ENGINE, AxeNode, AxeRule
from nyx_audit.model.evidence.kind import optional
from nyx_audit.model.evidence.page import DESTINATIONS, Destination, Destinations
from nyx_audit.model.evidence.read import read_optional
from nyx_audit.model.outcome import Judgement, Outcome, Target, Verdict
from nyx_audit.model.reason import Reason
from nyx_audit.model.rule import Rule
from nyx_audit.net.addresses import purpose_key

MOST = 20
SHELL = 20
PHONE = re.compile(r"\+?\(?\d(?:[\s().\u2010-\u2013/-]{0,3}\d){6,}")
WORD = re.compile(r"[^\W_]+")
SENTENCE_ENDS = re.compile(r"[.!?](?:\s|$)")
DOCUMENT = re.compile(r"\.(?:pdf|docx?|xlsx?|pptx?|odt|ods|rtf|csv|zip|txt|epub)$", re.I)
SHORTENERS = frozenset(
    ["bit.ly", "t.co", "youtu.be", "goo.gl", "tinyurl.com", "ow.ly", "fb.me", "fb.com", "lnkd.in", "x.com", "twitter.com",
     "go.usa.gov", "wa.me", "m.me", "buff.ly"]
)  # fmt: skip


class Likeness(StrEnum):
    """Whether two addresses serve one purpose. `apart` is judged by the addresses alone."""

    SAME = "same"
    DIFFERENT = "different"
    APART = "apart"
    UNKNOWN = "unknown"


@dataclass(frozen=True, slots=True)
class Pictures:
    """What is drawn on a link, and how many pictures stand beside it."""

    own: str
    around: int


@dataclass(frozen=True, slots=True)
class Words:
    """What a page's script says of a link or frame: its name and address; for a link with a twin, what stands around it.

    `shown` is the content of a frame that could be read.
    """

    name: str
    address: str | None = None
    context: str | None = None
    before: str = ""
    behind: str = ""
    pictures: Pictures | None = None
    shown: Destination | None = None


@dataclass(frozen=True, slots=True)
class Named:
    """A link or frame with its words."""

    target: Target
    words: Words


Pages = Mapping[str, Destination | Reason]
Group = list[Named]
Decide = Callable[[Group, Pages], Said]


@check("equal-links", ENGINE, optional(DESTINATIONS), in_page=True)
def judge_equal_links(case: Case, found: AxeRule, destinations: Destinations | None) -> Verdict:
    """Fail each group of links of one name of which two lead to different content."""
    return _judge(case, found, destinations, _group_outcome)


@check("equal-links-in-context", ENGINE, optional(DESTINATIONS), in_page=True)
def judge_equal_links_in_context(case: Case, found: AxeRule, destinations: Destinations | None) -> Verdict:
    """Fail links of one name within one sentence, or told apart by pictures only, that lead to different content.

    Where nothing in sight tells them apart either, nobody is worse off, and that is not a failure.
    """
    return _judge(case, found, destinations, _context_outcome, by_context=True)


@check("equal-frames", ENGINE, optional(DESTINATIONS), in_page=True)
def judge_equal_frames(case: Case, found: AxeRule, destinations: Destinations | None) -> Verdict:
    """Fail each group of frames of one name of which two show different content."""
    return _judge(case, found, destinations, lambda group, pages: _group_outcome(group, pages, what="frames"))


def is_by_context(rule: Rule) -> bool:
    """Return whether a rule compares what stands in one place only."""
    return CHECKS[rule.check].judge is judge_equal_links_in_context


def addresses_needed(found: Iterable[AxeRule], *, by_context: bool = False) -> list[list[str]]:
    """Return the addresses that must be fetched to compare what is called alike, a list a group, without fragments."""
    needed: list[list[str]] = []
    for one in found:
        for group in _groups(one.cant_tell, by_context=by_context):
            missing = [_address(named) for named in group if not named.words.shown]
            addresses = list(dict.fromkeys(one for one in missing if one.startswith(("http://", "https://"))))
            if len(set(map(purpose_key, addresses))) > 1 or (addresses and len(group) > len(missing)):
                needed.append(addresses)
    return needed


def in_rounds(needed: list[list[str]]) -> tuple[str, ...]:
    """Return the addresses of all groups, at most 20.

    Two of each group come first, so that many groups are judged before one is judged to its end.
    """
    by_size = sorted(needed, key=len)
    rounds = [addresses[at : at + 2] for at in range(0, MOST, 2) for addresses in by_size]
    return tuple(dict.fromkeys(address for some in rounds for address in some))[:MOST]


def _judge(
    case: Case, found: AxeRule, destinations: Destinations | None, decide: Decide, *, by_context: bool = False
) -> Verdict:
    pages = destinations.pages if destinations else {}
    judgements: list[Judgement] = []
    passed: set[str] = set()
    for group in _groups(found.cant_tell, by_context=by_context):
        outcome, message = decide(group, pages)
        if outcome is Outcome.PASSED:
            passed.update(named.target.key for named in group)
        else:
            judgements += [Judgement(named.target, outcome, message, case.view) for named in group]
    return with_groups(found, judgements, passed)


def _groups(nodes: Iterable[AxeNode], *, by_context: bool = False) -> Iterator[Group]:
    """Yield the nodes of each name (and context) that are two or more and have not all one address."""
    groups: dict[tuple[str, ...], Group] = {}
    for node in nodes:
        words = read_optional(Words, node.data)
        if words is None or (by_context and words.context is None):
            continue
        key: tuple[str, ...] = (words.name,)
        if by_context:
            key = (words.name, node.target.key.rpartition(">")[0], words.context or "")
        groups.setdefault(key, []).append(Named(node.target, words))
    for group in groups.values():
        if len(group) > 1 and len({purpose_key(_address(named)) for named in group}) > 1:
            yield group


def _address(named: Named) -> str:
    address = named.words.address or ""
    return address if _is_inline(named) else address.partition("#")[0]


def _is_inline(named: Named) -> bool:
    return (named.words.address or "").startswith("srcdoc:")


def _group_outcome(group: Group, pages: Pages, what: str = "links") -> Said:
    """A group fails where two of it differ; it passes only where all are known to be one."""
    found = {_likeness(one, other, pages) for one, other in _pairs(group)}
    quoted = f'"{group[0].words.name[:60]}"'
    if found & {Likeness.DIFFERENT, Likeness.APART}:
        return Outcome.FAILED, f"{len(group)} {what} are called {quoted}, and do not lead to the same content"
    if found <= {Likeness.SAME}:
        return Outcome.PASSED, ""
    return Outcome.CANT_TELL, f"{len(group)} {what} are called {quoted}, at different addresses"


def _context_outcome(group: Group, pages: Pages) -> Said:
    """A cue for the eye and different content fail; where either is open, a person must look."""
    name = f'"{group[0].words.name[:60]}"'
    doubt = False
    for one, other in _pairs(group):
        likeness = _likeness(one, other, pages)
        if likeness is Likeness.SAME:
            continue
        cue = _cue(one.words, other.words)
        if likeness is Likeness.DIFFERENT and cue:
            return Outcome.FAILED, f"{name} leads to different content; only {cue} shows which is which"
        doubt = True
    if doubt:
        return Outcome.CANT_TELL, f"{name} is twice in the same place, with different addresses"
    return Outcome.PASSED, ""


def _cue(one: Words, other: Words) -> str:
    """Return what tells two links apart for the eye only, or nothing. Another sentence is context of its own."""
    if one.pictures and other.pictures and (one.pictures.own != other.pictures.own or one.pictures.around > 1):
        return "a picture"
    beside = (one.before, one.behind) != (other.before, other.behind)
    if beside and WORD.search(one.behind) and not SENTENCE_ENDS.search(one.behind):
        return "the words beside it"
    return ""


def _pairs(group: Group) -> Iterator[tuple[Named, Named]]:
    firsts = {purpose_key(_address(named)): named for named in reversed(group)}
    yield from combinations(sorted(firsts.values(), key=group.index), 2)


def _likeness(one: Named, other: Named, pages: Pages) -> Likeness:
    addresses = _address(one), _address(other)
    if purpose_key(addresses[0]) == purpose_key(addresses[1]):
        return Likeness.SAME
    if any("#" in (named.words.address or "") for named in (one, other) if not _is_inline(named)):
        # A part of a page says less than the page; what is compared would not be what the link is about.
        return _apart(*addresses)
    mine, theirs = (named.words.shown or pages.get(_address(named)) for named in (one, other))
    if isinstance(mine, Destination) and isinstance(theirs, Destination):
        return likeness_of_content(mine, theirs, one.words.name)
    return _apart(*addresses)


def _apart(one: str, other: str) -> Likeness:
    """Judge by the addresses alone: sites of other names, and documents of other names, are hardly ever one."""
    try:
        first, second = urlsplit(one), urlsplit(other)
    except ValueError:
        return Likeness.UNKNOWN
    if not {first.scheme, second.scheme} <= {"http", "https"}:
        # A telephone number or a mail address is a purpose of its own.
        kinds = {first.scheme, second.scheme}
        return (
            Likeness.APART if kinds <= {"http", "https", "tel", "mailto", "sms"} and one and other else Likeness.UNKNOWN
        )
    hosts = [part.netloc.lower().removeprefix("www.") for part in (first, second)]
    if hosts[0] != hosts[1]:
        if SHORTENERS & set(hosts):
            return Likeness.UNKNOWN
        return Likeness.UNKNOWN if _labels(hosts[0]) & _labels(hosts[1]) else Likeness.APART
    names = [part.path.rpartition("/")[2] for part in (first, second)]
    if all(map(DOCUMENT.search, names)) and names[0].lower() != names[1].lower():
        return Likeness.APART
    return Likeness.UNKNOWN


def _labels(host: str) -> set[str]:
    """Return the names in a host that are an organisation's own, not those of domains that many share."""
    shared = {"com", "org", "net", "gov", "edu", "co", "ac", "io", "github", "info", "us", "uk", "eu", "int", "mil"}
    return {label for label in host.partition(":")[0].split(".") if len(label) > 2 and label not in shared} or {host}


def likeness_of_content(one: Destination, other: Destination, name: str) -> Likeness:
    """Compare what two pages say; `name` is what both are called. Sure or not at all."""
    texts = [_plain(page.text) for page in (one, other)]
    if one.final and one.final == other.final:
        return Likeness.SAME
    empty = [len(text) < SHELL for text in texts]
    if all(empty):
        # A page that is empty until its script reads the address shows what the address asks for.
        chosen = one.scripts and other.scripts
        return Likeness.DIFFERENT if chosen and one.asks and other.asks else Likeness.UNKNOWN
    if any(empty):
        bare = one if empty[0] else other
        return Likeness.UNKNOWN if bare.scripts else Likeness.DIFFERENT
    if texts[0] == texts[1]:
        return Likeness.SAME
    phones = [{re.sub(r"\D", "", found) for found in PHONE.findall(page.text)} for page in (one, other)]
    if all(phones):
        if phones[0] & phones[1]:
            return Likeness.UNKNOWN
        return Likeness.DIFFERENT if _says(one, name) == _says(other, name) else Likeness.UNKNOWN
    words = [set(WORD.findall(text)) for text in texts]
    shared = len(words[0] & words[1])
    if not all(words) or shared / len(words[0] | words[1]) >= 0.5:
        return Likeness.UNKNOWN
    if _says(one, name) and _says(other, name):
        return Likeness.UNKNOWN
    return Likeness.DIFFERENT if shared / min(map(len, words)) < 0.7 else Likeness.UNKNOWN


def _says(page: Destination, name: str) -> bool:
    """Return whether the page's title and headings hold half of the name's words: then the name may describe it."""
    heads = set(WORD.findall(_plain(f"{page.title} {page.headings}")))
    named = [word for word in WORD.findall(_plain(name)) if len(word) > 2] or WORD.findall(_plain(name))
    return bool(named) and 2 * sum(word in heads for word in named) >= len(named)


def _plain(text: str) -> str:
    return " ".join(text.lower().split())
