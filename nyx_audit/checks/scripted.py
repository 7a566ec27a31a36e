"""Checks of controls that handlers in the markup make, beside what was found when they were tried."""

from __future__ import annotations

from nyx_audit.checks.engine import judge_engine_rule
from nyx_audit.checks.registry import Case, check
from nyx_audit.model.evidence.axe import ENGINE, AxeRule
from nyx_audit.model.evidence.interaction import CONTROLS, ControlsTried, Way
from nyx_audit.model.evidence.kind import optional
from nyx_audit.model.outcome import Verdict

# What was tried with these results is judged by them alone.
SETTLED = frozenset({Way.KEYS, Way.UNREACHED, Way.DEAD})


@check("scripted-keyboard", ENGINE, optional(CONTROLS), in_page=True)
def judge_scripted_keyboard(case: Case, found: AxeRule, controls: ControlsTried | None) -> Verdict:
    """Judge by the markup what no key and pointer tried: one defect has one source, and to try is surer than to read."""
    verdict = judge_engine_rule(case, found)
    tried = {one.key for one in controls.tried if one.way in SETTLED} if controls else set()
    judgements = tuple(one for one in verdict.judgements if one.target.key not in tried)
    return Verdict(judgements, verdict.passed - tried, verdict.untested)
