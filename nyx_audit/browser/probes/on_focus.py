"""What does the page do when an element merely takes the focus? It may go elsewhere, open a window, or lose the focus."""

from __future__ import annotations

from nyx_audit.browser.probes.context import ProbeContext, probe
from nyx_audit.model.evidence.interaction import ON_FOCUS, FocusEffect, FocusEffects

# Where the page leaves, its stops are tried again one by one, to find which of them it is.
STOPS = 30
PAUSE_MS = 60
TRIES = 2


@probe(ON_FOCUS)
async def gather_on_focus(context: ProbeContext) -> FocusEffects:
    """Return what happens on focus alone (`effects`), and which elements lose the focus as soon as they have it (`lost`)."""
    tour = await context.tour()
    effects = {stop.number: ("leads to another page", stop.leads) for stop in tour.stops if stop.leads}
    if tour.departs and not effects:
        effects = await _effects(context, [stop.number for stop in tour.stops][:STOPS])
    lost = [stop.number for stop in tour.stops if stop.gives == "lost" and await _loses(context, stop.number)]
    await context.call("() => nyx.focus.reset()")
    return FocusEffects(
        effects=tuple(FocusEffect(str(number), *effect) for number, effect in effects.items()),
        lost=tuple(map(str, lost)),
        tried=tuple(str(stop.number) for stop in tour.stops),
        unexplained=tour.departs and not effects,
        targets=await context.targets([*effects, *lost]),
    )


async def _effects(context: ProbeContext, numbers: list[int]) -> dict[int, tuple[str, str]]:
    """Return what the page does when it is given the focus to each of these elements, where it does anything."""
    found = {}
    for number in numbers:
        if context.seconds_left < 0.3:
            break
        context.departures.begin()
        await context.call("(number) => nyx.focus.focusOn(number)", number)
        await context.call("(ms) => nyx.focus.activeAfter(ms)", PAUSE_MS)
        if context.departures.found:
            found[number] = context.departures.found[0]
    return found


async def _loses(context: ProbeContext, number: int) -> bool:
    """Whether the focus is gone again, to nowhere, each time that it is put on a visible element."""
    for _ in range(TRIES):
        if context.seconds_left < 0.3 or not await context.call("(number) => nyx.focus.prepare(number)", number):
            return False
        if await context.call("(number) => nyx.focus.focusOn(number)", number):
            return False
        if await context.call("(ms) => nyx.focus.activeAfter(ms)", PAUSE_MS) is not None:
            return False
    return True
