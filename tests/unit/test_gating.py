"""What of an audit fails the command: levels, baselines, ignores with an expiry, budgets, the least score."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from nyx_audit.analysis.baseline import baseline_of
from nyx_audit.analysis.gating import gate
from nyx_audit.analysis.marked import with_gating
from nyx_audit.analysis.summary import Summary
from nyx_audit.analysis.verdict import Verdict, verdict_of
from nyx_audit.judge.merge import DESCRIBED
from nyx_audit.model.baseline import Baseline
from nyx_audit.model.outcome import Impact, Tier
from nyx_audit.model.page import Page, PageStatus
from nyx_audit.model.terms import Ignore, Terms
from nyx_audit.report.standing import mark, new_count, sentences, to_fix
from tests.support.build import finding, outcome, page, rule, site, summary

TODAY = date(2026, 11, 27)
URL = "https://a.example/apply"
LABEL, ALT = rule("label"), rule("alt", impact=Impact.MODERATE)
RED = page(URL, outcome("label", finding("l1"), finding("l2", selector="#chat > input")), outcome("alt", finding("a1")))


def judged(*pages: Page, terms: Terms | None = None, baseline: Baseline | None = None) -> Summary:
    made = summary(pages or (RED,), rules=[LABEL, ALT, rule("tip", tier=Tier.ADVICE)])
    return with_gating(made, gate(made.audit, terms or Terms(), baseline, TODAY))


def verdict(
    terms: Terms | None = None, *, pages: tuple[Page, ...] = (RED,), known: tuple[Page, ...] | None = None
) -> Verdict:
    baseline = None if known is None else baseline_of(judged(*known).audit, "main")
    return verdict_of(judged(*pages, terms=terms, baseline=baseline))


def ignore(**more: object) -> Ignore:
    return replace(Ignore("the theme is replaced", date(2027, 1, 31)), **more)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("level", "fails"),
    [(Impact.MINOR, True), (Impact.CRITICAL, True), (None, False)],
    ids=["minor", "critical", "never"],
)
def test_a_level_fails_what_is_at_it_or_above(level: Impact | None, fails: bool) -> None:
    assert bool(verdict(Terms(fail_on=level)).reasons) is fails


def test_against_a_baseline_what_is_known_fails_nothing_however_bad_it_is() -> None:
    assert verdict(known=(RED,)).reasons == ()


def test_against_a_baseline_what_is_new_fails_and_is_named() -> None:
    was = page(URL, outcome("label", finding("l1")), outcome("alt", finding("a1")))
    assert verdict(known=(was,)).reasons == ("new since main, serious or worse: label",)


def test_new_findings_may_have_a_stricter_level() -> None:
    was = page(URL, outcome("label", finding("l1"), finding("l2", selector="#chat > input")))
    assert verdict(known=(was,)).reasons == ()
    assert verdict(Terms(fail_on_new=Impact.MINOR), known=(was,)).reasons == ("new since main, minor or worse: alt",)


@pytest.mark.parametrize(
    "one",
    [
        ignore(rule="label"),
        ignore(fingerprint=finding("l2").fingerprint),
        ignore(selector="#chat *"),
        ignore(rule="label", pages=("/app*",)),
        ignore(rule="label", pages=("https://a.example/*",)),
    ],
    ids=["by rule", "by fingerprint", "by selector", "by path", "by address"],
)
def test_what_is_ignored_fails_nothing(one: Ignore) -> None:
    red = page(URL, outcome("label", finding("l2", selector="#chat > input")))
    assert verdict(Terms(ignores=(one,)), pages=(red,)).reasons == ()


@pytest.mark.parametrize(
    "one",
    [
        ignore(rule="alt"),
        ignore(selector="#chat"),
        ignore(rule="label", pages=("/other",)),
        ignore(rule="label", site="x"),
    ],
    ids=["another rule", "half a selector", "another page", "another site"],
)
def test_an_ignore_covers_nothing_of(one: Ignore) -> None:
    assert verdict(Terms(ignores=(one,))).reasons == ("serious or worse: label",)


def test_two_findings_that_only_the_selector_tells_apart_are_not_ignored_together() -> None:
    twins = outcome("label", finding("l", selector="#a"), finding("l", selector="#b"))
    assert verdict(Terms(ignores=(ignore(selector="#a"),)), pages=(page(URL, twins),)).reasons


def test_what_is_counted_and_not_described_is_ignored_only_by_rule() -> None:
    many = page(URL, outcome("label", finding("l1"), omitted=DESCRIBED))
    assert verdict(Terms(ignores=(ignore(selector="*"),)), pages=(many,)).reasons
    assert not verdict(Terms(ignores=(ignore(rule="label"),)), pages=(many,)).reasons


def test_an_ignore_holds_on_its_last_day_and_fails_the_command_from_the_next() -> None:
    assert not verdict(Terms(ignores=(ignore(rule="label", expires=TODAY),))).reasons
    late = ignore(rule="alt", expires=date(2026, 11, 26))
    assert any("an ignore has expired (2026-11-26)" in one for one in verdict(Terms(ignores=(late,))).reasons)


def test_an_expired_ignore_fails_even_what_is_below_the_level() -> None:
    late = ignore(rule="alt", expires=date(2026, 11, 26))
    assert verdict(
        Terms(fail_on=Impact.CRITICAL, ignores=(late,)), pages=(page(URL, outcome("alt", finding("a"))),)
    ).reasons


def test_an_ignore_that_covers_nothing_is_listed_and_fails_nothing() -> None:
    made = judged(page(URL, outcome("label")), terms=Terms(ignores=(ignore(rule="label"),)))
    assert verdict_of(made).reasons == ()
    assert sentences(made) == ["Ignore that covers nothing any more: label (the theme is replaced)"]


def test_an_ignore_of_a_page_that_was_not_audited_is_not_called_unused() -> None:
    assert judged(terms=Terms(ignores=(ignore(rule="label", pages=("/other",)),))).gating.ignored.unused == ()


def test_no_ignore_is_an_input_of_the_score() -> None:
    with_it, without = judged(terms=Terms(ignores=(ignore(rule="label"),))), judged()
    assert with_it.page_scores == without.page_scores
    assert [one.score for one in with_it.sites] == [one.score for one in without.sites]


@pytest.mark.parametrize(
    ("budget", "fails"), [({"critical": 2}, False), ({"critical": 1}, True), ({"label": 2, "critical": 0}, False)]
)
def test_a_budget_bears_with_so_many_defects_of_an_impact_or_a_rule(budget: dict[str, int], fails: bool) -> None:
    assert bool(verdict(Terms(budgets=budget)).reasons) is fails


def test_a_budget_fails_beyond_it_also_below_the_level() -> None:
    assert verdict(Terms(budgets={"alt": 0, "label": 9})).reasons == ("1 defects of alt, 0 allowed",)


def test_what_is_only_counted_is_a_defect_of_a_budget() -> None:
    many = page(URL, outcome("label", finding("l1"), omitted=DESCRIBED))
    assert verdict(Terms(budgets={"label": 1}), pages=(many,)).reasons == ("2 defects of label, 1 allowed",)


def test_a_score_below_the_least_fails_and_one_that_is_not_known_is_a_gap() -> None:
    low = verdict(Terms(fail_on=None, fail_below=99.9))
    assert len(low.reasons) == 1
    assert "below 99.9" in low.reasons[0]
    unknown = with_gating(
        summary([RED], sites=[site("empty")]), gate(judged().audit, Terms(fail_on=None, fail_below=50), None, TODAY)
    )
    assert verdict_of(unknown).gaps


def test_the_first_of_the_list_is_what_is_new_and_what_is_known_is_not_in_it() -> None:
    was = page(URL, outcome("label", finding("l1")))
    made = judged(baseline=baseline_of(judged(was).audit, "main"))
    assert [(group.rule.id, mark(group)) for group in made.sites[0].groups] == [
        ("label", "new"), ("alt", "new"), ("label", "in the baseline"),
    ]  # fmt: skip
    assert [group.id for group in to_fix(made.sites[0])] == ["l2", "a1"]
    assert new_count(made) == 2
    assert sentences(made)[0] == "Against main: 2 new · 1 still there · 0 fixed · 0 not looked at"


def test_a_new_finding_that_is_ignored_is_not_counted_as_new() -> None:
    made = judged(terms=Terms(ignores=(ignore(rule="label"),)), baseline=Baseline("empty"))
    assert new_count(made) == 1


@pytest.mark.parametrize(
    "then",
    [page(URL, status=PageStatus.FAILED, reason="down"), page(URL, outcome("label", reason="broke"))],
    ids=["the page failed", "the rule broke"],
)
def test_what_the_baseline_could_not_look_at_for_a_fault_is_never_green(then: Page) -> None:
    found = verdict(known=(then,))
    assert found.reasons == ()
    assert found.gaps == ("main did not look at all pages to the end: findings of label may be new",)


def test_what_the_baseline_could_not_look_at_is_no_gap_below_the_level() -> None:
    broke = page(URL, outcome("label", finding("l1"), finding("l2")), outcome("alt", reason="broke"))
    assert verdict(known=(broke,)) == Verdict((), ())
