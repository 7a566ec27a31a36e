"""The machine-readable report."""

from __future__ import annotations

import json

from nyx_audit.run.rendering import render
from tests.support.build import hostile


def test_whatever_a_page_says_the_report_can_be_written_and_read() -> None:
    text = render(hostile(), "json")
    assert json.loads(text.encode("utf-8"))["schema_version"] == 1
