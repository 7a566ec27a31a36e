"""Checks of what is hidden from some people and met by them all the same."""

from __future__ import annotations

from nyx_audit.checks.engine import judge_engine_rule
from nyx_audit.checks.registry import check
from nyx_audit.model.evidence import Missing, PageEvidence
from nyx_audit.model.outcome import Judgement, Outcome, Verdict, View
from nyx_audit.model.rule import Rule

REACHED = "the Tab key leads out of the open dialog into it, where assistive software keeps silent"


@check("silent-focus", evidence=("axe", "focus-hidden"), in_page=True)
def judge_silent_focus(rule: Rule, evidence: PageEvidence, view: View) -> Verdict:
    """Fail what keeps the focus though it is hidden; what sends the focus on at once passes.

    Where the focus was not tried, the engine's word stands: a doubt while a dialog is open, else a failure.
    """
    verdict = judge_engine_rule(rule, evidence, view)
    tried = evidence.probes.get("focus-hidden")
    if tried is None or isinstance(tried, Missing):
        return verdict
    judgements: list[Judgement] = []
    passed = set(verdict.passed)
    for one in verdict.judgements:
        key = one.target.key
        if key in tried["reached"]:
            judgements.append(Judgement(one.target, Outcome.FAILED, REACHED, view))
        elif tried["stays"].get(key) is False:
            passed.add(key)
        else:
            judgements.append(one)
    return Verdict(tuple(judgements), frozenset(passed), verdict.untested)
