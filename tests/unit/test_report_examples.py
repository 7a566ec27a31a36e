"""Wrong and right code belong together, and each shows where they differ."""

from __future__ import annotations

import pytest

from nyx_audit.catalogue.load import load_catalogue
from nyx_audit.model.outcome import Outcome
from nyx_audit.report.examples import pair_of

RULES = load_catalogue().rules


@pytest.mark.parametrize("rule", sorted(RULES))
def test_each_rule_has_a_wrong_and_a_right_code_that_differ(rule: str) -> None:
    pair = pair_of(RULES[rule])
    assert pair is not None, rule
    wrong, right = pair
    assert wrong.outcome in (Outcome.FAILED, Outcome.CANT_TELL)
    assert right.outcome in (Outcome.PASSED, Outcome.INAPPLICABLE)
    assert (wrong.title, wrong.text) != (right.title, right.text)


def test_where_the_difference_lies_in_another_file_that_is_what_is_shown() -> None:
    pair = pair_of(RULES["accessibility-statement"])
    assert pair is not None
    assert all("/accessibility" in one.text and not one.is_html for one in pair)


def test_where_the_difference_lies_in_a_header_that_is_what_is_shown() -> None:
    pair = pair_of(RULES["strict-transport"])
    assert pair is not None
    assert "Strict-Transport-Security: max-age=" in pair[1].text
    assert pair[0].title == "no header"
