"""Links and frames of one name: what they lead to is compared, not their addresses alone."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from enum import StrEnum
from itertools import combinations
from typing import Any
from urllib.parse import parse_qsl, urlencode, urlsplit

from nyx_audit.checks.engine import engine_gap, engine_result
from nyx_audit.checks.registry import check
from nyx_audit.model.evidence import AxeNode, Missing, PageEvidence
from nyx_audit.model.outcome import Judgement, Outcome, Verdict, View
from nyx_audit.model.rule import Rule

MOST = 20
SHELL = 20
# Parameters that say where a visitor comes from, not what is shown.
NOISE = re.compile(r"utm_\w+|ref(errer)?|src|source|from|via|campaign|origin|medium|cid|icid|trk|fbclid|gclid", re.I)
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


@check("equal-links", evidence=("axe", "destinations"), options=("rule",))
def judge_equal_links(rule: Rule, evidence: PageEvidence, view: View) -> Verdict:
    """Fail each group of links of one name of which two lead to different content."""
    return _judge(rule, evidence, view, lambda group, pages: _group_outcome(group, pages))


@check("equal-links-in-context", evidence=("axe", "destinations"), options=("rule",))
def judge_equal_links_in_context(rule: Rule, evidence: PageEvidence, view: View) -> Verdict:
    """Fail links of one name within one sentence, or told apart by pictures only, that lead to different content.

    Where nothing in sight tells them apart either, nobody is worse off, and that is no failure.
    """
    result = engine_result(rule, evidence, view)
    if isinstance(result, Missing):
        return Verdict(untested=result.reason)
    pages = _pages(evidence)
    judgements, passed = [], set(result.passed)
    for group in _groups(result.cant_tell, by_context=True):
        outcome, message = _context_outcome(group, pages)
        if outcome is Outcome.PASSED:
            passed.update(node.target.key for node in group)
        else:
            judgements += [Judgement(node.target, outcome, message, view) for node in group]
    alone = {node.target.key for node in result.cant_tell} - {one.target.key for one in judgements}
    gap = engine_gap(result, evidence, view) if judgements or passed or alone or result.error else None
    return Verdict(tuple(judgements), frozenset(passed | alone), gap)


@check("equal-frames", evidence=("axe", "destinations"), options=("rule",))
def judge_equal_frames(rule: Rule, evidence: PageEvidence, view: View) -> Verdict:
    """Fail each group of frames of one name of which two show different content."""
    return _judge(rule, evidence, view, lambda group, pages: _group_outcome(group, pages, what="frames"))


def destinations_wanted(rules: Iterable[Rule], evidence: PageEvidence) -> tuple[str, ...]:
    """Return the addresses that must be fetched to compare what is called alike, at most 20, without fragments.

    Two of each group come first, so that many groups are judged before one is judged to its end.
    """
    wanted: list[list[str]] = []
    for rule in rules:
        if "destinations" not in rule.evidence:
            continue
        for view in rule.views:
            result = engine_result(rule, evidence, view)
            if isinstance(result, Missing):
                continue
            for group in _groups(result.cant_tell, by_context=rule.check == "equal-links-in-context"):
                missing = [_address(node) for node in group if not node.data.get("shown")]
                addresses = list(dict.fromkeys(one for one in missing if one.startswith(("http://", "https://"))))
                if len(set(map(_key, addresses))) > 1 or (addresses and len(group) > len(missing)):
                    wanted.append(addresses)
    wanted.sort(key=len)
    rounds = [addresses[at : at + 2] for at in range(0, MOST, 2) for addresses in wanted]
    return tuple(dict.fromkeys(address for some in rounds for address in some))[:MOST]


def _judge(rule: Rule, evidence: PageEvidence, view: View, outcome_of: Any) -> Verdict:
    result = engine_result(rule, evidence, view)
    if isinstance(result, Missing):
        return Verdict(untested=result.reason)
    pages = _pages(evidence)
    judgements, passed = [], set(result.passed)
    for group in _groups(result.cant_tell):
        outcome, message = outcome_of(group, pages)
        if outcome is Outcome.PASSED:
            passed.update(node.target.key for node in group)
        else:
            judgements += [Judgement(node.target, outcome, message, view) for node in group]
    alone = {node.target.key for node in result.cant_tell} - {one.target.key for one in judgements}
    gap = engine_gap(result, evidence, view) if judgements or passed or alone or result.error else None
    return Verdict(tuple(judgements), frozenset(passed | alone), gap)


def _pages(evidence: PageEvidence) -> Mapping[str, Any]:
    found = evidence.probes.get("destinations")
    return {} if found is None or isinstance(found, Missing) else found["pages"]


def _groups(nodes: Iterable[AxeNode], *, by_context: bool = False) -> Iterator[list[AxeNode]]:
    """Yield the nodes of each name (and context) that are two or more and have not all one address."""
    groups: dict[tuple[str, ...], list[AxeNode]] = {}
    for node in nodes:
        if not isinstance(node.data, Mapping):
            continue
        key: tuple[str, ...] = (node.data["name"],)
        if by_context:
            if "context" not in node.data:
                continue
            key = (*key, node.target.key.rpartition(">")[0], node.data["context"])
        groups.setdefault(key, []).append(node)
    for group in groups.values():
        if len(group) > 1 and len({_key(_address(node)) for node in group}) > 1:
            yield group


def _address(node: AxeNode) -> str:
    return str(node.data.get("address") or "").partition("#")[0] if not _is_inline(node) else str(node.data["address"])


def _is_inline(node: AxeNode) -> bool:
    return str(node.data.get("address") or "").startswith("srcdoc:")


def _group_outcome(group: list[AxeNode], pages: Mapping[str, Any], what: str = "links") -> tuple[Outcome, str]:
    """A group fails where two of it differ; it passes only where all are known to be one."""
    name = group[0].data["name"]
    found = {_likeness(one, other, pages) for one, other in _pairs(group)}
    quoted = f'"{name[:60]}"'
    if found & {Likeness.DIFFERENT, Likeness.APART}:
        return Outcome.FAILED, f"{len(group)} {what} are called {quoted}, and do not lead to the same content"
    if found <= {Likeness.SAME}:
        return Outcome.PASSED, ""
    return Outcome.CANT_TELL, f"{len(group)} {what} are called {quoted}, at different addresses"


def _context_outcome(group: list[AxeNode], pages: Mapping[str, Any]) -> tuple[Outcome, str]:
    """A cue for the eye and different content fail; where either is open, a person must look."""
    name = f'"{group[0].data["name"][:60]}"'
    doubt = False
    for one, other in _pairs(group):
        likeness = _likeness(one, other, pages)
        if likeness is Likeness.SAME:
            continue
        cue = _cue(one, other)
        if likeness is Likeness.DIFFERENT and cue:
            return Outcome.FAILED, f"{name} leads to different content; only {cue} tells which is which"
        doubt = True
    if doubt:
        return Outcome.CANT_TELL, f"{name} stands twice in the same place, with different addresses"
    return Outcome.PASSED, ""


def _cue(one: AxeNode, other: AxeNode) -> str:
    """Return what tells two links apart for the eye only, or nothing. Another sentence is context of its own."""
    mine, theirs = one.data["pictures"], other.data["pictures"]
    if mine["own"] != theirs["own"] or mine["around"] > 1:
        return "a picture"
    words = [(node.data["before"], node.data["behind"]) for node in (one, other)]
    between = one.data["behind"]
    if words[0] != words[1] and WORD.search(between) and not SENTENCE_ENDS.search(between):
        return "the words beside it"
    return ""


def _pairs(group: list[AxeNode]) -> Iterator[tuple[AxeNode, AxeNode]]:
    firsts = {_key(_address(node)): node for node in reversed(group)}
    yield from combinations(sorted(firsts.values(), key=group.index), 2)


def _key(address: str) -> str:
    """Return an address without what does not choose the content: fragment, slash at the end, origin of the visit."""
    if not address.startswith(("http://", "https://")):
        return address
    parts = urlsplit(address)
    query = urlencode([pair for pair in parse_qsl(parts.query, keep_blank_values=True) if not NOISE.fullmatch(pair[0])])
    path = re.sub(r"/(?:index\.(?:html?|php|aspx?))?$", "", parts.path)
    return f"{parts.netloc.lower().removeprefix('www.')}{path}?{query}"


def _likeness(one: AxeNode, other: AxeNode, pages: Mapping[str, Any]) -> Likeness:
    addresses = _address(one), _address(other)
    if _key(addresses[0]) == _key(addresses[1]):
        return Likeness.SAME
    if any("#" in str(node.data["address"]) for node in (one, other) if not _is_inline(node)):
        # A part of a page says less than the page; what is compared would not be what the link is about.
        return _apart(*addresses)
    mine, theirs = (node.data.get("shown") or pages.get(_address(node)) or {} for node in (one, other))
    if "text" in mine and "text" in theirs:
        return likeness_of_content(mine, theirs, one.data["name"])
    return _apart(*addresses)


def _apart(one: str, other: str) -> Likeness:
    """Judge by the addresses alone: sites of other names, and documents of other names, are hardly ever one."""
    first, second = urlsplit(one), urlsplit(other)
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


def likeness_of_content(one: Mapping[str, Any], other: Mapping[str, Any], name: str) -> Likeness:
    """Compare what two pages say; `name` is what both are called. Sure or not at all."""
    texts = [_plain(page["text"]) for page in (one, other)]
    if one.get("final") and one.get("final") == other.get("final"):
        return Likeness.SAME
    empty = [len(text) < SHELL for text in texts]
    if all(empty):
        # A page that is empty until its script reads the address shows what the address asks for.
        chosen = one.get("scripts") and other.get("scripts")
        return Likeness.DIFFERENT if chosen and one.get("asks") and other.get("asks") else Likeness.UNKNOWN
    if any(empty):
        bare = one if empty[0] else other
        return Likeness.UNKNOWN if bare.get("scripts") else Likeness.DIFFERENT
    if texts[0] == texts[1]:
        return Likeness.SAME
    phones = [{re.sub(r"\D", "", found) for found in PHONE.findall(page["text"])} for page in (one, other)]
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


def _says(page: Mapping[str, Any], name: str) -> bool:
    """Return whether the page's title and headings hold half of the name's words: then the name may describe it."""
    heads = set(WORD.findall(_plain(f"{page.get('title', '')} {page.get('headings', '')}")))
    named = [word for word in WORD.findall(_plain(name)) if len(word) > 2] or WORD.findall(_plain(name))
    return bool(named) and 2 * sum(word in heads for word in named) >= len(named)


def _plain(text: str) -> str:
    return " ".join(text.lower().split())
