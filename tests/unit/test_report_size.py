"""Reports of a site with tens of thousands of addresses beyond its limit: these are counted, not listed."""

from __future__ import annotations

import csv
import io
import json
from functools import cache
from pathlib import Path

import pytest

from nyx_audit.analysis.baseline import baseline_of
from nyx_audit.analysis.holding import hold
from nyx_audit.analysis.summary import Summary
from nyx_audit.model.page import Page, PageStatus
from nyx_audit.model.reason import Reason, ReasonCode
from nyx_audit.report.reading import read_report
from nyx_audit.run.rendering import FORMATS, render
from tests.support.build import finding, outcome, page, site, summary

BEYOND = Reason(ReasonCode.PAGE_LIMIT, "beyond the limit of 20 pages")
DEAD = Reason(ReasonCode.DEAD_LINK, "a dead link")
URL = "https://health.example/"


def left(count: int, reason: Reason) -> list[Page]:
    return [
        page(f"{URL}{reason.code}/{n}", status=PageStatus.SKIPPED, site="health", reason=reason) for n in range(count)
    ]


@cache
def large() -> Summary:
    audited = [page(f"{URL}{n}", outcome("label", finding()), site="health") for n in range(20)]
    return summary([*audited, *left(50_000, BEYOND), *left(300, DEAD)], sites=[site("health")])


@pytest.mark.parametrize("kind", FORMATS)
def test_a_report_stays_small(kind: str) -> None:
    assert len(render(large(), kind)) < 400_000


@pytest.mark.parametrize("kind", [one for one in FORMATS if one not in ("gitlab", "earl")])
def test_a_report_says_how_many_were_left_out(kind: str) -> None:
    text = render(large(), kind).replace(",", "")
    assert "50000" in text or "49900" in text


def test_json_lists_dead_links_and_the_first_of_each_other_reason() -> None:
    report = json.loads(render(large(), "json"))
    assert [(one["reason_code"], one["count"], one["listed"]) for one in report["left_out"]] == [
        ("page-limit", 50_000, 100),
        ("dead-link", 300, 300),
    ]
    assert len(report["pages"]) == 20 + 100 + 300


def test_csv_has_a_line_for_the_others() -> None:
    *_, last = csv.DictReader(io.StringIO(render(large(), "csv").lstrip("\ufeff")))
    assert (last["site"], last["status"], last["page"]) == ("Department of health", "left out", "")
    assert last["message"] == "49,900 more pages: beyond the limit of 20 pages"


def test_few_pages_are_all_listed() -> None:
    report = json.loads(render(summary([page(site="health"), *left(100, BEYOND)], sites=[site("health")]), "json"))
    assert len(report["pages"]) == 101


def test_pages_that_a_person_named_are_all_listed() -> None:
    named = [page(f"{URL}{n}.pdf", status=PageStatus.SKIPPED, reason=BEYOND) for n in range(300)]
    assert len(json.loads(render(summary(named), "json"))["pages"]) == 300


def test_a_page_that_an_earlier_report_only_counted_has_nothing_that_is_known_to_be_new(tmp_path: Path) -> None:
    (tmp_path / "audit.json").write_text(render(large(), "json"), encoding="utf-8")
    before = baseline_of(read_report(tmp_path / "audit.json"), "audit.json")
    now = summary([page(f"{URL}page-limit/40000", outcome("label", finding()), site="health")], sites=[site("health")])
    held = hold(now.audit, before)
    assert not held.new
    assert "pages that were not audited in audit.json: 1; nothing on them is known to be new" in held.notes
