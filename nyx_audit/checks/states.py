"""Checks of how texts look while a pointer or the focus is on them."""

from __future__ import annotations

from nyx_audit.checks.registry import Case, check
from nyx_audit.model.evidence.states import STATES, StatesTried
from nyx_audit.model.outcome import Judgement, Outcome, Verdict
from nyx_audit.model.reason import Reason, ReasonCode


@check("contrast-in-states", STATES)
def judge_contrast_in_states(case: Case, found: StatesTried) -> Verdict:
    """Fail a text that has enough contrast at rest, and not under a pointer or with the focus (WCAG 1.4.3)."""
    judgements = tuple(
        Judgement(found.targets[one.key], Outcome.FAILED, f"while {one.what}: {one.told}", case.view)
        for one in found.pale
    )
    incomplete = Reason(ReasonCode.NOT_ALL_TRIED, "not every state could be tried in time")
    return Verdict(judgements, found.sound, None if found.complete else incomplete)
