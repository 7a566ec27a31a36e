"""Looks at a phone held upright and held sideways. What differs for its width alone is no matter of orientation."""

from __future__ import annotations

import asyncio
from typing import Any

from playwright.async_api import CDPSession, Page

from nyx_audit.browser import views
from nyx_audit.browser.attempt import attempt
from nyx_audit.browser.axe import describe
from nyx_audit.browser.measures import TWO_FRAMES
from nyx_audit.browser.world import Worlds
from nyx_audit.model.evidence.kind import Missing
from nyx_audit.model.evidence.orientation import OrientationLooks
from nyx_audit.model.evidence.read import read_record

# Scripts wait until the screen has stopped turning.
SCRIPTS_SECONDS = 0.3
# Before anything is taken for lost: styles may fade.
SETTLE_SECONDS = 0.5
# Beside each orientation, a window of the same width that is held the other way: what is lost in the first is lost for its
# orientation only where it is back in the second.
WINDOWS = {
    "sideways": (views.PHONE_SIDEWAYS, views.PHONE_SIDEWAYS_HIGH),
    "upright": (views.PHONE, views.PHONE_LOW),
}
TURNS = frozenset({"resize", "orientationchange"})
SENSED = "Boolean(window[Symbol.for('nyx.turns')])"


async def look_both_ways(cdp: CDPSession, worlds: Worlds, page: Page, frame: str) -> OrientationLooks | Missing:
    """Return how the page on the phone differs when it is turned, or why that could not be seen."""
    looking = _Orientation(cdp, worlds, await worlds.of(frame)).compare()
    return await attempt("the phone could not be turned", looking, page)


class _Orientation:
    def __init__(self, cdp: CDPSession, worlds: Worlds, top: int) -> None:
        self._cdp, self._worlds, self._top = cdp, worlds, top

    async def compare(self) -> OrientationLooks:
        waits = await self._scripts_may_turn()
        if not waits and not await self._call("() => nyx.orientation.asks()"):
            return OrientationLooks(str(await self._call("() => nyx.elements.keyOf(document.documentElement)")))
        await self._call("() => nyx.orientation.keep('upright')")
        await self._keep("sideways", views.PHONE_SIDEWAYS, SCRIPTS_SECONDS if waits else 0)
        found = await self._compared([])
        suspects = [loss["held"] for loss in found["losses"] if loss["share"] or loss["controls"]]
        if suspects:
            for held in suspects:
                window, other_way = WINDOWS[held]
                await self._keep(f"again-{held}", other_way, SETTLE_SECONDS)
                # What only came later, or was on its way, is no loss.
                await self._keep(held, window, SETTLE_SECONDS)
            found = await self._compared(suspects)
        return await self._read(found)

    async def _scripts_may_turn(self) -> bool:
        window = await self._cdp.send("Runtime.evaluate", {"expression": "window"})
        heard = await self._cdp.send("DOMDebugger.getEventListeners", {"objectId": window["result"]["objectId"]})
        if any(one["type"] in TURNS for one in heard["listeners"]):
            return True
        sensed = await self._cdp.send("Runtime.evaluate", {"expression": SENSED, "returnByValue": True})
        return bool(sensed["result"].get("value"))

    async def _keep(self, name: str, window: views.Window, seconds: float = 0) -> None:
        await views.show(self._cdp, window)
        await self._call(TWO_FRAMES)
        await asyncio.sleep(seconds)
        await self._call("(name) => nyx.orientation.keep(name)", name)

    async def _compared(self, confirmed: list[str]) -> dict[str, Any]:
        found: dict[str, Any] = await self._worlds.call_json(
            self._top, "(confirmed) => nyx.orientation.compare(confirmed)", confirmed
        )
        return found

    async def _read(self, found: dict[str, Any]) -> OrientationLooks:
        named = [*(one["key"] for loss in found["losses"] for one in loss["controls"])]
        named += [one["key"] for one in found["turned"]]
        targets = await describe(self._worlds, self._top, (int(key) for key in (found["key"], *named)))
        return read_record(OrientationLooks, {**found, "targets": targets})

    async def _call(self, function: str, *arguments: Any) -> Any:
        return await self._worlds.call(self._top, function, *arguments)
