"""Pages as the score sees them. Pure."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence

from nyx_audit.model.outcome import Outcome
from nyx_audit.model.page import Page, PageStatus, RuleOutcome
from nyx_audit.score.records import Measure, Scorecard, Scoring

# What stands around a page's own part, as `landmarks.js` says where a finding is.
AROUND = frozenset({"banner", "navigation", "contentinfo", "complementary"})


def scorecards_of(
    pages: Sequence[Page],
    scoring: Scoring,
    *,
    unconfirmed: Collection[str] = (),
    weights: Mapping[str, float] | None = None,
    templates: Mapping[str, str] | None = None,
) -> dict[str, Scorecard]:
    """Return the pages of one site as the score sees them, by address; those left out on purpose are not among them.

    `unconfirmed` are groups of a blocker's findings that could not be reproduced: doubts, not failures. `weights` say
    how many pages of the site each stands for, and `templates` what it was chosen from, where not all were audited.
    """
    kept = [page for page in pages if page.status is not PageStatus.SKIPPED]
    roles_known = any(page.role == "home" for page in kept)
    return {
        page.url: Scorecard(
            checks=_checks(page, scoring, unconfirmed) if page.status is PageStatus.AUDITED else None,
            stratum=scoring.ruleset.stratum(page.role, bool(page.journeys)),
            home=page.role == "home" if roles_known else page.start,
            journeys=page.journeys,
            weight=(weights or {}).get(page.url, 1.0),
            key=page.url,
            template=(templates or {}).get(page.url, page.template),
            role=page.role,
            tried=not scoring.sampled or page.is_judged_by_any(scoring.sampled),
            lost=page.reason.code if page.reason and page.status is not PageStatus.AUDITED else None,
        )
        for page in kept
    }


def _checks(page: Page, scoring: Scoring, unconfirmed: Collection[str]) -> dict[str, Measure]:
    return {row.rule: _measure(row, unconfirmed) for row in page.outcomes if row.rule in scoring.rules}


def _measure(row: RuleOutcome, unconfirmed: Collection[str]) -> Measure:
    if not row.findings:
        return Measure(row.passed, row.failed, bool(row.reason), row.value)
    groups: dict[str, int] = {}
    own = set()
    for finding in row.findings:
        if finding.outcome is Outcome.FAILED:
            groups[finding.group] = groups.get(finding.group, 0) + 1
            if finding.landmark.partition(" ")[0] not in AROUND:
                own.add(finding.group)
    doubtful = sum(count for group, count in groups.items() if group in unconfirmed)
    kept = {group: count for group, count in groups.items() if group not in unconfirmed}
    return Measure(row.passed, row.failed - doubtful, bool(row.reason), row.value, kept, frozenset(own & kept.keys()))
