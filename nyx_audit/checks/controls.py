"""Checks of what the controls that scripts make do for whom."""

from __future__ import annotations

from collections.abc import Sequence

from nyx_audit.checks.registry import Case, check
from nyx_audit.model.evidence.interaction import (
    CONTROLS,
    OPENED,
    SHOWN,
    ControlsTried,
    ControlTried,
    Opening,
    Openings,
    ShownParts,
    Way,
)
from nyx_audit.model.outcome import Judgement, Outcome, Target, Verdict
from nyx_audit.model.reason import Reason, ReasonCode

PAGE = Target("page", "html", shape="html")
# Controls of the own part that only a pointer works; a single one may be a matter of detail. Two that look alike are tried.
SEVERAL = 2
MOST_NAMES = 120


@check("keyboard-operable", CONTROLS)
def judge_keyboard_operable(case: Case, found: ControlsTried) -> Verdict:
    """Fail what a pointer operates and the keyboard does not reach, or reaches in vain (WCAG 2.1.1, F42, F54, F59)."""
    return _operated(case, found, [one for one in found.tried if not one.leads])


@check("submit-by-keyboard", CONTROLS)
def judge_submit_by_keyboard(case: Case, found: ControlsTried) -> Verdict:
    """Fail what sends or continues a form for a pointer alone (WCAG 2.1.1): without it, the form is of no use."""
    return _operated(case, found, [one for one in found.tried if one.leads])


def _operated(case: Case, found: ControlsTried, controls: Sequence[ControlTried]) -> Verdict:
    judgements = tuple(
        Judgement(found.targets[one.key], Outcome.FAILED, _told_of(one), case.view)
        for one in controls
        if one.by_pointer_only
    )
    return Verdict(judgements, frozenset(one.key for one in controls if one.way is Way.KEYS), _not_all(found))


def _not_all(found: ControlsTried) -> Reason | None:
    return None if found.complete else Reason(ReasonCode.NOT_ALL_TRIED, "not every control could be tried in time")


@check("page-without-mouse", CONTROLS)
def judge_page_without_mouse(case: Case, found: ControlsTried) -> Verdict:
    """Fail a page, or the own part of one, of which nothing works by keyboard while a pointer works its controls (WCAG 2.1.1)."""
    lost = [one for one in found.tried if one.by_pointer_only]
    dead = sum(one.way is Way.DEAD for one in found.tried)
    own = [one for one in lost if one.own]
    dead_own = sum(one.way is Way.DEAD for one in own)
    if lost and found.stops.page <= dead:
        told = "nothing on the page works with the keyboard; a pointer works"
    elif len(own) >= SEVERAL and found.stops.own <= dead_own:
        told = "apart from header, menus and footer, nothing on the page works with the keyboard; a pointer works"
    elif not found.tried:
        return Verdict()
    else:
        return Verdict(passed=frozenset({PAGE.key}), untested=_not_all(found))
    names = ", ".join(f"“{one.name}”" for one in lost if one.name) or "its controls"
    return Verdict((Judgement(PAGE, Outcome.FAILED, f"{told} {names[:MOST_NAMES]}", case.view),))


def _told_of(control: ControlTried) -> str:
    what = f"the {control.role}" if control.role else "it"
    if control.way is Way.UNREACHED:
        return (
            f"a pointer operates {what}; the keyboard does not come to it, since it is not in the order of the Tab key"
        )
    return f"takes the focus, and a pointer operates {what}; {', '.join(control.keys)} do nothing"


@check("state-told", OPENED)
def judge_state_told(case: Case, found: Openings) -> Verdict:
    """Fail an opener whose told state stays while what it opens comes and goes (WCAG 4.1.2, failure technique F79)."""
    told = [one for one in found.openings if one.before and one.tied]
    # Only what is wrong now: a state that was wrong before may be what an earlier press left behind.
    frozen = [
        one for one in told if one.before == one.after and one.after.endswith('"false"' if one.opens else '"true"')
    ]
    judgements = tuple(Judgement(found.targets[one.key], Outcome.FAILED, _frozen(one), case.view) for one in frozen)
    return Verdict(judgements, frozenset(one.key for one in told) - {one.key for one in frozen}, _untested(found))


def _frozen(opening: Opening) -> str:
    happened = "something opens" if opening.opens else "something closes"
    return f"used with {opening.pressed}, {happened}, and it still says {opening.after}"


@check("opened-reached", OPENED)
def judge_opened_reached(case: Case, found: Openings) -> Verdict:
    """Fail an opener that opens controls to which no key leads (WCAG 2.1.1, 2.4.3, failure technique F85)."""
    opening = [one for one in found.openings if one.opens]
    lost = [one for one in opening if not one.reached]
    told = "opens controls to which neither the Tab key nor an arrow leads from it"
    judgements = tuple(Judgement(found.targets[one.key], Outcome.FAILED, told, case.view) for one in lost)
    return Verdict(judgements, frozenset(one.key for one in opening) - {one.key for one in lost}, _untested(found))


@check("dialog-entered", OPENED)
def judge_dialog_entered(case: Case, found: Openings) -> Verdict:
    """Fail a dialog into which neither the focus nor the Tab key leads (WCAG 2.4.3, failure technique F85).

    What is neither modal nor in the midst of the window is a doubt: it may be a message beside the page.
    """
    dialogs = [one for one in found.openings if one.opens and one.dialog]
    judgements = []
    for one in dialogs:
        if one.entered:
            continue
        outcome = Outcome.FAILED if one.modal or one.over else Outcome.CANT_TELL
        told = f"used with {one.pressed}, it opens a dialog; the focus stays behind it, and Tab does not lead into it"
        judgements.append(Judgement(found.targets[one.key], outcome, told, case.view))
    return Verdict(tuple(judgements), frozenset(one.key for one in dialogs if one.entered), _untested(found))


@check("dialog-left", OPENED)
def judge_dialog_left(case: Case, found: Openings) -> Verdict:
    """Fail a dialog that leaves the focus nowhere when Escape closes it (WCAG 2.4.3, failure technique F85)."""
    closed = [one for one in found.openings if one.opens and one.dialog and one.entered and one.closes]
    told = "when Escape closes the dialog that it opens, the focus is nowhere, and does not come back to it"
    judgements = tuple(
        Judgement(found.targets[one.key], Outcome.FAILED, told, case.view) for one in closed if one.loses_focus
    )
    return Verdict(judgements, frozenset(one.key for one in closed if not one.loses_focus), _untested(found))


@check("dialog-closes", OPENED)
def judge_dialog_closes(case: Case, found: Openings) -> Verdict:
    """Fail a dialog over the page that the focus has come into and Escape does not close (ARIA Authoring Practices)."""
    over = [one for one in found.openings if one.opens and one.dialog and one.entered and (one.modal or one.over)]
    told = "opens a dialog over the page that Escape does not close"
    judgements = tuple(
        Judgement(found.targets[one.key], Outcome.FAILED, told, case.view) for one in over if not one.closes
    )
    return Verdict(judgements, frozenset(one.key for one in over if one.closes), _untested(found))


@check("shown-on-hover", SHOWN)
def judge_shown_on_hover(case: Case, found: ShownParts) -> Verdict:
    """Fail a hidden part that a pointer brings up and no key does (WCAG 2.1.1, failure technique F54).

    Behind a menu's link may be a page that lists what the menu holds: then a person must look.
    """
    judgements = []
    for part in found.parts:
        if part.by_keys:
            continue
        outcome = Outcome.CANT_TELL if part.leads else Outcome.FAILED
        told = f"a pointer brings up “{part.text}”; neither the focus nor Enter, Space or an arrow near it does"
        if part.leads:
            told += "; does the page behind the link hold the same?"
        judgements.append(Judgement(found.targets[part.key], outcome, told, case.view))
    return Verdict(tuple(judgements), frozenset(part.key for part in found.parts if part.by_keys))


def _untested(found: Openings) -> Reason | None:
    return None if found.complete else Reason(ReasonCode.NOT_ALL_TRIED, "not all that opens could be opened in time")
