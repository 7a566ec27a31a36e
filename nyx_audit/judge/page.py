"""The outcomes of one page. Pure: the same evidence gives the same outcomes."""

from __future__ import annotations

import logging
from collections.abc import Iterable
from dataclasses import replace

from nyx_audit.checks import CHECKS
from nyx_audit.checks.registry import Case, Check
from nyx_audit.judge.look import is_of_look, unsure
from nyx_audit.judge.merge import careful, graded, merged
from nyx_audit.model.evidence.axe import ENGINE, AxeRule
from nyx_audit.model.evidence.kind import Missing, Need
from nyx_audit.model.evidence.kinds import PAGE_KINDS
from nyx_audit.model.evidence.visit import PageEvidence
from nyx_audit.model.outcome import Outcome, Verdict, View
from nyx_audit.model.page import RuleOutcome
from nyx_audit.model.reason import Reason, ReasonCode, fault_reason
from nyx_audit.model.rule import Rule

EMPTY = Reason(ReasonCode.NO_CONTENT, "the page shows nothing")
LOG = logging.getLogger(__name__)


def judge_page(rules: Iterable[Rule], evidence: PageEvidence) -> tuple[RuleOutcome, ...]:
    """Return an outcome for each rule, its views and frames merged."""
    return tuple(judge_rule(rule, evidence) for rule in rules)


def judge_rule(rule: Rule, evidence: PageEvidence) -> RuleOutcome:
    """Return one rule's outcome: a target seen in several views is one, failed if it failed in any.

    A fault of the program in one rule leaves that rule untested, and nothing else.
    """
    try:
        outcome = merged(rule, [_verdict(Case(rule, view), evidence) for view in rule.views])
        if evidence.empty and outcome.outcome is Outcome.INAPPLICABLE:
            # Where nothing is shown, there is nothing to conclude from what is not there.
            return replace(outcome, outcome=Outcome.UNTESTED, reason=EMPTY)
        return outcome
    except Exception as fault:
        LOG.exception("the rule %s broke on %s", rule.id, evidence.final_url)
        return merged(rule, [Verdict(untested=fault_reason(fault))])


def engine_word(rule: Rule, evidence: PageEvidence, view: View) -> AxeRule | Missing:
    """Return what the engine says of a rule in a view, or why it says nothing."""
    found = evidence.axe.get(view)
    if found is None:
        return Missing(Reason(ReasonCode.NOT_GATHERED, f"the {view} view was not visited"))
    if isinstance(found, Missing):
        return found
    lacking = Missing(Reason(ReasonCode.RULE_UNKNOWN, "this build of axe-core lacks the rule"))
    return found.rules.get(rule.engine_id, lacking)


def _verdict(case: Case, evidence: PageEvidence) -> Verdict:
    verdict = _judged(CHECKS[case.rule.check], case, evidence)
    verdict = careful(graded(case.rule, verdict, case.view))
    return unsure(verdict, evidence.unstyled) if evidence.unstyled and is_of_look(case.rule) else verdict


def _judged(check: Check, case: Case, evidence: PageEvidence) -> Verdict:
    records: list[object] = []
    for need in check.needs:
        found = _record(need, case, evidence)
        if isinstance(found, Missing) and need.required:
            return Verdict(untested=found.reason)
        records.append(None if isinstance(found, Missing) else found)
    verdict = check.judge(case, *records)
    # What stands in a frame that could not be entered is a doubt about that frame (the rule frame-tested, and a note
    # of the page): the targets that were seen keep their outcomes.
    broke = next((one.error for one in records if isinstance(one, AxeRule) and one.error), "")
    gap = Reason(ReasonCode.RULE_BROKE, f"axe-core's rule broke: {broke}") if broke else None
    return replace(verdict, untested=verdict.untested or gap)


def _record(need: Need[object], case: Case, evidence: PageEvidence) -> object:
    if need.name == ENGINE.name:
        return engine_word(case.rule, evidence, case.view)
    return evidence.get(PAGE_KINDS[need.name])
