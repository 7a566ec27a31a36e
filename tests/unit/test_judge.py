"""Evidence to outcomes: a measured number becomes an outcome in one place, whatever its check says."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from typing import Any

import pytest

from nyx_audit.checks.registry import CHECKS, Check
from nyx_audit.judge.page import judge_rule
from nyx_audit.model.evidence import PageEvidence
from nyx_audit.model.outcome import Judgement, Outcome, Target, Verdict, View
from nyx_audit.model.page import RuleOutcome
from nyx_audit.model.rule import Rule
from tests.support.build import rule

FORM = Target("form", "form")
PAGE = PageEvidence("https://a.example/", "https://a.example/", 200)
VALUES: dict[View, float] = {}
SAID = [Outcome.PASSED]


def _count(_rule: Rule, _evidence: PageEvidence, view: View) -> Verdict:
    return Verdict((Judgement(FORM, SAID[0], "asks much", view),), value=VALUES[view])


@pytest.fixture(autouse=True)
def counting() -> Iterator[None]:
    CHECKS["count"] = Check("count", _count, (), ())
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
