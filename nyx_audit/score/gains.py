"""What a mend would bring: the same formula over the same outcomes, with failed targets thought to pass. Pure."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace
from math import fsum

from nyx_audit.model.rule import Rule
from nyx_audit.score.formula import (
    area_scores,
    capped,
    column,
    find_cap,
    mean_of_areas,
    page_shares,
    rule_part,
    rule_parts,
    score_site,
)
from nyx_audit.score.records import Gain, Measure, Mend, Scoring, Sheet


def gains(
    sheets: Sequence[Sheet], scoring: Scoring, mends: Iterable[Mend], journeys: Iterable[str] = ()
) -> dict[Mend, Gain]:
    """Return what the site's score gains where the failed targets of each mend pass. Gains do not add up.

    A mend changes no other check, so that only the mended one is computed anew. Without a number nothing is gained.
    """
    declared = frozenset(journeys)
    shares = page_shares(sheets, scoring.ruleset)
    parts, cap = rule_parts(sheets, scoring), find_cap(sheets, scoring, declared)
    has_number = score_site(sheets, scoring, declared).value is not None
    now = mean_of_areas(area_scores(parts, scoring), scoring)
    found = {}
    for mend in mends:
        rule = scoring.rules[mend.rule]
        pages = [(share, mended(one, rule, mend.group)) for share, one in column(mend.rule, sheets, shares)]
        part = rule_part(mend.rule, [(share, one) for share, one in pages if one.measured], scoring)
        others = {name: one for name, one in parts.items() if name != mend.rule}
        better = {**others, mend.rule: part} if part else others
        then = mean_of_areas(area_scores(better, scoring), scoring)
        if now is None or then is None or not has_number:
            found[mend] = Gain(0.0, 0.0)
            continue
        lifted = cap
        if mend.rule in scoring.ruleset.blocker_rules():
            lifted = find_cap([mended_sheet(sheet, rule, mend) for sheet in sheets], scoring, declared)
        found[mend] = Gain(capped(then, lifted) - capped(now, cap), then - now)
    return found


def page_gains(
    sheets: Sequence[Sheet], scoring: Scoring, mends: Iterable[Mend], _journeys: Iterable[str] = ()
) -> dict[Mend, Gain]:
    """Return what the mean score of pages that are no site gains by each mend; each page is scored by itself."""
    audited = [sheet for sheet in sheets if sheet.checks is not None]
    wanted = list(mends)
    each = [gains([replace(sheet, home=True)], scoring, wanted) for sheet in audited]
    return {
        mend: Gain(
            fsum(one[mend].points for one in each) / len(audited),
            fsum(one[mend].before_cap for one in each) / len(audited),
        )
        for mend in wanted
        if audited
    }


def mended_sheet(sheet: Sheet, rule: Rule, mend: Mend) -> Sheet:
    """Return a page as it is after a mend."""
    if sheet.checks is None or rule.id not in sheet.checks:
        return sheet
    return replace(sheet, checks={**sheet.checks, rule.id: mended(sheet.checks[rule.id], rule, mend.group)})


def mended(measure: Measure, rule: Rule, group: str | None) -> Measure:
    """Return a measure whose failed targets of a group (None: all) pass; a number that was too poor is then good."""
    # Findings that were counted but not described belong to no group: only mending the whole rule clears them.
    count = measure.failed if group is None else measure.groups.get(group, 0)
    if not count:
        return measure
    left = measure.failed - count
    return replace(
        measure,
        passed=measure.passed + count,
        failed=left,
        value=measure.value if left else rule.good,
        groups={name: size for name, size in measure.groups.items() if group is not None and name != group},
    )
