"""NYX-S: the formula's own examples. Its properties are in `test_score_properties.py`."""

from __future__ import annotations

from dataclasses import replace

import pytest

from nyx_audit.catalogue.load import load_catalogue
from nyx_audit.model.outcome import Area, Impact, Tier
from nyx_audit.model.rule import Rule
from nyx_audit.score import (
    AreaScore,
    Fix,
    Measure,
    Score,
    Scorecard,
    Scoring,
    gains,
    page_gains,
    score_page,
    score_site,
)
from nyx_audit.score.agency import SiteResult, score_agency
from nyx_audit.score.formula import loss, product_of_areas
from nyx_audit.score.law import FEDERAL, STATE, law_figures

CATALOGUE = load_catalogue()
RULESET = CATALOGUE.ruleset
TEMPLATE = CATALOGUE.rules["image-alt"]


def _rule(name: str, area: Area = Area.ACCESS, impact: Impact = Impact.SERIOUS, **more: object) -> Rule:
    return replace(TEMPLATE, id=name, area=area, impact=impact, tier=Tier.WCAG, **more)  # type: ignore[arg-type]


ACCESS = [_rule(f"a{number}") for number in range(5)]
DIGITAL = [_rule(f"d{number}", Area.DIGITAL) for number in range(4)] + [_rule("viewport-zoom", Area.DIGITAL)]
DIGITAL += [_rule(f"x{number}", Area.DIGITAL) for number in range(8)]
SCORING = Scoring(RULESET, {rule.id: rule for rule in (*ACCESS, *DIGITAL)})
RULES_OF_A_WIDE_GAP = replace(RULESET, evidence_gap=0.9)


def _scorecard(place: str = "other", **checks: Measure) -> Scorecard:
    stratum = {"home": "core", "journey": "journey"}.get(place, "content")
    return Scorecard({name.replace("_", "-"): one for name, one in checks.items()}, stratum, place == "home")


HOME = _scorecard("home")


def _value(score: Score) -> float:
    assert score.value is not None
    return score.value


@pytest.mark.parametrize(
    ("passed", "failed", "expected"), [(3, 0, 0.0), (0, 1, 1.0), (1, 1, 0.75), (99, 1, 0.505), (0, 9, 1.0), (0, 0, 0.0)]
)
def test_a_failure_costs_at_least_half_of_a_counted_check(passed: int, failed: int, expected: float) -> None:
    assert loss(Measure(passed, failed), ACCESS[0], RULESET) == pytest.approx(expected)


def test_a_binary_check_is_all_or_nothing() -> None:
    assert loss(Measure(9, 1), replace(ACCESS[0], quality="binary"), RULESET) == 1.0


@pytest.mark.parametrize(
    ("failed", "value", "expected"), [(0, 13.5, 0.0), (0, 7.0, 0.0), (1, 20.0, 1.0), (1, 99.0, 1.0)]
)
def test_a_numeric_check_loses_nothing_until_it_fails(failed: int, value: float, expected: float) -> None:
    rule = replace(ACCESS[0], quality="numeric", good=7.0, poor=20.0)
    assert loss(Measure(1 - failed, failed, value=value), rule, RULESET) == expected


@pytest.mark.parametrize(
    ("impact", "left"), [(Impact.CRITICAL, 60), (Impact.SERIOUS, 75), (Impact.MODERATE, 90), (Impact.MINOR, 96)]
)
def test_a_check_that_fails_everywhere_takes_its_severity_from_its_area(impact: Impact, left: float) -> None:
    scoring = Scoring(RULESET, {"bad": _rule("bad", impact=impact)})
    score = score_page(_scorecard(bad=Measure(0, 1)), scoring)
    assert score.areas[Area.ACCESS].value == pytest.approx(left)
    assert _value(score) == pytest.approx(100 * (left / 100) ** 0.6)


def test_each_check_takes_its_part_of_what_the_others_left() -> None:
    score = score_page(_scorecard(a0=Measure(0, 1), a1=Measure(0, 1), d0=Measure(0, 1)), SCORING)
    assert score.areas[Area.ACCESS].value == pytest.approx(75 * 0.75)
    assert _value(score) == pytest.approx(100 * (0.75 * 0.75 * 0.75) ** 0.6)


def test_a_check_that_fails_on_one_page_of_a_hundred_takes_a_tenth_of_its_weight() -> None:
    pages = [_scorecard(a0=Measure(1, 0)) for _ in range(100)]
    pages[0] = _scorecard(a0=Measure(1, 0), a1=Measure(0, 1))
    assert score_site(pages, SCORING).areas[Area.ACCESS].value == pytest.approx(100 * (1 - 0.25 / 10))


def test_checks_that_pass_hide_none_that_fails() -> None:
    bad = {"a0": Measure(0, 1)}
    passing = {f"a{number}": Measure(9, 0) for number in range(1, 5)}
    assert _value(score_page(Scorecard(bad | passing), SCORING)) == _value(score_page(Scorecard(bad), SCORING))


def test_an_area_of_which_nothing_was_measured_has_no_number_and_costs_nothing() -> None:
    score = score_page(_scorecard(a0=Measure(1, 0)), SCORING)
    assert _value(score) == 100
    assert score.areas[Area.DIGITAL].value is None
    assert score.areas[Area.DIGITAL].reason == "nothing of it was found on the pages"
    assert score.areas[Area.TIME].reason == "not measured yet"


def test_an_area_tells_how_many_of_its_checks_were_measured() -> None:
    pages = [_scorecard(a0=Measure(1, 0)), _scorecard(a0=Measure(0, 1), a1=Measure(2, 0, untested=True))]
    area = score_site(pages, SCORING).areas[Area.ACCESS]
    assert (area.measured, area.scored) == (1, 5)


def test_where_nothing_was_measured_there_is_no_number() -> None:
    score = score_page(_scorecard(a0=Measure(0, 0)), SCORING)
    assert (score.value, score.reason) == (None, "nothing was measured")


@pytest.mark.parametrize(("place", "limit"), [("home", 59), ("journey", 74), ("other", 89)])
def test_a_blocker_caps_by_where_it_stands(place: str, limit: float) -> None:
    page = _scorecard(place, viewport_zoom=Measure(0, 1))
    clean = [_scorecard(a0=Measure(1, 0)) for _ in range(9)]
    score = score_site([page, *clean] if place == "home" else [HOME, page, *clean], SCORING)
    assert score.before_cap is not None
    assert score.before_cap > limit
    assert _value(score) == limit


def test_a_page_with_a_blocker_has_at_most_59() -> None:
    scorecard = _scorecard(a0=Measure(1, 0), viewport_zoom=Measure(0, 1), d0=Measure(1, 0), d1=Measure(1, 0))
    assert _value(score_page(scorecard, SCORING)) == 59


def test_a_page_that_failed_is_a_gap_and_a_large_gap_leaves_no_number() -> None:
    pages = [_scorecard(a0=Measure(1, 0)) for _ in range(8)]
    score = score_site([*pages, Scorecard(None)], SCORING)
    assert score.value is None
    assert score.gap == pytest.approx(1 / 9)
    assert score.reason.startswith("insufficient evidence")


def test_below_the_limit_the_worst_case_stands_beside_the_score() -> None:
    pages = [_scorecard(a0=Measure(1, 0)) for _ in range(19)]
    score = score_site([*pages, Scorecard(None)], SCORING)
    assert _value(score) == 100
    assert score.worst_case == pytest.approx(100 * (1 - 0.25 * 0.05**0.5) ** 0.6)


def test_no_page_gives_no_number() -> None:
    assert score_site([], SCORING).value is None
    assert score_site([Scorecard(None, home=True)], SCORING).reason == "no page could be audited"


def test_the_gain_of_fixing_a_blocker_lifts_the_cap() -> None:
    scorecard = _scorecard(
        "home", a0=Measure(1, 0), d0=Measure(1, 0), d1=Measure(1, 0), viewport_zoom=Measure(0, 1, groups={"g": 1})
    )
    found = gains([scorecard], SCORING, [Fix("viewport-zoom", "g")])[Fix("viewport-zoom", "g")]
    assert found.points == pytest.approx(41)


def test_pages_that_are_no_site_gain_on_the_mean() -> None:
    scorecards = [_scorecard(a0=Measure(0, 1)), _scorecard(a0=Measure(1, 0))]
    gain = (100 - 100 * 0.75**0.6) / 2
    assert page_gains(scorecards, SCORING, [Fix("a0")])[Fix("a0")].points == pytest.approx(gain)


def test_the_strata_have_their_shares_however_many_pages_they_have() -> None:
    content = [_scorecard(a0=Measure(1, 0)) for _ in range(98)]
    step = replace(_scorecard(a0=Measure(0, 1)), stratum="journey")
    site = [_scorecard("home", a0=Measure(1, 0)), *content, step]
    spread = 0.4 / 0.9
    assert _value(score_site(site, SCORING)) == pytest.approx(100 * (1 - 0.25 * spread**0.5) ** 0.6)


def test_areas_of_88_71_90_82_and_64_make_64_2() -> None:
    values = dict(zip(Area, (88.0, 71.0, 90.0, 82.0, 64.0), strict=True))
    areas = {area: AreaScore(value, 5, 5) for area, value in values.items()}
    assert product_of_areas(areas, SCORING) == pytest.approx(64.2, abs=0.05)


@pytest.mark.parametrize(("declared", "limit"), [(4, 59), (5, 74)])
def test_a_blocker_on_a_quarter_of_the_declared_journeys_caps_like_one_on_the_home_page(
    declared: int, limit: float
) -> None:
    step = _scorecard(
        "journey", a0=Measure(1, 0), viewport_zoom=Measure(0, 1), **{f"d{n}": Measure(1, 0) for n in range(4)}
    )
    names = [f"journey-{number}" for number in range(declared)]
    score = score_site([HOME, replace(step, journeys=("journey-0",))], SCORING, names)
    assert score.cap is not None
    assert score.cap.limit == limit


def test_where_the_home_page_is_not_known_any_page_may_be_it() -> None:
    pages = [_scorecard(a0=Measure(1, 0)), _scorecard(viewport_zoom=Measure(0, 1))]
    cap = score_site(pages, SCORING).cap
    assert cap is not None
    assert (cap.limit, cap.place) == (59, "unknown")


def test_a_page_that_failed_lacks_what_is_common_in_its_stratum() -> None:
    core = [_scorecard("home", a0=Measure(1, 0)), replace(_scorecard(), stratum="core", checks=None)]
    content = [_scorecard(a1=Measure(1, 0)) for _ in range(9)]
    gap = score_site([*core, *content], SCORING).gap
    assert gap == pytest.approx(0.2 / 2 / (0.2 + 0.3))


def test_a_failed_page_of_a_stratum_of_which_none_was_audited_lacks_what_the_site_has() -> None:
    score = score_site([_scorecard(a0=Measure(1, 0)), replace(HOME, checks=None)], SCORING)
    assert score.value is None
    assert score.gap == pytest.approx(0.4)


def test_what_passed_where_evidence_was_missing_is_no_pass() -> None:
    score = score_page(_scorecard(a0=Measure(3, 0, untested=True), a1=Measure(1, 0)), SCORING)
    assert score.gap == pytest.approx(0.5)
    assert loss(Measure(3, 1, untested=True), ACCESS[0], RULESET) == 1.0


def test_the_law_figures_hold_only_rules_whose_failure_is_one_of_their_criteria() -> None:
    rules = {
        "old": _rule("old", wcag=("1.1.1",)),
        "new": _rule("new", wcag=("2.5.8",)),
        "near": _rule("near", wcag=(), bears_on=("1.1.1",)),
    }
    figures = law_figures(
        [_scorecard(old=Measure(1, 0), new=Measure(0, 1), near=Measure(0, 1))], Scoring(RULESET, rules)
    )
    assert _value(figures["federal"]) == 100
    assert _value(figures["state"]) == pytest.approx(100 * 0.75**0.6)


def test_a_law_s_figure_is_the_score_where_only_its_rules_fail() -> None:
    rules = {"old": _rule("old", wcag=("1.1.1",)), "new": _rule("new", Area.TIME, wcag=("2.5.8",))}
    scorecards, scoring = [_scorecard(old=Measure(0, 1), new=Measure(1, 1))], Scoring(RULESET, rules)
    assert law_figures(scorecards, scoring)["state"].before_cap == score_site(scorecards, scoring).before_cap


def test_the_federal_law_has_50_criteria_of_which_one_is_always_met_and_the_state_s_has_55() -> None:
    assert (len(FEDERAL) + len({"4.1.1"}), len(STATE)) == (50, 55)


def test_an_agency_is_the_mean_of_its_sites_by_declared_shares_and_names_the_worst() -> None:
    sites = [SiteResult("a", Score(90.0)), SiteResult("b", Score(50.0))]
    assert score_agency(sites, RULESET).value == pytest.approx(70)
    shared = score_agency(sites, RULESET, {"a": 3, "b": 1})
    assert (shared.value, shared.worst) == (80.0, "b")


def test_an_agency_s_band_is_at_most_one_above_its_worst_site_with_a_key_task() -> None:
    sites = [SiteResult("a", Score(99.0)), SiteResult("b", Score(99.0)), SiteResult("c", Score(30.0), key_task=True)]
    held = score_agency(sites, RULESET)
    assert (held.band, held.held_by) == ("poor", "c")
    free = score_agency([replace(site, key_task=False) for site in sites], RULESET)
    assert (free.band, free.held_by) == ("good", "")


def test_an_agency_has_no_number_where_a_site_of_it_has_none() -> None:
    lost = score_agency([SiteResult("a", Score(90.0)), SiteResult("b", Score(None, "not reached"))], RULESET)
    assert (lost.value, lost.reason) == (None, "no number for b: not reached")


def test_one_pass_less_makes_the_evidence_gap_no_smaller() -> None:
    lost = [Scorecard(None) for _ in range(3)]
    before = [
        _scorecard("home", a0=Measure(1, 0)),
        _scorecard(a0=Measure(1, 0), a1=Measure(1, 0)),
        _scorecard(a0=Measure(1, 0)),
    ]
    after = [before[0], _scorecard(a0=Measure(1, 0), a1=Measure(0, 0, untested=True)), before[2]]
    assert score_site([*after, *lost], SCORING).gap >= score_site([*before, *lost], SCORING).gap


def test_a_target_that_fails_where_evidence_was_missing_never_raises_a_score() -> None:
    bad = {f"a{number}": Measure(0, 1) for number in range(1, 5)}
    before = score_page(
        _scorecard("other", a0=Measure(8, 0, untested=True), **bad), Scoring(RULES_OF_A_WIDE_GAP, SCORING.rules)
    )
    after = score_page(
        _scorecard("other", a0=Measure(7, 1, untested=True), **bad), Scoring(RULES_OF_A_WIDE_GAP, SCORING.rules)
    )
    assert _value(after) <= _value(before)


def test_a_failure_on_the_tried_pages_of_a_template_counts_for_the_others_of_it() -> None:
    scoring = Scoring(RULESET, {"keyboard-operable": CATALOGUE.rules["keyboard-operable"]})
    failed = {"keyboard-operable": Measure(0, 1)}
    tried = [Scorecard(failed, template="list", key=str(number)) for number in range(2)]
    others = [Scorecard({}, template="list", key=f"o{number}", tried=False) for number in range(8)]
    clean = [Scorecard({}, template="news", key=f"n{number}") for number in range(10)]
    all_tried = [replace(one, checks=failed, tried=True) for one in others]
    assert _value(score_site([*tried, *others, *clean], scoring)) == pytest.approx(
        _value(score_site([*tried, *all_tried, *clean], scoring))
    )
