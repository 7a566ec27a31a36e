"""Is the focus seen? First by styles, which is cheap; what does not change is looked at in two pictures."""

from __future__ import annotations

import asyncio
import base64
import io

from playwright.async_api import Error

from nyx_audit.browser.probes.context import ProbeContext, probe
from nyx_audit.model.evidence.interaction import FOCUS, FocusLooks
from nyx_audit.model.evidence.kind import Missing
from nyx_audit.model.reason import Reason, ReasonCode

PICTURES = 12
PICTURE_SECONDS = 1.5
# A difference of fewer pixels than this, or a fainter one, is noise of drawing.
LEAST_PIXELS = 4
LEAST_DIFFERENCE = 3


@probe(FOCUS)
async def gather_focus(context: ProbeContext) -> FocusLooks | Missing:
    """Return which elements of the order change with the focus (`changed`), which do not (`unseen`), which are open.

    Missing where the time was over before the first was looked at.
    """
    tour = await context.tour()
    same, changed = tour.looking("same"), tour.looking("changed")
    if tour.is_cut and not same and not changed:
        return Missing(Reason(ReasonCode.OUT_OF_TIME, "no element could be given the focus in time"))
    seen_by: dict[bool | None, list[str]] = {True: [str(number) for number in changed], False: [], None: []}
    for at, number in enumerate(same):
        seen = await _is_seen(context, number) if at < PICTURES and context.seconds_left > 1 else None
        seen_by[seen].append(str(number))
    await context.call("() => nyx.focus.reset()")
    targets = await context.targets(int(key) for key in (*seen_by[False], *seen_by[None]))
    return FocusLooks(tuple(seen_by[True]), tuple(seen_by[False]), tuple(seen_by[None]), targets)


async def _is_seen(context: ProbeContext, number: int) -> bool | None:
    """Whether any pixel of the window changes with the focus; None where that cannot be seen."""
    try:
        if not await context.call("(number) => nyx.focus.prepare(number)", number):
            return None
        before = await _picture(context)
        if not await context.call("(number) => nyx.focus.focusOn(number)", number):
            return None
        await asyncio.sleep(0.05)
        if not _differ(before, await _picture(context)):
            return False
        # What changed may be the page, by itself: without the focus, it must be as it was.
        await context.call("(number) => nyx.focus.prepare(number)", number)
        return None if _differ(before, await _picture(context)) else True
    except (Error, TimeoutError):
        return None


async def _picture(context: ProbeContext) -> bytes:
    """Return a picture of the window, packed fast: it is looked at once."""
    async with asyncio.timeout(PICTURE_SECONDS):
        answer = await context.cdp.send("Page.captureScreenshot", {"format": "png", "optimizeForSpeed": True})
    return base64.b64decode(answer["data"])


def _differ(one: bytes, other: bytes) -> bool:
    if one == other:
        return False
    from PIL import Image, ImageChops

    difference = ImageChops.difference(
        Image.open(io.BytesIO(one)).convert("RGB"), Image.open(io.BytesIO(other)).convert("RGB")
    )
    red, green, blue = difference.split()
    counts = ImageChops.lighter(ImageChops.lighter(red, green), blue).histogram()
    return sum(counts[LEAST_DIFFERENCE:]) >= LEAST_PIXELS
