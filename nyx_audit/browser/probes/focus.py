"""Is the focus seen? First by styles, which is cheap; where they leave a doubt, two pictures are looked at."""

from __future__ import annotations

import asyncio
import base64
from collections.abc import Sequence

from playwright.async_api import Error

from nyx_audit.browser.probes.context import ProbeContext, probe
from nyx_audit.browser.probes.sight import Sight, compare
from nyx_audit.model.evidence.interaction import FOCUS, FocusLooks
from nyx_audit.model.evidence.kind import Missing
from nyx_audit.model.reason import Reason, ReasonCode

PICTURES = 12
PICTURE_SECONDS = 1.5


@probe(FOCUS)
async def gather_focus(context: ProbeContext) -> FocusLooks | Missing:
    """Return which elements of the order change with the focus, which hardly or not at all, which are open.

    Missing where the time was over before the first was looked at.
    """
    tour = await context.tour()
    same, faint, changed = (tour.looking(look) for look in ("same", "faint", "changed"))
    if tour.is_cut and not same and not faint and not changed:
        return Missing(Reason(ReasonCode.OUT_OF_TIME, "no element could be given the focus in time"))
    sights = await _sights(context, [*same, *faint])
    # Some style changes where it was not pictured: no reason to doubt.
    seen = [number for number in faint if sights[number] is None]
    seen += [number for number, sight in sights.items() if sight is Sight.CLEAR]
    by_sight = {sight: tuple(str(number) for number, one in sights.items() if one is sight) for sight in Sight}
    open_ = [number for number in same if sights[number] is None]
    await context.call("() => nyx.focus.reset()")
    visible = {*changed, *seen}
    coloured = [
        stop.number for stop in tour.stops if stop.of_colours and stop.number in visible and not tour.has_forced
    ]
    outlined = {stop.number: stop.outline for stop in tour.stops if stop.outline and stop.number in visible}
    doubtful = [number for number, sight in sights.items() if sight is not Sight.CLEAR]
    return FocusLooks(
        changed=tuple(str(number) for number in (*changed, *seen)),
        unseen=by_sight[Sight.NOTHING],
        unsure=tuple(str(number) for number in open_),
        moved=by_sight[Sight.MOVED],
        faint=by_sight[Sight.FAINT],
        coloured=tuple(str(number) for number in coloured),
        outlined={str(number): ratio for number, ratio in outlined.items()},
        targets=await context.targets({*doubtful, *coloured, *outlined}),
    )


async def _sights(context: ProbeContext, numbers: Sequence[int]) -> dict[int, Sight | None]:
    """Return what is seen of each when the focus comes, as far as there are pictures and time for it."""
    return {
        number: await _sight(context, number) if at < PICTURES and context.seconds_left > 1 else None
        for at, number in enumerate(numbers)
    }


async def _sight(context: ProbeContext, number: int) -> Sight | None:
    """Return what is seen in the window when the focus comes; None where that cannot be told."""
    try:
        if not await context.call("(number) => nyx.focus.prepare(number)", number):
            return None
        before = await _picture(context)
        if not await context.call("(number) => nyx.focus.focusOn(number)", number):
            return None
        await asyncio.sleep(0.05)
        sight = compare(before, await _picture(context))
        if sight is Sight.NOTHING:
            return sight
        # What changed may be the page, by itself: without the focus, it must be as it was.
        await context.call("(number) => nyx.focus.prepare(number)", number)
        return sight if compare(before, await _picture(context)) is Sight.NOTHING else None
    except (Error, TimeoutError):
        return None


async def _picture(context: ProbeContext) -> bytes:
    """Return a picture of the window, packed fast: it is looked at once."""
    async with asyncio.timeout(PICTURE_SECONDS):
        answer = await context.cdp.send("Page.captureScreenshot", {"format": "png", "optimizeForSpeed": True})
    return base64.b64decode(answer["data"])
