"""The machine-readable report."""

from __future__ import annotations

import json

from nyx_audit.run.rendering import render
from tests.support.build import finding, gated, hostile, outcome, page, summary


def test_whatever_a_page_says_the_report_can_be_written_and_read() -> None:
    text = render(hostile(), "json")
    assert json.loads(text.encode("utf-8"))["schema_version"] == 1


def test_what_cannot_be_said_to_be_well_is_told_beside_why_it_fails() -> None:
    broke = gated(
        summary([page("a.html", outcome("label", finding()))]),
        before=summary([page("a.html", outcome("label", reason="broke"))]),
    )
    terms = json.loads(render(broke, "json"))["terms"]
    assert (terms["fails"], len(terms["gaps"])) == (False, 1)
