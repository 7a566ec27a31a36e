"""Does moving the device change the page? Its events are sent where the page listens to them."""

from __future__ import annotations

import asyncio
from collections.abc import Mapping
from typing import Any

from nyx_audit.browser.probes.controls import usable_controls
from nyx_audit.browser.probes.stage import Stage, probe

EVENTS = ("devicemotion", "deviceorientation", "deviceorientationabsolute")


@probe("motion")
async def gather_motion(stage: Stage) -> Mapping[str, Any]:
    """Return the events of the device that the page listens to, whether they change it, and which controls it has."""
    heard = await stage.listens_to(EVENTS)
    if not heard:
        return {"listens": [], "changes": False, "controls": 0, "switches": 0}
    before = await stage.call("() => nyx.noticed.contents()")
    await stage.call("() => nyx.motion.shake()")
    await asyncio.sleep(0.3)
    changes = await stage.call("() => nyx.noticed.contents()") != before
    return {
        "listens": heard,
        "changes": changes,
        "controls": await usable_controls(stage),
        "switches": await usable_controls(stage, "motion|shak|tilt|sensor|orient|movi"),
    }
