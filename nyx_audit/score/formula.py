"""NYX-S, the score: from outcomes to a number of 0 to 100. `docs/score.md` tells it in words, with the same letters.

g quality of a check on a page · w weight of a check · ω share of a page · Ω share of the pages where a check is
measured · r prevalence ramp · G quality of a check on a site · S score of an area · D score of a site · U evidence gap
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from math import fsum

from nyx_audit.model.outcome import Area
from nyx_audit.model.reason import ReasonCode
from nyx_audit.model.rule import Rule
from nyx_audit.score.caps import capped, find_cap
from nyx_audit.score.records import AreaScore, Measure, Part, Score, Scorecard, Scoring
from nyx_audit.score.ruleset import Ruleset

Column = Sequence[tuple[float, Measure]]


def score_site(scorecards: Sequence[Scorecard], scoring: Scoring, journeys: Iterable[str] = ()) -> Score:
    """Return D of a site from its pages; insufficient evidence gives no number. `journeys` are all declared ones."""
    if all(scorecard.checks is None for scorecard in scorecards):
        return Score(None, "no page could be audited", code=ReasonCode.NOT_AUDITED)
    declared = frozenset(journeys)
    cap = find_cap(scorecards, scoring, declared)
    gap = evidence_gap(scorecards, scoring)
    areas = area_scores(rule_parts(scorecards, scoring), scoring)
    before = mean_of_areas(areas, scoring)
    if before is None:
        return Score(None, "nothing was measured", gap=gap, areas=areas, code=ReasonCode.NOT_MEASURED)
    if gap > scoring.ruleset.evidence_gap:
        text = f"insufficient evidence: {gap:.0%} of it is unavailable"
        return Score(None, text, gap=gap, areas=areas, cap=cap, code=ReasonCode.INSUFFICIENT_EVIDENCE)
    worst = worst_case(scorecards, scoring, declared) if gap else None
    return Score(capped(before, cap), "", before, worst, cap, gap, areas)


def score_page(scorecard: Scorecard, scoring: Scoring) -> Score:
    """Return the score of one page: that of a site of which it is the home and all."""
    if scorecard.checks is None:
        return Score(None, "not audited", code=ReasonCode.NOT_AUDITED)
    score = score_site([replace(scorecard, home=True)], scoring)
    return replace(score, cap=replace(score.cap, place="page")) if score.cap else score


def quality(measure: Measure, rule: Rule, ruleset: Ruleset) -> float:
    """Return g, 0 to 1, of a check that is measured.

    Binary 1 or 0; counted, of which a failure costs at least half; numeric between good and poor. Where a target failed
    and some evidence is missing, what passed is not believed.
    """
    if rule.quality == "numeric" and measure.value is not None and not measure.untested:
        return rule.nearness(measure.value)
    if not measure.failed:
        return 1.0
    if rule.quality != "counted" or measure.untested:
        return 0.0
    return ruleset.half_floor * (1 - measure.failed / (measure.passed + measure.failed))


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


def columns(scorecards: Sequence[Scorecard], shares: Sequence[float]) -> Mapping[str, Column]:
    """Return, by check, ω and the measure of each page on which it is measured; checks without such a page have none."""
    found: dict[str, list[tuple[float, Measure]]] = {}
    for scorecard, share in zip(scorecards, shares, strict=True):
        for rule, measure in (scorecard.checks or {}).items():
            if measure.measured:
                found.setdefault(rule, []).append((share, measure))
    return found


def rule_part(rule: str, shares: Iterable[float], good: Iterable[float], scoring: Scoring) -> Part | None:
    """Return w·r and G of a check from ω and ω·g of the pages where it is measured, or None where there is none."""
    measured_on = fsum(shares)
    if not measured_on or not scoring.weight(rule):
        return None
    ramp = min(1.0, measured_on / scoring.ruleset.ramp)
    return Part(scoring.weight(rule) * ramp, fsum(good) / measured_on)


def rule_parts(scorecards: Sequence[Scorecard], scoring: Scoring) -> dict[str, Part]:
    """Return w·r and G of each check that is measured on a page of the site."""
    return parts_of(columns(scorecards, page_shares(scorecards, scoring.ruleset)), scoring)


def parts_of(pages: Mapping[str, Column], scoring: Scoring) -> dict[str, Part]:
    """Return w·r and G of each check from the pages where it is measured."""
    found = {}
    for name, rule in scoring.rules.items():
        if name not in pages:
            continue
        shares = [share for share, _ in pages[name]]
        part = rule_part(name, shares, good_shares(pages[name], rule, scoring.ruleset), scoring)
        if part:
            found[name] = part
    return found


def good_shares(pages: Column, rule: Rule, ruleset: Ruleset) -> list[float]:
    """Return ω·g of each page on which a check is measured."""
    return [share * quality(measure, rule, ruleset) for share, measure in pages]


def area_scores(parts: Mapping[str, Part], scoring: Scoring) -> dict[Area, AreaScore]:
    """Return S of each area: the mean of its checks' site qualities, by weight and prevalence."""
    found: dict[Area, list[Part]] = {area: [] for area in Area}
    for rule, part in parts.items():
        found[scoring.rules[rule].area].append(part)
    return {area: area_score(area, members, scoring) for area, members in found.items()}


def area_score(area: Area, parts: Sequence[Part], scoring: Scoring) -> AreaScore:
    """Return S of an area from what its checks bring."""
    scored = scoring.scored[area]
    if scored < scoring.ruleset.checks_an_area_needs:
        return AreaScore(None, len(parts), scored, "not measured yet")
    if not parts:
        return AreaScore(None, 0, scored, "nothing of it was found on the pages")
    value = 100 * fsum(part.weight * part.mean for part in parts) / fsum(part.weight for part in parts)
    return AreaScore(value, len(parts), scored)


def mean_of_areas(areas: Mapping[Area, AreaScore], scoring: Scoring) -> float | None:
    """Return D before the cap: the mean of the areas that count, by their weights W; None where none counts."""
    known = [(scoring.ruleset.areas[area], one.value) for area, one in areas.items() if one.value is not None]
    if not known:
        return None
    return fsum(weight * value for weight, value in known) / fsum(weight for weight, _ in known)


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


def worst_case(
    scorecards: Sequence[Scorecard], scoring: Scoring, declared: frozenset[str] = frozenset()
) -> float | None:
    """Return D, had everything failed that was not tested, pages that could not be audited among it."""
    expected = expected_rules(scorecards, scoring)
    lost = Measure(0, 1)
    worst = []
    for scorecard in scorecards:
        checks = dict.fromkeys(expected[scorecard.stratum], lost) if scorecard.checks is None else scorecard.checks
        known = {rule: one if one.measured or not one.untested else lost for rule, one in checks.items()}
        worst.append(replace(scorecard, checks=known))
    value = mean_of_areas(area_scores(rule_parts(worst, scoring), scoring), scoring)
    return None if value is None else capped(value, find_cap(worst, scoring, declared))
