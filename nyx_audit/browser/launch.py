"""Starts the browser and the driver that speaks with it, anew where either died."""

from __future__ import annotations

import asyncio
import contextlib
import os
from collections.abc import Awaitable, Sequence

from playwright.async_api import Browser as PlaywrightBrowser
from playwright.async_api import Error, Playwright, async_playwright

from nyx_audit.browser.find import HOW, Browser
from nyx_audit.errors import BrowserError

# A popup or a shared worker is another target, whose requests the guard of a tab does not see; without site
# isolation, the frames of other hosts are in the tab's own.
ARGUMENTS = (
    "--disable-shared-workers",
    "--block-new-web-contents",
    "--disable-site-isolation-trials",
    "--disable-quic",
    "--force-webrtc-ip-handling-policy=disable_non_proxied_udp",
    "--autoplay-policy=no-user-gesture-required",
)
UNWANTED = ("--disable-popup-blocking",)
CLOSE_SECONDS = 5.0


class Launcher:
    """Starts one browser after another; `arguments` are added to those that every browser has."""

    def __init__(self, executable: Browser, arguments: Sequence[str]) -> None:
        self._executable = executable
        self._arguments = (*ARGUMENTS, *arguments)
        self._driver: Playwright | None = None

    async def launch(self) -> PlaywrightBrowser:
        """Return a running browser. Raises BrowserError where it does not start."""
        try:
            return await self._launch(self._driver or await self._new_driver())
        except Error as error:
            first = error
        # The driver may be gone, and the browser with it.
        await self.close()
        try:
            return await self._launch(await self._new_driver())
        except Error:
            what = self._executable.path or self._executable.kind
            raise BrowserError(f"{what} does not start: {str(first).splitlines()[0][:200]}; {HOW}") from first

    async def close(self) -> None:
        """End the driver, and what it started."""
        if self._driver:
            await bounded(self._driver.stop())
            self._driver = None

    async def _new_driver(self) -> Playwright:
        self._driver = await async_playwright().start()
        return self._driver

    async def _launch(self, driver: Playwright) -> PlaywrightBrowser:
        path = str(self._executable.path) if self._executable.path else None
        sandboxed = hasattr(os, "geteuid") and os.geteuid() != 0

        async def launched(*, sandbox: bool) -> PlaywrightBrowser:
            return await driver.chromium.launch(
                executable_path=path,
                args=list(self._arguments),
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


async def bounded(closing: Awaitable[object]) -> None:
    """Close something that may hang or be gone."""
    with contextlib.suppress(Error, TimeoutError):
        await asyncio.wait_for(closing, CLOSE_SECONDS)
