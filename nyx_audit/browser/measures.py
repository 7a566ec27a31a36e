"""Measures of the layout, as the page stands and in windows of other sizes."""

from __future__ import annotations

from collections.abc import Mapping, Set
from typing import Any

from playwright.async_api import CDPSession

from nyx_audit.browser import views
from nyx_audit.browser.axe import describe
from nyx_audit.browser.world import ScriptError, Worlds
from nyx_audit.model.evidence import Missing
from nyx_audit.model.reason import Reason, ReasonCode

Measured = Mapping[str, Any] | Missing
# In this order: with people's own spacing, at 200 % zoom, in a window of 320 pixels.
CLIPPED = frozenset({"spaced", "zoomed", "narrow"})


async def measure(worlds: Worlds, frame: str, name: str) -> Measured:
    """Return one measure of `layout.js`, with the elements that it names described."""
    try:
        top = await worlds.of(frame)
        await worlds.call(
            top, "() => new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(() => done(0))))"
        )
        found = await worlds.call_json(top, f"() => nyxLayout.{name}()")
        named = (*found.get("out", ()), *found.get("bars", ()))
        keys = [found["key"], *(box["key"] for box in named)]
        targets = await describe(worlds, top, (int(key) for key in keys))
    except ScriptError as error:
        return Missing(Reason(ReasonCode.SCRIPT_FAILED, f"the layout could not be measured: {error}"))
    return {**found, "targets": targets}


async def clipped(cdp: CDPSession, worlds: Worlds, frame: str, names: Set[str]) -> dict[str, Measured]:
    """Return which texts are cut off in these ways (see CLIPPED), where any box could cut one.

    The page is left in the last window that was asked for.
    """
    if not names:
        return {}
    top = await worlds.of(frame)
    if not await worlds.call(top, "() => nyxLayout.mayClip()"):
        return {name: {"tested": [], "out": [], "targets": {}} for name in names}
    found: dict[str, Measured] = {}
    if "spaced" in names:
        await worlds.call(top, "() => nyxLayout.space(true)")
        found["spaced"] = await measure(worlds, frame, "clipped")
        await worlds.call(top, "() => nyxLayout.space(false)")
        if not isinstance(found["spaced"], Missing) and found["spaced"]["out"]:
            found["spaced"] = _more_than(found["spaced"], await measure(worlds, frame, "clipped"))
    for name, window in (("zoomed", views.ZOOMED), ("narrow", views.REFLOW)):
        if name in names:
            await views.show(cdp, window)
            found[name] = await measure(worlds, frame, "clipped")
    return found


def _more_than(found: Mapping[str, Any], before: Measured) -> Measured:
    """Return what is cut off that was not before; what was is no longer asked about."""
    if isinstance(before, Missing):
        return before
    cut = {one["key"] for one in before["out"]}
    return {
        **found,
        "tested": [key for key in found["tested"] if key not in cut],
        "out": [one for one in found["out"] if one["key"] not in cut],
    }
