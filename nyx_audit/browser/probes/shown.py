"""Brings up what is hidden with a pointer, then tries whether a keyboard brings it up, too."""

from __future__ import annotations

import json
from dataclasses import dataclass

from nyx_audit.browser.probes.context import ProbeContext, probe
from nyx_audit.browser.probes.controls_pressed import listening
from nyx_audit.browser.probes.lost_links import PRESSED as POINTER_EVENTS
from nyx_audit.model.evidence.interaction import SHOWN, ShownPart, ShownParts
from nyx_audit.model.evidence.read import read_record

SHOWS_MS = 80
LEAST_SECONDS = 0.8
KEYS = ("Enter", "Space", "ArrowDown")
# What hangs on the page as a whole: frameworks listen there for all that is in it.
HOVERS = frozenset({"mouseenter", "mouseover", "pointerenter", "pointerover", "mousemove"})


@dataclass(frozen=True, slots=True)
class Part:
    """A hidden part, as the page's half lists it: see `library/concealed.js`. Elements are numbers."""

    number: int
    text: str
    triggers: tuple[int, ...]
    stops: tuple[int, ...]
    leads: bool
    elsewhere: bool
    acts: bool


@probe(SHOWN)
async def gather_shown(context: ProbeContext) -> ShownParts:
    """Return the hidden parts that a pointer brings up, and whether a keyboard does, too."""
    # What lies under the pointer by now would hear nothing of its coming.
    await context.away()
    heard, everywhere = await listening(context, POINTER_EVENTS | HOVERS)
    rows = await context.call("(heard, everywhere) => nyx.concealed.list(heard, everywhere)", heard, everywhere)
    found = []
    for part in (read_record(Part, row) for row in json.loads(rows)):
        if context.seconds_left < LEAST_SECONDS:
            break
        if await _by_pointer(context, part):
            keyed = part.elsewhere or await _by_keys(context, part)
            found.append(ShownPart(str(part.number), part.text, keyed, part.leads))
    await context.away()
    await context.call("() => nyx.focus.reset()")
    return ShownParts(tuple(found), await context.targets([int(one.key) for one in found if not one.by_keys]))


async def _by_pointer(context: ProbeContext, part: Part) -> bool:
    """Whether a pointer on one of its triggers, or its press, brings the part up; it is gone again afterwards."""
    for trigger in part.triggers:
        point = await context.call("(number) => nyx.reach.pointOf(number)", trigger)
        if point is None:
            continue
        x, y = json.loads(point)
        await context.page.mouse.move(x, y)
        if await _shows(context, part):
            await context.away()
            return await _gone(context, part)
        if part.acts or await context.call("(number) => nyx.concealed.leadsAway(number)", trigger):
            continue
        await context.page.mouse.click(x, y)
        if await _shows(context, part):
            await context.page.mouse.click(x, y)
            await context.away()
            return await _gone(context, part)
    return False


async def _gone(context: ProbeContext, part: Part) -> bool:
    """Whether the part can be sent away again: else what the keyboard does cannot be told from what the pointer did."""
    for key in ("", "Escape"):
        if key:
            await context.page.keyboard.press(key)
        for _ in range(3):
            if not await context.call("(number, ms) => nyx.concealed.shows(number, ms)", part.number, 0):
                return True
            await context.call("() => nyx.focus.drawn()")
    return False


async def _by_keys(context: ProbeContext, part: Part) -> bool:
    """Whether the focus, or a key, on anything that stands near brings the part up."""
    for stop in part.stops:
        if not await context.call("(number) => nyx.reach.focusOn(number)", stop):
            continue
        if await _shows(context, part):
            return True
        if part.acts or await context.call("(number) => nyx.concealed.leadsAway(number)", stop):
            continue
        for key in KEYS:
            await context.page.keyboard.press(key)
            if await _shows(context, part):
                return True
    await context.call("(number) => nyx.concealed.focusWithin(number)", part.number)
    return await _shows(context, part)


async def _shows(context: ProbeContext, part: Part) -> bool:
    return bool(await context.call("(number, ms) => nyx.concealed.shows(number, ms)", part.number, SHOWS_MS))
