"""Checks that axe-core answers in the page: its own rules, and ours that run beside them in the same pass."""

from __future__ import annotations

from nyx_audit.checks.registry import check
from nyx_audit.model.evidence import AxeEvidence, AxeNode, AxeRule, Missing, PageEvidence
from nyx_audit.model.outcome import Judgement, Outcome, Verdict, View
from nyx_audit.model.reason import Reason, ReasonCode
from nyx_audit.model.rule import Rule


@check("axe", evidence=("axe",), options=("rule",))
@check("in-page", evidence=("axe",), options=("rule",))
def judge_engine_rule(rule: Rule, evidence: PageEvidence, view: View) -> Verdict:
    """Return axe's word on a rule: its violations failed, its incomplete ones are a doubt."""
    result = engine_result(rule, evidence, view)
    if isinstance(result, Missing):
        return Verdict(untested=result.reason)
    judgements = [_judgement(node, Outcome.FAILED, view) for node in result.failed]
    judgements += [_judgement(node, Outcome.CANT_TELL, view) for node in result.cant_tell]
    # Where nothing in the page concerns the rule, an unentered frame leaves it inapplicable here, not passed.
    untested = engine_gap(result, evidence, view) if judgements or result.passed or result.error else None
    return Verdict(tuple(judgements), result.passed, untested)


def engine_result(rule: Rule, evidence: PageEvidence, view: View) -> AxeRule | Missing:
    """Return what the engine says of a rule in a view, or why it says nothing."""
    found = evidence.axe.get(view)
    if found is None:
        return Missing(Reason(ReasonCode.NOT_GATHERED, f"the {view} view was not visited"))
    if isinstance(found, Missing):
        return found
    return found.rules.get(engine_rule(rule)) or Missing(
        Reason(ReasonCode.RULE_UNKNOWN, "this build of axe-core lacks the rule")
    )


def engine_gap(result: AxeRule, evidence: PageEvidence, view: View) -> Reason | None:
    """Return why targets that passed may not be all that there are, or None."""
    if result.error:
        return Reason(ReasonCode.RULE_BROKE, f"axe-core's rule broke: {result.error}")
    found = evidence.axe.get(view)
    if isinstance(found, AxeEvidence) and found.unentered_frames:
        return Reason(ReasonCode.FRAME_NOT_ENTERED, f"the frame {found.unentered_frames[0]} could not be entered")
    return None


def engine_rule(rule: Rule) -> str:
    """Return the id of a rule in the engine."""
    return str(rule.options.get("rule", rule.id))


def _judgement(node: AxeNode, outcome: Outcome, view: View) -> Judgement:
    return Judgement(node.target, outcome, node.message, view)
