"""Evidence to outcomes: a measured number becomes an outcome in one place, whatever its check says."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from typing import Any, TypeVar

import pytest

from nyx_audit.browser.probes import ORDER, PROBES
from nyx_audit.checks.registry import CHECKS, Case, Check, check
from nyx_audit.judge.page import judge_page, judge_rule
from nyx_audit.model.evidence.axe import AxeEvidence, AxeNode, AxeRule
from nyx_audit.model.evidence.interaction import FOCUS, ClosedParts, FocusLooks
from nyx_audit.model.evidence.kind import Gathered, Missing, Need, optional
from nyx_audit.model.evidence.kinds import PAGE_KINDS
from nyx_audit.model.evidence.layout import PHONE
from nyx_audit.model.evidence.read import read_record
from nyx_audit.model.evidence.visit import PageEvidence
from nyx_audit.model.outcome import Judgement, Outcome, Target, Verdict, View
from nyx_audit.model.page import RuleOutcome
from nyx_audit.model.reason import Reason, ReasonCode
from tests.support.build import rule

T = TypeVar("T")
FORM = Target("form", "form")
PAGE = PageEvidence("https://a.example/", "https://a.example/", 200)
VALUES: dict[View, float] = {}
SAID = [Outcome.PASSED]


def _count(case: Case) -> Verdict:
    return Verdict((Judgement(FORM, SAID[0], "asks much", case.view),), value=VALUES[case.view])


@pytest.fixture(autouse=True)
def counting() -> Iterator[None]:
    CHECKS["count"] = Check("count", _count, (), (), in_page=False)
    SAID[0] = Outcome.PASSED
    yield
    del CHECKS["count"]


def _judge(desktop: float, mobile: float, **figures: Any) -> RuleOutcome:
    VALUES.update({View.DESKTOP: desktop, View.MOBILE: mobile})
    return judge_rule(replace(rule(), check="count", quality="numeric", **figures), PAGE)


@pytest.mark.parametrize(
    ("value", "expected"), [(20, Outcome.FAILED), (25, Outcome.FAILED), (19, Outcome.PASSED), (3, Outcome.PASSED)]
)
def test_a_number_fails_at_poor_and_beyond(value: float, expected: Outcome) -> None:
    said = _judge(value, value, good=7, poor=20)
    assert (said.outcome, said.value) == (expected, value)
    assert said.passed + said.failed == 1


@pytest.mark.parametrize(("value", "expected"), [(12, Outcome.FAILED), (13, Outcome.PASSED)])
def test_more_is_better_where_good_is_more_than_poor(value: float, expected: Outcome) -> None:
    assert _judge(value, value, good=16, poor=12).outcome is expected


def test_the_worse_view_is_the_page_s() -> None:
    said = _judge(3, 20, good=7, poor=20)
    assert (said.outcome, said.value) == (Outcome.FAILED, 20)
    assert said.findings[0].views == (View.MOBILE,)


def test_what_a_check_doubts_stays_a_doubt() -> None:
    SAID[0] = Outcome.CANT_TELL
    assert _judge(3, 3, good=7, poor=20).outcome is Outcome.CANT_TELL


def _broken(_case: Case) -> Verdict:
    raise KeyError("left")


def _with(check: str, need: Need[T], **records: object) -> RuleOutcome:
    """What a rule comes to whose check passes one target where it has what it needs."""
    CHECKS[check] = Check(
        check,
        lambda _case, *_: Verdict(passed=frozenset({"a"})),
        (Need[object](need.name, need.required),),
        (),
        in_page=False,
    )
    try:
        return judge_rule(replace(rule(), check=check), replace(PAGE, records=records))
    finally:
        del CHECKS[check]


def test_a_fault_in_one_rule_leaves_that_rule_untested_and_is_logged(caplog: pytest.LogCaptureFixture) -> None:
    CHECKS["broken"] = Check("broken", _broken, (), (), in_page=False)
    VALUES.update({View.DESKTOP: 1, View.MOBILE: 1})
    broken, sound = judge_page(
        [replace(rule(), check="broken"), replace(rule(), check="count", quality="numeric", good=7, poor=20)], PAGE
    )
    del CHECKS["broken"]
    assert (broken.outcome, broken.reason and broken.reason.code) == (Outcome.UNTESTED, ReasonCode.FAULT)
    assert sound.outcome is Outcome.PASSED
    assert "Traceback" in caplog.text


def test_evidence_that_was_not_gathered_is_untested_and_says_why() -> None:
    said = _with("needs-focus", FOCUS)
    assert (said.outcome, said.reason and said.reason.code) == (Outcome.UNTESTED, ReasonCode.PROBES_OFF)
    said = _with("needs-phone", PHONE)
    assert str(said.reason) == "the layout was not measured"


def test_evidence_that_is_missing_is_untested_with_its_reason() -> None:
    late = Missing(Reason(ReasonCode.OUT_OF_TIME, "the 4 s were over"))
    assert _with("needs-focus", FOCUS, focus=late).reason == late.reason


def test_a_check_can_do_without_what_it_declares_optional() -> None:
    assert _with("can-do-without", optional(FOCUS)).outcome is Outcome.PASSED


def test_a_record_of_another_kind_is_a_fault_and_never_a_pass() -> None:
    said = _with("needs-focus", FOCUS, focus=ClosedParts(closes=True))
    assert (said.outcome, said.reason and said.reason.code) == (Outcome.UNTESTED, ReasonCode.FAULT)


def test_a_record_that_does_not_validate_says_which_part() -> None:
    with pytest.raises(ValueError, match=r"FocusLooks: changed: .*"):
        read_record(FocusLooks, {"changed": 3, "unseen": [], "unsure": []})


def test_every_kind_of_interactive_evidence_has_a_probe_and_a_place_in_their_order() -> None:
    interactive = {name for name, kind in PAGE_KINDS.items() if kind.gathered is Gathered.INTERACTIVE}
    assert interactive == PROBES.keys() == set(ORDER)


def test_a_rule_that_breaks_while_its_verdicts_are_merged_is_untested() -> None:
    VALUES.update({View.DESKTOP: 1, View.MOBILE: 1})
    said = judge_rule(replace(rule(), check="count"), PAGE)
    assert (said.outcome, said.reason and said.reason.code) == (Outcome.UNTESTED, ReasonCode.FAULT)


@pytest.mark.parametrize("name", ["equal-links", "equal-links-in-context", "equal-frames", "language-of-page", "video-transcript"])  # fmt: skip
def test_data_of_the_page_that_does_not_validate_leaves_the_rule_untested(name: str) -> None:
    node = AxeNode(Target("1", "a"), "", {"misspelt": 1})
    one = replace(rule(), check=name, in_page="own")
    found = AxeEvidence({one.engine_id: AxeRule(passed=frozenset({"2"}), cant_tell=(node,))})
    said = judge_rule(one, replace(PAGE, axe=dict.fromkeys(View, found)))
    assert (said.outcome, said.passed) == (Outcome.UNTESTED, 0)


def test_a_need_that_is_not_a_kind_is_an_error_where_it_is_declared() -> None:
    misspelt: Need[object] = Need("focsu")
    with pytest.raises(ValueError, match='"typo" needs "focsu"'):
        check("typo", misspelt)


def test_where_a_page_shows_nothing_what_concerns_nothing_is_untested() -> None:
    CHECKS["silent"] = Check("silent", lambda _case: Verdict(), (), (), in_page=False)
    silent = replace(rule(), check="silent")
    found = [judge_rule(silent, replace(PAGE, empty=empty)).outcome for empty in (False, True)]
    del CHECKS["silent"]
    assert found == [Outcome.INAPPLICABLE, Outcome.UNTESTED]
