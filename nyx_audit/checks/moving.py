"""Checks of pictures that move by themselves, and of what flashes."""

from __future__ import annotations

from nyx_audit.checks.registry import Case, check
from nyx_audit.model.evidence.blinking import BLINKING, BlinkingParts
from nyx_audit.model.evidence.moving import MOVING, FlashingPart, MovingPicture, MovingPictures
from nyx_audit.model.evidence.watched import WATCHED, TurningSlides, WatchedPage
from nyx_audit.model.outcome import Judgement, Outcome, Verdict

LONGEST_SECONDS = 5.0
# A smaller picture, or one of which less changes, need not draw anybody's eye.
LEAST_SIDE, LEAST_CHANGING = 48, 0.02
# WCAG's threshold: so many flashes a second, over a quarter of ten degrees of what is seen.
MOST_FLASHES, LEAST_AREA = 3, 341 * 256 / 4


@check("moving-picture", MOVING)
def judge_moving_picture(case: Case, found: MovingPictures) -> Verdict:
    """Fail a picture that moves for more than five seconds beside other content, and that nothing stops (WCAG 2.2.2)."""
    judgements, passed = [], set()
    for one in found.pictures:
        if one.changing == 0:
            continue
        if one.stops or (one.seconds is not None and one.seconds <= LONGEST_SECONDS):
            passed.add(one.key)
        else:
            judgements.append(Judgement(found.targets[one.key], *_moves(one), case.view))
    return Verdict(tuple(judgements), frozenset(passed))


def _moves(one: MovingPicture) -> tuple[Outcome, str]:
    told = f"it moves by itself {'without end' if one.seconds is None else f'for {one.seconds:.0f} seconds'}"
    small = min(one.width, one.height) < LEAST_SIDE or one.changing < LEAST_CHANGING
    if one.near or small:
        return Outcome.CANT_TELL, f"{told}: can it be stopped, or must it move?"
    return Outcome.FAILED, f"{told}, and nothing on the page stops it"


@check("flashing", MOVING)
def judge_flashing(case: Case, found: MovingPictures) -> Verdict:
    """Doubt what goes from light to dark and back more than three times a second over a large part of the window (WCAG 2.3.1)."""
    judgements, passed = [], set()
    looked_at: tuple[MovingPicture | FlashingPart, ...] = (*found.pictures, *found.parts)
    for one in looked_at:
        if _may_flash(one):
            told = f"it seems to flash {one.flashes:.0f} times a second, which can cause seizures; measure it with a tool for this"
            judgements.append(Judgement(found.targets[one.key], Outcome.CANT_TELL, told, case.view))
        else:
            passed.add(one.key)
    return Verdict(tuple(judgements), frozenset(passed))


def _may_flash(one: MovingPicture | FlashingPart) -> bool:
    return one.flashes > MOST_FLASHES and one.width * one.height >= LEAST_AREA


@check("script-blinks", BLINKING)
def judge_script_blinks(case: Case, found: BlinkingParts) -> Verdict:
    """Fail words that a script shows and hides in turn for more than five seconds, where nothing stops it (WCAG 2.2.2, F50)."""
    judgements = tuple(
        Judgement(
            found.targets[one.key],
            Outcome.CANT_TELL if one.near else Outcome.FAILED,
            f"it came and went for {one.seconds:.0f} seconds, and nothing on the page speaks of stopping it",
            case.view,
        )
        for one in found.found
        if not one.stops
    )
    return Verdict(judgements, frozenset(one.key for one in found.found if one.stops))


@check("slides-turn", WATCHED)
def judge_slides_turn(case: Case, found: WatchedPage) -> Verdict:
    """Fail slides that turned again and again by themselves, where nothing stops them; once, or by a button, is a doubt (WCAG 2.2.2)."""
    judgements = tuple(
        Judgement(found.targets[one.key], *_turns(one), case.view) for one in found.slides if not one.stops
    )
    return Verdict(judgements, frozenset(one.key for one in found.slides if one.stops))


def _turns(one: TurningSlides) -> tuple[Outcome, str]:
    if len(one.turns) > 1 and not one.near:
        return Outcome.FAILED, "its slides turn by themselves, and nothing on the page stops them"
    return (
        Outcome.CANT_TELL,
        "its slides turn by themselves: does a button stop them, for people who use the keyboard, too?",
    )


@check("message-goes", WATCHED)
def judge_message_goes(case: Case, found: WatchedPage) -> Verdict:
    """Doubt a message that goes by itself and is nowhere else: it is a time limit where people need it (WCAG 2.2.1)."""
    doubt = "“{}” went by itself: can people who read slowly have it stay, or find it elsewhere?"
    judgements = tuple(
        Judgement(found.targets[one.key], Outcome.CANT_TELL, doubt.format(one.text), case.view) for one in found.gone
    )
    return Verdict(judgements, found.stayed)
