"""Checks that axe-core answers in the page: its own rules, and ours that run beside them in the same pass."""

from __future__ import annotations

from nyx_audit.checks.registry import check
from nyx_audit.model import AxeNode, Judgement, Missing, Outcome, PageEvidence, Rule, Verdict, View


@check("axe", evidence=("axe",), options=("rule",))
@check("in-page", evidence=("axe",), options=("rule",))
def judge_engine_rule(rule: Rule, evidence: PageEvidence, view: View) -> Verdict:
    """Return axe's word on a rule: its violations failed, its incomplete ones are a doubt."""
    found = evidence.axe.get(view)
    if found is None:
        return Verdict(untested=f"the {view} view was not looked at")
    if isinstance(found, Missing):
        return Verdict(untested=found.reason)
    result = found.rules.get(engine_rule(rule))
    if result is None:
        return Verdict(untested="this build of axe-core lacks the rule")
    judgements = [_judgement(node, Outcome.FAILED, view) for node in result.failed]
    judgements += [_judgement(node, Outcome.CANT_TELL, view) for node in result.cant_tell]
    untested = f"axe-core's rule broke: {result.error}" if result.error else ""
    if found.unentered_frames and not untested:
        untested = f"the frame {found.unentered_frames[0]} could not be entered"
    # Where nothing in the page concerns the rule, an unentered frame leaves it inapplicable here, not passed.
    if not (judgements or result.passed or result.error):
        untested = ""
    return Verdict(tuple(judgements), result.passed, untested)


def engine_rule(rule: Rule) -> str:
    """Return the id of a rule in the engine."""
    return str(rule.options.get("rule", rule.id))


def _judgement(node: AxeNode, outcome: Outcome, view: View) -> Judgement:
    return Judgement(node.target, outcome, node.message, view)
