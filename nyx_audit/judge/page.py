"""The outcomes of one page. Pure: the same evidence gives the same outcomes."""

from __future__ import annotations

from collections.abc import Iterable

from nyx_audit.checks import CHECKS
from nyx_audit.judge.merge import careful, graded, merged
from nyx_audit.model.evidence import PageEvidence
from nyx_audit.model.page import RuleOutcome
from nyx_audit.model.rule import Rule


def judge_page(rules: Iterable[Rule], evidence: PageEvidence) -> tuple[RuleOutcome, ...]:
    """Return an outcome for each rule, its views and frames merged."""
    return tuple(judge_rule(rule, evidence) for rule in rules)


def judge_rule(rule: Rule, evidence: PageEvidence) -> RuleOutcome:
    """Return one rule's outcome: a target seen in several views is one, failed if it failed in any."""
    judge = CHECKS[rule.check].judge
    return merged(rule, [careful(graded(rule, judge(rule, evidence, view), view)) for view in rule.views])
