"""Which pages of a large site are audited, and how many each stands for."""

from __future__ import annotations

import json
from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from nyx_audit.analysis.summary import scorecards_for
from nyx_audit.catalogue.load import load_catalogue
from nyx_audit.crawl.sampling import Known, kind_of, panel, pattern_of, random_number, templates_of, weights_of
from nyx_audit.model.outcome import Outcome
from nyx_audit.model.page import Page, PageStatus, RuleOutcome
from nyx_audit.model.reason import Reason, ReasonCode
from nyx_audit.score import Measure, Scorecard, Scoring, score_site
from nyx_audit.score.interval import change_interval, score_interval
from tests.support.build import because, change, outcome, page, rule, site, summary
from tests.support.history import figures

ROOT = "https://x.gov/"
RULES = {f"a{number}": rule(f"a{number}") for number in range(5)}
SCORING = Scoring(figures(), RULES)


@pytest.mark.parametrize(
    ("url", "kind"),
    [("contact-us", "contact"), ("en/privacy.html", "legal"), ("benefits/apply/", "start"), ("search?q=a", "search"),
     ("news/2024/snow", ""), ("", "")],
)  # fmt: skip
def test_the_kind_of_a_page_is_told_by_its_address(url: str, kind: str) -> None:
    assert kind_of(ROOT + url) == kind


def test_addresses_of_one_folder_have_one_pattern_whatever_the_numbers() -> None:
    assert pattern_of(ROOT + "news/2024/snow") == pattern_of(ROOT + "news/2023/rain") == "x.gov/news/#"
    assert pattern_of(ROOT + "news/2024/snow") != pattern_of(ROOT + "news/snow")


@given(st.text())
def test_no_address_is_too_odd(url: str) -> None:
    kind_of(url), pattern_of(url), random_number(url)
    assert panel([url], 1) == [url]


def test_the_structured_part_comes_first_and_holds_a_page_of_each_kind_and_pattern() -> None:
    urls = [f"{ROOT}news/{number}" for number in range(200)]
    urls += [ROOT + name for name in ("contact", "search", "privacy", "forms/a", "offices/b")]
    chosen = panel(urls, 20)
    assert len(chosen) == 20
    assert {ROOT + "contact", ROOT + "search", ROOT + "privacy", ROOT + "forms/a", ROOT + "offices/b"} <= set(
        chosen[:10]
    )


def test_what_is_visited_already_need_not_be_in_the_structured_part() -> None:
    urls = [f"{ROOT}contact/{number}" for number in range(5)] + [f"{ROOT}news/{number}" for number in range(50)]
    assert kind_of(panel(urls, 10)[0]) == "contact"
    assert kind_of(panel(urls, 10, [ROOT + "contact/old"])[0]) != "contact"


def test_a_template_has_at_most_30_percent_of_the_random_part_as_long_as_others_wait() -> None:
    urls = [f"{ROOT}news/{number}" for number in range(5000)]
    urls += [f"{ROOT}{letter}/{number}" for letter in "bcdefg" for number in range(100)]
    chosen = panel(urls, 100)
    assert sum("/news/" in url for url in chosen) <= 31
    assert len(panel(urls[:5000], 100)) == 100


@settings(deadline=None)
@given(st.permutations([f"{ROOT}{letter}/{number}" for letter in "abc" for number in range(10)]), st.integers(1, 40))
def test_the_panel_does_not_hang_on_the_order_of_finding(urls: list[str], size: int) -> None:
    assert panel(urls, size) == panel(sorted(urls), size)
    assert len(panel(urls, size)) == min(size, len(urls))


def test_panels_overlap_when_a_site_changes_a_little() -> None:
    urls = [f"{ROOT}{letter}/{number}" for letter in "abcdefgh" for number in range(100)]
    later = [*urls[80:], *(f"{ROOT}new/{number}" for number in range(80))]
    assert len(set(panel(urls, 100)) & set(panel(later, 100))) >= 70


def test_weights_bring_a_template_back_to_its_size() -> None:
    pages = [Known(f"{ROOT}news/{number}", number < 3) for number in range(30)]
    pages += [Known(f"{ROOT}offices/{letter}", letter == "a") for letter in "abcd"]
    pages += [Known(ROOT, True, certain=True)]
    weights = weights_of(pages)
    assert weights[ROOT] == 1
    assert weights[f"{ROOT}news/0"] == pytest.approx(10)
    assert weights[f"{ROOT}offices/a"] == pytest.approx(4)
    assert sum(weights.values()) == pytest.approx(len(pages))


def test_templates_of_which_no_page_was_chosen_are_spread_over_the_others() -> None:
    pages = [Known(f"{ROOT}news/{number}", number < 5) for number in range(20)]
    pages += [Known(f"{ROOT}old/{number}", False) for number in range(20)]
    assert sum(weights_of(pages).values()) == pytest.approx(40)


def test_folders_whose_pages_have_one_skeleton_are_one_template() -> None:
    pages = [Known(f"{ROOT}{folder}/{number}", number == 0, "skeleton" if number == 0 else "") for folder in "ab" for number in range(5)]  # fmt: skip
    assert len(set(templates_of(pages).values())) == 1
    assert weights_of(pages)[f"{ROOT}a/0"] == pytest.approx(5)


def _known_page(number: int, status: PageStatus = PageStatus.AUDITED, failed: int = 0) -> Page:
    reason = because("beyond the limit of 20 pages", ReasonCode.PAGE_LIMIT) if status is PageStatus.SKIPPED else None
    rows = (RuleOutcome("a0", Outcome.PASSED, 3 - failed, failed),) if status is PageStatus.AUDITED else ()
    return Page(f"{ROOT}news/{number}", status, "x", reason=reason, outcomes=rows)


def test_pages_beyond_the_limit_are_stood_for_by_those_that_were_audited() -> None:
    pages = [_known_page(number) for number in range(5)]
    beyond = [_known_page(number, PageStatus.SKIPPED) for number in range(5, 20)]
    assert {scorecard.weight for scorecard in scorecards_for([*pages, *beyond], SCORING, {}).values()} == {4.0}
    assert {scorecard.weight for scorecard in scorecards_for(pages, SCORING, {}).values()} == {1.0}


def _sample(failing: int, size: int = 20, of: int = 200, stratum: str = "content") -> list[Scorecard]:
    return [
        Scorecard({"a0": Measure(3, int(at < failing))}, stratum, weight=of / size, key=f"k{at}", template="t")
        for at in range(size)
    ]


def test_where_every_page_was_audited_there_is_no_interval() -> None:
    assert score_interval(_sample(3, 20, 20), SCORING) is None
    assert change_interval(_sample(3, 20, 20), _sample(5, 20, 20), SCORING) is None


def test_an_interval_holds_the_score_and_narrows_as_more_pages_are_audited() -> None:
    wide, narrow = score_interval(_sample(5), SCORING), score_interval(_sample(5, 20, 22), SCORING)
    score = score_site(_sample(5), SCORING).value
    assert wide is not None
    assert narrow is not None
    assert score is not None
    assert wide.low < narrow.low < score < narrow.high < wide.high


def test_one_page_that_stands_for_all_others_leaves_everything_open() -> None:
    found = score_interval([Scorecard({"a0": Measure(1, 0)}, weight=9.0, key="k")], SCORING)
    assert found is not None
    assert (found.low, found.high) == (0, 100)


def test_an_interval_does_not_hang_on_the_order_of_pages() -> None:
    assert score_interval(_sample(5), SCORING) == score_interval(_sample(5)[::-1], SCORING)


def test_pages_whose_controls_were_not_tried_leave_no_more_open_than_the_tried_ones_do() -> None:
    operable = load_catalogue().rules["keyboard-operable"]
    scoring = Scoring(figures(), {operable.id: operable})
    tried = {operable.id: Measure(0, 1)}
    pages = [
        Scorecard(tried if at < 5 else {}, weight=2.0, key=f"k{at}", template="t", tried=at < 5) for at in range(20)
    ]
    found, score = score_interval(pages, scoring), score_site(pages, scoring).value
    assert found is not None
    assert [found.low, found.high] == pytest.approx([score, score])


def test_an_interval_ends_at_the_cap() -> None:
    rules = {**RULES, "viewport-zoom": rule("viewport-zoom")}
    pages = [replace(one, checks={**(one.checks or {}), "viewport-zoom": Measure(1, 0)}) for one in _sample(1)]
    home = Scorecard({"viewport-zoom": Measure(0, 1)}, home=True, key="home")
    found = score_interval([home, *pages], Scoring(figures(), rules))
    assert found is not None
    assert found.high == 59


def test_a_change_of_the_pages_of_both_panels_is_real_and_the_luck_of_two_panels_is_not() -> None:
    before, after = _sample(0), _sample(12)
    real = change_interval(before, after, SCORING)
    assert real is not None
    assert real.excludes_zero
    other = [replace(scorecard, key=f"other-{scorecard.key}") for scorecard in _sample(4)]
    luck = change_interval(_sample(3), other, SCORING)
    assert luck is not None
    assert not luck.excludes_zero


def test_only_a_change_that_is_more_than_luck_has_an_arrow() -> None:
    from nyx_audit.report.words import change_words

    assert change_words(replace(change(points=3.0), interval=(0.5, 5.0))) == "▲ 3.0"
    assert change_words(replace(change(points=3.0), interval=(-0.5, 5.0))) == "≈ +3.0"


def test_the_interval_is_shown_beside_the_score_in_every_report_of_it() -> None:
    from nyx_audit.report import terminal
    from nyx_audit.run.rendering import render

    rules = [rule(f"a{number}") for number in range(5)]
    pages = [page(f"{ROOT}news/{at}", outcome("a0", passed=3), site="x") for at in range(10)]  # fmt: skip
    pages += [page(f"{ROOT}news/{at}", status=PageStatus.SKIPPED, reason=Reason(ReasonCode.PAGE_LIMIT, "beyond the limit of 10 pages"), site="x") for at in range(10, 50)]  # fmt: skip
    made = summary(pages, rules=rules, sites=[site("x")])
    assert json.loads(render(made, "json"))["sites"][0]["interval"] == [100.0, 100.0]
    assert "100.0 to 100.0, sampling error only" in render(made, "html")
    from rich.console import Console

    console = Console(width=80)
    with console.capture() as printed:
        console.print(terminal.render(made, {}))
    assert "100.0 to 100.0, sampling error only" in printed.get()
