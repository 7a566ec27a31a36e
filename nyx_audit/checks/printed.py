"""Checks of what is printed of a page."""

from __future__ import annotations

from nyx_audit.checks.registry import Case, check
from nyx_audit.model.evidence.printed import PRINTED, PrintedPage
from nyx_audit.model.outcome import Judgement, Outcome, Target, Verdict

# In characters: what says less has nothing to print.
LEAST_SHOWN = 200
# The share that may be left out: navigation, forms, what stands beside the content.
LEAST_SHARE = 0.1


@check("printed", PRINTED)
def judge_printed(case: Case, found: PrintedPage) -> Verdict:
    """Fail a page of which hardly anything is printed."""
    if found.shown < LEAST_SHOWN:
        return Verdict()
    if found.printed >= found.shown * LEAST_SHARE:
        return Verdict(passed=frozenset({found.key}))
    message = f"prints {found.printed} of the {found.shown} characters that it shows"
    target = found.targets.get(found.key) or Target(found.key, "html")
    return Verdict((Judgement(target, Outcome.FAILED, message, case.view),))
