"""Checks of what the page hides for want of width (WCAG 1.4.10, F102)."""

from __future__ import annotations

from nyx_audit.checks.registry import Case, check
from nyx_audit.model.evidence.between import BETWEEN, BetweenWidths
from nyx_audit.model.evidence.layout import NARROWED, NarrowedPage, NarrowedPart
from nyx_audit.model.outcome import Judgement, Outcome, Target, Verdict


@check("content-lost-narrow", NARROWED)
def judge_content_lost_narrow(case: Case, found: NarrowedPage) -> Verdict:
    """Fail fields and prose that a window of 320 CSS pixels hides, where nothing may give them back.

    Links and buttons are a doubt: the same may be reached by another way.
    """
    if not found.out:
        return Verdict(passed=frozenset({found.key}))
    return Verdict(tuple(_lost(case, found, part, 320) for part in found.out))


@check("content-lost-between", BETWEEN, NARROWED)
def judge_content_lost_between(case: Case, found: BetweenWidths, narrow: NarrowedPage) -> Verdict:
    """Fail fields and prose that a window between 320 CSS pixels and the desktop hides, and the narrower one does not."""
    known = {part.key for part in narrow.out}
    lost: dict[str, Judgement] = {}
    for window in found.windows:
        for part in window.narrowed.out:
            if part.key not in known:
                lost.setdefault(part.key, _lost(case, window.narrowed, part, window.reflow.width))
    return Verdict(tuple(lost.values()), frozenset({found.key}) if found.windows and not lost else frozenset())


def _lost(case: Case, found: NarrowedPage, part: NarrowedPart, width: int) -> Judgement:
    outcome = Outcome.FAILED if part.fields or part.words else Outcome.CANT_TELL
    what = [
        f"{count} {name}{'' if count == 1 else 's'}"
        for count, name in ((part.fields, "field"), (part.controls, "link or button"))
        if count
    ]
    what += [f'the text "{part.words}"'] if part.words else []
    message = f"is hidden in a window of {width} CSS pixels, with {', '.join(what)}, and no control there opens it"
    return Judgement(found.targets.get(part.key) or Target(part.key, "html"), outcome, message, case.view)
