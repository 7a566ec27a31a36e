"""Holds a site's audit against an earlier one: what is new, fixed, still open; and whether scores compare. Pure."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime

from nyx_audit.model.outcome import Outcome
from nyx_audit.model.page import Page, PageStatus
from nyx_audit.model.reason import Reason, ReasonCode


@dataclass(frozen=True, slots=True)
class Earlier:
    """A site's part of an earlier run, as far as a comparison needs it.

    `pages` are the audited pages by their key, each with the fingerprints of its failed findings.
    `sampled`: the site had more pages than were visited.
    """

    run: int
    finished_at: datetime
    ruleset: str
    score: float | None
    pages: Mapping[str, frozenset[str]]
    known: int
    sampled: bool = False


@dataclass(frozen=True, slots=True)
class Change:
    """What became of a site since an earlier run. Counts are of distinct defects (fingerprints) on pages of both runs.

    `points` is None where the scores do not compare; `reason` says why. `interval` is where the change of all pages
    lies, where one of the runs saw only a sample of them.
    """

    since: datetime
    run: int
    points: float | None
    reason: Reason | None
    new: frozenset[str]
    fixed: frozenset[str]
    still_open: frozenset[str]
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
    audited = {key(page): failed_fingerprints(page, rules) for page in pages if page.status is PageStatus.AUDITED}
    both = audited.keys() & earlier.pages.keys()
    before = frozenset().union(*(earlier.pages[page] for page in both))
    after = frozenset().union(*(audited[page] for page in both))
    elsewhere = frozenset().union(*(found for page, found in audited.items() if page not in both))
    reason = _why_not_comparable(earlier, ruleset, score)
    notes = []
    if len(both) < len(audited):
        notes.append(f"{len(audited) - len(both)} pages were not in the earlier run")
    if len(pages) < earlier.known * SHRUNK:
        notes.append(f"the site shrank from {earlier.known} pages to {len(pages)}")
    return Change(
        since=earlier.finished_at,
        run=earlier.run,
        points=None if reason or score is None or earlier.score is None else score - earlier.score,
        reason=reason,
        new=after - before,
        fixed=before - after - elsewhere,
        still_open=after & before,
        notes=tuple(notes),
    )


def failed_fingerprints(page: Page, rules: Collection[str]) -> frozenset[str]:
    """Return the fingerprints of a page's failed findings of these rules."""
    return frozenset(
        finding.fingerprint
        for row in page.outcomes
        if row.rule in rules
        for finding in row.findings
        if finding.outcome is Outcome.FAILED
    )


def _why_not_comparable(earlier: Earlier, ruleset: str, score: float | None) -> Reason | None:
    if earlier.ruleset != ruleset:
        return Reason(ReasonCode.OTHER_RULESET, f"another ruleset ({earlier.ruleset}, now {ruleset})")
    if earlier.score is None:
        return Reason(ReasonCode.NO_SCORE_BEFORE, "no number then")
    if score is None:
        return Reason(ReasonCode.NO_SCORE, "no number now")
    return None
