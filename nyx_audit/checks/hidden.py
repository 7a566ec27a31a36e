"""Checks of what is hidden from some people and met by them all the same."""

from __future__ import annotations

from nyx_audit.checks.engine import judge_engine_rule
from nyx_audit.checks.registry import Case, check
from nyx_audit.model.evidence.axe import ENGINE, AxeRule
from nyx_audit.model.evidence.interaction import FOCUS_HIDDEN, HiddenFocus
from nyx_audit.model.evidence.kind import optional
from nyx_audit.model.outcome import Judgement, Outcome, Verdict

REACHED = "the Tab key leads out of the open dialog into it, where assistive software keeps silent"


@check("silent-focus", ENGINE, optional(FOCUS_HIDDEN), in_page=True)
def judge_silent_focus(case: Case, found: AxeRule, tried: HiddenFocus | None) -> Verdict:
    """Fail what keeps the focus though it is hidden; what sends the focus on at once passes.

    Where the focus was not tried, the engine's word stands: a doubt while a dialog is open, else a failure.
    """
    verdict = judge_engine_rule(case, found)
    if tried is None:
        return verdict
    judgements: list[Judgement] = []
    passed = set(verdict.passed)
    for one in verdict.judgements:
        key = one.target.key
        if key in tried.reached:
            judgements.append(Judgement(one.target, Outcome.FAILED, REACHED, case.view))
        elif tried.stays.get(key) is False:
            passed.add(key)
        else:
            judgements.append(one)
    return Verdict(tuple(judgements), frozenset(passed))
