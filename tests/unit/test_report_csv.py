"""The spreadsheet."""

from __future__ import annotations

import csv
import io

from nyx_audit.analysis.summary import Summary
from nyx_audit.model.outcome import Outcome
from nyx_audit.model.page import PageStatus
from nyx_audit.report.csv import COLUMNS
from nyx_audit.run.rendering import render
from tests.support.build import finding, hostile, outcome, page, rule, site, summary


def read(report: Summary) -> list[dict[str, str]]:
    text = render(report, "csv")
    assert text.startswith("\ufeff")
    return list(csv.DictReader(io.StringIO(text.removeprefix("\ufeff"), newline=""), strict=True))


def test_each_finding_is_a_row_that_names_its_site_rule_and_gain() -> None:
    home = page("https://health.example/", outcome("label", finding()), site="health", start=True)
    report = summary([home], sites=[site("health")])
    (row,) = read(report)
    assert row["site"] == "Department of health"
    assert row["agency"] == "The agency"
    assert (row["rule"], row["outcome"], row["impact"], row["tier"]) == ("label", "failed", "critical", "wcag")
    assert (row["selector"], row["snippet"], row["views"]) == ("#field", "<input id=field>", "phone and desktop")
    assert (row["wcag"], row["group"], row["fingerprint"]) == ("4.1.2", "g1", "g1-print")
    assert float(row["gain"]) == round(report.sites[0].groups[0].gain.points, 1) > 0
    assert row["fix"] == "Write the `label` down."


def test_pages_that_were_not_audited_have_rows_with_the_reason() -> None:
    rows = read(
        summary(
            [
                page("https://a.example/1", status=PageStatus.FAILED, reason="answered 503"),
                page("https://a.example/2", status=PageStatus.SKIPPED, reason="robots.txt forbids it"),
            ]
        )
    )
    assert [(row["status"], row["message"]) for row in rows] == [
        ("not audited", "answered 503"),
        ("left out", "robots.txt forbids it"),
    ]


def test_rules_that_could_not_be_tested_and_findings_not_described_have_rows() -> None:
    rows = read(
        summary(
            [page("https://a.example/", outcome("label", finding(), omitted=7), outcome("order", reason="no frame"))],
            rules=[rule(), rule("order")],
        )
    )
    assert [(row["rule"], row["outcome"], row["message"]) for row in rows] == [
        ("label", "failed", "has no label"),
        ("label", "failed", "7 more, counted and not described"),
        ("order", "untested", "no frame"),
    ]


def test_a_failure_that_could_not_be_reproduced_is_a_doubt_without_a_gain() -> None:
    (row,) = read(summary([page("https://a.example/", outcome("label", finding()))], confirmed={"g1": False}))
    assert (row["outcome"], row["gain"]) == (Outcome.CANT_TELL.value, "")


def test_a_site_without_a_number_has_no_gains() -> None:
    pages = [
        page("https://health.example/", outcome("label", finding()), site="health"),
        page("https://health.example/2", status=PageStatus.FAILED, site="health", reason="answered 503"),
    ]
    first, _ = read(summary(pages, sites=[site("health")]))
    assert first["gain"] == ""


def test_no_cell_is_a_formula_whatever_a_page_says() -> None:
    for character in "=+-@":
        bad = finding(message=f"{character}cmd|' /C calc'!A0", selector=f" {character}1+1")
        (row,) = read(summary([page("https://a.example/", outcome("label", bad))]))
        assert row["message"].startswith("'")
        assert row["selector"].startswith("'")


def test_hostile_text_stays_in_its_cell() -> None:
    report = hostile()
    rows = read(report)
    assert len(rows) == 8
    assert all(set(row) == set(COLUMNS) for row in rows)
    text = render(report, "csv")
    text.encode("utf-8")
    assert not set("\x00\x07\x1b\x0b\u202e\u2066\u200b") & set(text)
