"""The report for build servers."""

from __future__ import annotations

import xml.etree.ElementTree as ET
from dataclasses import replace
from datetime import date
from typing import Any

import pytest

from nyx_audit.analysis.summary import Summary
from nyx_audit.analysis.verdict import verdict_of
from nyx_audit.cli.finish import exit_status
from nyx_audit.model.audit import Site
from nyx_audit.model.outcome import Impact, Outcome, Tier
from nyx_audit.model.page import Page, PageStatus
from nyx_audit.model.position import Position
from nyx_audit.model.terms import Ignore
from nyx_audit.report.junit import class_name
from nyx_audit.run.rendering import render
from tests.support.build import finding, gated, hostile, outcome, page, placed, rule, site, summary


def cases(report: Summary) -> dict[tuple[str, str], list[ET.Element]]:
    root = ET.fromstring(render(report, "junit"))
    return {(str(case.get("classname")), str(case.get("name"))): list(case) for case in root.iter("testcase")}


def test_a_suite_is_a_site_with_its_counts() -> None:
    report = summary(
        [
            page("https://health.example/", outcome("label", finding()), site="health"),
            page("https://labor.example/", status=PageStatus.FAILED, site="labor", reason="answered 503"),
        ],
        sites=[site("health"), site("labor")],
        incomplete=("1 of 2 pages could not be audited",),
    )
    root = ET.fromstring(render(report, "junit"))
    assert [suite.get("name") for suite in root] == [
        "Department of health",
        "Department of labor",
        "terms of the command",
    ]
    assert (root.get("tests"), root.get("failures"), root.get("errors")) == ("4", "1", "2")


def test_failures_name_the_problem_and_where_it_is() -> None:
    found = cases(summary([page("https://a.example/", outcome("label", finding(), omitted=4))]))
    (failure,) = found["a_example.index_html", "label"]
    assert failure.tag == "failure"
    assert (failure.get("message"), failure.get("type")) == ("People without eyes miss the label", "critical")
    assert "#field" in str(failure.text)
    assert "has no label (phone and desktop)" in str(failure.text)
    assert "and 4 more" in str(failure.text)
    assert "Fix: Write the `label` down." in str(failure.text)


def test_doubts_and_untested_rules_are_skipped_with_the_reason() -> None:
    doubt = finding(outcome=Outcome.CANT_TELL, message="the picture may be text")
    found = cases(
        summary(
            [page("https://a.example/", outcome("label", doubt), outcome("order", reason="a frame was not entered"))],
            rules=[rule(), rule("order")],
        )
    )
    (skipped,) = found["a_example.index_html", "label"]
    assert skipped.tag == "skipped"
    assert skipped.get("message") == "1 doubt for a person to judge: the picture may be text"
    (untested,) = found["a_example.index_html", "order"]
    assert (untested.tag, untested.get("message")) == ("skipped", "not tested: a frame was not entered")


def test_pages_that_were_not_audited_are_errors_and_those_left_out_are_counted() -> None:
    found = cases(
        summary(
            [
                page("https://a.example/1", status=PageStatus.FAILED, reason="answered 503"),
                *(page(f"https://a.example/{n}.pdf", status=PageStatus.SKIPPED, reason="a PDF") for n in range(40)),
            ],
            incomplete=("1 of 1 pages could not be audited",),
        )
    )
    (error,) = found["a_example.1/index_html", "page is audited"]
    assert (error.tag, error.get("message")) == ("error", "answered 503")
    (left,) = found["Pages.pages left out", "a PDF"]
    assert (
        left.get("message")
        == "40 pages: a PDF (such as https://a.example/0.pdf, https://a.example/1.pdf, https://a.example/2.pdf, https://a.example/3.pdf, https://a.example/4.pdf)"
    )
    assert len(found) == 3


def test_rules_that_passed_are_one_case_and_those_that_cannot_gate_are_none() -> None:
    rules = [rule(), rule("order"), rule("hint", tier=Tier.ADVICE), rule("guess", tier=Tier.HEURISTIC)]
    found = cases(
        summary(
            [page("https://a.example/", *(outcome(one.id) for one in rules[:2]), outcome("hint", finding()),
                  outcome("guess", finding("g9")))],
            rules=rules,
        )
    )  # fmt: skip
    assert list(found) == [("a_example.index_html", "2 rules passed")]


def test_a_failure_that_could_not_be_reproduced_is_skipped() -> None:
    found = cases(summary([page("https://a.example/", outcome("label", finding()))], confirmed={"g1": False}))
    assert found["a_example.index_html", "label"][0].tag == "skipped"


@pytest.mark.parametrize(
    ("url", "of", "name"),
    [
        ("https://a.example/licenses/apply.html", None, "a_example.licenses/apply_html"),
        ("site/sub/a.html", None, "site/sub.a_html"),
        ("a.html", None, "files.a_html"),
        ("https://health.example/a", site("health"), "Department of health.a/index_html"),
        (
            "https://www.health.example/a",
            replace(site("health"), name="D.O.H."),
            "D_O_H_.www_health_example/a/index_html",
        ),
    ],
)
def test_build_servers_see_a_site_and_its_page(url: str, of: Site | None, name: str) -> None:
    assert class_name(page(url), of) == name


def test_a_case_names_its_file_and_a_failure_its_line() -> None:
    found = summary([page("site/a.html", outcome("label", finding()))])
    there = placed(found, {("site/a.html", "#field"): Position("src/a.vue", 3, 5, 4, 9, is_sure=True)})
    case = next(one for one in ET.fromstring(render(there, "junit")).iter("testcase") if one.get("name") == "label")
    assert case.get("file") == "src/a.vue"
    assert "src/a.vue:3:5" in str(case[0].text)


def test_below_the_level_a_rule_passes_and_its_output_says_what_was_found() -> None:
    found = cases(gated(summary([page("a.html", outcome("label", finding()))]), fail_on=None))
    (said,) = found["files.a_html", "label"]
    assert said.tag == "system-out"
    assert "Found, and no reason to fail" in str(said.text)


def test_what_is_in_the_baseline_passes_beside_what_is_new() -> None:
    before = summary([page("a.html", outcome("label", finding("old", selector="#old")))])
    now = summary([page("a.html", outcome("label", finding("old", selector="#old"), finding("new", selector="#new")))])
    failure, said = cases(gated(now, before=before))["files.a_html", "label"]
    assert (failure.tag, said.tag) == ("failure", "system-out")
    assert ("#new" in str(failure.text), "#old" in str(failure.text)) == (True, False)
    assert ("#new" in str(said.text), "#old" in str(said.text)) == (False, True)


def test_what_is_ignored_is_skipped_with_the_reason() -> None:
    ignore = Ignore("the vendor fixes it", date(2027, 1, 31), rule="label")
    skipped, _ = cases(gated(summary([page("a.html", outcome("label", finding()))]), ignores=(ignore,)))[
        "files.a_html", "label"
    ]
    assert (skipped.tag, skipped.get("message")) == ("skipped", "ignored until 2027-01-31: the vendor fixes it")


LAPSED = Ignore("done", date(2026, 11, 1), rule="label")
LASTING = Ignore("not ours", date(2027, 11, 1), rule="label")


@pytest.mark.parametrize("incomplete", [(), ("the sitemap was not read",)])
@pytest.mark.parametrize("pages", [
    [page("a.html", outcome("label", finding(), finding("g2")), outcome("hint", finding("g3")))],
    [page("a.html", outcome("label", finding(), omitted=3))],
    [page("a.html", outcome("label"))],
    [page("a.html", outcome("label", finding())), page("b.html", status=PageStatus.FAILED, reason="answered 503")],
])  # fmt: skip
@pytest.mark.parametrize("terms", [
    {}, {"fail_on": None}, {"fail_on": None, "fail_on_new": Impact.MINOR}, {"budgets": {"critical": 1}},
    {"budgets": {"label": 0}, "fail_on": None}, {"fail_below": 99.0, "fail_on": None}, {"ignores": (LAPSED,)},
    {"ignores": (LASTING,)}, {"ignores": (replace(LAPSED, rule="hint"),), "fail_on": None},
])  # fmt: skip
@pytest.mark.parametrize("before", [None, [page("a.html", outcome("label", finding()))]])
def test_it_never_contradicts_the_exit_status(
    terms: dict[str, Any], pages: list[Page], before: list[Page] | None, incomplete: tuple[str, ...]
) -> None:
    rules = [rule(), rule("hint", tier=Tier.HEURISTIC)]
    earlier = summary(before, rules=rules) if before else None
    found = gated(summary(pages, rules=rules, incomplete=incomplete), before=earlier, **terms)
    root = ET.fromstring(render(found, "junit"))
    failed, broken = root.get("failures") != "0", root.get("errors") != "0"
    status = exit_status(verdict_of(found))
    assert failed == (status == 1)
    assert (failed or broken) == (status != 0)


def test_hostile_text_is_well_formed_and_stays_text() -> None:
    text = render(hostile(), "junit")
    root = ET.fromstring(text)
    assert not [element for element in root.iter() if element.tag in ("script", "img")]
    assert not set("\x00\x07\x1b\x0b\u202e\ufffe") & set(text)
