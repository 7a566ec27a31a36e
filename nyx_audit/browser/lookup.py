"""Finds a report's target again in a page: through frames and open shadow roots."""

from __future__ import annotations

from nyx_audit.browser.world import ScriptError, Worlds

BOUNDARY = " >>> "


async def locate(worlds: Worlds, selector: str) -> str | None:
    """Return the key of the one element that a report's selector finds in the tab's page; None where not exactly one."""
    context = await worlds.of(next(iter(await worlds.frames())))
    path: list[str] = []
    inside: int | None = None
    parts = selector.split(BOUNDARY)
    for at, part in enumerate(parts):
        try:
            found = await worlds.call_json(context, "(from, part) => nyx.elements.step(from, part)", inside, part)
        except ScriptError:
            return None
        if found is None:
            return None
        inside = found["number"]
        if found["frame"] and at < len(parts) - 1:
            frame = await worlds.frame_of(context, found["number"])
            if frame is None:
                return None
            path.append(str(inside))
            context, inside = await worlds.of(frame), None
    return ">".join([*path, str(inside)])
