"""Which text changes by itself, and what on the page could stop it?"""

from __future__ import annotations

import asyncio
import json
from collections.abc import Mapping
from typing import Any

from nyx_audit.browser.probes.controls import usable_controls
from nyx_audit.browser.probes.stage import Stage, probe

# Where a clock ticks, text that has not changed by then is taken to stand still; text that has is watched for longer.
FIRST_CHANGE_MS = 1100
WATCHED_SECONDS = 2.4
PAUSE = 0.1
CHANGES = 3


@probe("changing")
async def gather_changing(stage: Stage) -> Mapping[str, Any]:
    """Return the texts that changed again and again while nobody did anything, and how many controls the page has.

    It runs before the other probes: what they do would be taken for the page's own doing.
    """
    seen = await _seen(stage)
    ticks = await stage.page.evaluate("() => window[Symbol.for('nyx.ticks')] === true")
    waited = 0.0
    while waited < WATCHED_SECONDS and not _enough(seen):
        if not seen["changed"] and (not ticks or seen["milliseconds"] > FIRST_CHANGE_MS):
            break
        await asyncio.sleep(PAUSE)
        waited += PAUSE
        seen = await _seen(stage)
    await stage.call("() => nyx.changes.stop()")
    changed = [one for one in seen["changed"] if len(one["times"]) >= CHANGES]
    if not changed:
        return {"changed": [], "targets": {}, "controls": 0, "stops": 0}
    return {
        "changed": changed,
        "targets": await stage.targets(int(one["key"]) for one in changed),
        "controls": await usable_controls(stage),
        "stops": await usable_controls(stage, "pause|stop|hide|freeze|halt|update|refresh|frequen|interval|live"),
    }


async def _seen(stage: Stage) -> dict[str, Any]:
    found: dict[str, Any] = json.loads(await stage.call("() => nyx.changes.seen()"))
    return found


def _enough(seen: Mapping[str, Any]) -> bool:
    return bool(seen["changed"]) and all(len(one["times"]) >= CHANGES for one in seen["changed"])
