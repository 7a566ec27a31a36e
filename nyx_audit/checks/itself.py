"""Checks of what a page's scripts do of themselves that takes people away."""

from __future__ import annotations

from nyx_audit.checks.registry import Case, check
from nyx_audit.model.evidence.itself import ITSELF, ByItself, LeavingTimer
from nyx_audit.model.outcome import Judgement, Outcome, Target, Verdict

PAGE = Target("page", "html", shape="html")
# Beyond twenty hours a time limit is exempt (WCAG 2.2.1).
TWENTY_HOURS = 72_000
# A page that is left sooner than this is a redirect; later, a session may have ended, for which there may be a warning.
REDIRECT_SECONDS = 60


@check("script-time-limit", ITSELF)
def judge_script_time_limit(case: Case, found: ByItself) -> Verdict:
    """Fail a timer that loads the page again, or soon leads away, in any case; other ends are doubts (WCAG 2.2.1)."""
    limits = [one for one in found.timers if one.seconds <= TWENTY_HOURS]
    if not limits:
        return Verdict(passed=frozenset({PAGE.key})) if found.timers else Verdict()
    first = min(limits, key=lambda one: (one.conditional, one.seconds))
    told = _told(first)
    if found.controls or first.conditional or not (first.reloads or first.seconds <= REDIRECT_SECONDS):
        doubt = f"{told}: can people switch that off, or get more time before it happens?"
        return Verdict((Judgement(PAGE, Outcome.CANT_TELL, doubt, case.view),))
    return Verdict((Judgement(PAGE, Outcome.FAILED, f"{told}, and nothing on the page stops it", case.view),))


def _told(timer: LeavingTimer) -> str:
    what = "loads the page again" if timer.reloads else "leads away from the page"
    return f"a script {what} {'every' if timer.repeats else 'after'} {timer.seconds:g} seconds"


@check("opens-by-itself", ITSELF)
def judge_opens_by_itself(case: Case, found: ByItself) -> Verdict:
    """Fail a page whose scripts open a window before anything was pressed (WCAG 3.2.5)."""
    if not found.windows:
        return Verdict(passed=frozenset({PAGE.key}))
    told = f"the page opens a window by itself: {found.windows[0][:80] or 'an empty one'}"
    return Verdict((Judgement(PAGE, Outcome.FAILED, told, case.view),))
