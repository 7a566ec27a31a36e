"""Lab figures of a page's load: a mid-tier phone on a slow net, by the debugger protocol. They are no field data.

The net and the processor are slowed down as Lighthouse does where it applies rather than simulates: 562.5 ms of
latency, nine tenths of 1.6 Mbit/s down and 750 kbit/s up, a processor of a quarter of the speed; 412 by 823 pixels.
"""

from __future__ import annotations

from typing import Any

from playwright.async_api import CDPSession

from nyx_audit.browser import views

PHONE = views.Window(412, 823, scale=1.75, phone=True)
NET = {
    "offline": False,
    "latency": 562.5,
    "downloadThroughput": 0.9 * 1.6 * 1024 * 1024 / 8,
    "uploadThroughput": 0.9 * 750 * 1024 / 8,
    "connectionType": "cellular4g",
}
SLOWER = 4
# After the load, so many milliseconds without a long task end the measurement; it lasts no longer than the second.
QUIET_MS, LONGEST_MS = 1000, 8000

# Largest contentful paint and total blocking time in milliseconds; layout shift as the largest session window
# (shifts less than a second apart, five seconds at most). Nobody touches the page here: what browsers take for a
# visitor's doing, in the half second after a window got its size, counts too.
FIGURES = "(quiet, longest) => nyx.lab.figures(quiet, longest)"


class Weight:
    """Counts what a load transfers, in bytes as they were sent."""

    def __init__(self, cdp: CDPSession) -> None:
        self._cdp = cdp
        self.bytes = 0
        self.requests = 0

    async def start(self) -> None:
        """Count from now on."""
        self._cdp.on("Network.loadingFinished", self._count)
        await self._cdp.send("Network.enable")

    def _count(self, event: dict[str, Any]) -> None:
        self.bytes += max(0, int(event.get("encodedDataLength", 0)))
        self.requests += 1


async def become_slow_phone(cdp: CDPSession, browser_version: str) -> None:
    """Slow down the net and the processor, and lay pages out as on the phone."""
    await cdp.send("Network.enable")
    await cdp.send("Network.setCacheDisabled", {"cacheDisabled": True})
    await cdp.send("Network.emulateNetworkConditions", NET)
    await cdp.send("Emulation.setCPUThrottlingRate", {"rate": SLOWER})
    await views.touch(cdp, browser_version, on=True)
    await views.show(cdp, PHONE)
