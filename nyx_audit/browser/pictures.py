"""Takes pictures of elements of a loaded page: outlined, and where it tells more, before and after something is done."""

from __future__ import annotations

import asyncio
import base64
import io
import json
from collections.abc import AsyncIterator, Sequence
from contextlib import suppress
from dataclasses import dataclass, replace
from typing import Any

from playwright.async_api import CDPSession, Error, Page

from nyx_audit.browser import views
from nyx_audit.browser.lookup import locate
from nyx_audit.browser.world import ScriptError, Worlds
from nyx_audit.model.evidence.read import read_record
from nyx_audit.model.picture import Picture, Shot, Way

MOST = {"width": 640, "height": 360}
QUALITY = 60
TIMES = 2
# A picture of more bytes than this is left out: a report is one file.
MOST_BYTES = 120_000
# A phone's window; three pixels for each of them would make a picture of nine times the bytes.
PHONE = replace(views.PHONE, scale=1)
# What opens takes its time.
AFTER_SECONDS = 0.4
DONE = {
    Way.FOCUS: ("without the focus", "with the focus"),
    Way.PRESS: ("before it is pressed", "after it is pressed"),
    Way.HOVER: ("without a pointer", "with a pointer on it"),
}


async def take_pictures(
    page: Page, cdp: CDPSession, worlds: Worlds, frame: str, shots: Sequence[Shot]
) -> dict[str, tuple[Picture, ...]]:
    """Return the pictures of each shot by its key; none of what cannot be found or seen. Desktop first, then the phone."""
    found: dict[str, tuple[Picture, ...]] = {}
    for shot in sorted(shots, key=lambda one: one.phone):
        await views.show(cdp, PHONE if shot.phone else views.DESKTOP)
        camera = _Camera(page, cdp, worlds, frame)
        # A busy browser draws nothing now and then; it does the next time.
        for _ in range(TIMES):
            with suppress(Error, ScriptError):
                found[shot.key] = tuple([one async for one in camera.of(shot) if one.image])
                break
    return {key: pictures for key, pictures in found.items() if pictures}


@dataclass(frozen=True, slots=True)
class _Clip:
    """A part of the window, in CSS pixels."""

    x: int
    y: int
    width: int
    height: int


@dataclass(frozen=True, slots=True)
class _Camera:
    page: Page
    cdp: CDPSession
    worlds: Worlds
    frame: str

    async def of(self, shot: Shot) -> AsyncIterator[Picture]:
        """Yield the picture of an element, or two."""
        key = await locate(self.worlds, shot.selector)
        # What stands in a frame has its box in the frame's window.
        if key is None or ">" in key:
            return
        first, second = DONE.get(shot.way, ("", ""))
        clip = await self._outlined(int(key))
        if clip is None:
            return
        where = "on a phone" if shot.phone else "on a desktop"
        if shot.way is Way.FOCUS:
            # The outline would hide what the focus changes.
            await self._call("() => nyx.pictured.clear()")
        yield await self._picture(clip, f"{where}, {first}" if first else where)
        await self._call("() => nyx.pictured.clear()")
        if not second:
            return
        await self._do(shot.way, int(key))
        await asyncio.sleep(AFTER_SECONDS)
        yield await self._picture(clip if shot.way is Way.FOCUS else _wider(clip), f"{where}, {second}")

    async def _outlined(self, number: int) -> _Clip | None:
        found = await self._call("(number, most) => nyx.pictured.outline(number, most)", number, MOST)
        return None if found is None else read_record(_Clip, json.loads(found))

    async def _do(self, way: Way, number: int) -> None:
        if way is Way.FOCUS:
            await self._call("(number) => nyx.reach.focusOn(number)", number)
            return
        point = await self._call("(number) => nyx.reach.pointOf(number)", number)
        if point is not None:
            x, y = json.loads(point)
            await self.page.mouse.move(x, y)
            if way is Way.PRESS:
                await self.page.mouse.click(x, y)

    async def _picture(self, clip: _Clip, caption: str) -> Picture:
        answer = await self.cdp.send("Page.captureScreenshot", {"format": "png", "optimizeForSpeed": True})
        image = await asyncio.to_thread(_cut, base64.b64decode(answer["data"]), clip)
        return Picture(caption, image if len(image) <= MOST_BYTES else b"", clip.width, clip.height)

    async def _call(self, function: str, *arguments: Any) -> Any:
        return await self.worlds.call(await self.worlds.of(self.frame), function, *arguments)


def _cut(window: bytes, clip: _Clip) -> bytes:
    """Return a part of a picture of the window, as JPEG."""
    from PIL import Image

    part = Image.open(io.BytesIO(window)).crop((clip.x, clip.y, clip.x + clip.width, clip.y + clip.height))
    packed = io.BytesIO()
    part.convert("RGB").save(packed, "JPEG", quality=QUALITY)
    return packed.getvalue()


def _wider(clip: _Clip) -> _Clip:
    """What opens stands below or beside it."""
    height = min(views.DESKTOP.height - clip.y, clip.height + 200)
    width = min(views.DESKTOP.width - clip.x, max(clip.width, MOST["width"]))
    return replace(clip, height=height, width=width)
