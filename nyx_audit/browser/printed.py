"""Looks at the page as it is printed, where a style for that may hide most of it."""

from __future__ import annotations

from playwright.async_api import CDPSession

from nyx_audit.browser.axe import describe
from nyx_audit.browser.world import Worlds
from nyx_audit.model.evidence.printed import PrintedPage

KEY = "() => nyx.elements.keyOf(document.documentElement)"
SHOWN = "() => nyx.printed.shown()"


async def look_printed(cdp: CDPSession, worlds: Worlds, frame: str) -> PrintedPage:
    """Return how much of the page is printed. Raises Playwright's errors."""
    top = await worlds.of(frame)
    key = str(await worlds.call(top, KEY))
    shown = int(await worlds.call(top, SHOWN))
    printed = shown
    if await worlds.call(top, "() => nyx.printed.mayHideMost()"):
        await cdp.send("Emulation.setEmulatedMedia", {"media": "print"})
        try:
            printed = int(await worlds.call(top, SHOWN))
        finally:
            await cdp.send("Emulation.setEmulatedMedia", {"media": ""})
    return PrintedPage(key, shown, printed, await describe(worlds, top, [int(key)]))
