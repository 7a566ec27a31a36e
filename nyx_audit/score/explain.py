"""Where every point of a site's score went: cap, areas, checks, pages. The parts add up to the score. Pure."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from math import fsum, log1p

from nyx_audit.model.outcome import Area
from nyx_audit.model.rule import Rule
from nyx_audit.score.formula import Failure, costs, failures, product_of_areas, score_site
from nyx_audit.score.records import AreaScore, Score, Scorecard, Scoring
from nyx_audit.score.ruleset import Blocker, Pending


@dataclass(frozen=True, slots=True)
class PageLoss:
    """The points that one check loses on one page."""

    failure: Failure
    lost: float


@dataclass(frozen=True, slots=True)
class CheckLoss:
    """What one check loses: `cost` is l, `spread` what its root is of, `lost` its points, on so many `measured` pages.

    `pages` are those where it failed, the most costly first.
    """

    rule: Rule
    cost: float
    spread: float
    measured: int
    lost: float
    pages: tuple[PageLoss, ...]


@dataclass(frozen=True, slots=True)
class AreaLoss:
    """What an area loses: `weight` is W in percent; `checks` are those that were measured, the most costly first."""

    area: Area
    score: AreaScore
    weight: float
    lost: float
    checks: tuple[CheckLoss, ...]


@dataclass(frozen=True, slots=True)
class Explanation:
    """100 less `lost` of all areas is the score before the cap; less `cap_lost` it is the score.

    `unmeasured` are scored rules that no page has anything for, `untested` those whose evidence was nowhere had;
    `open_blockers` and `pending` are the blockers and checks that no rule measures yet.
    """

    score: Score
    areas: tuple[AreaLoss, ...]
    cap_lost: float
    unmeasured: tuple[Rule, ...]
    untested: tuple[Rule, ...]
    open_blockers: tuple[Blocker, ...]
    pending: tuple[Pending, ...]

    @property
    def lost(self) -> float:
        """The points that all pages lose together, before the cap."""
        return fsum(page.lost for area in self.areas for check in area.checks for page in check.pages)


def explain(scorecards: Sequence[Scorecard], scoring: Scoring, journeys: Iterable[str] = ()) -> Explanation:
    """Return where the points of a site went; also where there is no number, of what was measured."""
    score = score_site(scorecards, scoring, journeys)
    checks = _checks(scorecards, score, scoring)
    lacking = [rule for name, rule in scoring.rules.items() if name not in checks and scoring.weight(name)]
    untested = {name for scorecard in scorecards for name, one in (scorecard.checks or {}).items() if one.untested}
    before, value = score.before_cap, score.value
    return Explanation(
        score=score,
        areas=tuple(_area(area, one, checks.values(), scoring) for area, one in score.areas.items()),
        cap_lost=before - value if before is not None and value is not None else 0.0,
        unmeasured=tuple(rule for rule in lacking if rule.id not in untested),
        untested=tuple(rule for rule in lacking if rule.id in untested),
        open_blockers=tuple(one for one in scoring.ruleset.blockers if not one.is_measured(scoring.rules)),
        pending=scoring.ruleset.pending,
    )


def points_by_check(lost: float, spent: Mapping[str, float], scoring: Scoring) -> dict[str, float]:
    """Return the points that each check loses, of all that were `lost`, from what each costs.

    Costs multiply and do not add up, but their logarithms do: a check's share is its own of their sum. Beside a check
    that takes everything, whose logarithm has no end, the others are nothing.
    """
    exponents = {name: scoring.ruleset.exponent(scoring.rules[name].area) for name in spent}
    whole = {name: exponents[name] for name, one in spent.items() if one >= 1}
    logs = whole or {name: -log1p(-one) * exponents[name] for name, one in spent.items()}
    total = fsum(logs.values())
    return {name: lost * logs.get(name, 0.0) / total if total else 0.0 for name in spent}


def _checks(scorecards: Sequence[Scorecard], score: Score, scoring: Scoring) -> dict[str, CheckLoss]:
    """Return what each check that was measured loses."""
    failed = failures(scorecards, scoring)
    spent = costs(failed, scoring)
    points = points_by_check(100 - product_of_areas(score.areas, scoring), spent, scoring)
    measured = Counter(
        name
        for scorecard in scorecards
        for name, one in (scorecard.checks or {}).items()
        if one.measured and scoring.weights.get(name)
    )
    return {
        name: _check(scoring.rules[name], spent.get(name, 0.0), points.get(name, 0.0), count, failed.get(name, ()))
        for name, count in measured.items()
    }


def _check(rule: Rule, spent: float, points: float, measured: int, failed: Sequence[Failure]) -> CheckLoss:
    """Return what a check loses: of its points, each page has its share of the spread."""
    spread = fsum(one.spread for one in failed)
    pages = [PageLoss(one, points * one.spread / spread) for one in failed]
    pages.sort(key=lambda one: (-one.lost, one.failure.page))
    return CheckLoss(rule, spent, spread, measured, points, tuple(pages))


def _area(area: Area, score: AreaScore, checks: Iterable[CheckLoss], scoring: Scoring) -> AreaLoss:
    mine = sorted((one for one in checks if one.rule.area is area), key=lambda one: (-one.lost, one.rule.id))
    return AreaLoss(area, score, scoring.ruleset.areas[area], fsum(one.lost for one in mine), tuple(mine))
