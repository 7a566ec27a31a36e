"""Measures of the layout, as the page stands and in windows of other sizes."""

from __future__ import annotations

from dataclasses import replace
from typing import Any, TypeVar

from playwright.async_api import CDPSession, Page

from nyx_audit.browser import views
from nyx_audit.browser.attempt import attempt
from nyx_audit.browser.axe import describe
from nyx_audit.browser.world import Worlds
from nyx_audit.model.evidence.kind import Missing
from nyx_audit.model.evidence.layout import (
    ENLARGED,
    NARROW,
    NARROWED,
    OVERLAPS,
    REFLOW,
    SPACED,
    ZOOMED,
    ClippedTexts,
    NarrowedPage,
    OverlappedTexts,
    PhoneLayout,
    ReflowLayout,
)
from nyx_audit.model.evidence.read import read_record
from nyx_audit.model.evidence.visit import Plan

T = TypeVar("T", PhoneLayout, ReflowLayout, ClippedTexts, OverlappedTexts, NarrowedPage)
# How people set texts by themselves, by the function of `library/settings.js`.
SETTINGS = {SPACED: "space", ENLARGED: "enlarge"}
CLIPPED = (*SETTINGS, ZOOMED, NARROW)
TWO_FRAMES = "() => new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(() => done(0))))"
# Where in the library each record is measured.
SCRIPTS: dict[type, str] = {
    PhoneLayout: "phone",
    ReflowLayout: "reflow",
    ClippedTexts: "clipping",
    OverlappedTexts: "overlap",
    NarrowedPage: "narrowed",
}


async def measure(worlds: Worlds, page: Page, frame: str, record: type[T]) -> T | Missing:
    """Return one measure of the layout, with the elements that it names described."""
    return await attempt("the layout could not be measured", _measure(worlds, frame, record), page)


async def _measure(worlds: Worlds, frame: str, record: type[T]) -> T:
    top = await worlds.of(frame)
    await worlds.call(top, TWO_FRAMES)
    found: dict[str, Any] = await worlds.call_json(top, f"() => nyx.{SCRIPTS[record]}.measure()")
    named: tuple[dict[str, Any], ...] = (*found.get("out", ()), *found.get("bars", ()))
    keys = [found["key"], found.get("smallest"), *(box["key"] for box in named)]
    targets = await describe(worlds, top, (int(key) for key in keys if key))
    return read_record(record, {**found, "targets": targets})


async def before(worlds: Worlds, page: Page, frame: str, plan: Plan) -> None:
    """Keep how the page stands in the desktop window, so that `measure` finds what another window changes."""
    top = await worlds.of(frame)
    for name, record in ((OVERLAPS.name, OverlappedTexts), (NARROWED.name, NarrowedPage)):
        if name in plan.kinds:
            beginning = worlds.call(top, f"() => nyx.{SCRIPTS[record]}.begin()")
            await attempt("the layout could not be measured", beginning, page)


async def clipped(
    cdp: CDPSession, worlds: Worlds, page: Page, frame: str, plan: Plan
) -> dict[str, ClippedTexts | Missing]:
    """Return which texts are cut off in the ways that the plan needs, where any box could cut one, by kind.

    In this order: with people's own spacing, with text alone at 200 %, at 200 % zoom, in a window of 320 pixels, in which the page
    is left. What lies over each other in the first two is kept for the measure of that.
    """
    needed = [kind for kind in CLIPPED if plan.needs(kind)]
    top = await worlds.of(frame)
    may_clip = bool(needed) and await worlds.call(top, "() => nyx.clipping.mayClip()")
    found: dict[str, ClippedTexts | Missing] = {} if may_clip else {kind.name: ClippedTexts() for kind in needed}
    for kind, setting in SETTINGS.items():
        measures = may_clip and kind in needed
        if measures or plan.needs(OVERLAPS):
            cut = await _set_otherwise(worlds, page, frame, setting, measures=measures)
            found |= {kind.name: cut} if measures else {}
    for kind, window in ((ZOOMED, views.ZOOMED), (NARROW, views.REFLOW)):
        if may_clip and kind in needed:
            await views.show(cdp, window)
            found[kind.name] = await measure(worlds, page, frame, ClippedTexts)
    return found


async def narrow(
    cdp: CDPSession, worlds: Worlds, page: Page, frame: str, plan: Plan
) -> dict[str, ReflowLayout | OverlappedTexts | NarrowedPage | Missing]:
    """Return what the plan needs of a window of 320 pixels, by kind; the page is left in it."""
    found: dict[str, ReflowLayout | OverlappedTexts | NarrowedPage | Missing] = {}
    if plan.kinds.isdisjoint(kind.name for kind in (REFLOW, OVERLAPS, NARROWED)):
        return found
    await views.show(cdp, views.REFLOW)
    if plan.needs(REFLOW):
        found[REFLOW.name] = await measure(worlds, page, frame, ReflowLayout)
    if plan.needs(OVERLAPS):
        found[OVERLAPS.name] = await measure(worlds, page, frame, OverlappedTexts)
    if plan.needs(NARROWED):
        found[NARROWED.name] = await measure(worlds, page, frame, NarrowedPage)
    return found


async def _set_otherwise(
    worlds: Worlds, page: Page, frame: str, setting: str, *, measures: bool
) -> ClippedTexts | Missing:
    """Set the texts as people do, for once; return what that cuts off and nothing cut off before, where it `measures` this."""
    top = await worlds.of(frame)
    await worlds.call(top, f"() => nyx.settings.{setting}()")
    overlapping = worlds.call(top, f"() => nyx.overlap.note('{setting}')")
    await attempt("the layout could not be measured", overlapping, page)
    found = await measure(worlds, page, frame, ClippedTexts) if measures else ClippedTexts()
    await worlds.call(top, "() => nyx.settings.reset()")
    if isinstance(found, Missing) or not found.out:
        return found
    before = await measure(worlds, page, frame, ClippedTexts)
    if isinstance(before, Missing):
        return before
    cut = {one.key for one in before.out}
    return replace(
        found,
        tested=tuple(key for key in found.tested if key not in cut),
        out=tuple(one for one in found.out if one.key not in cut),
    )
