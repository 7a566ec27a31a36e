"""Checks of what a page shows when the phone is turned (WCAG 1.3.4)."""

from __future__ import annotations

from nyx_audit.checks.registry import Case, check
from nyx_audit.model.evidence.orientation import ORIENTATION, LostControl, OrientationLooks, OrientationLoss
from nyx_audit.model.outcome import Judgement, Outcome, Target, Verdict

# Shares of the text in percent. Below the first, a layout may show less for good reasons.
MOST_OF_IT, NEARLY_ALL = 50, 80
SOME_OF_IT = 10


@check("orientation", ORIENTATION)
def judge_orientation(case: Case, found: OrientationLooks) -> Verdict:
    """Fail a page that stands a quarter turn, or loses its content or a field, in one of the phone's orientations.

    What a control may give back, and what may need one orientation, is a doubt.
    """
    root = found.targets.get(found.key) or Target(found.key, "html")
    judgements = _turned(case, found)
    # What is turned reaches out of the screen, and is not lost besides.
    for loss in () if judgements else found.losses:
        judgements += _lost(case, found, loss, root)
    if not judgements:
        return Verdict(passed=frozenset({root.key}))
    return Verdict(tuple(judgements))


def _turned(case: Case, found: OrientationLooks) -> list[Judgement]:
    share = sum(one.share for one in found.turned)
    if share < SOME_OF_IT:
        return []
    outcome = Outcome.FAILED if share >= MOST_OF_IT else Outcome.CANT_TELL
    message = f"with {share} % of the page's text, stands a quarter turn in one orientation of the phone to how it stands in the other"
    return [Judgement(found.targets[one.key], outcome, message, case.view) for one in found.turned if one.share]


def _lost(case: Case, found: OrientationLooks, loss: OrientationLoss, root: Target) -> list[Judgement]:
    outcome = _outcome_of(loss)
    if outcome:
        return [Judgement(root, outcome, _message(loss), case.view)]
    if loss.share >= MOST_OF_IT or loss.opens:
        return []
    return [_lost_control(case, found, loss, one) for one in loss.controls]


def _outcome_of(loss: OrientationLoss) -> Outcome | None:
    if loss.share < (NEARLY_ALL if loss.opens else MOST_OF_IT):
        return None
    return Outcome.CANT_TELL if loss.opens or loss.essential else Outcome.FAILED


def _message(loss: OrientationLoss) -> str:
    shown = f'; it shows "{loss.instead}" in its place' if loss.instead else ""
    return f"on a phone held {loss.held}, the page hides {loss.share} % of its text{shown}"


def _lost_control(case: Case, found: OrientationLooks, loss: OrientationLoss, control: LostControl) -> Judgement:
    outcome = Outcome.FAILED if control.field else Outcome.CANT_TELL
    return Judgement(found.targets[control.key], outcome, f"is hidden on a phone held {loss.held}", case.view)
