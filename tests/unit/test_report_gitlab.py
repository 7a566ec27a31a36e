"""The report for GitLab's merge requests."""

from __future__ import annotations

import json
from datetime import date
from typing import Any

import pytest

from nyx_audit.analysis.summary import Summary
from nyx_audit.model.outcome import Impact, Outcome, Tier
from nyx_audit.model.position import Position
from nyx_audit.model.terms import Ignore
from nyx_audit.report import gitlab
from nyx_audit.run.rendering import render
from tests.support.build import finding, gated, hostile, outcome, page, placed, rule, summary


def issues(report: Summary) -> list[dict[str, Any]]:
    """Return the issues, each as GitLab requires it."""
    found: list[dict[str, Any]] = json.loads(render(report, "gitlab"))
    for one in found:
        assert one["description"]
        assert one["check_name"]
        assert one["severity"] in ("info", "minor", "major", "critical", "blocker")
        assert one["location"]["path"]
        assert not one["location"]["path"].startswith(("/", "./", "../"))
        assert 0 < one["location"]["lines"]["begin"] <= one["location"]["lines"]["end"]
    assert len({one["fingerprint"] for one in found}) == len(found)
    return found


def test_an_issue_says_what_is_wrong_and_where() -> None:
    found = summary([page("site/a.html", outcome("label", finding()))])
    there = placed(found, {("site/a.html", "#field"): Position("site/a.html", 3, 5, 4, 9, is_sure=True)})
    (issue,) = issues(there)
    assert issue["description"] == "People without eyes miss the label: has no label (#field)"
    assert (issue["check_name"], issue["severity"]) == ("label", "critical")
    assert issue["location"] == {"path": "site/a.html", "lines": {"begin": 3, "end": 4}}


def test_a_fingerprint_stays_when_something_else_is_added() -> None:
    one = summary([page("a.html", outcome("label", finding("g1")))])
    two = summary([page("a.html", outcome("label", finding("g0"), finding("g1")))])
    assert {issue["fingerprint"] for issue in issues(one)} < {issue["fingerprint"] for issue in issues(two)}


@pytest.mark.parametrize(
    ("impact", "tier", "severity"),
    [
        (Impact.CRITICAL, Tier.WCAG, "critical"),
        (Impact.SERIOUS, Tier.LAW, "major"),
        (Impact.MODERATE, Tier.WCAG, "minor"),
        (Impact.MINOR, Tier.WCAG, "info"),
        (Impact.CRITICAL, Tier.HEURISTIC, "info"),
    ],
)
def test_the_severity_follows_impact_and_tier(impact: Impact, tier: Tier, severity: str) -> None:
    rules = [rule(impact=impact, tier=tier)]
    (issue,) = issues(summary([page("a.html", outcome("label", finding()))], rules=rules))
    assert issue["severity"] == severity


def test_doubts_and_what_is_ignored_are_left_out_and_what_is_known_is_not() -> None:
    ignore = Ignore("the vendor fixes it", date(2027, 1, 31), selector="#ours")
    known = page("a.html", outcome("label", finding("g1")))
    doubt = finding("g2", outcome=Outcome.CANT_TELL)
    now = page("a.html", outcome("label", finding("g1"), doubt, finding("g3", selector="#ours")))
    found = issues(gated(summary([now]), before=summary([known]), ignores=(ignore,)))
    assert [issue["description"][-8:] for issue in found] == ["(#field)"]


def test_the_list_is_bounded(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(gitlab, "MOST", 3)
    assert len(issues(summary([page(f"{n}.html", outcome("label", finding())) for n in range(9)]))) == 3


def test_hostile_text_stays_text() -> None:
    assert len(issues(hostile())) == 3
