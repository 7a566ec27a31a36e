"""Holds an audit against a baseline: what is new, still there, fixed, and not looked at this time. Pure.

Findings are compared by fingerprint and counted by place, page by page, so that no fix hides one that is new beside it.
Where a layout changed all fingerprints, what stays of an element tells it again (`traits.py`). What was not looked at,
or not tested to the end, is never fixed; what could not be tested before is not known to be new, and is not known to be
old either. Only rules that may fail a command are compared.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace

from nyx_audit.analysis.baseline import audited_of, entries_of, fingerprints, is_tested, was_missed, was_tested
from nyx_audit.analysis.rows import Row, rows_with_findings
from nyx_audit.model.audit import Audit
from nyx_audit.model.baseline import UNDESCRIBED, Baseline, Entry
from nyx_audit.model.page import Page
from nyx_audit.net.addresses import is_web

# Parts that the pages of a site share: on a page that is new, what was known in them elsewhere is not.
SHARED = ("banner", "navigation", "contentinfo")
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

    `new` and `known` are how many findings each place has more than the baseline, and has as it does; of the known,
    `unsure` may be new, since a fault kept them from being looked at then. `fixed` and `unseen` are entries by the key of
    their page.
    """

    baseline: str = ""
    new: Mapping[Place, int] = field(default_factory=dict)
    known: Mapping[Place, int] = field(default_factory=dict)
    unsure: Mapping[Place, int] = field(default_factory=dict)
    fixed: tuple[tuple[str, Entry], ...] = ()
    unseen: tuple[tuple[str, Entry], ...] = ()
    notes: tuple[str, ...] = ()


def hold(audit: Audit, baseline: Baseline) -> Held:
    """Return what is new and what is fixed in an audit since its baseline."""
    audited = audited_of(audit.pages)
    known = _on_same_host(audited, baseline)
    shared = _in_parts(known, SHARED), _in_parts(known, ("",))
    new: dict[Place, int] = {}
    still: dict[Place, int] = {}
    unsure: dict[Place, int] = {}
    gone: list[tuple[str, Entry, bool]] = []
    for key, same in audited.items():
        parts, entries = [], known.pages.get(key, ())
        ruled = {entry.rule for entry in entries}
        for page in same:
            told = {row.rule.id: row for row in rows_with_findings(page, audit, ruled) if row.rule.tier.gates}
            before = in_this_layout(entries, (one for row in told.values() for one in entries_of(row)))
            parts.append(_gone(before, told))
            for place, places, more in _counted(page, told, before, _known_elsewhere(key, known, *shared)):
                extra = more if was_tested(known, key, place.rule) else 0
                new |= {place: extra} if extra else {}
                unsure |= {place: more} if more and was_missed(known, key, place.rule) else {}
                still |= {place: places - extra} if places > extra else {}
        gone += [(key, entry, is_fixed) for entry, is_fixed in _gone_from_all(parts)]
    fixed = [(key, entry) for key, entry, is_fixed in gone if is_fixed]
    unseen = [(key, entry) for key, entry, is_fixed in gone if not is_fixed]
    unseen += [(key, entry) for key, entries in known.pages.items() if key not in audited for entry in entries]
    ordered = tuple(sorted(fixed, key=_order)), tuple(sorted(unseen, key=_order))
    return Held(baseline.name, new, still, unsure, *ordered, _notes(audit, audited, known))


def _counted(
    page: Page, told: Mapping[str, Row], before: Mapping[Name, Entry], shared: frozenset[Name]
) -> Iterator[tuple[Place, int, int]]:
    """Yield how many findings each place of a page has, and how many of them were not there before."""
    for row in told.values():
        more = _more(row, before, shared)
        for fingerprint, places in fingerprints(row).items():
            yield Place(page.site, page.url, row.rule.id, fingerprint), places, more[fingerprint]


def in_this_layout(entries: Iterable[Entry], found: Iterable[Entry]) -> dict[Name, Entry]:
    """Return a page's entries by rule and fingerprint, as far as what was `found` on it now knows them.

    One that is not found, where an element of its trait is found by a fingerprint that nobody knew, has it: it moved.
    """
    before = {(entry.rule, entry.fingerprint): entry for entry in entries}
    now = {(one.rule, one.fingerprint): one for one in found}
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


def _more(row: Row, before: Mapping[Name, Entry], shared: frozenset[Name]) -> Counter[str]:
    """Return how many places each fingerprint of a row has more than before.

    What was counted alone may have been any fingerprint, but no more of them than were counted. Where there are more,
    nobody can say which of them are new: all that were not described then are.
    """
    then = Counter({name[1]: entry.places for name, entry in before.items() if name[0] == row.rule.id})
    now = fingerprints(row)
    more = Counter(
        {
            one: 0 if (row.rule.id, one) in shared else max(0, places - then[one])
            for one, places in now.items()
            if one != UNDESCRIBED
        }
    )
    missing = sum(max(0, places - now[one]) for one, places in then.items() if one != UNDESCRIBED)
    uncounted = max(0, now[UNDESCRIBED] - missing)
    surplus = max(0, more.total() + uncounted - then[UNDESCRIBED])
    if then[UNDESCRIBED] and surplus <= uncounted:
        more.clear()
    more[UNDESCRIBED] = min(uncounted, surplus)
    return more


def _in_parts(baseline: Baseline, landmarks: tuple[str, ...]) -> frozenset[Name]:
    return frozenset(
        (entry.rule, entry.fingerprint)
        for entries in baseline.pages.values()
        for entry in entries
        if entry.fingerprint and entry.landmark.startswith(landmarks)
    )


def _known_elsewhere(
    key: str, baseline: Baseline, shared: frozenset[Name], all_of_it: frozenset[Name]
) -> frozenset[Name]:
    """Return what is not new on a page since other pages had it: of a page that was another's copy, all of that."""
    if key in baseline.pages:
        return frozenset()
    return all_of_it if key in baseline.copies else shared


def _gone(before: Mapping[Name, Entry], told: Mapping[str, Row]) -> dict[Name, tuple[Entry, bool]]:
    """Return what of a page's entries was not found again, and whether it is known to be fixed."""
    found = ((name, entry, *_less(entry, told.get(entry.rule))) for name, entry in before.items())
    return {name: (replace(entry, places=less), is_fixed) for name, entry, less, is_fixed in found if less}


def _gone_from_all(parts: Sequence[Mapping[Name, tuple[Entry, bool]]]) -> Iterator[tuple[Entry, bool]]:
    """Yield what is gone from all pages of a key, and whether it is known to be fixed on each of them."""
    for name in parts[0]:
        if all(name in one for one in parts):
            entries, settled = zip(*(one[name] for one in parts), strict=True)
            yield min(entries, key=lambda one: one.places), all(settled)


def _less(entry: Entry, row: Row | None) -> tuple[int, bool]:
    """Return how many of an entry's places were not found again, and whether they are known to be fixed."""
    found = fingerprints(row)[entry.fingerprint] if row else 0
    doubted = row is not None and any(finding.fingerprint == entry.fingerprint for finding in row.doubts)
    return max(0, entry.places - found), row is not None and _is_settled(row) and not doubted


def _is_settled(row: Row) -> bool:
    """Return whether all that the rule found on the page is known one by one."""
    return not row.said.omitted and is_tested(row.said)


def _on_same_host(audited: Mapping[str, Sequence[Page]], baseline: Baseline) -> Baseline:
    """Return a baseline by the audit's host, where each of the two is of one host and these differ.

    A preview of a change is at another address than what it changes.
    """
    hosts = {key.partition("/")[0] for key, same in audited.items() if is_web(same[0].url)}
    known = {key.partition("/")[0] for key in (*baseline.pages, *baseline.left_out, *baseline.missed)}
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
        missed=frozenset(map(moved, baseline.missed)),
        copies=frozenset(map(moved, baseline.copies)),
    )


def _notes(audit: Audit, audited: Mapping[str, Sequence[Page]], baseline: Baseline) -> tuple[str, ...]:
    notes = []
    if baseline.ruleset and baseline.ruleset != audit.tool.ruleset:
        notes.append(f"{baseline.name} is of another ruleset ({baseline.ruleset}, now {audit.tool.ruleset})")
    unknown = audited.keys() - baseline.pages.keys() if baseline.unlisted else audited.keys() & baseline.left_out
    if uncompared := len(unknown):
        notes.append(
            f"pages that were not audited in {baseline.name}: {uncompared}; nothing on them is known to be new"
        )
    others = [] if baseline.rules is None else [one.id for one in audit.rules.values() if one.tier.gates]
    if added := len(set(others) - (baseline.rules or frozenset())):
        notes.append(f"rules that did not run in {baseline.name}: {added}; nothing that they found is known to be new")
    return tuple(notes)


def _order(one: tuple[str, Entry]) -> tuple[str, str, str]:
    return one[0], one[1].rule, one[1].fingerprint
