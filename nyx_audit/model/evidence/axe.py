"""What axe-core says of a page, and our own rules that run beside it in the same pass."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from nyx_audit.model.evidence.kind import Kind
from nyx_audit.model.outcome import Target


@dataclass(frozen=True, slots=True)
class AxeNode:
    """One target that the engine did not pass. `data` is what one of our own in-page rules says of it: plain values from JSON."""

    target: Target
    message: str
    data: object = None


@dataclass(frozen=True, slots=True)
class AxeRule:
    """The engine's word on one of its rules, over all frames of a page in one view."""

    passed: frozenset[str] = frozenset()
    failed: tuple[AxeNode, ...] = ()
    cant_tell: tuple[AxeNode, ...] = ()
    error: str = ""


@dataclass(frozen=True, slots=True)
class AxeEvidence:
    """The engine's results of one view. Rules that the build lacks are not in `rules`."""

    rules: Mapping[str, AxeRule]
    unentered_frames: tuple[str, ...] = ()


def with_opened(evidence: AxeEvidence, opened: Sequence[tuple[str, AxeEvidence]]) -> AxeEvidence:
    """Return a view's evidence with what was judged of parts that came later, each with words that say when.

    An element that was judged before keeps what was said of it.
    """
    rules = dict(evidence.rules)
    for words, later in opened:
        for rule, found in later.rules.items():
            if rule in rules and not found.error:
                rules[rule] = _joined(rules[rule], found, words)
    return replace(evidence, rules=rules)


def _joined(rule: AxeRule, later: AxeRule, words: str) -> AxeRule:
    known = {*rule.passed, *(node.target.key for node in (*rule.failed, *rule.cant_tell))}

    def told(nodes: tuple[AxeNode, ...]) -> tuple[AxeNode, ...]:
        fresh = (node for node in nodes if node.target.key not in known)
        return tuple(replace(node, message=f"{node.message} ({words})") for node in fresh)

    failed, cant_tell = told(later.failed), told(later.cant_tell)
    passed = later.passed - {node.target.key for node in (*rule.failed, *rule.cant_tell)}
    return replace(rule, passed=rule.passed | passed, failed=rule.failed + failed, cant_tell=rule.cant_tell + cant_tell)


# What a check receives is the engine's word on its rule, in the view that is judged.
ENGINE = Kind(
    "axe",
    record=AxeRule,
    cost="one pass over the page in each view, shared by all of the engine's rules",
    absent="the view was not visited",
)
