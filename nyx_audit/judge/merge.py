"""From the verdicts of a rule, one a view, to its outcome. A target seen in several views is one, failed if it failed in any."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from dataclasses import replace

from nyx_audit.model.outcome import Judgement, Outcome, Target, Verdict, View
from nyx_audit.model.page import Finding, RuleOutcome
from nyx_audit.model.reason import Reason
from nyx_audit.model.rule import Rule

# More findings of one rule on one page are counted, not described.
DESCRIBED = 200
WORST_FIRST = (Outcome.FAILED, Outcome.CANT_TELL)


def merged(rule: Rule, verdicts: Sequence[Verdict]) -> RuleOutcome:
    """Return the outcome of a rule from its verdicts, one a view."""
    merged: dict[str, list[Judgement]] = {}
    for verdict in verdicts:
        for judgement in verdict.judgements:
            merged.setdefault(judgement.target.key, []).append(judgement)
    passed = frozenset().union(*(verdict.passed for verdict in verdicts)) - merged.keys()
    worst = {key: _worst(judgements) for key, judgements in merged.items()}
    failed = sum(one.outcome is Outcome.FAILED for one in worst.values())
    untested = next((verdict.untested for verdict in verdicts if verdict.untested), None)
    findings = [_finding(rule, one, merged[key]) for key, one in worst.items()]
    findings.sort(key=lambda finding: WORST_FIRST.index(finding.outcome))
    return RuleOutcome(
        rule=rule.id,
        outcome=_outcome(failed, len(worst) - failed, untested, len(passed)),
        passed=len(passed),
        failed=failed,
        cant_tell=len(worst) - failed,
        reason=untested,
        value=_value(rule, [verdict.value for verdict in verdicts if verdict.value is not None]),
        findings=tuple(findings[:DESCRIBED]),
        omitted=max(0, len(findings) - DESCRIBED),
    )


def graded(rule: Rule, verdict: Verdict, view: View) -> Verdict:
    """Return the verdict with its measured number as an outcome: failed at `poor` or worse, else passed.

    What the check doubts stays a doubt.
    """
    if rule.quality != "numeric" or verdict.value is None:
        return verdict
    doubts = tuple(one for one in verdict.judgements if one.outcome is Outcome.CANT_TELL)
    named = [one for one in verdict.judgements if one.outcome is not Outcome.CANT_TELL]
    keys = verdict.passed | {one.target.key for one in named}
    if rule.nearness(verdict.value) > 0:
        return replace(verdict, judgements=doubts, passed=keys)
    message = f"{verdict.value:g}, where {rule.good:g} is good and {rule.poor:g} poor"
    named += [Judgement(Target(key, "html"), Outcome.FAILED, message, view) for key in verdict.passed]
    failed = tuple(replace(one, outcome=Outcome.FAILED) for one in named)
    return replace(verdict, judgements=doubts + failed, passed=frozenset())


def _value(rule: Rule, values: list[float]) -> float | None:
    """The number of the worse view."""
    if rule.quality != "numeric":
        return values[0] if values else None
    return min(values, key=rule.nearness, default=None)


def careful(verdict: Verdict) -> Verdict:
    """Return the verdict without its passes where the evidence was incomplete: such a target is not a pass."""
    if not verdict.untested:
        return verdict
    return Verdict(verdict.judgements, frozenset(), verdict.untested, verdict.value)


def _worst(judgements: list[Judgement]) -> Judgement:
    return min(judgements, key=lambda one: WORST_FIRST.index(one.outcome))


def _outcome(failed: int, doubtful: int, untested: Reason | None, passed: int) -> Outcome:
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
        owner=target.owner,
        source=target.source,
        fingerprint=_digest(*place, target.name),
        group=_digest(*place),
    )


def _digest(*parts: str) -> str:
    return hashlib.sha256("\0".join(parts).encode()).hexdigest()[:16]
