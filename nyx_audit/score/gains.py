"""What a fix would bring: the same formula over the same outcomes, with failed targets thought to pass. Pure."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from math import fsum

from nyx_audit.model.outcome import Area
from nyx_audit.model.rule import Rule
from nyx_audit.score.caps import capped, find_cap
from nyx_audit.score.formula import (
    Failure,
    area_scores,
    area_value,
    cost,
    costs,
    failures,
    loss,
    product_of_areas,
    score_site,
)
from nyx_audit.score.records import AreaScore, Cap, Fix, Gain, Measure, Scorecard, Scoring


def gains(
    scorecards: Sequence[Scorecard], scoring: Scoring, fixes: Iterable[Fix], journeys: Iterable[str] = ()
) -> dict[Fix, Gain]:
    """Return what the site's score gains where the failed targets of each fix pass. Gains do not add up.

    A fix changes no other check, so that only the fixed one is computed anew. Without a number nothing is gained.
    """
    before = _Before.of(scorecards, scoring, frozenset(journeys))
    # Fixes of one rule have its pages in common.
    by_rule: dict[str, list[Fix]] = {}
    for fix in fixes:
        by_rule.setdefault(fix.rule, []).append(fix)
    return {fix: gain for rule, those in by_rule.items() for fix, gain in _gains_of(scoring.rules[rule], those, before)}


@dataclass(frozen=True, slots=True)
class _Before:
    """A site as it is: its pages, where each check failed and what that costs, its score before the cap, its cap."""

    scorecards: Sequence[Scorecard]
    scoring: Scoring
    journeys: frozenset[str]
    failures: Mapping[str, Sequence[Failure]]
    costs: Mapping[str, float]
    areas: Mapping[Area, AreaScore]
    score: float | None
    cap: Cap | None

    @classmethod
    def of(cls, scorecards: Sequence[Scorecard], scoring: Scoring, journeys: frozenset[str]) -> _Before:
        """Return a site; its score is None where it has no number."""
        failed = failures(scorecards, scoring)
        score, areas = score_site(scorecards, scoring, journeys).before_cap, area_scores(scorecards, scoring)
        cap = find_cap(scorecards, scoring, journeys)
        return cls(scorecards, scoring, journeys, failed, costs(failed, scoring), areas, score, cap)


def _gains_of(rule: Rule, fixes: Iterable[Fix], before: _Before) -> Iterator[tuple[Fix, Gain]]:
    """Yield what each fix of one rule brings."""
    scoring, failed = before.scoring, before.failures.get(rule.id, ())
    rules = scoring.rules
    others = [one for name, one in before.costs.items() if name != rule.id and rules[name].area is rule.area]
    spread = _exact_sum([one.spread for one in failed])
    on: dict[str | None, list[Failure]] = {None: [*failed]}
    for failure in failed:
        for group in failure.measure.groups:
            on.setdefault(group, []).append(failure)
    for fix in fixes:
        turned = [*spread]
        for one in on.get(fix.group, ()):
            turned += -one.spread, one.share * loss(fixed(one.measure, fix.group), rule, scoring.ruleset)
        left = cost(scoring.weight(rule.id), turned)
        area = replace(before.areas[rule.area], value=area_value([*others, left]))
        yield fix, _gain(fix, product_of_areas({**before.areas, rule.area: area}, scoring), before)


def _exact_sum(values: Sequence[float]) -> list[float]:
    """Return few numbers that add up to exactly what all values do.

    A fix is then the sum of these and of what it turns: as exact as the sum over all pages, however many there are.
    """
    parts: list[float] = []
    while rest := fsum((*values, *(-part for part in parts))):
        parts.append(rest)
    return parts


def _gain(fix: Fix, then: float, before: _Before) -> Gain:
    """Return what a fix brings, after which the score before the cap is `then`."""
    if before.score is None:
        return Gain(0.0, 0.0)
    lifted = before.cap
    if lifted and fix.rule in before.scoring.ruleset.blocker_rules():
        after = [fixed_scorecard(scorecard, fix) for scorecard in before.scorecards]
        lifted = find_cap(after, before.scoring, before.journeys)
    return Gain(capped(then, lifted) - capped(before.score, before.cap), then - before.score)


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


def fixed_scorecard(scorecard: Scorecard, fix: Fix) -> Scorecard:
    """Return a page as it is after a fix."""
    if scorecard.checks is None or fix.rule not in scorecard.checks:
        return scorecard
    return replace(scorecard, checks={**scorecard.checks, fix.rule: fixed(scorecard.checks[fix.rule], fix.group)})


def fixed(measure: Measure, group: str | None) -> Measure:
    """Return a measure whose failed targets of a group (None: all) pass."""
    # Findings that were counted but not described belong to no group: only fixing the whole rule clears them.
    count = measure.failed if group is None else measure.groups.get(group, 0)
    if not count:
        return measure
    left = {name: size for name, size in measure.groups.items() if group is not None and name != group}
    return replace(measure, passed=measure.passed + count, failed=measure.failed - count, groups=left)
