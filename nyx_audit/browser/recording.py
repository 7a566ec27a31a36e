"""A visible browser in which a person signs in, and what the site's cookies and stores hold when they are done."""

from __future__ import annotations

import asyncio
import contextlib
import json
import os
from collections.abc import Callable, Coroutine

from playwright.async_api import Browser as PlaywrightBrowser
from playwright.async_api import BrowserContext, Error, Route, async_playwright

from nyx_audit.browser.find import Browser, candidates, find_browser
from nyx_audit.browser.launch import bounded
from nyx_audit.browser.logins import Logins
from nyx_audit.errors import BrowserError
from nyx_audit.model.access import Access
from nyx_audit.net.access import Accesses, header_fields
from nyx_audit.net.addresses import host_of, is_web

# While the window is open, what it holds is read so often: when it is closed, it is too late.
LOOK_SECONDS = 1.0
Done = Callable[[], Coroutine[object, object, object]]


def find_visible(asked: str | None) -> Browser:
    """Return a browser that can show a window. Raises BrowserError where there is none."""
    if asked or os.environ.get("NYX_BROWSER"):
        return find_browser(asked)
    for one in candidates():
        if one.path and one.kind != "headless shell":
            return one
    raise BrowserError(
        "no browser that can show a window; install Chrome, Edge or Chromium, or name one with --browser"
    )


async def record(browser: Browser, url: str, access: Access | None, done: Done) -> str:
    """Open a window at an address and return its storage state as JSON, when `done` ends, which begins with the window, or it is closed.

    Raises BrowserError where no window can be opened.
    """
    async with async_playwright() as driver:
        try:
            window = await driver.chromium.launch(
                executable_path=str(browser.path) if browser.path else None,
                headless=False,
                chromium_sandbox=hasattr(os, "geteuid") and os.geteuid() != 0,
            )
        except Error as error:
            first = str(error).splitlines()[0][:150]
            raise BrowserError(f"{browser.path} opens no window ({first}); it needs a display") from error
        try:
            return await _recorded(window, url, access, done)
        finally:
            await bounded(window.close())


async def _recorded(window: PlaywrightBrowser, url: str, access: Access | None, done: Done) -> str:
    logins = Logins(Accesses.of([access] if access else []))
    context = await window.new_context(no_viewport=True, **logins.context_options(access, ""))
    # Playwright keeps the type of these to itself.
    await context.add_cookies(logins.cookies(access))  # type: ignore[arg-type]
    if access and header_fields(access):
        await _send_headers(context, access)
    page = await context.new_page()
    with contextlib.suppress(Error):
        # What does not load is seen in the window.
        await page.goto(url)
    waiting = asyncio.ensure_future(done())
    state = json.dumps({"cookies": [], "origins": []})
    try:
        while not waiting.done() and context.pages:
            state = json.dumps(await context.storage_state())
            await asyncio.wait({waiting}, timeout=LOOK_SECONDS)
        if context.pages:
            state = json.dumps(await context.storage_state())
    except Error:
        # The window was closed while it was looked at.
        pass
    finally:
        waiting.cancel()
    return state


async def _send_headers(context: BrowserContext, access: Access) -> None:
    """Have each request to a host of the access bear its headers, and no other."""
    fields = header_fields(access)

    async def with_headers(route: Route) -> None:
        await route.continue_(headers={**route.request.headers, **fields})

    await context.route(lambda url: is_web(url) and host_of(url) in access.hosts, with_headers)
