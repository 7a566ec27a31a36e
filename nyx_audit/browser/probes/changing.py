"""Which text changes by itself, and what on the page could stop it?"""

from __future__ import annotations

import asyncio
from dataclasses import dataclass

from nyx_audit.browser.probes.context import ProbeContext, probe
from nyx_audit.browser.probes.controls import usable_controls
from nyx_audit.model.evidence.interaction import CHANGING, ChangingText, ChangingTexts
from nyx_audit.model.evidence.read import read_record

# Where a clock ticks, text that has not changed by then is taken to stand still; text that has is watched for longer.
FIRST_CHANGE_MS = 1100
WATCHED_SECONDS = 2.4
PAUSE = 0.1
CHANGES = 3


@probe(CHANGING)
async def gather_changing(context: ProbeContext) -> ChangingTexts:
    """Return the texts that changed again and again while nobody did anything, and how many controls the page has.

    It runs before the other probes: what they do would be taken for the page's own doing.
    """
    seen = await _seen(context)
    ticks = await context.page.evaluate("() => window[Symbol.for('nyx.ticks')] === true")
    waited = 0.0
    while waited < WATCHED_SECONDS and not seen.is_enough:
        if not seen.changed and (not ticks or seen.milliseconds > FIRST_CHANGE_MS):
            break
        await asyncio.sleep(PAUSE)
        waited += PAUSE
        seen = await _seen(context)
    await context.call("() => nyx.changes.stop()")
    changed = [one for one in seen.changed if len(one.times) >= CHANGES]
    if not changed:
        return ChangingTexts()
    return ChangingTexts(
        changed=tuple(changed),
        controls=await usable_controls(context),
        stops=await usable_controls(context, "pause|stop|hide|freeze|halt|update|refresh|frequen|interval|live"),
        targets=await context.targets(int(one.key) for one in changed),
    )


@dataclass(frozen=True, slots=True)
class _Seen:
    """What was seen to change in so many milliseconds."""

    milliseconds: float
    changed: tuple[ChangingText, ...]

    @property
    def is_enough(self) -> bool:
        return bool(self.changed) and all(len(one.times) >= CHANGES for one in self.changed)


async def _seen(context: ProbeContext) -> _Seen:
    return read_record(_Seen, await context.worlds.call_json(context.top, "() => nyx.changes.seen()"))
