"""NYX-S: the formula's own examples, and properties over generated outcomes."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from nyx_audit.catalogue import load_catalogue
from nyx_audit.model import Area, Impact, Rule, Tier
from nyx_audit.score import Measure, Mend, Score, Scoring, Sheet, gains, page_gains, quality, score_page, score_site

CATALOGUE = load_catalogue()
RULESET = CATALOGUE.ruleset
TEMPLATE = CATALOGUE.rules["image-alt"]


def _rule(name: str, area: Area = Area.ACCESS, impact: Impact = Impact.SERIOUS, **more: object) -> Rule:
    return replace(TEMPLATE, id=name, area=area, impact=impact, tier=Tier.WCAG, **more)  # type: ignore[arg-type]


ACCESS = [_rule(f"a{number}") for number in range(5)]
DIGITAL = [_rule(f"d{number}", Area.DIGITAL) for number in range(4)] + [_rule("viewport-zoom", Area.DIGITAL)]
SCORING = Scoring(RULESET, {rule.id: rule for rule in (*ACCESS, *DIGITAL)})


def _sheet(place: str = "other", **checks: Measure) -> Sheet:
    return Sheet(1.0, place, {name.replace("_", "-"): measure for name, measure in checks.items()})


def _value(score: Score) -> float:
    assert score.value is not None
    return score.value


@pytest.mark.parametrize(
    ("passed", "failed", "expected"), [(3, 0, 1.0), (0, 1, 0.0), (1, 1, 0.25), (99, 1, 0.495), (0, 9, 0.0)]
)
def test_a_failure_costs_at_least_half_of_a_counted_check(passed: int, failed: int, expected: float) -> None:
    assert quality(Measure(passed, failed), ACCESS[0], RULESET) == pytest.approx(expected)


def test_a_binary_check_is_all_or_nothing() -> None:
    assert quality(Measure(9, 1), replace(ACCESS[0], quality="binary"), RULESET) == 0.0


@pytest.mark.parametrize(("value", "expected"), [(7.0, 1.0), (20.0, 0.0), (13.5, 0.5), (0.0, 1.0), (99.0, 0.0)])
def test_a_numeric_check_is_straight_between_good_and_poor(value: float, expected: float) -> None:
    rule = replace(ACCESS[0], quality="numeric", good=7.0, poor=20.0)
    assert quality(Measure(1, 0, value=value), rule, RULESET) == pytest.approx(expected)


def test_an_area_counts_only_where_the_ruleset_holds_enough_scored_checks() -> None:
    few = Scoring(RULESET, {rule.id: rule for rule in (*ACCESS, *DIGITAL[:3])})
    score = score_page(_sheet(a0=Measure(1, 0), d0=Measure(0, 1)), few)
    assert _value(score) == 100
    assert score.areas[Area.DIGITAL].value is None
    assert score.areas[Area.DIGITAL].reason == "not measured yet"


def test_areas_are_weighted_by_their_shares() -> None:
    score = score_page(_sheet(a0=Measure(1, 0), d0=Measure(0, 1)), SCORING)
    assert _value(score) == pytest.approx(50)


def test_a_rare_check_weighs_less() -> None:
    pages = [_sheet(a0=Measure(1, 0)) for _ in range(100)]
    pages[0] = _sheet(a0=Measure(1, 0), a1=Measure(0, 1))
    assert _value(score_site(pages, SCORING)) == pytest.approx(100 / 1.2)


def test_a_site_is_scored_check_by_check_and_may_lie_outside_the_range_of_its_pages() -> None:
    low = _rule("low", impact=Impact.MINOR)
    scoring = Scoring(RULESET, {rule.id: rule for rule in (low, *ACCESS)})
    pages = [_sheet(a0=Measure(1, 0), low=Measure(0, 1)), _sheet(low=Measure(1, 0), a1=Measure(1, 0))]
    site = _value(score_site(pages, scoring))
    assert site == pytest.approx(100 * (7 + 7 + 0.5) / 15)


@pytest.mark.parametrize(("place", "limit"), [("home", 59), ("journey", 74), ("other", 89)])
def test_a_blocker_caps_by_where_it_stands(place: str, limit: float) -> None:
    score = score_site(
        [_sheet(place, a0=Measure(1, 0), viewport_zoom=Measure(0, 1), d0=Measure(50, 0), d1=Measure(1, 0))], SCORING
    )
    assert score.cap is not None
    assert _value(score) == min(limit, score.before_cap or 0)


def test_a_page_with_a_blocker_has_at_most_59() -> None:
    sheet = _sheet(a0=Measure(1, 0), viewport_zoom=Measure(0, 1), d0=Measure(1, 0), d1=Measure(1, 0))
    assert _value(score_page(sheet, SCORING)) == 59


def test_a_page_that_failed_is_a_gap_and_a_large_gap_leaves_no_number() -> None:
    pages = [_sheet(a0=Measure(1, 0)) for _ in range(8)]
    score = score_site([*pages, Sheet(1.0, "other", None)], SCORING)
    assert score.value is None
    assert score.gap == pytest.approx(1 / 9)
    assert score.reason.startswith("insufficient evidence")


def test_below_the_limit_the_worst_case_stands_beside_the_score() -> None:
    pages = [_sheet(a0=Measure(1, 0)) for _ in range(19)]
    score = score_site([*pages, Sheet(1.0, "other", None)], SCORING)
    assert _value(score) == 100
    assert score.worst_case == pytest.approx(95)


def test_no_page_gives_no_number() -> None:
    assert score_site([], SCORING).value is None
    assert score_site([Sheet(1.0, "home", None)], SCORING).reason == "no page could be audited"


def test_the_gain_of_mending_a_blocker_lifts_the_cap() -> None:
    sheet = Sheet(
        1.0,
        "home",
        {
            "a0": Measure(1, 0),
            "d0": Measure(1, 0),
            "d1": Measure(1, 0),
            "viewport-zoom": Measure(0, 1, groups={"g": 1}),
        },
    )
    found = gains([sheet], SCORING, [Mend("viewport-zoom", "g")])[Mend("viewport-zoom", "g")]
    assert found.points == pytest.approx(41)


MEASURES = st.builds(
    lambda passed, failed, untested: Measure(passed, failed, untested and not passed + failed, groups={"g": failed} if failed else {}),
    st.integers(0, 20), st.integers(0, 8), st.booleans(),
)  # fmt: skip
CHECKS = st.dictionaries(st.sampled_from(sorted(SCORING.rules)), MEASURES, min_size=1)
SHEETS = st.lists(st.builds(Sheet, st.just(1.0), st.sampled_from(["other", "journey"]), CHECKS), min_size=1, max_size=6)


def _scores(sheets: list[Sheet]) -> list[float | None]:
    site = score_site(sheets, SCORING)
    return [site.value, site.before_cap, *(score_page(sheet, SCORING).value for sheet in sheets)]


def _worse(after: list[float | None], before: list[float | None]) -> bool:
    return all(a is None or b is None or a <= b + 1e-9 for a, b in zip(after, before, strict=True))


@settings(max_examples=300, deadline=None)
@given(SHEETS, st.data())
def test_a_passed_target_that_fails_never_raises_a_score(sheets: list[Sheet], data: st.DataObject) -> None:
    at, rule = _pick(sheets, data)
    measure = (sheets[at].checks or {})[rule]
    if not measure.passed:
        return
    worse = replace(measure, passed=measure.passed - 1, failed=measure.failed + 1)
    assert _worse(_scores(_with(sheets, at, rule, worse)), _scores(sheets))


@settings(max_examples=300, deadline=None)
@given(SHEETS, st.data())
def test_one_more_failed_target_of_a_measured_check_never_raises_a_score(
    sheets: list[Sheet], data: st.DataObject
) -> None:
    at, rule = _pick(sheets, data)
    measure = (sheets[at].checks or {})[rule]
    if not measure.passed + measure.failed:
        return
    assert _worse(_scores(_with(sheets, at, rule, replace(measure, failed=measure.failed + 1))), _scores(sheets))


@settings(max_examples=200, deadline=None)
@given(SHEETS, st.randoms())
def test_the_order_of_pages_changes_nothing(sheets: list[Sheet], random: st.DataObject) -> None:
    shuffled = list(sheets)
    random.shuffle(shuffled)  # type: ignore[attr-defined]
    assert score_site(shuffled, SCORING) == score_site(sheets, SCORING)


@settings(max_examples=200, deadline=None)
@given(SHEETS, st.data())
def test_the_gain_promised_is_the_gain_got(sheets: list[Sheet], data: st.DataObject) -> None:
    _, rule = _pick(sheets, data)
    promised = gains(sheets, SCORING, [Mend(rule)])[Mend(rule)]
    mended = [
        replace(sheet, checks={**(sheet.checks or {}), rule: replace(one, passed=one.passed + one.failed, failed=0)})
        if (one := (sheet.checks or {}).get(rule))
        else sheet
        for sheet in sheets
    ]
    before, after = score_site(sheets, SCORING), score_site(mended, SCORING)
    if before.value is not None and after.value is not None:
        assert promised.points == pytest.approx(after.value - before.value)


@settings(max_examples=100, deadline=None)
@given(CHECKS)
def test_a_site_of_one_page_has_that_page_s_score(checks: dict[str, Measure]) -> None:
    sheet = Sheet(1.0, "home", checks)
    assert score_site([sheet], SCORING).value == score_page(sheet, SCORING).value


def test_pages_that_are_no_site_gain_on_the_mean() -> None:
    sheets = [_sheet(a0=Measure(0, 1)), _sheet(a0=Measure(1, 0))]
    assert page_gains(sheets, SCORING, [Mend("a0")])[Mend("a0")].points == pytest.approx(50)


def _pick(sheets: list[Sheet], data: st.DataObject) -> tuple[int, str]:
    at = data.draw(st.integers(0, len(sheets) - 1))
    return at, data.draw(st.sampled_from(sorted(sheets[at].checks or {})))


def _with(sheets: list[Sheet], at: int, rule: str, measure: Measure) -> list[Sheet]:
    changed = list(sheets)
    changed[at] = replace(sheets[at], checks={**(sheets[at].checks or {}), rule: measure})
    return changed
