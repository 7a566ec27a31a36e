"""Links and frames of one name: what they lead to is compared, not their addresses alone."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from itertools import combinations

from nyx_audit.checks.engine import Said, with_groups
from nyx_audit.checks.likeness import WORD, Likeness, apart, kind_of, likeness_of_content
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
SENTENCE_ENDS = re.compile(r"[.!?](?:\s|$)")


@dataclass(frozen=True, slots=True)
class Pictures:
    """What is drawn on a link, and how many pictures stand beside it."""

    own: str
    around: int


@dataclass(frozen=True, slots=True)
class Words:
    """What a page's script says of a link or frame: its name and address; for a link with a twin, what stands around it.

    `part` is the chapter that a line of a table of contents stands below.
    `shown` is the content of a frame that could be read.
    """

    name: str
    address: str | None = None
    context: str | None = None
    part: str = ""
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
        key: tuple[str, ...] = (words.name, words.part)
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
    quoted = f'"{group[0].words.name[:60]}"'
    is_open = False
    for one, other in combinations(_telling(_distinct(group), pages), 2):
        likeness = _likeness(one, other, pages)
        if likeness in (Likeness.DIFFERENT, Likeness.APART):
            return Outcome.FAILED, f"{len(group)} {what} are called {quoted}, and do not lead to the same content"
        is_open = is_open or likeness is not Likeness.SAME
    if not is_open:
        return Outcome.PASSED, ""
    return Outcome.CANT_TELL, f"{len(group)} {what} are called {quoted}, at different addresses"


def _context_outcome(group: Group, pages: Pages) -> Said:
    """A cue for the eye and different content fail; where either is open, a person must look."""
    name = f'"{group[0].words.name[:60]}"'
    distinct = _distinct(group)
    known = [one for one in distinct if _content(one, pages)]
    # Addresses alone never settle this.
    doubt = len(known) < len(distinct)
    for one, other in combinations(known, 2):
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


def _distinct(group: Group) -> Group:
    """Return the first of each address, in their order."""
    firsts: dict[str, Named] = {}
    for named in group:
        firsts.setdefault(purpose_key(_address(named)), named)
    return list(firsts.values())


def _telling(group: Group, pages: Pages) -> Iterator[Named]:
    """Yield those that decide. A table may have thousands of links of one name, most of them judged by their addresses
    alone: of addresses that compare alike with all others, two stand for all.
    """
    seen: Counter[tuple[str, ...]] = Counter()
    for named in group:
        if not _content(named, pages):
            kind = kind_of(_address(named))
            seen[kind] += 1
            if seen[kind] > 2:
                continue
        yield named


def _content(named: Named, pages: Pages) -> Destination | None:
    """Return what a link or frame leads to, where that is known."""
    if "#" in (named.words.address or "") and not _is_inline(named):
        # A part of a page says less than the page; what is compared would not be what the link is about.
        return None
    found = named.words.shown or pages.get(_address(named))
    return found if isinstance(found, Destination) else None


def _likeness(one: Named, other: Named, pages: Pages) -> Likeness:
    addresses = _address(one), _address(other)
    if purpose_key(addresses[0]) == purpose_key(addresses[1]):
        return Likeness.SAME
    mine, theirs = _content(one, pages), _content(other, pages)
    if mine and theirs:
        return likeness_of_content(mine, theirs, one.words.name)
    return apart(*addresses)
