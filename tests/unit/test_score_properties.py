"""What holds of every score, over generated outcomes: pages, strata, journeys and the ruleset stay as they are."""

from __future__ import annotations

import inspect
from collections.abc import Callable, Sequence
from dataclasses import replace
from random import Random
from typing import TypeVar

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from nyx_audit.catalogue.load import load_catalogue
from nyx_audit.model.outcome import Area, Impact, Outcome, Tier
from nyx_audit.model.page import Page, PageStatus, RuleOutcome
from nyx_audit.model.rule import Rule
from nyx_audit.score import Fix, Score, Scorecard, Scoring, gains, score_page, score_site, scorecards_of
from nyx_audit.score.agency import SiteResult, score_agency
from nyx_audit.score.law import law_figures
from tests.support.build import because, finding, rule

RULESET = load_catalogue().ruleset
# A check that fails everywhere then takes all that there is.
HARSH = replace(RULESET, severities={**RULESET.severities, Impact.CRITICAL: 1.0}, half_floor=0.9)
RULES = [
    rule("name", impact=Impact.CRITICAL),
    rule("alt", impact=Impact.SERIOUS),
    rule("lang", quality="binary"),
    rule("viewport-zoom", area=Area.DIGITAL),
    rule("reflow", area=Area.DIGITAL, impact=Impact.SERIOUS),
    rule("size", area=Area.DIGITAL, tier=Tier.HEURISTIC, quality="numeric", good=16.0, poor=12.0),
    rule("fields", area=Area.TIME, tier=Tier.HEURISTIC, quality="numeric", good=2.0, poor=6.0),
    rule("complete", area=Area.TIME, impact=Impact.MODERATE),
    rule("hours", area=Area.SATISFACTION, impact=Impact.MINOR, tier=Tier.GUIDANCE),
]
BY_ID = {one.id: one for one in RULES}
JOURNEYS = ("apply", "renew", "appeal", "report")
GROUPS = ("g1", "g2")
ROLES = ("home", "contact", "start", "step", "content", "news", "document")
# One change of one check on one page gives another site; None where it cannot be made there.
Turn = Callable[[Rule, RuleOutcome], RuleOutcome | None]

EXAMPLES = settings(max_examples=150, deadline=None)


def _said(
    one: Rule, passed: int, groups: Sequence[str], doubts: int, untested: bool, value: float | None
) -> RuleOutcome:
    """A rule's outcome as `judge` would give it."""
    if one.quality == "numeric" and value is not None and not untested:
        failed = one.nearness(value) == 0
        passed, groups = (0, groups[:1] or GROUPS[:1]) if failed else (1, [])
    findings = [finding(group) for group in groups]
    findings += [finding("doubt", outcome=Outcome.CANT_TELL) for _ in range(doubts)]
    outcome = Outcome.FAILED if groups else Outcome.CANT_TELL if doubts else Outcome.UNTESTED if untested else None
    return RuleOutcome(
        one.id,
        outcome or (Outcome.PASSED if passed else Outcome.INAPPLICABLE),
        passed,
        len(groups),
        doubts,
        because("the layout was not measured" if untested else ""),
        value,
        tuple(findings),
    )


@st.composite
def _outcomes(draw: st.DrawFn, one: Rule) -> RuleOutcome:
    numeric = one.quality == "numeric"
    edges = [one.good or 0, one.poor or 0]
    return _said(
        one,
        draw(st.integers(0, 1 if one.quality == "binary" else 6)),
        draw(st.lists(st.sampled_from(GROUPS), max_size=4)) if not numeric else [],
        draw(st.integers(0, 2)),
        draw(st.integers(0, 11)) == 7,
        draw(st.none() | st.floats(min(edges) - 1, max(edges) + 1)) if numeric else None,
    )


@st.composite
def _pages(draw: st.DrawFn, largest: int = 7) -> list[Page]:
    pages = []
    for number in range(draw(st.integers(1, largest))):
        failed = number and draw(st.integers(0, 11)) == 7
        rules = draw(st.lists(st.sampled_from(RULES), min_size=2, unique_by=lambda one: one.id))
        pages.append(
            Page(
                f"https://a.example/{number}",
                PageStatus.FAILED if failed else PageStatus.AUDITED,
                "a",
                role=draw(st.sampled_from(ROLES)),
                journeys=tuple(draw(st.sets(st.sampled_from(JOURNEYS), max_size=2))) if draw(st.booleans()) else (),
                outcomes=() if failed else tuple(draw(_outcomes(one)) for one in rules),
            )
        )
    return pages


SITES = _pages()
SCORINGS = st.sampled_from([Scoring(RULESET, BY_ID), Scoring(HARSH, BY_ID)])
OTHER = SiteResult("other", Score(55.0))


def _site(pages: Sequence[Page], scoring: Scoring) -> Score:
    return score_site(list(scorecards_of(pages, scoring).values()), scoring, JOURNEYS)


def _numbers(pages: Sequence[Page], scoring: Scoring) -> dict[str, float | None]:
    """Every number there is: of the agency, the site, its areas and its pages, before and after the cap."""
    scorecards = scorecards_of(pages, scoring)
    scores = {"site": _site(pages, scoring)} | {
        url: score_page(scorecard, scoring) for url, scorecard in scorecards.items()
    }
    found = {}
    for name, score in scores.items():
        found[name] = score.value
        found[f"{name} before the cap"] = score.before_cap
        if score.value is not None:
            found |= {f"{name} {area}": one.value for area, one in score.areas.items()}
    found["agency"] = score_agency([SiteResult("a", scores["site"]), OTHER], scoring.ruleset).value
    return found


def _higher(after: dict[str, float | None], before: dict[str, float | None]) -> dict[str, tuple[float, float]]:
    """What is higher after than before, wherever both have a number."""
    both = {name: (after.get(name), before.get(name)) for name in after}
    return {name: (a, b) for name, (a, b) in both.items() if a is not None and b is not None and a > b + 1e-9}


def _turned(pages: list[Page], data: st.DataObject, turn: Turn) -> list[Page]:
    """The pages with one rule's outcome turned on one of them."""
    possible = []
    for at, page in enumerate(pages):
        if page.status is not PageStatus.AUDITED:
            continue
        rows = {row.rule: row for row in page.outcomes}
        for one in RULES:
            then = turn(one, rows.get(one.id, RuleOutcome(one.id, Outcome.INAPPLICABLE)))
            if then is not None:
                possible.append((at, rows | {one.id: then}))
    assume(possible)
    at, rows = data.draw(st.sampled_from(possible))
    return [*pages[:at], replace(pages[at], outcomes=tuple(rows.values())), *pages[at + 1 :]]


def _groups(row: RuleOutcome) -> list[str]:
    return [one.group for one in row.findings if one.outcome is Outcome.FAILED]


def _again(one: Rule, row: RuleOutcome, passed: int, groups: Sequence[str], value: float | None = None) -> RuleOutcome:
    return _said(one, passed, groups, row.cant_tell, bool(row.reason), value)


def _fail_one(one: Rule, row: RuleOutcome) -> RuleOutcome | None:
    if one.quality == "numeric" or not row.passed:
        return None
    return _again(one, row, row.passed - 1, [*_groups(row), "g1"])


def _add_failed(one: Rule, row: RuleOutcome) -> RuleOutcome | None:
    return _again(one, row, row.passed, [*_groups(row), "g2"], one.poor)


def _towards_poor(one: Rule, row: RuleOutcome) -> RuleOutcome | None:
    if row.value is None or one.poor is None:
        return None
    return _again(one, row, row.passed, _groups(row), row.value + 0.6 * (one.poor - row.value))


@pytest.mark.parametrize("turn", [_fail_one, _add_failed, _towards_poor])
@EXAMPLES
@given(SITES, SCORINGS, st.data())
def test_what_gets_worse_raises_no_score_and_what_gets_better_lowers_none(
    turn: Turn, pages: list[Page], scoring: Scoring, data: st.DataObject
) -> None:
    worse = _turned(pages, data, turn)
    assert _higher(_numbers(worse, scoring), _numbers(pages, scoring)) == {}


@EXAMPLES
@given(SITES, SCORINGS, st.data())
def test_doubts_change_nothing(pages: list[Page], scoring: Scoring, data: st.DataObject) -> None:
    def doubted(one: Rule, row: RuleOutcome) -> RuleOutcome:
        return _said(one, row.passed, _groups(row), row.cant_tell + 1, bool(row.reason), row.value)

    assert _numbers(_turned(pages, data, doubted), scoring) == _numbers(pages, scoring)


@EXAMPLES
@given(SITES, SCORINGS, st.data())
def test_a_check_that_passes_where_it_was_not_measured_changes_no_score(
    pages: list[Page], scoring: Scoring, data: st.DataObject
) -> None:
    def measured(one: Rule, row: RuleOutcome) -> RuleOutcome | None:
        is_new = not (row.passed or row.failed or row.reason or row.value is not None)
        return _said(one, 3, [], row.cant_tell, False, one.good) if is_new else None

    before, after = _numbers(pages, scoring), _numbers(_turned(pages, data, measured), scoring)
    moved = {name: (one, after[name]) for name, one in before.items() if one is not None and after[name] is not None}
    assert {name: pair for name, pair in moved.items() if pair[0] != pair[1]} == {}


@EXAMPLES
@given(SITES, SCORINGS)
def test_a_law_s_figure_is_never_below_the_score(pages: list[Page], scoring: Scoring) -> None:
    found = law_figures(list(scorecards_of(pages, scoring).values()), scoring, JOURNEYS)
    score = _site(pages, scoring)
    for figure in found.values():
        if figure.before_cap is not None and score.before_cap is not None:
            assert figure.before_cap >= score.before_cap - 1e-9


@EXAMPLES
@given(SITES, SCORINGS, st.data())
def test_a_check_that_passed_and_is_then_not_tested_raises_no_score_and_makes_no_number(
    pages: list[Page], scoring: Scoring, data: st.DataObject
) -> None:
    def lost(one: Rule, row: RuleOutcome) -> RuleOutcome | None:
        in_full = row.passed and not row.failed and not row.reason
        if one.quality == "numeric":
            in_full = row.value is not None and not row.reason and one.nearness(row.value) == 1
        return RuleOutcome(one.id, Outcome.UNTESTED, reason=because("too slow")) if in_full else None

    before, after = _numbers(pages, scoring), _numbers(_turned(pages, data, lost), scoring)
    assert _higher(after, before) == {}
    whole = [name for name in before if " " not in name]
    assert [name for name in whole if before[name] is None and after[name] is not None] == []


@EXAMPLES
@given(SITES, SCORINGS, st.sampled_from(ROLES[1:]), st.integers(1, 5))
def test_copies_of_clean_pages_never_lift_a_cap(pages: list[Page], scoring: Scoring, role: str, count: int) -> None:
    rows = tuple(_said(one, 1, [], 0, False, one.good) for one in RULES)
    clean = [Page(f"https://a.example/clean-{at}", PageStatus.AUDITED, "a", role=role, outcomes=rows) for at in range(count + 1)]  # fmt: skip
    before, after = _site([*pages, clean[0]], scoring).cap, _site([*pages, *clean], scoring).cap
    assert after == before


@EXAMPLES
@given(SITES, SCORINGS, st.randoms())
def test_the_order_of_pages_and_outcomes_changes_nothing(pages: list[Page], scoring: Scoring, random: Random) -> None:
    mixed = [replace(page, outcomes=tuple(_mixed(page.outcomes, random))) for page in _mixed(pages, random)]
    rules = Scoring(scoring.ruleset, dict(_mixed(list(BY_ID.items()), random)))
    assert _site(mixed, rules) == _site(pages, scoring)


Item = TypeVar("Item")


def _mixed(items: Sequence[Item], random: Random) -> list[Item]:
    return random.sample(list(items), len(items))


def test_suppressions_are_no_input_of_the_score() -> None:
    assert set(inspect.signature(score_site).parameters) == {"scorecards", "scoring", "journeys"}
    assert set(Scorecard.__dataclass_fields__) == {
        "checks", "stratum", "home", "journeys", "weight", "key", "template", "role", "lost", "tried"
    }  # fmt: skip


@EXAMPLES
@given(_pages(largest=1), SCORINGS)
def test_a_site_of_one_page_has_that_page_s_score(pages: list[Page], scoring: Scoring) -> None:
    (scorecard,) = scorecards_of(pages, scoring).values()
    assert _site(pages, scoring).value == score_page(scorecard, scoring).value


@EXAMPLES
@given(SITES, SCORINGS, st.sampled_from(RULES), st.sampled_from([None, *GROUPS]))
def test_the_gain_promised_is_the_gain_got(pages: list[Page], scoring: Scoring, one: Rule, group: str | None) -> None:
    def fixed(page: Page) -> Page:
        return replace(page, outcomes=tuple(better(row) if row.rule == one.id else row for row in page.outcomes))

    def better(row: RuleOutcome) -> RuleOutcome:
        left = [name for name in _groups(row) if group is not None and name != group]
        if len(left) == len(_groups(row)):
            return row
        value = row.value if left else one.good
        return _said(one, row.passed + len(_groups(row)) - len(left), left, row.cant_tell, bool(row.reason), value)

    fix = Fix(one.id, group)
    promised = gains(list(scorecards_of(pages, scoring).values()), scoring, [fix], JOURNEYS)[fix]
    before, after = _site(pages, scoring), _site([fixed(page) for page in pages], scoring)
    assert promised.points >= -1e-9
    assert promised.before_cap >= -1e-9
    if before.value is not None and after.value is not None:
        assert promised.points == pytest.approx(after.value - before.value, abs=1e-9)
        assert promised.before_cap == pytest.approx((after.before_cap or 0) - (before.before_cap or 0), abs=1e-9)


@EXAMPLES
@given(SITES, SCORINGS)
def test_the_worst_case_is_no_better_than_the_score(pages: list[Page], scoring: Scoring) -> None:
    score = _site(pages, scoring)
    if score.value is not None and score.worst_case is not None:
        assert score.worst_case <= score.value + 1e-9
