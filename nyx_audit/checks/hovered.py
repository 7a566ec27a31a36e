"""Checks of what appears under a pointer or with the focus."""

from __future__ import annotations

from nyx_audit.checks.registry import Case, check
from nyx_audit.model.evidence.hovered import HOVERED, Appearance, Appearances
from nyx_audit.model.outcome import Judgement, Outcome, Verdict
from nyx_audit.model.reason import Reason, ReasonCode


@check("hover-content", HOVERED)
def judge_hover_content(case: Case, found: Appearances) -> Verdict:
    """Fail what goes by itself, cannot be pointed at or sent away while a pointer or the focus shows it (WCAG 1.4.13, F95)."""
    judgements, passed = [], set()
    for one in found.found:
        told = _wrong_with(one)
        if told:
            judgements.append(Judgement(found.targets[one.key], *told, case.view))
        else:
            passed.add(one.key)
    incomplete = Reason(ReasonCode.NOT_ALL_TRIED, "not all that may show something could be tried in time")
    return Verdict(tuple(judgements), frozenset(passed), None if found.complete else incomplete)


def _wrong_with(one: Appearance) -> tuple[Outcome, str] | None:
    """Return what is wrong with an appearance, what is sure first."""
    what = f"{'the focus' if one.focused else 'a pointer'} on it brings up “{one.text}”"
    if not one.stays:
        return Outcome.FAILED, f"{what}, which goes by itself while nothing is moved"
    covering = f"Escape does not send it away, and it covers “{one.covers}”"
    if one.reached is False:
        also = f"; {covering}" if one.dismissed is False else ""
        return Outcome.FAILED, f"{what}, which vanishes when the pointer moves onto it{also}"
    if one.dismissed is False:
        # What changes the looks of the element itself may be meant as just that.
        outcome = Outcome.CANT_TELL if one.inside else Outcome.FAILED
        return outcome, f"{what}; {covering}"
    if one.dismissed is None:
        return Outcome.CANT_TELL, f"{what}, which covers “{one.covers}”; can it be sent away without moving?"
    if one.reached is None:
        return Outcome.CANT_TELL, f"{what}; can a pointer be moved onto it before it vanishes?"
    return None
