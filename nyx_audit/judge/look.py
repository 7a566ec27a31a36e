"""What hangs on how a page looks, where one of its style sheets did not load: doubts, and nothing that passed. Pure."""

from __future__ import annotations

from dataclasses import replace

from nyx_audit.model.evidence.between import BETWEEN
from nyx_audit.model.evidence.interaction import FOCUS, FOCUS_HIDDEN, OBSCURED
from nyx_audit.model.evidence.layout import ENLARGED, NARROW, NARROWED, OVERLAPS, PHONE, REFLOW, SPACED, ZOOMED
from nyx_audit.model.outcome import Judgement, Outcome, Verdict
from nyx_audit.model.reason import Reason, ReasonCode
from nyx_audit.model.rule import Rule

# Colour, contrast, sizes, reflow, focus that can be seen, and the size of targets.
CRITERIA = frozenset(
    {"1.4.1", "1.4.3", "1.4.4", "1.4.6", "1.4.10", "1.4.11", "2.4.7", "2.4.11", "2.4.13", "2.5.5", "2.5.8"}
)
KINDS = frozenset(
    kind.name
    for kind in (
        PHONE,
        REFLOW,
        SPACED,
        ENLARGED,
        ZOOMED,
        NARROW,
        OVERLAPS,
        NARROWED,
        BETWEEN,
        FOCUS,
        FOCUS_HIDDEN,
        OBSCURED,
    )
)


def is_of_look(rule: Rule) -> bool:
    """Return whether a rule judges how a page looks."""
    return not CRITERIA.isdisjoint(rule.criteria) or not KINDS.isdisjoint(rule.evidence)


def unsure(verdict: Verdict, unstyled: str) -> Verdict:
    """Return the verdict of a rule of look on a page whose style sheet, at the address `unstyled`, did not load."""
    if not verdict.judgements and not verdict.passed:
        return verdict
    text = f"the style sheet {unstyled[:200]} did not load, so visitors may see the page otherwise"
    reason = verdict.untested or Reason(ReasonCode.NOT_STYLED, text)
    return Verdict(tuple(_doubt(one, text) for one in verdict.judgements), frozenset(), reason)


def _doubt(judgement: Judgement, text: str) -> Judgement:
    if judgement.outcome is not Outcome.FAILED or judgement.firm:
        return judgement
    return replace(judgement, outcome=Outcome.CANT_TELL, message=f"{judgement.message}; but {text}")
