"""Checks of what the controls that scripts make do for whom."""

from __future__ import annotations

from nyx_audit.checks.registry import Case, check
from nyx_audit.model.evidence.interaction import CONTROLS, ControlsTried, ControlTried, Way
from nyx_audit.model.outcome import Judgement, Outcome, Verdict
from nyx_audit.model.reason import Reason, ReasonCode


@check("keyboard-operable", CONTROLS)
def judge_keyboard_operable(case: Case, found: ControlsTried) -> Verdict:
    """Fail what a pointer operates and the keyboard does not reach, or reaches in vain (WCAG 2.1.1, F42, F54, F59)."""
    judgements = [
        Judgement(found.targets[one.key], Outcome.FAILED, _told_of(one), case.view)
        for one in found.tried
        if one.way in (Way.UNREACHED, Way.DEAD)
    ]
    passed = frozenset(one.key for one in found.tried if one.way is Way.KEYS)
    untested = None if found.complete else Reason(ReasonCode.NOT_ALL_TRIED, "not every control could be tried in time")
    return Verdict(tuple(judgements), passed, untested)


def _told_of(control: ControlTried) -> str:
    what = f"the {control.role}" if control.role else "it"
    if control.way is Way.UNREACHED:
        return f"a pointer operates {what}; the keyboard does not come to it, since it is not in the order of the Tab key"
    return f"takes the focus, and a pointer operates {what}; {', '.join(control.keys)} do nothing"
