"""What became of defects: fixed and new are said only of what was tested in both runs."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import pytest

from nyx_audit.analysis.compare import FRAMES, Change, Earlier, compare, found_by_key
from nyx_audit.judge.merge import DESCRIBED
from nyx_audit.model.outcome import Outcome
from nyx_audit.model.page import Finding, Page, PageStatus, RuleOutcome
from tests.support.build import NOON, finding, outcome, page

RULE = "label"
A, NOTHING = frozenset({"a"}), frozenset[str]()


def failed(name: str = "a") -> Finding:
    return finding(fingerprint=name)


def doubted(name: str = "a") -> Finding:
    return finding(fingerprint=name, outcome=Outcome.CANT_TELL)


def changed(before: Sequence[RuleOutcome], now: Sequence[RuleOutcome]) -> Change:
    """Return what became of the only page of a site."""
    return changed_pages({"https://a.example/": before}, [page("https://a.example/", *now)])


def changed_pages(before: Mapping[str, Sequence[RuleOutcome]], now: Sequence[Page]) -> Change:
    earlier = Earlier(1, NOON, "rules", 50.0, found_by_key(before.items(), None), len(before))
    return compare(now, earlier, ruleset="rules", score=60.0, key=lambda page: page.url, rules={RULE})


def test_a_defect_that_its_rule_no_longer_finds_is_fixed() -> None:
    change = changed([outcome(RULE, failed())], [outcome(RULE)])
    assert (change.fixed, change.unknown) == (A, NOTHING)


@pytest.mark.parametrize(
    "now",
    [
        [],
        [outcome(RULE, reason="could not be tested")],
        [outcome(RULE, failed("b"), reason="could not all be tested")],
        [outcome(RULE, doubted())],
        [outcome(RULE, failed("b"), omitted=DESCRIBED)],
    ],
    ids=["was not run", "was untested", "was tested in part", "has a doubt about it", "found more than is described"],
)
def test_a_defect_is_not_fixed_where_its_rule(now: Sequence[RuleOutcome]) -> None:
    change = changed([outcome(RULE, failed())], now)
    assert (change.fixed, change.unknown) == (NOTHING, A)
    assert any("not counted as fixed" in note for note in change.notes)


@pytest.mark.parametrize(
    "before",
    [[], [outcome(RULE, reason="could not be tested")], [outcome(RULE, doubted())], [outcome(RULE, omitted=9)]],
    ids=["was not run", "was untested", "had a doubt about it", "found more than is described"],
)
def test_a_defect_is_not_new_where_before_its_rule(before: Sequence[RuleOutcome]) -> None:
    change = changed(before, [outcome(RULE, failed())])
    assert (change.new, change.still_open) == (NOTHING, A)


def test_a_defect_that_its_rule_did_not_find_before_is_new() -> None:
    change = changed([outcome(RULE)], [outcome(RULE, failed())])
    assert (change.new, change.still_open) == (A, NOTHING)


def test_a_page_that_could_not_be_audited_fixes_nothing() -> None:
    now = page("https://a.example/", status=PageStatus.FAILED, reason="timed out")
    change = changed_pages({"https://a.example/": [outcome(RULE, failed())]}, [now])
    assert change.fixed == frozenset()


def test_a_defect_is_not_fixed_while_one_of_its_pages_is_untested() -> None:
    before = {"https://a.example/": [outcome(RULE, failed())], "https://a.example/b": [outcome(RULE, failed())]}
    now = [page("https://a.example/", outcome(RULE)), page("https://a.example/b", outcome(RULE, reason="untested"))]
    assert changed_pages(before, now).fixed == frozenset()


def test_beside_a_frame_that_is_closed_in_both_runs_defects_are_fixed() -> None:
    closed = outcome(FRAMES, doubted("map"))
    change = changed([outcome(RULE, failed()), closed], [outcome(RULE), closed])
    assert change.fixed == A


def test_beside_a_frame_that_closed_since_nothing_is_known_to_be_fixed() -> None:
    change = changed([outcome(RULE, failed())], [outcome(RULE), outcome(FRAMES, doubted("map"))])
    assert (change.fixed, change.unknown) == (NOTHING, A)


def test_two_pages_of_one_key_are_one_page() -> None:
    before = found_by_key([("k", [outcome(RULE, failed())]), ("k", [outcome(RULE, failed("b"))])], None)
    assert set(before["k"].failed) == {"a", "b"}
