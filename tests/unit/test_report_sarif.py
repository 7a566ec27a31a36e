"""The report for code scanning."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from jsonschema import Draft4Validator

from nyx_audit.analysis.summary import Summary
from nyx_audit.model.outcome import Impact, Outcome, Tier
from nyx_audit.model.page import PageStatus
from nyx_audit.report.sarif import page_uri
from nyx_audit.run.rendering import render
from tests.support.build import finding, hostile, outcome, page, rule, summary

SCHEMA = json.loads((Path(__file__).parents[1] / "data" / "sarif-2.1.0-rtm.5.json").read_text(encoding="utf-8"))


def run_of(report: Summary) -> dict[str, Any]:
    text = render(report, "sarif")
    text.encode("utf-8")
    document = json.loads(text)
    errors = [error.message for error in Draft4Validator(SCHEMA).iter_errors(document)]
    assert not errors
    run: dict[str, Any] = document["runs"][0]
    return run


def test_a_result_says_rule_place_snippet_and_fingerprint() -> None:
    run = run_of(summary([page("https://a.example/b c?q=ä", outcome("label", finding()))]))
    (result,) = run["results"]
    assert result["ruleId"] == run["tool"]["driver"]["rules"][result["ruleIndex"]]["id"] == "label"
    assert result["partialFingerprints"] == {"nyxAudit/v1": "g1-print"}
    (location,) = result["locations"]
    assert location["physicalLocation"]["artifactLocation"]["uri"] == "https://a.example/b%20c?q=%C3%A4"
    assert location["physicalLocation"]["region"]["snippet"]["text"] == "<input id=field>"
    assert location["logicalLocations"][0]["fullyQualifiedName"] == "#field"


@pytest.mark.parametrize(
    ("impact", "tier", "said", "level"),
    [
        (Impact.CRITICAL, Tier.WCAG, Outcome.FAILED, "error"),
        (Impact.SERIOUS, Tier.LAW, Outcome.FAILED, "error"),
        (Impact.MODERATE, Tier.GUIDANCE, Outcome.FAILED, "warning"),
        (Impact.MINOR, Tier.WCAG, Outcome.FAILED, "warning"),
        (Impact.CRITICAL, Tier.WCAG, Outcome.CANT_TELL, "note"),
        (Impact.CRITICAL, Tier.ADVICE, Outcome.FAILED, "note"),
        (Impact.CRITICAL, Tier.HEURISTIC, Outcome.FAILED, "note"),
    ],
)
def test_the_level_follows_impact_tier_and_outcome(impact: Impact, tier: Tier, said: Outcome, level: str) -> None:
    rules = [rule(impact=impact, tier=tier)]
    run = run_of(summary([page("a.html", outcome("label", finding(outcome=said)))], rules=rules))
    assert [result["level"] for result in run["results"]] == [level]


def test_a_doubt_says_that_it_is_for_a_person_to_judge() -> None:
    run = run_of(summary([page("a.html", outcome("label", finding()))], confirmed={"g1": False}))
    (result,) = run["results"]
    assert result["message"]["text"].startswith("For a person to judge: ")
    assert result["properties"]["outcome"] == "cant_tell"


def test_rules_carry_help_and_standards() -> None:
    driver = run_of(summary([page("a.html", outcome("label"))]))["tool"]["driver"]
    (one,) = driver["rules"]
    assert one["helpUri"].startswith("https://www.w3.org/")
    assert "Fix: " in one["help"]["text"]
    assert (one["properties"]["impact"], one["properties"]["wcag"]) == ("critical", ["4.1.2"])


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
        ("page-not-audited", "error", "not audited: answered 503"),
        ("page-not-audited", "note", "left out: robots.txt forbids it"),
        ("rule-not-tested", "warning", "not fully tested on 1 page: a frame was not entered"),
    ]


def test_a_complete_audit_was_successful() -> None:
    (invocation,) = run_of(summary([page("a.html", outcome("label"))]))["invocations"]
    assert invocation["executionSuccessful"] is True
    assert invocation["startTimeUtc"] == "2026-11-24T11:58:08Z"


@pytest.mark.parametrize(
    ("url", "uri"),
    [
        ("site/a b.html", "site/a%20b.html"),
        ("site/50%.html", "site/50%25.html"),
        ("site/a#1.html", "site/a%231.html"),
        ("a:b.html", "a%3Ab.html"),
        ("site\\a.html", "site/a.html"),
        ("/tmp/a b.html", "file:///tmp/a%20b.html"),
        ("C:\\sites\\a.html", "file:///C:/sites/a.html"),
        ("https://a.example/%C3%A4?b=100%", "https://a.example/%C3%A4?b=100%25"),
        ("https://a.example/x|y#z#w", "https://a.example/x%7Cy#z%23w"),
    ],
)
def test_a_page_becomes_a_uri_reference(url: str, uri: str) -> None:
    assert page_uri(url) == uri


def test_hostile_text_is_valid() -> None:
    run = run_of(hostile())
    assert len(run["results"]) == 5
