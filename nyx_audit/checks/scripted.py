"""Checks of what handlers in the markup do, beside what was found when it was tried."""

from __future__ import annotations

from nyx_audit.checks.engine import judge_engine_rule
from nyx_audit.checks.registry import Case, check
from nyx_audit.model.evidence.axe import ENGINE, AxeRule
from nyx_audit.model.evidence.chosen import CHOSEN, ChoicesTried, Departure
from nyx_audit.model.evidence.interaction import CONTROLS, ControlsTried, Way
from nyx_audit.model.evidence.kind import optional
from nyx_audit.model.outcome import Judgement, Outcome, Verdict

# What was tried with these results is judged by them alone.
SETTLED = frozenset({Way.KEYS, Way.UNREACHED, Way.DEAD})


@check("scripted-keyboard", ENGINE, optional(CONTROLS), in_page=True)
def judge_scripted_keyboard(case: Case, found: AxeRule, controls: ControlsTried | None) -> Verdict:
    """Judge by the markup what no key and pointer tried: one defect has one source, and to try is surer than to read."""
    verdict = judge_engine_rule(case, found)
    tried = {one.key for one in controls.tried if one.way in SETTLED} if controls else set()
    judgements = tuple(one for one in verdict.judgements if one.target.key not in tried)
    return Verdict(judgements, verdict.passed - tried, verdict.untested)


@check("change-of-context", ENGINE, optional(CHOSEN), in_page=True)
def judge_change_of_context(case: Case, found: AxeRule, chosen: ChoicesTried | None) -> Verdict:
    """Fail a choice that led away when it was made, and what its markup says leads away (WCAG 3.2.2).

    A doubt about a choice is over where it was made and the page stayed.
    """
    verdict = judge_engine_rule(case, found)
    if chosen is None:
        return verdict
    kept = {one.target.key: one for one in verdict.judgements}
    stayed = {key for key in chosen.stayed & kept.keys() if kept[key].outcome is Outcome.CANT_TELL}
    left = {one.key: one for one in chosen.left if not one.warned}
    failed = tuple(Judgement(chosen.targets[key], Outcome.FAILED, _told(one), case.view) for key, one in left.items())
    others = tuple(one for key, one in kept.items() if key not in stayed | left.keys())
    return Verdict(failed + others, (verdict.passed | stayed) - left.keys(), verdict.untested)


def _told(one: Departure) -> str:
    where = f" ({one.where[:80]})" if one.where else ""
    when = "it is answered and left" if one.typed else "another is chosen"
    return f"when {when}, the page at once {one.what}{where}, and nothing says so before"
