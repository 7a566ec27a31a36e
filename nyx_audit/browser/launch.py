"""Starts the browser and the driver that speaks with it, anew where either died.

A start takes about a second in processes of its own. It begins before the rest of the program is imported: this module
must import little.
"""

from __future__ import annotations

import asyncio
import contextlib
import os
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import AbstractAsyncContextManager, asynccontextmanager

from playwright.async_api import Browser as PlaywrightBrowser
from playwright.async_api import Error, Playwright, async_playwright

from nyx_audit.browser.find import HOW, Browser
from nyx_audit.errors import BrowserError
from nyx_audit.net.gate import Gate, open_gate

# A popup or a shared worker is another target, whose requests the guard of a tab does not see; without site
# isolation, the frames of other hosts are in the tab's own.
ARGUMENTS = (
    "--disable-shared-workers",
    "--block-new-web-contents",
    # A key that scrolls is done when it is pressed: a press after it is aimed at what stands still.
    "--disable-smooth-scrolling",
    # Elements answer to scripts with the role and the name that assistive software is told.
    "--enable-blink-features=ComputedAccessibilityInfo",
    "--disable-site-isolation-trials",
    "--disable-quic",
    "--force-webrtc-ip-handling-policy=disable_non_proxied_udp",
    "--autoplay-policy=no-user-gesture-required",
)
UNWANTED = ("--disable-popup-blocking",)
CLOSE_SECONDS = 5.0


class Launcher:
    """Starts one browser after another, with `gate` as its only way out. `find` says which; it raises BrowserError."""

    def __init__(self, find: Callable[[], Browser], gate: Gate) -> None:
        self.find, self.gate = find, gate
        self._driver: Playwright | None = None
        self._first: asyncio.Task[PlaywrightBrowser] | None = None

    def begin(self) -> None:
        """Start the first browser now; `launch` returns it."""
        self._first = asyncio.create_task(self._launch())

    async def launch(self) -> PlaywrightBrowser:
        """Return a running browser. Raises BrowserError where it does not start."""
        first, self._first = self._first, None
        return await (first or self._launch())

    async def close(self) -> None:
        """End the driver, and what it started."""
        if self._first:
            # Nobody waited for the first browser; while it starts, it could not be ended.
            await asyncio.gather(self._first, return_exceptions=True)
        await self._end_driver()

    async def _launch(self) -> PlaywrightBrowser:
        executable = self.find()
        try:
            return await _launch(executable, self.gate, self._driver or await self._new_driver())
        except Error as error:
            first = error
        # The driver may be gone, and the browser with it.
        await self._end_driver()
        try:
            return await _launch(executable, self.gate, await self._new_driver())
        except Error:
            what = executable.path or executable.kind
            raise BrowserError(f"{what} does not start: {str(first).splitlines()[0][:200]}; {HOW}") from first

    async def _end_driver(self) -> None:
        if self._driver:
            await bounded(self._driver.stop())
            self._driver = None

    async def _new_driver(self) -> Playwright:
        self._driver = await async_playwright().start()
        return self._driver


@asynccontextmanager
async def launching(
    find: Callable[[], Browser], opening: Callable[[], AbstractAsyncContextManager[Gate]] = open_gate
) -> AsyncIterator[Launcher]:
    """Start a browser with a gate of its own, for as long as the block runs, which begins before the browser is there."""
    async with opening() as gate:
        launcher = Launcher(find, gate)
        launcher.begin()
        try:
            yield launcher
        finally:
            await launcher.close()


async def bounded(closing: Awaitable[object]) -> None:
    """Close something that may hang or be gone."""
    with contextlib.suppress(Error, TimeoutError):
        await asyncio.wait_for(closing, CLOSE_SECONDS)


async def _launch(executable: Browser, gate: Gate, driver: Playwright) -> PlaywrightBrowser:
    path = str(executable.path) if executable.path else None
    sandboxed = hasattr(os, "geteuid") and os.geteuid() != 0

    async def launched(*, sandbox: bool) -> PlaywrightBrowser:
        return await driver.chromium.launch(
            executable_path=path,
            args=[*ARGUMENTS, *gate.browser_arguments],
            ignore_default_args=list(UNWANTED),
            chromium_sandbox=sandbox,
        )

    try:
        return await launched(sandbox=sandboxed)
    except Error:
        if not sandboxed:
            raise
        # Containers often forbid the sandbox's namespaces.
        return await launched(sandbox=False)
