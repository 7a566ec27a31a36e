"""Checks of ways past the parts that repeat on every page."""

from __future__ import annotations

from nyx_audit.checks.engine import judge_engine_rule
from nyx_audit.checks.registry import Case, check
from nyx_audit.model.evidence.axe import ENGINE, AxeRule
from nyx_audit.model.evidence.interaction import CLOSE_REPEATED, ClosedParts
from nyx_audit.model.evidence.kind import optional
from nyx_audit.model.outcome import Judgement, Outcome, Verdict

STAYS = "the control that should close the parts that repeat does not take them away, and nothing else leads past them"


@check("bypass", ENGINE, optional(CLOSE_REPEATED), in_page=True)
def judge_bypass(case: Case, found: AxeRule, tried: ClosedParts | None) -> Verdict:
    """Decide a doubt by what happened when the control that closes the repeated parts was pressed."""
    verdict = judge_engine_rule(case, found)
    if tried is None or tried.closes is None:
        return verdict
    doubts = [one for one in verdict.judgements if one.outcome is Outcome.CANT_TELL]
    if tried.closes:
        sure = tuple(one for one in verdict.judgements if one not in doubts)
        return Verdict(sure, verdict.passed | {one.target.key for one in doubts})
    failed = tuple(
        Judgement(one.target, Outcome.FAILED, STAYS, case.view) if one in doubts else one for one in verdict.judgements
    )
    return Verdict(failed, verdict.passed)
