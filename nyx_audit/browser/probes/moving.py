"""Reads the pictures of the page that may move, from the browser's memory, and what style sheets make flash."""

from __future__ import annotations

import asyncio
import base64
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any
from urllib.parse import unquote_to_bytes

from playwright.async_api import Error

from nyx_audit.browser.frames import Motion, motion_of
from nyx_audit.browser.probes.context import ProbeContext, probe
from nyx_audit.browser.world import read_json
from nyx_audit.model.evidence.moving import MOVING, FlashingPart, MovingPicture, MovingPictures
from nyx_audit.model.evidence.read import read_record

# Photographs are of the latter type, too, more often than what moves.
MOVES = frozenset({"image/gif", "image/apng"})
MAY_MOVE, MOST = "image/webp", 6
MOST_BYTES = 5_000_000


@dataclass(frozen=True, slots=True)
class Drawn:
    """A picture as it is drawn: see `library/moving.js`."""

    key: str
    address: str
    width: float
    height: float
    stops: bool
    near: bool


@probe(MOVING)
async def gather_moving(context: ProbeContext) -> MovingPictures:
    """Return the pictures that move, and the parts that flash."""
    tree = (await context.cdp.send("Page.getResourceTree"))["frameTree"]
    rows = await context.call("(addresses) => nyx.moving.pictures(addresses)", _that_may_move(tree["resources"]))
    pictures = []
    motions: dict[str, Motion | None] = {}
    for one in (read_record(Drawn, row) for row in read_json(rows)):
        if one.address not in motions:
            content = await _content(context, tree["frame"]["id"], one.address)
            motions[one.address] = await asyncio.to_thread(motion_of, content)
        if motion := motions[one.address]:
            pictures.append(_moving(one, motion))
    parts = [read_record(FlashingPart, row) for row in read_json(await context.call("() => nyx.moving.flashing()"))]
    targets = await context.targets(int(key) for key in {one.key for one in pictures} | {one.key for one in parts})
    return MovingPictures(tuple(pictures), tuple(parts), targets)


def _that_may_move(resources: list[Mapping[str, Any]]) -> list[str]:
    images = [one for one in resources if one["type"] == "Image" and one.get("contentSize", 0) <= MOST_BYTES]
    perhaps = [one["url"] for one in images if one["mimeType"] == MAY_MOVE]
    return [*(one["url"] for one in images if one["mimeType"] in MOVES), *perhaps[:MOST]]


async def _content(context: ProbeContext, frame: str, address: str) -> bytes:
    """Return a picture's content, empty where the browser does not have it any more."""
    if address.startswith("data:"):
        head, _, data = address.partition(",")
        return base64.b64decode(data) if head.endswith("base64") else unquote_to_bytes(data)
    try:
        found = await context.cdp.send("Page.getResourceContent", {"frameId": frame, "url": address})
    except Error:
        return b""
    return base64.b64decode(found["content"]) if found["base64Encoded"] else b""


def _moving(one: Drawn, motion: Motion) -> MovingPicture:
    return MovingPicture(
        key=one.key,
        seconds=motion.seconds,
        changing=motion.changing,
        flashes=motion.flashes,
        width=one.width,
        height=one.height,
        stops=one.stops,
        near=one.near,
    )
