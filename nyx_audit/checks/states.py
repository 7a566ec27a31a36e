"""Checks of how elements look while a pointer or the focus is on them."""

from __future__ import annotations

from nyx_audit.checks.registry import Case, check
from nyx_audit.model.evidence.states import STATES, StatesTried
from nyx_audit.model.outcome import Judgement, Outcome, Verdict
from nyx_audit.model.reason import Reason, ReasonCode


@check("worse-in-states", STATES, options=("rule",))
def judge_worse_in_states(case: Case, found: StatesTried) -> Verdict:
    """Fail what the rule of the option passes at rest, and fails under a pointer or with the focus."""
    rule = str(case.rule.options["rule"])
    judgements = tuple(
        Judgement(found.targets[one.key], Outcome.FAILED, f"while {one.what}: {one.told}", case.view)
        for one in found.worse
        if one.rule == rule
    )
    incomplete = Reason(ReasonCode.NOT_ALL_TRIED, "not every state could be tried in time")
    return Verdict(judgements, found.sound.get(rule, frozenset()), None if found.complete else incomplete)
