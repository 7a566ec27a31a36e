"""Turns the evidence of a page into outcomes. Pure: the same evidence gives the same outcomes."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace

from nyx_audit.checks import CHECKS, SITE_CHECKS
from nyx_audit.model.evidence import PageEvidence
from nyx_audit.model.outcome import Judgement, Outcome, Target, Verdict, View
from nyx_audit.model.page import Finding, RuleOutcome
from nyx_audit.model.rule import Rule
from nyx_audit.site.records import SiteEvidence

# More findings of one rule on one page are counted, not described.
DESCRIBED = 200
WORST_FIRST = (Outcome.FAILED, Outcome.CANT_TELL)


def judge_page(rules: Iterable[Rule], evidence: PageEvidence) -> tuple[RuleOutcome, ...]:
    """Return an outcome for each rule, its views and frames merged."""
    return tuple(judge_rule(rule, evidence) for rule in rules)


def judge_site(rules: Iterable[Rule], site: SiteEvidence) -> dict[str, list[RuleOutcome]]:
    """Return the outcomes of a site's rules by page, each rule on each page; what it says nothing of is inapplicable.

    A document has only the outcomes of the rules that speak of it. A rule that the program itself stumbles over is untested.
    """
    documents = site.documents
    found: dict[str, list[RuleOutcome]] = {url: [] for url in (*site.pages, *documents)}
    for rule in rules:
        verdicts = _site_verdicts(rule, site)
        for url, rows in found.items():
            if url in documents and url not in verdicts:
                continue
            rows.append(_merged(rule, [_careful(_graded(rule, verdicts.get(url, Verdict()), View.DESKTOP))]))
    return found


def _site_verdicts(rule: Rule, site: SiteEvidence) -> Mapping[str, Verdict]:
    """What a rule of a site says. A fault in it costs that rule on the pages that it may speak of, and nothing else."""
    check = SITE_CHECKS[rule.check]
    try:
        return check.judge(rule, site)
    except Exception as fault:
        pages = site.documents if "documents" in check.evidence else site.pages
        return dict.fromkeys(pages, Verdict(untested=f"a fault of the auditor: {type(fault).__name__}: {fault}"[:300]))


def judge_rule(rule: Rule, evidence: PageEvidence) -> RuleOutcome:
    """Return one rule's outcome: a target seen in several views is one, failed if it failed in any."""
    judge = CHECKS[rule.check].judge
    return _merged(rule, [_careful(_graded(rule, judge(rule, evidence, view), view)) for view in rule.views])


def _merged(rule: Rule, verdicts: Sequence[Verdict]) -> RuleOutcome:
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
        value=_value(rule, [verdict.value for verdict in verdicts if verdict.value is not None]),
        findings=tuple(findings[:DESCRIBED]),
        omitted=max(0, len(findings) - DESCRIBED),
    )


def _graded(rule: Rule, verdict: Verdict, view: View) -> Verdict:
    """The one place where a measured number becomes an outcome: failed at `poor` or worse, else passed.

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
        owner=target.owner,
        fingerprint=_digest(*place, target.name),
        group=_digest(*place),
    )


def _digest(*parts: str) -> str:
    return hashlib.sha256("\0".join(parts).encode()).hexdigest()[:16]
