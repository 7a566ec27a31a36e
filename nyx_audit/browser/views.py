"""The ways a page is looked at. One way: desktop, down to 320 pixels, up to a tablet where style sheets differ, phone, phone
sideways; never back to the desktop while it is looked at.

The phone is the debugger protocol's device metrics with `mobile: true` and touch: a plain resize ignores the
viewport meta (it gives 390 where a phone gives 980).
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from playwright.async_api import CDPSession, Page

from nyx_audit.version import VERSION


@dataclass(frozen=True, slots=True)
class Window:
    """A size in CSS pixels, and whether it is a phone's."""

    width: int
    height: int
    scale: float = 1
    phone: bool = False


DESKTOP = Window(1280, 800)
# 1280 by 1024 at 200 % zoom, as the ACT rule 59br37 has it for WCAG 1.4.4.
ZOOMED = Window(640, 512)
# 1280 by 1024 at 400 % zoom, as WCAG 1.4.10 has it.
REFLOW = Window(320, 256)
# A small, a middle and a large phone, and a tablet, held upright.
SMALL_PHONE = Window(360, 740)
MIDDLE_PHONE = Window(390, 844)
LARGE_PHONE = Window(412, 915)
TABLET = Window(768, 1024)
PHONE = Window(390, 844, scale=3, phone=True)
PHONE_SIDEWAYS = Window(844, 390, scale=3, phone=True)
# As wide as the one that is held the other way: what differs between the two is no matter of width.
PHONE_SIDEWAYS_HIGH = Window(844, 1000, scale=3, phone=True)
# In pixels, beyond the edges of a window.
OUTSIDE = 100
PHONE_LOW = Window(390, 360, scale=3, phone=True)


async def show(cdp: CDPSession, window: Window) -> None:
    """Lay the page out in the window."""
    metrics: dict[str, Any] = {
        "width": window.width,
        "height": window.height,
        "deviceScaleFactor": window.scale,
        "mobile": window.phone,
        "screenWidth": window.width,
        "screenHeight": window.height,
    }
    if window.phone:
        upright = window.height >= window.width
        metrics["screenOrientation"] = {
            "type": "portraitPrimary" if upright else "landscapePrimary",
            "angle": 0 if upright else 90,
        }
    await cdp.send("Emulation.setDeviceMetricsOverride", metrics)


async def point_away(page: Page) -> None:
    """Take the pointer out of the desktop window: at its lower right, since pages wait at the top for people who leave.

    The browser's own place for it is the upper left corner, where a link would look as it does under a pointer.
    """
    await page.mouse.move(DESKTOP.width + OUTSIDE, DESKTOP.height + OUTSIDE)


async def touch(cdp: CDPSession, browser_version: str, *, on: bool) -> None:
    """Turn touch on or off, and say so in the user agent."""
    await cdp.send("Emulation.setTouchEmulationEnabled", {"enabled": on, "maxTouchPoints": 5 if on else 1})
    await cdp.send("Emulation.setUserAgentOverride", user_agent(browser_version, phone=on))


def user_agent(browser_version: str, *, phone: bool = False) -> dict[str, Any]:
    """Return an honest user agent for the debugger protocol: the browser that it is, and whose visit this is."""
    major = browser_version.split(".")[0]
    system = "Linux; Android 10; K" if phone else "X11; Linux x86_64"
    mobile = "Mobile " if phone else ""
    text = (
        f"Mozilla/5.0 ({system}) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/{major}.0.0.0 "
        f"{mobile}Safari/537.36 nyx-audit/{VERSION}"
    )
    hints = {
        "platform": "Android" if phone else "Linux",
        "platformVersion": "",
        "architecture": "",
        "model": "",
        "mobile": phone,
        "brands": [{"brand": "Chromium", "version": major}, {"brand": "nyx-audit", "version": VERSION}],
    }
    return {"userAgent": text, "userAgentMetadata": hints}
