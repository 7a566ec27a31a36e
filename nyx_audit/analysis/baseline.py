"""Holds an audit against a baseline: what is new, still there, fixed, and not looked at this time. Pure.

Findings are compared by fingerprint and counted by place, page by page, so that no fix hides one that is new beside it.
Where a layout changed all fingerprints, what stays of an element tells it again (`traits.py`). What was not looked at, or not tested to the end, is never fixed; what could not be tested before is not known to be
new. Only rules that may fail a command are compared.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path, PurePath

from nyx_audit.analysis.rows import Row, rows_with_findings
from nyx_audit.analysis.traits import trait_of
from nyx_audit.model.audit import Audit
from nyx_audit.model.baseline import UNDESCRIBED, Baseline, Entry
from nyx_audit.model.outcome import Outcome
from nyx_audit.model.page import Finding, Page, PageStatus, RuleOutcome
from nyx_audit.net.addresses import is_loopback, is_web, page_key

# Parts that the pages of a site share: on a page that is new, what was known in them elsewhere is not.
SHARED = ("banner", "navigation", "contentinfo")
WORDS = 120
# A rule and a fingerprint.
Name = tuple[str, str]


@dataclass(frozen=True, slots=True)
class Place:
    """The findings of one fingerprint on one page of an audit, which cannot be told apart."""

    site: str | None
    url: str
    rule: str
    fingerprint: str


@dataclass(frozen=True, slots=True)
class Held:
    """An audit held against a baseline.

    `new` and `known` are how many findings each place has more than the baseline, and has as it does; `fixed` and
    `unseen` are entries by the key of their page.
    """

    baseline: str = ""
    new: Mapping[Place, int] = field(default_factory=dict)
    known: Mapping[Place, int] = field(default_factory=dict)
    fixed: tuple[tuple[str, Entry], ...] = ()
    unseen: tuple[tuple[str, Entry], ...] = ()
    notes: tuple[str, ...] = ()


def key_of(url: str) -> str:
    """Return what makes it the same page in another audit: host and path, on any port of this machine; a file's path."""
    url = url.encode("utf-8", "replace").decode()
    if is_web(url):
        host, slash, path = page_key(url).partition("/")
        return f"{'localhost' if is_loopback(url) else host}{slash}{path}"
    file: PurePath = PurePath(url)
    if file.is_absolute() and file.is_relative_to(Path.cwd()):
        file = file.relative_to(Path.cwd())
    return file.as_posix()


def baseline_of(audit: Audit, name: str) -> Baseline:
    """Return what an audit found, as a baseline for another."""
    pages: dict[str, tuple[Entry, ...]] = {}
    untested: dict[str, frozenset[str]] = {}
    for key, page in _audited(audit.pages).items():
        told = [row for row in rows_with_findings(page, audit) if row.rule.tier.gates]
        pages[key] = tuple(entry for row in told for entry in _entries(row))
        untested[key] = frozenset(said.rule for said in page.outcomes if not _is_tested(said))
    left_out = frozenset(key_of(page.url) for page in audit.pages) - pages.keys()
    unlisted = audit.unlisted > 0
    return Baseline(name, pages, untested, left_out, frozenset(audit.rules), audit.tool.ruleset, unlisted)


def hold(audit: Audit, baseline: Baseline) -> Held:
    """Return what is new and what is fixed in an audit since its baseline."""
    audited = _audited(audit.pages)
    known = _on_same_host(audited, baseline)
    shared = _shared(known)
    new: dict[Place, int] = {}
    still: dict[Place, int] = {}
    fixed: list[tuple[str, Entry]] = []
    unseen: list[tuple[str, Entry]] = []
    for key, page in audited.items():
        told = {row.rule.id: row for row in rows_with_findings(page, audit) if row.rule.tier.gates}
        before = _in_this_layout(known.pages.get(key, ()), told)
        ran = {said.rule: said for said in page.outcomes} if before else {}
        for row in told.values():
            more = _more(row, before, shared if key not in known.pages else frozenset())
            for entry in _entries(row):
                place = Place(page.site, page.url, row.rule.id, entry.fingerprint)
                extra = more[entry.fingerprint] if _was_tested(known, key, row.rule.id) else 0
                new |= {place: extra} if extra else {}
                still |= {place: entry.places - extra} if entry.places > extra else {}
        for entry in before.values():
            less, is_fixed = _less(entry, ran.get(entry.rule), told.get(entry.rule))
            if less:
                (fixed if is_fixed else unseen).append((key, replace(entry, places=less)))
    unseen += [(key, entry) for key, entries in known.pages.items() if key not in audited for entry in entries]
    ordered = tuple(sorted(fixed, key=_order)), tuple(sorted(unseen, key=_order))
    return Held(baseline.name, new, still, *ordered, _notes(audit, audited, known))


def fingerprints(row: Row) -> Counter[str]:
    """Return how often each fingerprint failed, and what was counted and not described."""
    found = Counter(finding.fingerprint for finding in row.failed)
    if row.failed_count > len(row.failed):
        found[UNDESCRIBED] = row.failed_count - len(row.failed)
    return found


def _entries(row: Row) -> Iterator[Entry]:
    first: dict[str, Finding] = {finding.fingerprint: finding for finding in reversed(row.failed)}
    for fingerprint, places in fingerprints(row).items():
        finding = first.get(fingerprint)
        if finding is None:
            yield Entry(row.rule.id, fingerprint, places, words="not described one by one")
            continue
        words = " ".join(f"{finding.selector} {finding.name}".split())[:WORDS]
        yield Entry(row.rule.id, fingerprint, places, finding.landmark, words, trait_of(finding))


def _in_this_layout(entries: Iterable[Entry], told: Mapping[str, Row]) -> dict[Name, Entry]:
    """Return a page's entries by rule and fingerprint.

    One that is not found, where an element of its trait is found by a fingerprint that nobody knew, has it: it moved.
    """
    before = {(entry.rule, entry.fingerprint): entry for entry in entries}
    now = {(row.rule.id, one.fingerprint): one for row in told.values() for one in _entries(row)}
    come: dict[Name, list[Name]] = {}
    for name in now.keys() - before.keys():
        come.setdefault((name[0], now[name].trait + now[name].landmark), []).append(name)
    for name in sorted(before.keys() - now.keys()):
        here = come.get((name[0], before[name].trait + before[name].landmark), [])
        if before[name].trait and len(here) == 1:
            entry = before.pop(name)
            moved = here.pop()
            before[moved] = replace(entry, fingerprint=moved[1])
    return before


def _audited(pages: Iterable[Page]) -> dict[str, Page]:
    return {key_of(page.url): page for page in pages if page.status is PageStatus.AUDITED}


def _more(row: Row, before: Mapping[Name, Entry], shared: frozenset[Name]) -> Counter[str]:
    """Return how many places each fingerprint of a row has more than before.

    Where some were counted alone then, any fingerprint may have been among them, and only the sum tells.
    """
    then = Counter({name[1]: entry.places for name, entry in before.items() if name[0] == row.rule.id})
    now = fingerprints(row)
    vague = then[UNDESCRIBED] > 0
    more = Counter(
        {
            one: 0 if vague or (row.rule.id, one) in shared else max(0, places - then[one])
            for one, places in now.items()
            if one != UNDESCRIBED
        }
    )
    if now[UNDESCRIBED] or vague:
        more[UNDESCRIBED] = min(now[UNDESCRIBED], max(0, now.total() - then.total() - more.total()))
    return more


def _shared(baseline: Baseline) -> frozenset[Name]:
    return frozenset(
        (entry.rule, entry.fingerprint)
        for entries in baseline.pages.values()
        for entry in entries
        if entry.fingerprint and entry.landmark.startswith(SHARED)
    )


def _was_tested(baseline: Baseline, key: str, rule: str) -> bool:
    if (baseline.rules is not None and rule not in baseline.rules) or key in baseline.left_out:
        return False
    if baseline.unlisted and key not in baseline.pages:
        return False
    return rule not in baseline.untested.get(key, ())


def _less(entry: Entry, said: RuleOutcome | None, row: Row | None) -> tuple[int, bool]:
    """Return how many of an entry's places were not found again, and whether they are known to be fixed.

    `said` is what the rule says of the page, if it ran; `row` its findings, if it has any.
    """
    found = fingerprints(row)[entry.fingerprint] if row else 0
    doubted = row is not None and any(finding.fingerprint == entry.fingerprint for finding in row.doubts)
    is_known_whole = said is not None and not said.omitted and _is_tested(said)
    return max(0, entry.places - found), is_known_whole and not doubted


def _is_tested(said: RuleOutcome) -> bool:
    return not said.reason and said.outcome is not Outcome.UNTESTED


def _on_same_host(audited: Mapping[str, Page], baseline: Baseline) -> Baseline:
    """Return a baseline by the audit's host, where each of the two is of one host and these differ.

    A preview of a change is at another address than what it changes.
    """
    hosts = {key.partition("/")[0] for key, page in audited.items() if is_web(page.url)}
    known = {key.partition("/")[0] for key in (*baseline.pages, *baseline.left_out)}
    if (
        len(hosts) != 1
        or len(known) != 1
        or hosts == known
        or len(hosts) != len({key.partition("/")[0] for key in audited})
    ):
        return baseline
    (host,) = hosts

    def moved(key: str) -> str:
        return host + "/" + key.partition("/")[2]

    return replace(
        baseline,
        pages={moved(key): entries for key, entries in baseline.pages.items()},
        untested={moved(key): found for key, found in baseline.untested.items()},
        left_out=frozenset(map(moved, baseline.left_out)),
    )


def _notes(audit: Audit, audited: Mapping[str, Page], baseline: Baseline) -> tuple[str, ...]:
    notes = []
    if baseline.ruleset and baseline.ruleset != audit.tool.ruleset:
        notes.append(f"{baseline.name} is of another ruleset ({baseline.ruleset}, now {audit.tool.ruleset})")
    unknown = audited.keys() - baseline.pages.keys() if baseline.unlisted else audited.keys() & baseline.left_out
    if uncompared := len(unknown):
        notes.append(f"{uncompared} pages were not audited in {baseline.name}: nothing on them is known to be new")
    return tuple(notes)


def _order(one: tuple[str, Entry]) -> tuple[str, str, str]:
    return one[0], one[1].rule, one[1].fingerprint


def updated(old: Baseline, found: Baseline, *, prune: bool) -> Baseline:
    """Return a baseline brought up to an audit: what is fixed goes, what is new comes, unless it is only pruned.

    What was not looked at, or not tested to the end, stays as it was.
    """
    pages = {key: _brought_up(key, old, found, prune=prune) for key in old.pages.keys() | found.pages.keys()}
    return replace(old, pages=pages, ruleset=found.ruleset)


def _brought_up(key: str, old: Baseline, found: Baseline, *, prune: bool) -> tuple[Entry, ...]:
    then = {(entry.rule, entry.fingerprint): entry for entry in old.pages.get(key, ())}
    if key not in found.pages:
        return tuple(then.values())
    now = {(entry.rule, entry.fingerprint): entry for entry in found.pages[key]}
    kept = {name: entry for name, entry in then.items() if name not in now and not _was_tested(found, key, entry.rule)}
    if not prune:
        return (*kept.values(), *now.values())
    both = (replace(now[name], places=min(now[name].places, then[name].places)) for name in now if name in then)
    return (*kept.values(), *both)


def joined(one: Baseline, other: Baseline) -> Baseline:
    """Return two as one: of a page in both, what either of them shows, with the larger number of places.

    Only of the rules that ran in both is it known that they found no more.
    """
    pages = dict(one.pages)
    for key, entries in other.pages.items():
        found = {(entry.rule, entry.fingerprint): entry for entry in (*pages.get(key, ()), *entries)}
        for entry in pages.get(key, ()):
            name = (entry.rule, entry.fingerprint)
            found[name] = max(found[name], entry, key=lambda same: same.places)
        pages[key] = tuple(found.values())
    untested = {
        key: one.untested.get(key, frozenset()) | other.untested.get(key, frozenset())
        for key in one.untested.keys() | other.untested.keys()
    }
    ran = [found.rules for found in (one, other) if found.rules is not None]
    return Baseline(
        " and ".join(dict.fromkeys((one.name, other.name))),
        pages,
        untested,
        (one.left_out | other.left_out) - pages.keys(),
        frozenset.intersection(*ran) if ran else None,
        one.ruleset or other.ruleset,
        one.unlisted or other.unlisted,
    )
