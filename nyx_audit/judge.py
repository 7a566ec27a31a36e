"""Turns the evidence of a page into outcomes. Pure: the same evidence gives the same outcomes."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable

from nyx_audit.checks import CHECKS
from nyx_audit.model import Finding, Judgement, Outcome, PageEvidence, Rule, RuleOutcome, Verdict

# More findings of one rule on one page are counted, not described.
DESCRIBED = 200
WORST_FIRST = (Outcome.FAILED, Outcome.CANT_TELL)


def judge_page(rules: Iterable[Rule], evidence: PageEvidence) -> tuple[RuleOutcome, ...]:
    """Return an outcome for each rule, its views and frames merged."""
    return tuple(judge_rule(rule, evidence) for rule in rules)


def judge_rule(rule: Rule, evidence: PageEvidence) -> RuleOutcome:
    """Return one rule's outcome: a target seen in several views is one, failed if it failed in any."""
    judge = CHECKS[rule.check].judge
    verdicts = [_careful(judge(rule, evidence, view)) for view in rule.views]
    merged: dict[str, list[Judgement]] = {}
    for verdict in verdicts:
        for judgement in verdict.judgements:
            merged.setdefault(judgement.target.key, []).append(judgement)
    passed = frozenset().union(*(verdict.passed for verdict in verdicts)) - merged.keys()
    worst = {key: _worst(judgements) for key, judgements in merged.items()}
    failed = sum(one.outcome is Outcome.FAILED for one in worst.values())
    untested = next((verdict.untested for verdict in verdicts if verdict.untested), "")
    findings = [_finding(rule, one, merged[key]) for key, one in worst.items()]
    findings.sort(key=lambda finding: WORST_FIRST.index(finding.outcome))
    return RuleOutcome(
        rule=rule.id,
        outcome=_outcome(failed, len(worst) - failed, untested, len(passed)),
        passed=len(passed),
        failed=failed,
        cant_tell=len(worst) - failed,
        reason=untested,
        value=next((verdict.value for verdict in verdicts if verdict.value is not None), None),
        findings=tuple(findings[:DESCRIBED]),
        omitted=max(0, len(findings) - DESCRIBED),
    )


def _careful(verdict: Verdict) -> Verdict:
    """A target that passed where the evidence was incomplete is no pass."""
    if not verdict.untested:
        return verdict
    return Verdict(verdict.judgements, frozenset(), verdict.untested, verdict.value)


def _worst(judgements: list[Judgement]) -> Judgement:
    return min(judgements, key=lambda one: WORST_FIRST.index(one.outcome))


def _outcome(failed: int, doubtful: int, untested: str, passed: int) -> Outcome:
    if failed:
        return Outcome.FAILED
    if doubtful:
        return Outcome.CANT_TELL
    if untested:
        return Outcome.UNTESTED
    return Outcome.PASSED if passed else Outcome.INAPPLICABLE


def _finding(rule: Rule, worst: Judgement, judgements: list[Judgement]) -> Finding:
    target = worst.target
    place = (rule.id, target.shape or target.selector, target.landmark)
    return Finding(
        outcome=worst.outcome,
        selector=target.selector,
        html=target.html,
        message=worst.message,
        views=tuple(dict.fromkeys(one.view for one in judgements if one.outcome is worst.outcome)),
        name=target.name,
        landmark=target.landmark,
        fingerprint=_digest(*place, target.name),
        group=_digest(*place),
    )


def _digest(*parts: str) -> str:
    return hashlib.sha256("\0".join(parts).encode()).hexdigest()[:16]
