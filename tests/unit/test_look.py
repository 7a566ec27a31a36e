"""Where a style sheet did not load, what hangs on the look of the page is neither failed nor passed."""

from __future__ import annotations

import pytest

from nyx_audit.catalogue.load import Catalogue
from nyx_audit.judge.look import is_of_look, unsure
from nyx_audit.model.outcome import Judgement, Outcome, Target, Verdict
from nyx_audit.model.reason import ReasonCode

SHEET = "https://a.example/style.css"
TEXT = Target("1", "p")


@pytest.mark.parametrize(
    "name", ["color-contrast", "target-size", "text-size", "reflow", "focus-visible", "fixed-bars"]
)
def test_colours_sizes_and_layouts_are_rules_of_look(name: str, catalogue: Catalogue) -> None:
    assert is_of_look(catalogue.rules[name])


@pytest.mark.parametrize("name", ["image-alt", "label", "document-title", "link-name", "html-has-lang"])
def test_words_and_structure_are_not(name: str, catalogue: Catalogue) -> None:
    assert not is_of_look(catalogue.rules[name])


def test_a_failure_becomes_a_doubt_that_says_why() -> None:
    doubt = unsure(Verdict((Judgement(TEXT, Outcome.FAILED, "too pale"),)), SHEET).judgements[0]
    assert doubt.outcome is Outcome.CANT_TELL
    assert doubt.message.startswith("too pale; but the style sheet https://a.example/style.css did not load")


def test_what_passed_is_untested_and_a_number_is_no_number() -> None:
    verdict = unsure(Verdict(passed=frozenset({"1"}), value=3.0), SHEET)
    assert (verdict.passed, verdict.value) == (frozenset(), None)
    assert verdict.untested
    assert verdict.untested.code is ReasonCode.NOT_STYLED


def test_what_concerns_nothing_on_the_page_stays_so() -> None:
    assert unsure(Verdict(), SHEET) == Verdict()


def test_what_no_other_style_sheet_would_undo_stays_a_failure() -> None:
    firm = Judgement(TEXT, Outcome.FAILED, "too wide", firm=True)
    assert unsure(Verdict((firm,)), SHEET).judgements == (firm,)
