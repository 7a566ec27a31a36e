"""A page on which many rules broke was not seen, and is not clean."""

from __future__ import annotations

import pytest

from nyx_audit.errors import PageFailed
from nyx_audit.judge.share import BROKEN, refuse_unread
from nyx_audit.model.outcome import Outcome
from nyx_audit.model.page import RuleOutcome
from nyx_audit.model.reason import Reason, ReasonCode

SOUND = RuleOutcome("sound", Outcome.PASSED, passed=1)


def _untested(code: ReasonCode) -> RuleOutcome:
    return RuleOutcome("broken", Outcome.UNTESTED, reason=Reason(code, "it broke"))


@pytest.mark.parametrize("code", BROKEN)
def test_a_page_on_which_more_than_a_tenth_of_the_rules_broke_is_not_audited(code: ReasonCode) -> None:
    with pytest.raises(PageFailed, match="5 of 45 rules broke") as refused:
        refuse_unread([*[_untested(code)] * 5, *[SOUND] * 40])
    assert refused.value.reason.code is ReasonCode.NOT_READ


@pytest.mark.parametrize(
    "outcomes",
    [
        [*[_untested(ReasonCode.RULE_BROKE)] * 4, *[SOUND] * 36],
        [*[_untested(ReasonCode.RULE_BROKE)] * 3, SOUND],
        [_untested(ReasonCode.PROBES_OFF)] * 20,
        [_untested(ReasonCode.FRAME_NOT_ENTERED)] * 20,
        [RuleOutcome("failed", Outcome.FAILED, failed=1, reason=Reason(ReasonCode.RULE_BROKE, "it broke"))] * 20,
    ],
    ids=["a tenth", "few rules", "not moved", "frames", "something was found all the same"],
)
def test_what_was_left_out_otherwise_costs_only_its_rules(outcomes: list[RuleOutcome]) -> None:
    refuse_unread(outcomes)
