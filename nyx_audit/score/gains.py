"""What a fix would bring: the same formula over the same outcomes, with failed targets thought to pass. Pure."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from math import fsum

from nyx_audit.model.outcome import Area
from nyx_audit.model.rule import Rule
from nyx_audit.score.caps import capped, find_cap
from nyx_audit.score.formula import (
    Column,
    area_score,
    area_scores,
    columns,
    good_shares,
    mean_of_areas,
    page_shares,
    parts_of,
    quality,
    rule_part,
    score_site,
)
from nyx_audit.score.records import AreaScore, Cap, Fix, Gain, Measure, Part, Scorecard, Scoring


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
    """A site as it is: its pages, their measures by check, what each check brings, its score before the cap, its cap."""

    scorecards: Sequence[Scorecard]
    scoring: Scoring
    journeys: frozenset[str]
    columns: Mapping[str, Column]
    parts: Mapping[str, Part]
    areas: Mapping[Area, AreaScore]
    score: float | None
    cap: Cap | None

    @classmethod
    def of(cls, scorecards: Sequence[Scorecard], scoring: Scoring, journeys: frozenset[str]) -> _Before:
        """Return a site; its score is None where it has no number."""
        by_check = columns(scorecards, page_shares(scorecards, scoring.ruleset))
        parts, cap = parts_of(by_check, scoring), find_cap(scorecards, scoring, journeys)
        areas = area_scores(parts, scoring)
        has_number = score_site(scorecards, scoring, journeys).value is not None
        score = mean_of_areas(areas, scoring) if has_number else None
        return cls(scorecards, scoring, journeys, by_check, parts, areas, score, cap)


def _gains_of(rule: Rule, fixes: Iterable[Fix], before: _Before) -> Iterator[tuple[Fix, Gain]]:
    """Yield what each fix of one rule brings. Sums are exact, so that a page that a fix leaves alone need not be judged anew."""
    scoring, pages = before.scoring, before.columns.get(rule.id, ())
    shares, good = [share for share, _ in pages], good_shares(pages, rule, scoring.ruleset)
    rules = scoring.rules
    others = [part for name, part in before.parts.items() if name != rule.id and rules[name].area is rule.area]
    on: dict[str | None, list[int]] = {None: list(range(len(pages)))}
    for at, (_, measure) in enumerate(pages):
        for group in measure.groups:
            on.setdefault(group, []).append(at)
    for fix in fixes:
        then_shares, then_good = [*shares], [*good]
        for at in on.get(fix.group, ()):
            share, measure = pages[at]
            after = fixed(measure, rule, fix.group)
            then_shares[at] = share if after.measured else 0.0
            then_good[at] = then_shares[at] * quality(after, rule, scoring.ruleset)
        part = rule_part(rule.id, then_shares, then_good, scoring)
        area = area_score(rule.area, [*others, part] if part else others, scoring)
        yield fix, _gain(fix, rule, mean_of_areas({**before.areas, rule.area: area}, scoring), before)


def _gain(fix: Fix, rule: Rule, then: float | None, before: _Before) -> Gain:
    """Return what a fix brings, after which the score before the cap is `then`."""
    if before.score is None or then is None:
        return Gain(0.0, 0.0)
    lifted = before.cap
    if lifted and rule.id in before.scoring.ruleset.blocker_rules():
        after = [fixed_scorecard(scorecard, rule, fix) for scorecard in before.scorecards]
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
