"""What pictures say of texts in doubt, put where it belongs."""

from __future__ import annotations

from nyx_audit.browser.legible import Legibility
from nyx_audit.browser.pictured_contrast import UNSURE, settled
from nyx_audit.model.evidence.axe import AxeNode, AxeRule
from nyx_audit.model.outcome import Target

DOUBT = AxeNode(Target("7", "p"), "it is on an image", {"asked": 4.5})
RULE = AxeRule(passed=frozenset({"3"}), cant_tell=(DOUBT,))


def _seen(worst: float, best: float) -> dict[int, Legibility]:
    return {7: Legibility(worst, best, "#ffffff", "#ccccdd")}


def test_a_text_that_stands_out_everywhere_passes() -> None:
    found = settled(RULE, _seen(5, 9), ())
    assert (found.passed, found.failed, found.cant_tell) == (frozenset({"3", "7"}), (), ())


def test_a_text_that_stands_out_nowhere_fails_with_its_colours() -> None:
    found = settled(RULE, _seen(1.2, 1.6), ())
    assert [node.message for node in found.failed] == [
        "#ffffff on #ccccdd is 1.6 to 1 as it is drawn, asked are 4.5 to 1"
    ]
    assert (found.passed, found.cant_tell) == (frozenset({"3"}), ())


def test_a_text_that_stands_out_in_places_stays_in_doubt() -> None:
    found = settled(RULE, _seen(1.2, 9), ())
    assert [node.message for node in found.cant_tell] == [UNSURE]


def test_a_text_that_was_not_seen_stays_as_it_was() -> None:
    assert settled(RULE, {}, ()) == RULE


def test_a_text_in_a_frame_is_not_taken_for_one_of_the_page() -> None:
    framed = AxeRule(cant_tell=(AxeNode(Target("2>7", "p"), "it is on an image", {"asked": 4.5}),))
    assert settled(framed, _seen(5, 9), ()) == framed


def test_a_text_that_passed_by_its_styles_fails_where_it_is_seen_to_be_pale() -> None:
    pale = AxeNode(Target("3", "h2"), "pale")
    found = settled(RULE, _seen(5, 9), (pale,))
    assert (found.passed, found.failed) == (frozenset({"7"}), (pale,))
