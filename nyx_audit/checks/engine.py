"""Checks that axe-core answers in the page: its own rules, and ours that run beside them in the same pass."""

from __future__ import annotations

from collections.abc import Callable, Collection

from nyx_audit.checks.registry import Case, check
from nyx_audit.model.evidence.axe import ENGINE, AxeNode, AxeRule
from nyx_audit.model.evidence.schemes import DARK_CONTRAST
from nyx_audit.model.outcome import Judgement, Outcome, Verdict, View

Said = tuple[Outcome, str]
PASSED: Said = (Outcome.PASSED, "")


@check("axe", ENGINE, options=("rule",))
@check("in-page", ENGINE, in_page=True)
def judge_engine_rule(case: Case, found: AxeRule) -> Verdict:
    """Return the engine's word on a rule: its violations failed, its incomplete ones are a doubt."""
    judgements = [_judgement(node, Outcome.FAILED, case.view) for node in found.failed]
    judgements += [_judgement(node, Outcome.CANT_TELL, case.view) for node in found.cant_tell]
    return Verdict(tuple(judgements), found.passed)


@check("dark-contrast", DARK_CONTRAST)
def judge_dark_contrast(case: Case, found: AxeRule) -> Verdict:
    """Return the engine's word on the contrast of texts in the page's own dark scheme."""
    return judge_engine_rule(case, found)


def judge_nodes(case: Case, found: AxeRule, judge: Callable[[AxeNode], Said | None]) -> Verdict:
    """Return what a function says of each target that the page's own half left open; None is no word on it."""
    judgements: list[Judgement] = []
    passed = set(found.passed)
    for node in found.cant_tell:
        said = judge(node)
        if said == PASSED:
            passed.add(node.target.key)
        elif said is not None:
            judgements.append(Judgement(node.target, *said, case.view))
    return Verdict(tuple(judgements), frozenset(passed))


def with_groups(found: AxeRule, judgements: Collection[Judgement], passed: Collection[str]) -> Verdict:
    """Return a verdict on groups of targets: what is in no group that was judged is alone, and passed."""
    alone = {node.target.key for node in found.cant_tell} - {one.target.key for one in judgements}
    return Verdict(tuple(judgements), frozenset({*found.passed, *passed, *alone}))


def _judgement(node: AxeNode, outcome: Outcome, view: View) -> Judgement:
    return Judgement(node.target, outcome, node.message, view)
