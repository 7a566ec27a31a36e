"""Does a choice alone lead away? Another is chosen by keyboard in each list and group; the guard stops what follows."""

from __future__ import annotations

import json
from dataclasses import dataclass

from nyx_audit.browser.probes.context import ProbeContext, probe
from nyx_audit.model.evidence.chosen import CHOSEN, ChoicesTried, Departure
from nyx_audit.model.evidence.read import read_record

EVENTS = ("change", "input", "click", "blur", "focusout", "keydown", "keyup", "keypress")
MOST = 8
PAUSE_MS = 60
STAYED = ("", "")
LEAST_SECONDS = 0.4


@dataclass(frozen=True, slots=True)
class Choice:
    """A list or a radio button, and the key that chooses another: see `library/choices.js`."""

    number: int
    key: str
    warned: bool


@probe(CHOSEN)
async def gather_chosen(context: ProbeContext) -> ChoicesTried:
    """Return what happened when another choice was made; what was chosen before is chosen again afterwards."""
    if not await context.listens_to(EVENTS):
        return ChoicesTried()
    rows = json.loads(await context.call("(most) => nyx.choices.find(most)", MOST))
    left, stayed = [], set()
    for choice in (read_record(Choice, row) for row in rows):
        if context.seconds_left < LEAST_SECONDS:
            break
        happened = await _choose(context, choice)
        # A page may leave for another reason at the same moment; what a choice does, it does again.
        if happened and happened != STAYED and (await _choose(context, choice) or STAYED) != STAYED:
            left.append(Departure(str(choice.number), *happened, choice.warned))
        elif happened == STAYED:
            stayed.add(str(choice.number))
    await context.call("() => nyx.focus.reset()")
    return ChoicesTried(tuple(left), frozenset(stayed), await context.targets(int(one.key) for one in left))


async def _choose(context: ProbeContext, choice: Choice) -> tuple[str, str] | None:
    """Return what the page did to leave and where for, `STAYED`, or None where nothing else was chosen."""
    if not await context.call("(number) => nyx.choices.begin(number)", choice.number):
        return None
    context.departures.begin()
    await context.page.keyboard.press(choice.key)
    await context.call("(ms) => nyx.focus.activeAfter(ms)", PAUSE_MS)
    left = context.departures.found[0] if context.departures.found else STAYED
    changed = await context.call("(number) => nyx.choices.end(number)", choice.number)
    return left if changed or left != STAYED else None
