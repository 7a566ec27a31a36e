"""Checks of links to a place on the same page."""

from __future__ import annotations

from dataclasses import replace

from nyx_audit.checks.engine import judge_engine_rule
from nyx_audit.checks.registry import Case, check
from nyx_audit.model.evidence.axe import ENGINE, AxeRule
from nyx_audit.model.evidence.interaction import LOST_LINKS, LostLinks
from nyx_audit.model.outcome import Judgement, Outcome, Verdict

DOUBT = "; a script of the page may do something when it is pressed"
# A page with more of them uses such addresses for its scripts: nobody should have to try each.
MOST_DOUBTS = 3


@check("place-on-page", ENGINE, LOST_LINKS, in_page=True)
def judge_place_on_page(case: Case, found: AxeRule, tried: LostLinks) -> Verdict:
    """Fail a link to a place that is not on its page where no script hears it; a link that a script drives is left out."""
    verdict = judge_engine_rule(case, found)
    left = [one for one in verdict.judgements if one.target.key not in tried.driven]
    sure = [one for one in left if one.outcome is Outcome.FAILED and one.target.key in tried.unheard]
    doubts = [_doubt(one) for one in left if one not in sure]
    return Verdict((*sure, *(doubts if len(doubts) <= MOST_DOUBTS else ())), verdict.passed)


def _doubt(one: Judgement) -> Judgement:
    if one.outcome is Outcome.CANT_TELL:
        return one
    return replace(one, outcome=Outcome.CANT_TELL, message=one.message + DOUBT)
