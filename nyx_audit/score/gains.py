"""What a fix would bring: the same formula over the same outcomes, with failed targets thought to pass. Pure."""

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
from nyx_audit.score.records import Fix, Gain, Measure, Scorecard, Scoring


def gains(
    scorecards: Sequence[Scorecard], scoring: Scoring, fixes: Iterable[Fix], journeys: Iterable[str] = ()
) -> dict[Fix, Gain]:
    """Return what the site's score gains where the failed targets of each fix pass. Gains do not add up.

    A fix changes no other check, so that only the fixed one is computed anew. Without a number nothing is gained.
    """
    declared = frozenset(journeys)
    shares = page_shares(scorecards, scoring.ruleset)
    parts, cap = rule_parts(scorecards, scoring), find_cap(scorecards, scoring, declared)
    has_number = score_site(scorecards, scoring, declared).value is not None
    now = mean_of_areas(area_scores(parts, scoring), scoring)
    found = {}
    for fix in fixes:
        rule = scoring.rules[fix.rule]
        pages = [(share, fixed(one, rule, fix.group)) for share, one in column(fix.rule, scorecards, shares)]
        part = rule_part(fix.rule, [(share, one) for share, one in pages if one.measured], scoring)
        others = {name: one for name, one in parts.items() if name != fix.rule}
        better = {**others, fix.rule: part} if part else others
        then = mean_of_areas(area_scores(better, scoring), scoring)
        if now is None or then is None or not has_number:
            found[fix] = Gain(0.0, 0.0)
            continue
        lifted = cap
        if fix.rule in scoring.ruleset.blocker_rules():
            lifted = find_cap([fixed_scorecard(scorecard, rule, fix) for scorecard in scorecards], scoring, declared)
        found[fix] = Gain(capped(then, lifted) - capped(now, cap), then - now)
    return found


def page_gains(
    scorecards: Sequence[Scorecard], scoring: Scoring, fixes: Iterable[Fix], _journeys: Iterable[str] = ()
) -> dict[Fix, Gain]:
    """Return what the mean score of pages that are no site gains by each fix; each page is scored by itself."""
    audited = [scorecard for scorecard in scorecards if scorecard.checks is not None]
    wanted = list(fixes)
    each = [gains([replace(scorecard, home=True)], scoring, wanted) for scorecard in audited]
    return {
        fix: Gain(
            fsum(one[fix].points for one in each) / len(audited),
            fsum(one[fix].before_cap for one in each) / len(audited),
        )
        for fix in wanted
        if audited
    }


def fixed_scorecard(scorecard: Scorecard, rule: Rule, fix: Fix) -> Scorecard:
    """Return a page as it is after a fix."""
    if scorecard.checks is None or rule.id not in scorecard.checks:
        return scorecard
    return replace(scorecard, checks={**scorecard.checks, rule.id: fixed(scorecard.checks[rule.id], rule, fix.group)})


def fixed(measure: Measure, rule: Rule, group: str | None) -> Measure:
    """Return a measure whose failed targets of a group (None: all) pass; a number that was too poor is then good."""
    # Findings that were counted but not described belong to no group: only fixing the whole rule clears them.
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
