"""Checks of what a page says when a field is left."""

from __future__ import annotations

from nyx_audit.checks.registry import Case, check
from nyx_audit.model.evidence.leaving import LEAVING, ShownErrors
from nyx_audit.model.outcome import Judgement, Outcome, Verdict


@check("error-announced", LEAVING)
def judge_error_announced(case: Case, found: ShownErrors) -> Verdict:
    """Fail a message that comes when a field is left and that nothing tells those who listen (WCAG 4.1.3)."""
    silent = [one for one in found.shown if not (one.announced or one.tied)]
    judgements = tuple(
        Judgement(
            found.targets[one.key],
            Outcome.FAILED,
            f'left empty, the page shows "{one.text}", which is neither announced nor tied to the field',
            case.view,
        )
        for one in silent
    )
    return Verdict(judgements, frozenset(one.key for one in found.shown) - {one.key for one in silent})
