"""Whether enough of a page was judged for it to count as audited. Pure."""

from __future__ import annotations

from collections.abc import Sequence

from nyx_audit.errors import PageFailed
from nyx_audit.model.outcome import Outcome
from nyx_audit.model.page import RuleOutcome
from nyx_audit.model.reason import Reason, ReasonCode

BROKEN = (ReasonCode.SCRIPT_FAILED, ReasonCode.RULE_BROKE, ReasonCode.FAULT)
# A few broken rules are untested and cost no more than themselves; beyond this share, the page was not seen.
SHARE, FEW = 0.1, 3


def refuse_unread(outcomes: Sequence[RuleOutcome]) -> None:
    """Raise PageFailed where so many rules broke on a page that finding nothing would say nothing."""
    broken = [one for one in outcomes if one.outcome is Outcome.UNTESTED and one.reason and one.reason.code in BROKEN]
    if len(broken) <= FEW or len(broken) <= SHARE * len(outcomes):
        return
    first = broken[0].reason
    text = f"could not be read: {len(broken)} of {len(outcomes)} rules broke on it (the first: {first})"
    raise PageFailed(Reason(ReasonCode.NOT_READ, text[:400]))
