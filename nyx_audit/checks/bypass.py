"""Checks of ways past the parts that repeat on every page."""

from __future__ import annotations

from nyx_audit.checks.engine import judge_engine_rule
from nyx_audit.checks.registry import check
from nyx_audit.model.evidence import Missing, PageEvidence
from nyx_audit.model.outcome import Judgement, Outcome, Verdict, View
from nyx_audit.model.rule import Rule

STAYS = "the control that should close the parts that repeat does not take them away, and nothing else leads past them"


@check("bypass", evidence=("axe", "close-repeated"), in_page=True)
def judge_bypass(rule: Rule, evidence: PageEvidence, view: View) -> Verdict:
    """Decide a doubt by what happened when the control that closes the repeated parts was pressed."""
    verdict = judge_engine_rule(rule, evidence, view)
    tried = evidence.probes.get("close-repeated")
    if tried is None or isinstance(tried, Missing) or tried["closes"] is None:
        return verdict
    doubts = [one for one in verdict.judgements if one.outcome is Outcome.CANT_TELL]
    if tried["closes"]:
        sure = tuple(one for one in verdict.judgements if one not in doubts)
        return Verdict(sure, verdict.passed | {one.target.key for one in doubts}, verdict.untested)
    failed = tuple(
        Judgement(one.target, Outcome.FAILED, STAYS, view) if one in doubts else one for one in verdict.judgements
    )
    return Verdict(failed, verdict.passed, verdict.untested)
