"""Does a script show and hide anything in turn, for more than five seconds?"""

from __future__ import annotations

import asyncio

from nyx_audit.browser.probes.context import ProbeContext, probe
from nyx_audit.browser.world import read_json
from nyx_audit.model.evidence.blinking import BLINKING, Blinking, BlinkingParts
from nyx_audit.model.evidence.read import read_record

# What ends sooner needs nothing to stop it.
LONGEST_SECONDS, PAUSE = 5.2, 0.25
WAITS = 28
# Where a clock ticks, or is to ring soon, what has not changed by then is taken to stand still.
FIRST_MS = 1100
TICKS = """() => window[Symbol.for('nyx.ticks')] || (window[Symbol.for('nyx.due')] || Infinity) < 1000"""
LEAST_SECONDS = 2.0


@probe(BLINKING)
async def gather_blinking(context: ProbeContext) -> BlinkingParts:
    """Return what came and went for as long as it was watched; what ended before five seconds were over is left out."""
    first = FIRST_MS if await context.page.evaluate(TICKS) else 0
    found = await _seen(context)
    waits = 0
    while waits < WAITS and context.seconds_left > LEAST_SECONDS and await _is_open(context, found, first):
        await asyncio.sleep(PAUSE)
        waits += 1
        found = await _seen(context)
    await context.call("() => nyx.blinks.stop()")
    lasting = tuple(one for one in found if one.seconds >= LONGEST_SECONDS)
    return BlinkingParts(lasting, await context.targets(int(one.key) for one in lasting))


async def _is_open(context: ProbeContext, found: list[Blinking], first: int) -> bool:
    """Whether something may blink, and it is not known yet for how long."""
    if found:
        return any(one.seconds < LONGEST_SECONDS for one in found)
    return bool(await context.call("(ms) => nyx.blinks.isLikely(ms)", first))


async def _seen(context: ProbeContext) -> list[Blinking]:
    return [read_record(Blinking, row) for row in read_json(await context.call("() => nyx.blinks.seen()"))]
