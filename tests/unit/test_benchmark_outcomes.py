"""Two reports are compared outcome by outcome."""

from __future__ import annotations

from typing import Any

import pytest

from benchmarks.outcomes import Facts, compare, facts, lines


def report(*findings: str, outcome: str = "failed", score: float = 90.0) -> dict[str, Any]:
    found = [
        {"outcome": "failed", "fingerprint": one, "selector": f"#{one}", "view": "mobile", "message": "has no name"}
        for one in findings
    ]
    row = {"rule": "image-alt", "outcome": outcome, "counts": {"failed": len(found)}, "findings": found}
    page = {"url": "http://x/", "final_url": "http://x/", "status": "audited", "score": score, "outcomes": [row]}
    return {"sites": [], "pages": [page]}


def said(*findings: str) -> Facts:
    return facts(report(*findings))


def test_reports_that_say_the_same_do_not_differ() -> None:
    assert not compare([said("a", "b")], [said("b", "a")])


@pytest.mark.parametrize(
    "other",
    [report("a"), report("a", "c"), report("a", "b", outcome="cant_tell"), report("a", "b", score=89.9)],
    ids=["a finding gone", "another target", "another outcome", "another score"],
)
def test_each_kind_of_change_is_a_difference(other: dict[str, Any]) -> None:
    assert compare([said("a", "b")], [facts(other)])


def test_a_finding_that_stands_twice_and_then_once_is_a_difference() -> None:
    assert compare([said("a", "a")], [said("a")])


def test_what_a_command_does_not_say_each_time_is_unsteady_and_no_difference() -> None:
    found = compare([said("a"), said("a", "b")], [said("a"), said("a", "b")])
    assert not found
    assert any(line.startswith("unsteady image-alt") for line in lines(found))


def test_differences_stand_under_their_rule_with_what_is_gone_and_what_is_new() -> None:
    shown = "\n".join(lines(compare([said("a")], [said("b")])))
    assert "image-alt: 2" in shown
    assert "- http://x/  failed a mobile #a: has no name" in shown
    assert "+ http://x/  failed b mobile #b: has no name" in shown
