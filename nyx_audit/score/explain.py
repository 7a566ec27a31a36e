"""Where every point of a site's score went: cap, areas, checks, pages. The parts add up to the score. Pure."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from math import fsum

from nyx_audit.model.outcome import Area
from nyx_audit.model.rule import Rule
from nyx_audit.score.formula import page_shares, quality, rule_parts, score_site
from nyx_audit.score.records import AreaScore, Measure, Part, Score, Scorecard, Scoring
from nyx_audit.score.ruleset import Blocker, Pending


@dataclass(frozen=True, slots=True)
class PageLoss:
    """What one check loses on one page: `quality` is g, `share` what the page counts for in the check's G (0 to 1)."""

    key: str
    measure: Measure
    quality: float
    share: float
    lost: float


@dataclass(frozen=True, slots=True)
class CheckLoss:
    """What one check loses: `weight` is w, `ramp` r, `mean` G; `pages` are those that lose, the most first."""

    rule: Rule
    weight: float
    ramp: float
    mean: float
    measured: int
    lost: float
    pages: tuple[PageLoss, ...]


@dataclass(frozen=True, slots=True)
class AreaLoss:
    """What an area loses: `weight` is W among the areas that count, in percent; 0 for one that does not."""

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
    shares = page_shares(scorecards, scoring.ruleset)
    parts = rule_parts(scorecards, scoring)
    whole = fsum(scoring.ruleset.areas[area] for area, one in score.areas.items() if one.value is not None)
    areas = []
    for area, one in score.areas.items():
        counts = one.value is not None
        weight = 100 * scoring.ruleset.areas[area] / whole if counts else 0.0
        mine = {name: part for name, part in parts.items() if scoring.rules[name].area is area}
        total = fsum(part.weight for part in mine.values())
        checks = [
            _check(scoring.rules[name], part, weight * part.weight / total, scorecards, shares, scoring)
            for name, part in mine.items()
        ]
        checks.sort(key=lambda check: (-check.lost, check.rule.id))
        areas.append(AreaLoss(area, one, weight, fsum(check.lost for check in checks), tuple(checks)))
    lacking = [rule for name, rule in scoring.rules.items() if name not in parts and scoring.weight(name)]
    untested = {name for scorecard in scorecards for name, one in (scorecard.checks or {}).items() if one.untested}
    before, value = score.before_cap, score.value
    return Explanation(
        score=score,
        areas=tuple(areas),
        cap_lost=before - value if before is not None and value is not None else 0.0,
        unmeasured=tuple(rule for rule in lacking if rule.id not in untested),
        untested=tuple(rule for rule in lacking if rule.id in untested),
        open_blockers=tuple(one for one in scoring.ruleset.blockers if not one.is_measured(scoring.rules)),
        pending=scoring.ruleset.pending,
    )


def _check(
    rule: Rule, part: Part, points: float, scorecards: Sequence[Scorecard], shares: Sequence[float], scoring: Scoring
) -> CheckLoss:
    """`points` are those that the check has to lose."""
    measured = [
        (scorecard.key, share, measure)
        for scorecard, share in zip(scorecards, shares, strict=True)
        if scorecard.checks and (measure := scorecard.checks.get(rule.id)) and measure.measured
    ]
    on = fsum(share for _, share, _ in measured)
    pages = []
    for key, share, measure in measured:
        g = quality(measure, rule, scoring.ruleset)
        if g < 1:
            pages.append(PageLoss(key, measure, g, share / on, points * share / on * (1 - g)))
    pages.sort(key=lambda page: (-page.lost, page.key))
    weight = scoring.weight(rule.id)
    lost = fsum(page.lost for page in pages)
    return CheckLoss(rule, weight, part.weight / weight, part.mean, len(measured), lost, tuple(pages))
