"""Does moving the device change the page? Its events are sent where the page listens to them."""

from __future__ import annotations

import asyncio

from nyx_audit.browser.probes.context import ProbeContext, probe
from nyx_audit.browser.probes.controls import usable_controls
from nyx_audit.model.evidence.interaction import MOTION, DeviceMotion

EVENTS = ("devicemotion", "deviceorientation", "deviceorientationabsolute")


@probe(MOTION)
async def gather_motion(context: ProbeContext) -> DeviceMotion:
    """Return the events of the device that the page listens to, whether they change it, and which controls it has."""
    heard = await context.listens_to(EVENTS)
    if not heard:
        return DeviceMotion()
    before = await context.call("() => nyx.noticed.contents()")
    await context.call("() => nyx.motion.shake()")
    await asyncio.sleep(0.3)
    changes = await context.call("() => nyx.noticed.contents()") != before
    return DeviceMotion(
        listens=tuple(heard),
        changes=changes,
        controls=await usable_controls(context),
        switches=await usable_controls(context, "motion|shak|tilt|sensor|orient|movi"),
    )
