"""The report for build servers."""

from __future__ import annotations

import xml.etree.ElementTree as ET

from nyx_audit.analysis.summary import Summary
from nyx_audit.model.outcome import Outcome, Tier
from nyx_audit.model.page import PageStatus
from nyx_audit.run.rendering import render
from tests.support.build import finding, hostile, outcome, page, rule, site, summary


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
    )
    root = ET.fromstring(render(report, "junit"))
    assert [suite.get("name") for suite in root] == ["Department of health", "Department of labor"]
    assert (root.get("tests"), root.get("failures"), root.get("errors")) == ("3", "1", "1")


def test_failures_name_the_problem_and_where_it_is() -> None:
    found = cases(summary([page("https://a.example/", outcome("label", finding(), omitted=4))]))
    (failure,) = found["https://a.example/", "label"]
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
    (skipped,) = found["https://a.example/", "label"]
    assert skipped.tag == "skipped"
    assert skipped.get("message") == "1 doubt for a person to judge: the picture may be text"
    (untested,) = found["https://a.example/", "order"]
    assert (untested.tag, untested.get("message")) == ("skipped", "not tested: a frame was not entered")


def test_pages_that_were_not_audited_are_errors_and_those_left_out_are_counted() -> None:
    found = cases(
        summary(
            [
                page("https://a.example/1", status=PageStatus.FAILED, reason="answered 503"),
                *(page(f"https://a.example/{n}.pdf", status=PageStatus.SKIPPED, reason="a PDF") for n in range(40)),
            ]
        )
    )
    (error,) = found["https://a.example/1", "page is audited"]
    assert (error.tag, error.get("message")) == ("error", "answered 503")
    (left,) = found["pages left out", "a PDF"]
    assert left.get("message") == "40 pages: a PDF"
    assert len(found) == 2


def test_rules_that_passed_are_one_case_and_those_that_cannot_gate_are_none() -> None:
    rules = [rule(), rule("order"), rule("hint", tier=Tier.ADVICE), rule("guess", tier=Tier.HEURISTIC)]
    found = cases(
        summary(
            [page("https://a.example/", *(outcome(one.id) for one in rules[:2]), outcome("hint", finding()),
                  outcome("guess", finding("g9")))],
            rules=rules,
        )
    )  # fmt: skip
    assert list(found) == [("https://a.example/", "2 rules passed")]


def test_a_failure_that_could_not_be_reproduced_is_skipped() -> None:
    found = cases(summary([page("https://a.example/", outcome("label", finding()))], confirmed={"g1": False}))
    assert found["https://a.example/", "label"][0].tag == "skipped"


def test_hostile_text_is_well_formed_and_stays_text() -> None:
    text = render(hostile(), "junit")
    root = ET.fromstring(text)
    assert not [element for element in root.iter() if element.tag in ("script", "img")]
    assert not set("\x00\x07\x1b\x0b\u202e\ufffe") & set(text)
