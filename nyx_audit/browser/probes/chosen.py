"""Does a choice or an answer alone lead away? Each is made by keyboard; the guard stops what follows."""

from __future__ import annotations

import json
from dataclasses import dataclass

from nyx_audit.browser.departures import MESSAGE
from nyx_audit.browser.probes.context import ProbeContext, probe
from nyx_audit.model.evidence.chosen import CHOSEN, ChoicesTried, Departure
from nyx_audit.model.evidence.read import read_record

EVENTS = ("change", "input", "click", "blur", "focusout", "keydown", "keyup", "keypress")
TYPING = ("input", "change", "blur", "focusout", "keydown", "keyup", "keypress")
MOST, MOST_TEXTS = 8, 4
PAUSE_MS = 60
STAYED = ("", "")
LEAST_SECONDS = 0.4


@dataclass(frozen=True, slots=True)
class Choice:
    """A list or a radio button, and the key that chooses another; or a field, and an answer: see `library/choices.js`."""

    number: int
    key: str
    answer: str
    warned: bool


@probe(CHOSEN)
async def gather_chosen(context: ProbeContext) -> ChoicesTried:
    """Return what happened when another choice was made, or a field answered; it is taken back afterwards."""
    if not await context.listens_to(EVENTS):
        return ChoicesTried()
    rows = json.loads(await context.call("(most) => nyx.choices.find(most)", MOST))
    if await context.listens_to(TYPING):
        rows += json.loads(await context.call("(most) => nyx.choices.texts(most)", MOST_TEXTS))
    left, stayed = [], set()
    for choice in (read_record(Choice, row) for row in rows):
        if context.seconds_left < LEAST_SECONDS:
            break
        happened = await _choose(context, choice)
        # A page may leave for another reason at the same moment; what a choice does, it does again.
        if happened and happened != STAYED and (await _choose(context, choice) or STAYED) != STAYED:
            left.append(Departure(str(choice.number), *happened, choice.warned, typed=bool(choice.answer)))
        elif happened == STAYED and not choice.answer:
            stayed.add(str(choice.number))
    await context.call("() => nyx.focus.reset()")
    return ChoicesTried(tuple(left), frozenset(stayed), await context.targets(int(one.key) for one in left))


async def _choose(context: ProbeContext, choice: Choice) -> tuple[str, str] | None:
    """Return what the page did to leave and where for, `STAYED`, or None where nothing came of it."""
    if not await context.call("(number) => nyx.choices.begin(number)", choice.number):
        return None
    context.departures.begin()
    if choice.answer:
        await context.page.keyboard.insert_text(choice.answer)
        await context.call("() => nyx.focus.active()?.blur()")
    else:
        await context.page.keyboard.press(choice.key)
    await context.call("(ms) => nyx.focus.activeAfter(ms)", PAUSE_MS)
    # What a page says of an answer is no other place.
    found = [one for one in context.departures.found if not (choice.answer and one[0] == MESSAGE)]
    left = found[0] if found else STAYED
    changed = await context.call("(number) => nyx.choices.end(number)", choice.number)
    return left if changed or left != STAYED else None
