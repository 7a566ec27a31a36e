"""What blocks a person, and where it does not."""

from __future__ import annotations

from dataclasses import replace

import pytest

from nyx_audit.catalogue.load import load_catalogue
from nyx_audit.model.outcome import Outcome
from nyx_audit.model.page import Page, PageStatus
from nyx_audit.model.reason import Reason, ReasonCode
from nyx_audit.score import Fix, Measure, Scorecard, Scoring, gains, scorecards_of
from nyx_audit.score.caps import blocked_by, blockers, find_cap
from tests.support.build import finding, outcome, page

CATALOGUE = load_catalogue()
SCORING = Scoring(CATALOGUE.ruleset, CATALOGUE.rules)
URL = "https://a.example/"
UNLABELLED = Measure(0, 1, groups={"g": 1}, own=frozenset({"g"}))


def _blockers(scorecard: Scorecard) -> list[str]:
    return [one.id for one in blockers(scorecard, SCORING)]


@pytest.mark.parametrize("role", ["start", "step", "contact", "search", "login"])
def test_a_control_without_a_label_blocks_where_people_act(role: str) -> None:
    assert _blockers(Scorecard({"label": UNLABELLED}, role=role)) == ["unlabelled-task-control"]


@pytest.mark.parametrize("role", ["home", "content", "news", "legal", "help"])
def test_a_control_without_a_label_blocks_nowhere_else(role: str) -> None:
    assert not _blockers(Scorecard({"label": UNLABELLED}, role=role))


@pytest.mark.parametrize(
    ("landmark", "blocks"),
    [("main", True), ("", True), ("form", True), ("banner", False), ("banner form", False), ("contentinfo", False)],
)
def test_a_control_of_the_header_or_footer_keeps_nobody_from_a_task(landmark: str, blocks: bool) -> None:
    one = replace(finding("g"), landmark=landmark)
    cards = scorecards_of([replace(page(URL, outcome("label", one)), role="step")], SCORING)
    assert bool(_blockers(cards[URL])) is blocks


def test_a_trap_blocks_wherever_it_stands() -> None:
    one = replace(finding("g"), landmark="banner")
    cards = scorecards_of([page(URL, outcome("keyboard-trap", one))], SCORING)
    assert _blockers(cards[URL]) == ["keyboard-trap"]


def test_a_page_whose_certificate_is_not_valid_blocks() -> None:
    lost = Page(URL, PageStatus.FAILED, role="step", reason=Reason(ReasonCode.CERTIFICATE, "it has expired"))
    slow = replace(lost, url=URL + "2", reason=Reason(ReasonCode.TIMEOUT, "too slow"))
    cards = scorecards_of([lost, slow], SCORING)
    assert [_blockers(one) for one in cards.values()] == [["certificate"], []]


def test_a_fix_of_the_page_s_own_controls_lifts_the_cap_that_one_in_its_header_does_not_set() -> None:
    both = Measure(0, 2, groups={"own": 1, "header": 1}, own=frozenset({"own"}))
    card = Scorecard({"label": both, "image-alt": Measure(9, 0)}, stratum="journey", role="step")
    assert find_cap([card], SCORING) is not None
    found = gains([card], SCORING, [Fix("label", "own"), Fix("label", "header")])
    assert found[Fix("label", "own")].points > found[Fix("label", "header")].points


def test_the_groups_that_block_are_named_with_what_they_are() -> None:
    found = blocked_by(
        [Scorecard({"label": Measure(0, 2, groups={"g": 1, "h": 1}, own=frozenset({"g"}))}, role="step")], SCORING
    )
    assert {group: one.id for group, one in found.items()} == {"g": "unlabelled-task-control"}


def test_what_could_not_be_seen_again_blocks_nobody() -> None:
    doubtful = replace(page(URL, outcome("label", finding("g"))), role="step")
    cards = scorecards_of([doubtful], SCORING, unconfirmed={"g"})
    assert not _blockers(cards[URL])
    assert Outcome.FAILED in [one.outcome for row in doubtful.outcomes for one in row.findings]


def test_every_blocker_says_what_measures_it_and_the_rules_exist() -> None:
    for one in CATALOGUE.ruleset.blockers:
        assert one.is_measured(CATALOGUE.rules), one.id
        assert set(one.rules) <= CATALOGUE.rules.keys(), one.id
