"""Holds a site's audit against an earlier one: what is new, fixed, still open; and whether scores compare. Pure.

A defect is fixed only where its rule was tested again and did not find it, and new only where its rule was tested
before: what could not be tested says neither.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime

from nyx_audit.model.outcome import Outcome
from nyx_audit.model.page import Page, PageStatus, RuleOutcome
from nyx_audit.model.reason import Reason, ReasonCode

FRAMES = "frame-tested"


@dataclass(frozen=True, slots=True)
class Found:
    """What the rules found on one page.

    `failed` has the rule of each fingerprint that failed, `doubted` are the fingerprints in doubt. Of the rules in
    `settled` all findings are known, but for what is in the frames `closed`, which could not be entered.
    """

    failed: Mapping[str, str] = field(default_factory=dict)
    doubted: frozenset[str] = frozenset()
    settled: frozenset[str] = frozenset()
    closed: frozenset[str] = frozenset()

    def is_silent_on(self, fingerprint: str, other: Found) -> bool:
        """Return whether a defect that failed in the other run, and not here, may be here all the same."""
        rule = other.failed[fingerprint]
        # What was found beside the same closed frame would be found again; it may have been in one that closed since.
        tested = rule in self.settled and self.closed <= other.closed
        return fingerprint not in self.failed and (not tested or fingerprint in self.doubted)


@dataclass(frozen=True, slots=True)
class Earlier:
    """A site's part of an earlier run, as far as a comparison needs it.

    `pages` are the audited pages by their key, each with what was found on it.
    `sampled`: the site had more pages than were visited.
    """

    run: int
    finished_at: datetime
    ruleset: str
    score: float | None
    pages: Mapping[str, Found]
    known: int
    sampled: bool = False


@dataclass(frozen=True, slots=True)
class Change:
    """What became of a site since an earlier run. Counts are of distinct defects (fingerprints) on pages of both runs.

    `still_open` are all that are there and not known to be new, `unknown` those that were not found again and are not
    known to be fixed. `points` is None where the scores do not compare; `reason` says why. `interval` is where the change of all pages
    lies, where one of the runs saw only a sample of them.
    """

    since: datetime
    run: int
    points: float | None
    reason: Reason | None
    new: frozenset[str]
    fixed: frozenset[str]
    still_open: frozenset[str]
    unknown: frozenset[str] = frozenset()
    notes: tuple[str, ...] = ()
    interval: tuple[float, float] | None = None

    @property
    def is_real(self) -> bool:
        """Whether the points are more than the luck of the sample."""
        return self.interval is None or self.interval[0] > 0 or self.interval[1] < 0


# A site whose known pages shrink by more than this is another sample, and says so.
SHRUNK = 0.8


def compare(
    now: Iterable[Page],
    earlier: Earlier,
    *,
    ruleset: str,
    score: float | None,
    key: Callable[[Page], str],
    rules: Collection[str],
) -> Change:
    """Return what changed in the failures of `rules`; only pages audited in both runs count, so that a longer crawl makes nothing new."""
    pages = [page for page in now if page.status is not PageStatus.SKIPPED]
    audited = found_by_key(((key(page), page.outcomes) for page in pages if page.status is PageStatus.AUDITED), rules)
    both = audited.keys() & earlier.pages.keys()
    pairs = [(earlier.pages[page], audited[page]) for page in both]
    before, after = _failed(then for then, _ in pairs), _failed(now for _, now in pairs)
    elsewhere = _failed(found for page, found in audited.items() if page not in both)
    gone = before - after - elsewhere
    unknown = gone & _unsettled(pairs)
    new = after - before - _unsettled((now, then) for then, now in pairs)
    reason = _why_not_comparable(earlier, ruleset, score)
    notes = []
    if len(both) < len(audited):
        notes.append(f"{len(audited) - len(both)} pages were not in the earlier run")
    if len(pages) < earlier.known * SHRUNK:
        notes.append(f"the site shrank from {earlier.known} pages to {len(pages)}")
    if unknown:
        notes.append(f"not counted as fixed, since they could not be tested to the end: {len(unknown)} earlier defects")
    return Change(
        since=earlier.finished_at,
        run=earlier.run,
        points=None if reason or score is None or earlier.score is None else score - earlier.score,
        reason=reason,
        new=new,
        fixed=gone - unknown,
        still_open=after - new,
        unknown=unknown,
        notes=tuple(notes),
    )


def found_by_key(pages: Iterable[tuple[str, Iterable[RuleOutcome]]], rules: Collection[str] | None) -> dict[str, Found]:
    """Return what these rules, or all, found on pages, by key: what has one key is one page."""
    found: dict[str, Found] = {}
    for key, outcomes in pages:
        rows = list(outcomes)
        one = _found([row for row in rows if rules is None or row.rule in rules], _closed(rows))
        found[key] = _both(found[key], one) if key in found else one
    return found


def _found(rows: Sequence[RuleOutcome], closed: frozenset[str]) -> Found:
    met = [(finding, row.rule) for row in rows for finding in row.findings]
    whole = [row for row in rows if not row.omitted]
    return Found(
        {finding.fingerprint: rule for finding, rule in met if finding.outcome is Outcome.FAILED},
        frozenset(finding.fingerprint for finding, _ in met if finding.outcome is Outcome.CANT_TELL),
        frozenset(row.rule for row in whole if not row.reason and row.outcome is not Outcome.UNTESTED),
        closed,
    )


def _closed(rows: Iterable[RuleOutcome]) -> frozenset[str]:
    """Return the fingerprints of the frames that could not be entered: the rule of them puts each in doubt."""
    return frozenset(finding.fingerprint for row in rows if row.rule == FRAMES for finding in row.findings)


def _both(one: Found, other: Found) -> Found:
    return Found(
        {**one.failed, **other.failed},
        one.doubted | other.doubted,
        one.settled & other.settled,
        one.closed | other.closed,
    )


def _failed(found: Iterable[Found]) -> frozenset[str]:
    return frozenset(fingerprint for one in found for fingerprint in one.failed)


def _unsettled(pairs: Iterable[tuple[Found, Found]]) -> frozenset[str]:
    """Return what failed in the first of each two, and what the other says nothing of."""
    return frozenset(
        fingerprint for one, other in pairs for fingerprint in one.failed if other.is_silent_on(fingerprint, one)
    )


def _why_not_comparable(earlier: Earlier, ruleset: str, score: float | None) -> Reason | None:
    if earlier.ruleset != ruleset:
        return Reason(ReasonCode.OTHER_RULESET, f"another ruleset ({earlier.ruleset}, now {ruleset})")
    if earlier.score is None:
        return Reason(ReasonCode.NO_SCORE_BEFORE, "no number then")
    if score is None:
        return Reason(ReasonCode.NO_SCORE, "no number now")
    return None
