"""Checks of the layout, measured on a phone and in a window of 320 CSS pixels."""

from __future__ import annotations

from collections.abc import Mapping

from nyx_audit.checks.registry import Case, check
from nyx_audit.model.evidence.between import BETWEEN, BetweenWidths
from nyx_audit.model.evidence.layout import (
    ENLARGED,
    NARROW,
    PHONE,
    REFLOW,
    SPACED,
    ZOOMED,
    ClippedTexts,
    Overflow,
    PhoneLayout,
    ReflowLayout,
)
from nyx_audit.model.outcome import Judgement, Outcome, Target, Verdict

REACHES = {
    "wide": "reaches {reach} CSS pixels in a window of {width}",
    "lines": "has lines of {reach} CSS pixels in a window of {width}: each must be scrolled to and fro to be read",
    "cut": "reaches {reach} CSS pixels in a window of {width}, and nobody can scroll to what the edge cuts off",
}


@check("viewport-width", PHONE)
def judge_viewport_width(case: Case, found: PhoneLayout) -> Verdict:
    """Fail a page that a phone lays out wider than its screen, and so shows at a fraction of its size."""
    if not found.html:
        return Verdict()
    root = _target(found.targets, found.key)
    width, screen = found.layout_width, found.screen_width
    if width <= screen:
        return Verdict(passed=frozenset({root.key}), value=width)
    cause = "there is no viewport meta element" if found.meta is None else f'its viewport meta is "{found.meta[:100]}"'
    message = f"laid out {width} CSS pixels wide on a phone of {screen}: {cause}"
    return Verdict((Judgement(root, Outcome.FAILED, message, case.view),), value=width)


@check("reflow", REFLOW)
def judge_reflow(case: Case, found: ReflowLayout) -> Verdict:
    """Fail what sticks out of a window of 320 CSS pixels, or is cut off by its edge (WCAG 1.4.10).

    What needs two dimensions to be understood (tables of data, code, maps, media, diagrams) is exempt; where only the page
    scrolls and nothing that sticks out was found, a person must look.
    """
    root = _target(found.targets, found.key)
    if found.scrolls and not found.out:
        message = (
            f"the page scrolls sideways, {found.scroll_width} CSS pixels in a window of {found.width}, "
            "and no visible content was found to cause it"
        )
        return Verdict((Judgement(root, Outcome.CANT_TELL, message, case.view),))
    sticking = [box for box in found.out if not box.exempt]
    if not sticking:
        return Verdict(passed=frozenset({root.key}))
    return Verdict(tuple(_sticking(case, found, box) for box in sticking))


@check("reflow-between", BETWEEN, REFLOW)
def judge_reflow_between(case: Case, found: BetweenWidths, narrow: ReflowLayout) -> Verdict:
    """Fail what sticks out of a window between 320 CSS pixels and the desktop, and not out of the narrower one."""
    known = {box.key for box in narrow.out}
    sticking: dict[str, Judgement] = {}
    for window in found.windows:
        for box in window.reflow.out:
            if not box.exempt and box.key not in known:
                sticking.setdefault(box.key, _sticking(case, window.reflow, box))
    return Verdict(tuple(sticking.values()), frozenset({found.key}) if found.windows and not sticking else frozenset())


def _sticking(case: Case, found: ReflowLayout, box: Overflow) -> Judgement:
    message = REACHES[box.how].format(reach=box.right, width=found.width)
    return Judgement(_target(found.targets, box.key), Outcome.FAILED, message, case.view, firm=box.stated)


@check("text-clipped", ZOOMED)
def judge_text_clipped(case: Case, zoomed: ClippedTexts) -> Verdict:
    """Fail a text that a box cuts off at 200 % zoom (WCAG 1.4.4, ACT rule 59br37); a sliver is a doubt."""
    return _cut_off(case, zoomed, "in a window of 640 by 512 (200 % zoom)")


@check("text-clipped-narrow", NARROW, ZOOMED)
def judge_text_clipped_narrow(case: Case, narrow: ClippedTexts, zoomed: ClippedTexts) -> Verdict:
    """Fail a text that a box cuts off in a window of 320 CSS pixels only (WCAG 1.4.10); a sliver is a doubt."""
    return _cut_off(case, narrow, "in a window of 320 by 256 (400 % zoom)", zoomed)


@check("text-clipped-spaced", SPACED, ZOOMED)
def judge_text_clipped_spaced(case: Case, spaced: ClippedTexts, zoomed: ClippedTexts) -> Verdict:
    """Fail a text that a box cuts off when lines, words and letters are set apart (WCAG 1.4.12); a sliver is a doubt."""
    return _cut_off(case, spaced, "with the spacing of WCAG 1.4.12", zoomed)


@check("text-clipped-enlarged", ENLARGED, ZOOMED)
def judge_text_clipped_enlarged(case: Case, enlarged: ClippedTexts, zoomed: ClippedTexts) -> Verdict:
    """Fail a text that a box cuts off when text alone is twice as large (failure technique F69); a sliver is a doubt."""
    return _cut_off(case, enlarged, "with text alone twice as large", zoomed)


def _cut_off(case: Case, found: ClippedTexts, how: str, but: ClippedTexts | None = None) -> Verdict:
    """Judge what is cut off in one way; `but` is a way that another rule reports already: one defect is one finding."""
    reported = {cut.key for cut in but.out} if but else set()
    judgements = []
    for cut in found.out:
        if cut.key in reported:
            continue
        where = "sideways" if cut.side == "across" else "below"
        message = f"cut off {where} by {cut.cut} CSS pixels in a box of {cut.shown_width} by {cut.shown_height}, {how}"
        outcome = Outcome.FAILED if cut.sure else Outcome.CANT_TELL
        judgements.append(Judgement(_target(found.targets, cut.key), outcome, message, case.view))
    return Verdict(tuple(judgements), frozenset(found.tested) - {cut.key for cut in found.out})


def _target(targets: Mapping[str, Target], key: str) -> Target:
    return targets.get(key) or Target(key, "html")


@check("body-text-size", PHONE)
def judge_body_text_size(case: Case, found: PhoneLayout) -> Verdict:
    """Measure the size of running text on a phone, in CSS pixels."""
    # A page that the phone shrinks to its screen has the defect of viewport-width.
    if not found.text_size or found.layout_width > found.screen_width:
        return Verdict()
    size = round(found.text_size, 1)
    message = f"running text is set in {size:g} CSS pixels on a phone"
    return Verdict((Judgement(_target(found.targets, found.key), Outcome.PASSED, message, case.view),), value=size)


@check("fixed-bars", PHONE, options=("screen",))
def judge_fixed_bars(case: Case, found: PhoneLayout) -> Verdict:
    """Measure the share of a small phone's screen, in percent, that bars at its edges take from the page."""
    if not found.bars:
        return Verdict()
    screen = float(case.rule.options.get("screen", 640))
    share = round(100 * min(1.0, sum(bar.height for bar in found.bars) / screen), 1)
    widest = max(found.bars, key=lambda bar: bar.height)
    message = f"what stays at the edges takes {share:g} % of a screen of {screen:g} CSS pixels"
    return Verdict((Judgement(_target(found.targets, widest.key), Outcome.PASSED, message, case.view),), value=share)


@check("target-size-enhanced", PHONE)
def judge_target_size_enhanced(case: Case, found: PhoneLayout) -> Verdict:
    """Measure the share, in percent, of controls beside running text that are 44 CSS pixels wide and high (WCAG 2.5.5)."""
    if not found.controls:
        return Verdict()
    share = round(100 * (1 - found.small_controls / found.controls), 1)
    message = f"{found.small_controls} of {found.controls} controls are smaller than 44 by 44 CSS pixels"
    message += "; this is the smallest" if found.smallest else ""
    target = _target(found.targets, found.smallest or found.key)
    return Verdict((Judgement(target, Outcome.PASSED, message, case.view),), value=share)
