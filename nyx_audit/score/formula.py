"""NYX-S, the score: from outcomes to a number of 0 to 100. `docs/score.md` tells it in words, with the same letters.

g quality of a check on a page · w weight of a check · ω share of a page · l what a check costs · S score of an area ·
D score of a site · U evidence gap
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from math import fsum, pow, prod, sqrt
from typing import NamedTuple

from nyx_audit.model.outcome import Area
from nyx_audit.model.reason import ReasonCode
from nyx_audit.model.rule import Rule
from nyx_audit.score.caps import capped, find_cap
from nyx_audit.score.records import AreaScore, Measure, Score, Scorecard, Scoring
from nyx_audit.score.ruleset import Ruleset


class Failure(NamedTuple):
    """A check that failed on a page: the page's key and ω, and the loss there, 0 to 1."""

    page: str
    share: float
    measure: Measure
    loss: float

    @property
    def spread(self) -> float:
        """The page's part of the spread of the check."""
        return self.share * self.loss


def score_site(scorecards: Sequence[Scorecard], scoring: Scoring, journeys: Iterable[str] = ()) -> Score:
    """Return D of a site from its pages; insufficient evidence gives no number. `journeys` are all declared ones."""
    if all(scorecard.checks is None for scorecard in scorecards):
        return Score(None, "no page could be audited", code=ReasonCode.NOT_AUDITED)
    declared = frozenset(journeys)
    cap = find_cap(scorecards, scoring, declared)
    gap = evidence_gap(scorecards, scoring)
    areas = area_scores(scorecards, scoring)
    if not any(one.measured for one in areas.values()):
        return Score(None, "nothing was measured", gap=gap, areas=areas, code=ReasonCode.NOT_MEASURED)
    if gap > scoring.ruleset.evidence_gap:
        text = f"insufficient evidence: {gap:.0%} of it is unavailable"
        return Score(None, text, gap=gap, areas=areas, cap=cap, code=ReasonCode.INSUFFICIENT_EVIDENCE)
    before = product_of_areas(areas, scoring)
    worst = worst_case(scorecards, scoring, declared) if gap else None
    return Score(capped(before, cap), "", before, worst, cap, gap, areas)


def score_page(scorecard: Scorecard, scoring: Scoring) -> Score:
    """Return the score of one page: that of a site of which it is the home and all."""
    if scorecard.checks is None:
        return Score(None, "not audited", code=ReasonCode.NOT_AUDITED)
    score = score_site([replace(scorecard, home=True)], scoring)
    return replace(score, cap=replace(score.cap, place="page")) if score.cap else score


def loss(measure: Measure, rule: Rule, ruleset: Ruleset) -> float:
    """Return 1 − g, 0 to 1, of a check on a page: 0 where nothing failed, whatever else was or was not measured.

    Counted checks lose at least half by a failure, all others everything. Where a target failed and some evidence is
    missing, what passed is not believed.
    """
    if not measure.failed:
        return 0.0
    if rule.quality != "counted" or measure.untested:
        return 1.0
    return 1 - ruleset.half_floor * (1 - measure.failed / (measure.passed + measure.failed))


def page_shares(scorecards: Sequence[Scorecard], ruleset: Ruleset) -> list[float]:
    """Return ω of each page, 1 in all: a stratum's share is split among its pages, that of an empty one among the rest."""
    sizes: dict[str, list[float]] = {}
    for scorecard in scorecards:
        sizes.setdefault(scorecard.stratum, []).append(scorecard.weight)
    pages = {stratum: fsum(weights) for stratum, weights in sizes.items()}
    whole = fsum(ruleset.strata[stratum] for stratum in sorted(pages))
    return [
        ruleset.strata[scorecard.stratum] / whole * scorecard.weight / pages[scorecard.stratum]
        for scorecard in scorecards
    ]


def failures(scorecards: Sequence[Scorecard], scoring: Scoring) -> dict[str, list[Failure]]:
    """Return, by check, its failures on the pages of a site; checks that failed nowhere have none."""
    rules, ruleset = scoring.rules, scoring.ruleset
    found: dict[str, list[Failure]] = {}
    shares = page_shares(scorecards, ruleset)
    for scorecard, share, tried in zip(scorecards, shares, tried_shares(scorecards, shares), strict=True):
        for name, measure in (scorecard.checks or {}).items():
            if measure.failed and name in rules:
                counted = tried if name in scoring.sampled else share
                failure = Failure(scorecard.key, counted, measure, loss(measure, rules[name], ruleset))
                found.setdefault(name, []).append(failure)
    return found


def tried_shares(scorecards: Sequence[Scorecard], shares: Sequence[float]) -> list[float]:
    """Return ω of each page where only tried pages count: these share what their template has among the audited ones."""
    whole: dict[str, list[float]] = {}
    tried: dict[str, list[float]] = {}
    for scorecard, share in zip(scorecards, shares, strict=True):
        if scorecard.checks is not None:
            whole.setdefault(scorecard.template, []).append(share)
            if scorecard.tried:
                tried.setdefault(scorecard.template, []).append(share)
    factors = {template: fsum(whole[template]) / fsum(those) for template, those in tried.items()}
    return [share * factors.get(one.template, 1.0) for one, share in zip(scorecards, shares, strict=True)]


def cost(weight: float, spread: Iterable[float]) -> float:
    """Return l of a check, 0 to 1, from its weight and what each page adds to its spread.

    The root keeps a form that is one page of many from drowning.
    """
    # The shares of all pages may add up to a hair more than 1.
    return weight * sqrt(min(1.0, fsum(spread)))


def costs(failed: Mapping[str, Sequence[Failure]], scoring: Scoring) -> dict[str, float]:
    """Return l of each check that failed."""
    return {name: cost(scoring.weights[name], (one.spread for one in pages)) for name, pages in failed.items()}


def area_scores(scorecards: Sequence[Scorecard], scoring: Scoring) -> dict[Area, AreaScore]:
    """Return S of each area, and how many of its checks were measured."""
    measured = Counter(scoring.rules[name].area for name in measured_checks(scorecards, scoring))
    lost: dict[Area, list[float]] = {area: [] for area in Area}
    for name, one in costs(failures(scorecards, scoring), scoring).items():
        lost[scoring.rules[name].area].append(one)
    return {
        area: AreaScore(area_value(lost[area]), measured[area], scored)
        if measured[area]
        else AreaScore(None, 0, scored, "nothing of it was found on the pages" if scored else "not measured yet")
        for area, scored in scoring.scored.items()
    }


def measured_checks(scorecards: Sequence[Scorecard], scoring: Scoring) -> set[str]:
    """Return the scored checks that say something of at least one page."""
    found: set[str] = set()
    for scorecard in scorecards:
        found.update(name for name, one in (scorecard.checks or {}).items() if name not in found and one.measured)
    return {name for name in found if scoring.weights.get(name)}


def area_value(lost: Iterable[float]) -> float:
    """Return S of an area from what its checks cost: each takes its part of what the others left."""
    # A product hangs on the order of its factors by a hair, and a score must not hang on that of the rules.
    return 100 * prod(sorted(1 - one for one in lost))


def product_of_areas(areas: Mapping[Area, AreaScore], scoring: Scoring) -> float:
    """Return D before the cap: 100 · Π (S ÷ 100)^2W. An area of which nothing was measured costs nothing."""
    return 100 * prod(
        pow(one.value / 100, scoring.ruleset.exponent(area)) for area, one in areas.items() if one.value is not None
    )


def evidence_gap(scorecards: Sequence[Scorecard], scoring: Scoring) -> float:
    """Return U: the share of the evidence, by weight and share of the page, that could not be had."""
    expected = expected_rules(scorecards, scoring)
    had: list[float] = []
    lacking: list[float] = []
    weights = scoring.weights
    for scorecard, share in zip(scorecards, page_shares(scorecards, scoring.ruleset), strict=True):
        if scorecard.checks is None:
            lacking += [scoring.weight(rule) * share for rule in expected[scorecard.stratum]]
            continue
        for rule, measure in scorecard.checks.items():
            if rule in weights and (measure.measured or measure.untested):
                (had if measure.measured else lacking).append(weights[rule] * share)
    total = fsum(had) + fsum(lacking)
    return fsum(lacking) / total if total else 0.0


def expected_rules(scorecards: Sequence[Scorecard], scoring: Scoring) -> dict[str, frozenset[str]]:
    """Return, by stratum of the pages that could not be audited, the checks that such a page lacks.

    They are those with something to measure, seen or not, on at least half of the stratum's audited pages; where the
    stratum has none, of the site's. Were untested ones left out, one pass less could make the gap smaller.
    """
    audited = [scorecard for scorecard in scorecards if scorecard.checks is not None]
    found = {}
    for stratum in {scorecard.stratum for scorecard in scorecards if scorecard.checks is None}:
        members = [scorecard for scorecard in audited if scorecard.stratum == stratum] or audited
        on: dict[str, list[float]] = {}
        for scorecard in members:
            for rule, measure in (scorecard.checks or {}).items():
                if rule in scoring.rules and (measure.measured or measure.untested):
                    on.setdefault(rule, []).append(scorecard.weight)
        half = fsum(scorecard.weight for scorecard in members) / 2
        found[stratum] = frozenset(rule for rule, weights in on.items() if fsum(weights) >= half)
    return found


def worst_case(scorecards: Sequence[Scorecard], scoring: Scoring, declared: frozenset[str] = frozenset()) -> float:
    """Return D, had everything failed that was not tested, pages that could not be audited among it."""
    expected = expected_rules(scorecards, scoring)
    lost = Measure(0, 1)
    worst = []
    for scorecard in scorecards:
        checks = dict.fromkeys(expected[scorecard.stratum], lost) if scorecard.checks is None else scorecard.checks
        known = {rule: one if one.measured or not one.untested else lost for rule, one in checks.items()}
        worst.append(replace(scorecard, checks=known))
    return capped(product_of_areas(area_scores(worst, scoring), scoring), find_cap(worst, scoring, declared))
