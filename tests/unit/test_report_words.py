"""The words that all reports share."""

from __future__ import annotations

from datetime import timedelta

import pytest

from nyx_audit.model.outcome import View
from nyx_audit.report import words
from nyx_audit.score import Cap, Gain, Score
from tests.support.build import NOON, change, rule, summary

RULESET = summary([]).scoring.ruleset


def test_a_gain_says_what_it_would_be_before_the_cap_where_the_cap_hides_it() -> None:
    assert words.gain(Gain(22.0, 22.0)) == "+22.0"
    assert words.gain(Gain(0.0, 4.1)) == "0.0 (+4.1 before the cap)"


def test_what_rounds_to_nothing_has_no_sign() -> None:
    assert words.points(-0.04) == "0.0"
    assert words.points(0.04) == "0.0"
    assert words.points(-0.26) == "−0.3"


def test_the_band_is_that_of_the_score_as_it_is_printed() -> None:
    assert (words.exact(59.96), words.band(59.96, RULESET)) == ("60.0", "needs work")


def test_a_cap_says_what_the_score_was_before_it_and_why() -> None:
    blocker = RULESET.blockers[0]
    capped = Score(59, "", before_cap=81, cap=Cap(59, blocker, "home"))
    assert words.cap_reason(capped) == (
        "81.0 before the cap, 59.0 because of a blocker on the home page: the phone view cannot be zoomed"
    )
    low = Score(30, "", before_cap=30, cap=Cap(59, blocker, "home"))
    assert "below that anyway" in words.cap_reason(low)
    assert words.cap_reason(Score(90, "", before_cap=90)) == ""


def test_a_gap_in_the_evidence_names_the_worst_case() -> None:
    assert words.evidence(Score(80, gap=0.004, worst_case=71.5)) == (
        "less than 1% of the evidence is unavailable; had all of it failed, the score would be 71.5"
    )
    assert words.evidence(Score(80)) == ""


def test_a_change_has_an_arrow_only_where_scores_compare() -> None:
    assert words.change_reason(change(points=3.0)) == "▲ 3.0"
    assert words.change_reason(change(points=-2.25)) == "▼ 2.2"
    assert words.change_reason(change(points=0.01)) == "= 0.0"
    assert words.change_reason(change(points=None, reason="another ruleset")) == "not comparable: another ruleset"
    assert words.change_reason(None) == "no earlier run"


@pytest.mark.parametrize(
    ("found", "said"),
    [
        ((View.MOBILE,), "phone only"),
        ((View.MOBILE, View.DESKTOP), "phone and desktop"),
    ],
)
def test_views_are_named_in_one_order(found: tuple[View, ...], said: str) -> None:
    assert words.view_words(found) == said


def test_who_is_affected_is_said_of_people() -> None:
    assert words.affected(rule()) == "people who listen to the page and people who speak commands"


def test_every_word_that_a_rule_may_use_for_people_has_a_phrase() -> None:
    from typing import get_args

    from nyx_audit.model.rule import Affects

    assert set(get_args(Affects)) == set(words.AFFECTED)


def test_numbers_and_times_read_as_sentences_do() -> None:
    assert words.plural(1, "page") == "1 page"
    assert words.plural(1200, "page") == "1,200 pages"
    assert words.span(0.2) == "0 s"
    assert words.span(112) == "1 min 52 s"
    assert words.span(7260) == "2 h 1 min"
    assert words.moment(NOON + timedelta(minutes=5)) == "24 November 2026, 12:05 UTC"


@pytest.mark.parametrize(
    ("sentence", "part"),
    [
        ("A control has no label", "a control has no label"),
        ("CSS is off", "CSS is off"),
        ("The page", "the page"),
        ("", ""),
    ],
)
def test_a_sentence_within_another_begins_small_unless_with_capitals(sentence: str, part: str) -> None:
    assert words.lower(sentence) == part
