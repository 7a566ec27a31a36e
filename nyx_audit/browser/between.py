"""Measures of the layout in the windows of phones and tablets, each where a style sheet draws a line below it."""

from __future__ import annotations

from itertools import pairwise

from playwright.async_api import CDPSession, Page

from nyx_audit.browser import views
from nyx_audit.browser.measures import measure
from nyx_audit.browser.world import Worlds
from nyx_audit.model.evidence.between import Between, BetweenWidths
from nyx_audit.model.evidence.kind import Missing
from nyx_audit.model.evidence.layout import NarrowedPage, ReflowLayout

WINDOWS = (views.REFLOW, views.SMALL_PHONE, views.MIDDLE_PHONE, views.LARGE_PHONE, views.TABLET)
IS_BETWEEN = "(low, high) => nyx.breakpoints.isBetween(low, high)"
KEY = "() => nyx.elements.keyOf(document.documentElement)"


async def look_between(cdp: CDPSession, worlds: Worlds, page: Page, frame: str) -> BetweenWidths | Missing:
    """Return how the page is laid out between 320 pixels and the desktop, from the narrowest to the widest window."""
    top = await worlds.of(frame)
    found: list[Between] = []
    for below, window in pairwise(WINDOWS):
        if not await worlds.call(top, IS_BETWEEN, below.width, window.width):
            continue
        await views.show(cdp, window)
        reflow = await measure(worlds, page, frame, ReflowLayout)
        narrowed = await measure(worlds, page, frame, NarrowedPage)
        if isinstance(reflow, Missing):
            return reflow
        if isinstance(narrowed, Missing):
            return narrowed
        found.append(Between(reflow, narrowed))
    return BetweenWidths(str(await worlds.call(top, KEY)), tuple(found))
