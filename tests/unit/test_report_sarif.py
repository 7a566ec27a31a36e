"""The report for code scanning."""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from jsonschema import Draft4Validator

from nyx_audit.analysis.summary import Summary
from nyx_audit.model.outcome import Impact, Outcome, Tier
from nyx_audit.model.page import PageStatus
from nyx_audit.model.position import Position
from nyx_audit.model.terms import Ignore
from nyx_audit.report import sarif
from nyx_audit.report.places import path_of_page, uri_of
from nyx_audit.run.rendering import render
from tests.support import github_sarif
from tests.support.build import finding, gated, hostile, outcome, page, placed, rule, summary

SCHEMA = json.loads((Path(__file__).parents[1] / "data" / "sarif-2.1.0-rtm.5.json").read_text(encoding="utf-8"))


def run_of(report: Summary) -> dict[str, Any]:
    text = render(report, "sarif")
    document = json.loads(text)
    assert not [error.message for error in Draft4Validator(SCHEMA).iter_errors(document)]
    assert not github_sarif.problems(text)
    run: dict[str, Any] = document["runs"][0]
    return run


def results_of(report: Summary) -> list[dict[str, Any]]:
    results: list[dict[str, Any]] = run_of(report)["results"]
    return results


def notes_of(report: Summary) -> list[dict[str, Any]]:
    (invocation,) = run_of(report)["invocations"]
    notes: list[dict[str, Any]] = invocation["toolExecutionNotifications"]
    return notes


def test_a_result_says_rule_place_snippet_and_fingerprint() -> None:
    run = run_of(summary([page("https://a.example/b c?q=ä", outcome("label", finding()))]))
    (result,) = run["results"]
    assert result["ruleId"] == run["tool"]["driver"]["rules"][result["ruleIndex"]]["id"] == "label"
    assert result["partialFingerprints"]["nyxAudit/v1"] == "g1-print"
    assert result["properties"]["page"] == "https://a.example/b c?q=ä"
    (location,) = result["locations"]
    assert location["physicalLocation"]["artifactLocation"]["uri"] == "a.example/b%20c/index.html%3Fq=%C3%A4"
    region = location["physicalLocation"]["region"]
    assert region.pop("snippet") == {"text": "<input id=field>"}
    assert region == {"startLine": 1, "startColumn": 1, "endLine": 1, "endColumn": 2}
    assert location["logicalLocations"][0]["fullyQualifiedName"] == "#field"


def test_a_finding_in_a_file_has_its_line_and_column() -> None:
    found = summary([page("site/a.html", outcome("label", finding()))])
    there = placed(found, {("site/a.html", "#field"): Position("site/a.html", 3, 5, 4, 9, is_sure=True)})
    physical = results_of(there)[0]["locations"][0]["physicalLocation"]
    assert physical["artifactLocation"]["uri"] == "site/a.html"
    assert [physical["region"][key] for key in ("startLine", "startColumn", "endLine", "endColumn")] == [3, 5, 4, 9]


@pytest.mark.parametrize(
    ("impact", "tier", "said", "level"),
    [
        (Impact.CRITICAL, Tier.WCAG, Outcome.FAILED, "error"),
        (Impact.SERIOUS, Tier.LAW, Outcome.FAILED, "error"),
        (Impact.MODERATE, Tier.GUIDANCE, Outcome.FAILED, "warning"),
        (Impact.MINOR, Tier.WCAG, Outcome.FAILED, "warning"),
        (Impact.CRITICAL, Tier.WCAG, Outcome.CANT_TELL, "note"),
        (Impact.CRITICAL, Tier.HEURISTIC, Outcome.FAILED, "note"),
    ],
)
def test_the_level_follows_impact_tier_and_outcome(impact: Impact, tier: Tier, said: Outcome, level: str) -> None:
    rules = [rule(impact=impact, tier=tier)]
    found = summary([page("a.html", outcome("label", finding(outcome=said)))], rules=rules)
    assert [result["level"] for result in results_of(found)] == [level]


@pytest.mark.parametrize("tier", [Tier.ADVICE, Tier.PREVIEW])
def test_advice_is_left_out(tier: Tier) -> None:
    assert not results_of(summary([page("a.html", outcome("label", finding()))], rules=[rule(tier=tier)]))


def test_a_doubt_says_that_it_is_for_a_person_to_judge() -> None:
    (result,) = results_of(summary([page("a.html", outcome("label", finding()))], confirmed={"g1": False}))
    assert result["message"]["text"].startswith("For a person to judge: ")
    assert result["properties"]["outcome"] == "cant_tell"


def test_rules_carry_help_and_standards() -> None:
    driver = run_of(summary([page("a.html", outcome("label"))]))["tool"]["driver"]
    (one,) = driver["rules"]
    assert one["helpUri"].startswith("https://www.w3.org/")
    assert "Fix: " in one["help"]["text"]
    assert "[WCAG 4.1.2](https://www.w3.org/" in one["help"]["markdown"]
    assert (one["properties"]["impact"], one["properties"]["wcag"]) == ("critical", ["4.1.2"])
    assert (one["properties"]["precision"], one["properties"]["problem.severity"]) == ("high", "error")


def test_the_same_defect_at_the_same_place_is_one_result() -> None:
    twice = (finding(selector="li:nth-of-type(1)"), finding(selector="li:nth-of-type(2)"))
    assert len(results_of(summary([page("a.html", outcome("label", *twice))]))) == 1


def test_what_fails_the_command_is_first() -> None:
    rules = [rule("hint", tier=Tier.HEURISTIC), rule("minor", impact=Impact.MINOR), rule()]
    pages = [page("a.html", *(outcome(one.id, finding(one.id)) for one in rules))]
    assert [one["ruleId"] for one in results_of(summary(pages, rules=rules))] == ["label", "minor", "hint"]


def test_against_a_baseline_results_are_new_or_unchanged() -> None:
    before = summary([page("a.html", outcome("label", finding("old")))])
    now = summary([page("a.html", outcome("label", finding("old"), finding("fresh")))])
    states = {one["properties"]["group"]: one["baselineState"] for one in results_of(gated(now, before=before))}
    assert states == {"old": "unchanged", "fresh": "new"}


def test_without_a_baseline_nothing_is_said_to_be_new() -> None:
    assert "baselineState" not in results_of(summary([page("a.html", outcome("label", finding()))]))[0]


def test_an_ignored_finding_is_suppressed_with_its_reason() -> None:
    ignore = Ignore("the vendor fixes it", date(2027, 1, 31), rule="label", owner="web team", ticket="ITS-7")
    (result,) = results_of(gated(summary([page("a.html", outcome("label", finding()))]), ignores=(ignore,)))
    assert result["suppressions"] == [
        {"kind": "external", "justification": "the vendor fixes it (web team, ITS-7, until 2027-01-31)"}
    ]
    assert result["properties"]["fails"] is False


def test_an_incomplete_audit_was_not_successful_and_says_why() -> None:
    run = run_of(
        summary(
            [
                page("https://a.example/1", status=PageStatus.FAILED, reason="answered 503"),
                page("https://a.example/2", status=PageStatus.SKIPPED, reason="robots.txt forbids it"),
                page("https://a.example/3", outcome("label", reason="a frame was not entered")),
            ],
            incomplete=("1 of 3 pages could not be audited",),
        )
    )
    (invocation,) = run["invocations"]
    assert invocation["executionSuccessful"] is False
    notes = invocation["toolExecutionNotifications"]
    said = [(one["descriptor"]["id"], one["level"], one["message"]["text"]) for one in notes]
    assert said == [
        ("page-not-audited", "error", "1 page not audited: answered 503"),
        ("page-not-audited", "note", "1 page left out: robots.txt forbids it"),
        ("rule-not-tested", "warning", "not fully tested on 1 page: a frame was not entered"),
    ]


def test_what_was_left_out_is_counted_with_examples() -> None:
    left = [page(f"https://a.example/{n}", status=PageStatus.SKIPPED, reason="beyond the limit") for n in range(3000)]
    (note,) = notes_of(summary([page("https://a.example/"), *left]))
    assert note["message"]["text"] == "3,000 pages left out: beyond the limit"
    assert len(note["locations"]) == 5


def test_a_complete_audit_was_successful() -> None:
    (invocation,) = run_of(summary([page("a.html", outcome("label"))]))["invocations"]
    assert invocation["executionSuccessful"] is True
    assert invocation["startTimeUtc"] == "2026-11-24T11:58:08Z"


def test_results_beyond_githubs_limit_are_counted(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sarif, "MOST_RESULTS", 3)
    rules = [rule("minor", impact=Impact.MINOR), rule()]
    pages = [page(f"{n}.html", *(outcome(one.id, finding(one.id)) for one in rules)) for n in range(3)]
    found = summary(pages, rules=rules)
    assert [one["ruleId"] for one in results_of(found)] == ["label"] * 3
    assert notes_of(found)[-1]["message"]["text"] == "3 results more than the report may hold; the worst are in it"


def test_a_report_stays_within_githubs_size(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sarif, "MOST_COMPRESSED", 10_000)
    pages = [page(f"https://a.example/{n}", outcome("label", finding(html=f"<p id={n * 7919}>"))) for n in range(2000)]
    assert 10 < len(results_of(summary(pages))) < 1500


@pytest.mark.parametrize(
    ("url", "uri"),
    [
        ("site/a b.html", "site/a%20b.html"),
        ("site/50%.html", "site/50%25.html"),
        ("site/a#1.html", "site/a%231.html"),
        ("a:b.html", "a%3Ab.html"),
        ("site\\a.html", "site/a.html"),
        ("/tmp/a b.html", "tmp/a%20b.html"),
        ("C:\\sites\\a.html", "sites/a.html"),
        ("../a.html", "a.html"),
        ("https://a.example", "a.example/index.html"),
        ("https://A.example/licenses/", "a.example/licenses/index.html"),
        ("https://a.example/licenses", "a.example/licenses/index.html"),
        ("https://a.example/b.aspx?id=1", "a.example/b.aspx%3Fid=1"),
        ("https://a.example/%C3%A4?b=100%", "a.example/%C3%A4/index.html%3Fb=100%25"),
        ("https://a.example/../../etc/passwd", "a.example/etc/passwd/index.html"),
        ("https://a.example/%2e%2e/x|y", "a.example/x%7Cy/index.html"),
        ("http://localhost:3000/#/cart", "localhost/index.html%3F%23/cart"),
        ("http://127.0.0.1:41237/a.html", "localhost/a.html"),
        ("https://a.example:8443/a.html", "a.example_8443/a.html"),
        ("javascript:alert(1)", "javascript%3Aalert(1)"),
        ("https://[::1", "%5B%3A%3A1"),
        ("", "index.html"),
    ],
)
def test_a_page_becomes_a_relative_uri(url: str, uri: str) -> None:
    assert uri_of(path_of_page(url)) == uri


def test_long_addresses_are_cut_and_stay_apart() -> None:
    paths = {path_of_page(f"https://a.example/{'x' * 900}{n}") for n in range(3)}
    assert len(paths) == 3
    assert max(map(len, paths)) == 400


def test_hostile_text_is_valid() -> None:
    assert len(results_of(hostile())) == 4


def test_a_line_that_is_added_above_makes_no_alert_anew() -> None:
    def hashes(line: int) -> list[str]:
        made = summary([page("a.html", outcome("label", finding(selector="#a"), finding(selector="#b")))])
        positions = {
            ("a.html", "#a"): Position("a.html", line, 1, line, 9, is_sure=True),
            ("a.html", "#b"): Position("a.html", line + 1, 1, line + 1, 9, is_sure=True),
        }
        found = results_of(replace(made, audit=replace(made.audit, positions=positions)))
        return [one["partialFingerprints"]["primaryLocationLineHash"] for one in found]

    assert hashes(3) == hashes(40)
    assert len(set(hashes(3))) == 2


def test_what_fails_is_not_hidden_by_an_ignored_one_that_is_like_it() -> None:
    ignore = Ignore("the vendor fixes it", date(2027, 1, 31), rule="label", selector="#chat > input")
    both = outcome("label", finding("g", selector="#chat > input"), finding("g", selector="#form > input"))
    results = results_of(gated(summary([page("https://a.example/", both)]), ignores=(ignore,)))
    assert [bool(one.get("suppressions")) for one in results] == [False, True]
