"""Checks of what a page says when a field is left empty, or with a wrong answer."""

from __future__ import annotations

from nyx_audit.checks.registry import Case, check
from nyx_audit.model.evidence.leaving import LEAVING, Reaction, Reactions
from nyx_audit.model.outcome import Judgement, Outcome, Verdict

# What a browser says of an answer that breaks a field's pattern; of length and range, it says what would be right.
BROWSER_SAYS = "Please match the requested format."
# What an e-mail or web address looks like, most people know.
FAULTS = {"form": "form", "length": "length", "range": "size"}


@check("error-announced", LEAVING)
def judge_error_announced(case: Case, found: Reactions) -> Verdict:
    """Fail a message that comes when a field is left and that nothing tells those who listen (WCAG 4.1.3)."""
    shown = [one for one in found.found if one.text]
    silent = {one.key: one for one in reversed(shown) if not (one.announced or one.tied)}
    judgements = tuple(
        Judgement(
            found.targets[one.key],
            Outcome.FAILED,
            f'{_left(one)}, the page shows "{one.text}", which is neither announced nor tied to the field',
            case.view,
        )
        for one in silent.values()
    )
    return Verdict(judgements, frozenset(one.key for one in shown) - set(silent))


@check("error-by-colour", LEAVING)
def judge_error_by_colour(case: Case, found: Reactions) -> Verdict:
    """Doubt a field whose edge turns red on a wrong answer, while no text comes (WCAG 3.3.1, 1.4.1)."""
    reddened = {one.key: one for one in found.found if one.reddened}
    # Where the browser checks the answer, it says so in words when the form is sent.
    doubtful = [one for one in reddened.values() if not (one.text or one.left or one.marked)]
    judgements = tuple(
        Judgement(
            found.targets[one.key],
            Outcome.CANT_TELL,
            f"{_left(one)}, its edge turns red, and no text comes: are people told in words what is wrong when they go on?",
            case.view,
        )
        for one in doubtful
    )
    return Verdict(judgements, frozenset(reddened) - {one.key for one in doubtful})


@check("error-suggests", LEAVING)
def judge_error_suggests(case: Case, found: Reactions) -> Verdict:
    """Fail a field of a known form whose error message, as all around it, says nothing of that form (WCAG 3.3.3)."""
    judgements, passed = [], set()
    for one in found.found:
        if one.fault not in FAULTS or not (one.text or one.left):
            continue
        if one.explained or (one.left and one.fault != "form"):
            passed.add(one.key)
        else:
            judgements.append(Judgement(found.targets[one.key], *_unexplained(one, acts=found.acts), case.view))
    return Verdict(tuple(judgements), frozenset(passed))


def _unexplained(one: Reaction, *, acts: bool) -> tuple[Outcome, str]:
    says = f"all that is said is “{one.text or BROWSER_SAYS}”"
    told = f"{_left(one)}, {says}: nothing says what {FAULTS[one.fault]} the answer must have"
    # A script may say more when the form is sent.
    return Outcome.CANT_TELL if acts and not one.text else Outcome.FAILED, told


def _left(one: Reaction) -> str:
    return f"answered with “{one.answer}”" if one.answer else "left empty"
