"""Checks of what happens when the page is moved: focus, keys, the device."""

from __future__ import annotations

import re
from collections.abc import Iterable

from nyx_audit.checks.registry import Case, check
from nyx_audit.model.evidence.interaction import (
    CHANGING,
    FOCUS,
    MOTION,
    OBSCURED,
    ON_FOCUS,
    SHORTCUTS,
    TRAP,
    ChangingTexts,
    DeviceMotion,
    FocusEffect,
    FocusEffects,
    FocusLooks,
    KeyboardTraps,
    ObscuredFocus,
    Shortcuts,
)
from nyx_audit.model.outcome import Judgement, Outcome, Target, Verdict
from nyx_audit.model.reason import Reason, ReasonCode

TIME = re.compile(r"\d\s*[:.]\s*\d\d|\d\s*(?:%|s\b|sec|min|hour|day)|\bago\b", re.IGNORECASE)
LEAST_OF_MARK, ROUNDING = 3, 0.005
PAGE = Target("page", "html", shape="html")


@check("focus-visible", FOCUS)
def judge_focus_visible(case: Case, found: FocusLooks) -> Verdict:
    """Fail what takes the focus by keyboard and shows nothing of it, in style or picture (WCAG 2.4.7, F78, ACT rule oj04fd).

    A doubt is one question for all that look alike.
    """
    unseen = "no pixel of the window changes when it takes the focus"
    moved = "when it takes the focus, nothing new is drawn: it only moves by a pixel or two"
    faint = "it hardly looks otherwise when it takes the focus: can the change be seen?"
    unsure = "no style changes when it takes the focus; whether anything is visible must be checked by a person"
    told = [(key, Outcome.FAILED, unseen) for key in found.unseen]
    told += [(key, Outcome.FAILED, moved) for key in found.moved]
    told += [(key, Outcome.CANT_TELL, faint) for key in _one_of_each(found, found.faint)]
    told += [(key, Outcome.CANT_TELL, unsure) for key in _one_of_each(found, found.unsure)]
    judgements = [Judgement(found.targets[key], outcome, message, case.view) for key, outcome, message in told]
    return Verdict(tuple(judgements), frozenset(found.changed))


@check("focus-visible-forced", FOCUS)
def judge_focus_visible_forced(case: Case, found: FocusLooks) -> Verdict:
    """Fail a mark of the focus that is gone where people have chosen their own colours: one of each template."""
    told = "its mark of the focus is made of colours or shadows alone: in colours of their own, people do not see it"
    judgements = tuple(
        Judgement(found.targets[key], Outcome.FAILED, told, case.view) for key in _one_of_each(found, found.coloured)
    )
    return Verdict(judgements, frozenset(found.changed) - set(found.coloured))


@check("focus-mark-contrast", FOCUS)
def judge_focus_mark_contrast(case: Case, found: FocusLooks) -> Verdict:
    """Fail an outline that alone marks the focus, and hardly stands out from either side: one of each template (WCAG 1.4.11)."""
    pale = {key for key, ratio in found.outlined.items() if ratio < LEAST_OF_MARK - ROUNDING}
    told = "the outline that marks the focus has a contrast of {:g} to 1 with what is beside it; 3 to 1 are needed"
    judgements = tuple(
        Judgement(found.targets[key], Outcome.FAILED, told.format(int(found.outlined[key] * 100) / 100), case.view)
        for key in _one_of_each(found, sorted(pale, key=int))
    )
    return Verdict(judgements, frozenset(found.outlined) - pale)


def _one_of_each(found: FocusLooks, keys: Iterable[str]) -> list[str]:
    """Return the first of those that a template made, by what their selectors have in common."""
    first: dict[str, str] = {}
    for key in keys:
        first.setdefault(found.targets[key].shape, key)
    return list(first.values())


@check("focus-leads-away", ON_FOCUS)
def judge_focus_leads_away(case: Case, found: FocusEffects) -> Verdict:
    """Fail what leads elsewhere, sends a form or opens something as soon as it takes the focus (WCAG 3.2.1)."""
    judgements = [Judgement(found.targets[one.key], Outcome.FAILED, _told_of(one), case.view) for one in found.effects]
    if found.unexplained:
        doubt = "the page went elsewhere or opened something while the focus went through it; when, a person must try"
        judgements.append(Judgement(PAGE, Outcome.CANT_TELL, doubt, case.view))
    return Verdict(tuple(judgements), frozenset(found.tried) - {one.key for one in found.effects})


def _told_of(effect: FocusEffect) -> str:
    where = f" ({effect.where})" if effect.where else ""
    return f"as soon as it takes the focus, before any key is pressed on it, the page {effect.what}{where}"


@check("focus-kept", ON_FOCUS)
def judge_focus_kept(case: Case, found: FocusEffects) -> Verdict:
    """Fail what loses the focus as soon as it has it (WCAG 2.1.1, 2.4.7, 3.2.1, failure technique F55)."""
    told = "takes the focus and loses it at once: nobody with a keyboard can use it"
    judgements = tuple(Judgement(found.targets[key], Outcome.FAILED, told, case.view) for key in found.lost)
    return Verdict(judgements, frozenset(found.tried) - set(found.lost))


@check("focus-obscured", OBSCURED)
def judge_focus_obscured(case: Case, found: ObscuredFocus) -> Verdict:
    """Fail what lies wholly behind a bar of the page when it takes the focus (WCAG 2.4.11)."""
    told = "when it takes the focus, a bar that stays in the window covers all of it"
    judgements = tuple(Judgement(found.targets[key], Outcome.FAILED, told, case.view) for key in found.hidden)
    return Verdict(judgements, frozenset(found.tried) - set(found.hidden))


@check("keyboard-trap", TRAP, options=("explained",))
def judge_keyboard_trap(case: Case, found: KeyboardTraps) -> Verdict:
    """Fail elements that the keyboard enters and no usual key leaves (WCAG 2.1.2, ACT rules 80af7b, a1b64e, ebe86a).

    The option `explained` says what a trap is on a page that tells of keys: a failure, or a doubt for a person to try.
    """
    helped = set(found.left_by_keys) if case.rule.options.get("explained") == "doubt" else set()
    # What a page says in words that were not understood, a person must try.
    explained = case.rule.options.get("explained") == "doubt" and found.explains
    doubtful = explained and (not found.keys or bool(found.untried))
    outcome = Outcome.CANT_TELL if doubtful else Outcome.FAILED
    told = "Tab, Shift+Tab, Escape and the arrows do not leave it"
    if doubtful:
        told += "; the page names keys, which a person must try"
    elif found.keys:
        told += f", nor does {', '.join(found.keys)}, which the page names"
    judgements = tuple(
        Judgement(found.targets[key], outcome, told, case.view) for key in found.traps if key not in helped
    )
    untested = None if found.complete else Reason(ReasonCode.NOT_ALL_TRIED, "not every element could be tried in time")
    return Verdict(judgements, frozenset(found.free) | helped, untested)


@check("character-shortcuts", SHORTCUTS)
def judge_character_shortcuts(case: Case, found: Shortcuts) -> Verdict:
    """Fail a page that single characters change while no field has the focus (WCAG 2.1.4, ACT rule ffbc54)."""
    if not found.listens:
        return Verdict()
    if not found.keys:
        return Verdict(passed=frozenset({PAGE.key}))
    told = f"the page changes when {', '.join(found.keys[:8])} is pressed, wherever the focus is"
    if found.switches:
        told += "; a control speaks of shortcuts, and may switch them off"
        return Verdict((Judgement(PAGE, Outcome.CANT_TELL, told, case.view),))
    return Verdict((Judgement(PAGE, Outcome.FAILED, told, case.view),))


@check("changing-text", CHANGING)
def judge_changing_text(case: Case, found: ChangingTexts) -> Verdict:
    """Fail text that changes again and again by itself on a page without any control (WCAG 2.2.2, ACT rule efbfc7).

    A time or a measure may have to change; what changes many times a second is an animation, which may end.
    """
    judgements, passed = [], set()
    for one in found.changed:
        told = f"changes by itself: {'; '.join(text[:30] for text in one.texts[-3:])}"
        seconds = (one.times[-1] - one.times[0]) / 1000
        fast = len(one.times) > 4 * max(seconds, 0.5)
        if found.stops:
            passed.add(one.key)
        elif found.controls or one.role or fast or any(map(TIME.search, one.texts)):
            doubt = f"{told}; can it be stopped, or must it change?"
            judgements.append(Judgement(found.targets[one.key], Outcome.CANT_TELL, doubt, case.view))
        else:
            fails = f"{told}; nothing on the page stops or hides it"
            judgements.append(Judgement(found.targets[one.key], Outcome.FAILED, fails, case.view))
    return Verdict(tuple(judgements), frozenset(passed))


@check("device-motion", MOTION, options=("needs",))
def judge_device_motion(case: Case, found: DeviceMotion) -> Verdict:
    """Fail a page that moving the device changes, where nothing could do the same or switch it off (WCAG 2.5.4).

    The option `needs` is `controls` (another way, ACT rule 7677a9) or `switches` (a way to stop it, c249d5).
    """
    if not found.listens:
        return Verdict()
    if not found.changes:
        return Verdict(passed=frozenset({PAGE.key}))
    told = f"the page changes on {', '.join(found.listens)}"
    needs = str(case.rule.options.get("needs", "controls"))
    if (found.switches if needs == "switches" else found.controls) or (needs == "switches" and found.controls):
        told += "; whether a control of the page does the same, or stops it, must be tried"
        return Verdict((Judgement(PAGE, Outcome.CANT_TELL, told, case.view),))
    return Verdict((Judgement(PAGE, Outcome.FAILED, f"{told}, and it has no control that does anything", case.view),))
