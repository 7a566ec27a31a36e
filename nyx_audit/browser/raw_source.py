"""Brings the raw source home: the browser closes tags that do not match, and its own document shows none of that."""

from __future__ import annotations

from playwright.async_api import CDPSession

from nyx_audit.browser.axe import describe
from nyx_audit.browser.world import Worlds
from nyx_audit.model.evidence.page import RawSource
from nyx_audit.model.outcome import Target

MOST_CHARACTERS = 3_000_000


async def read_source(cdp: CDPSession, worlds: Worlds, top: int) -> RawSource:
    """Return the document as the server sent it, cut at the limit. It is read from the browser's memory."""
    frame = (await cdp.send("Page.getFrameTree"))["frameTree"]["frame"]
    query = {"frameId": frame["id"], "url": frame["url"]}
    found = await cdp.send("Page.getResourceContent", query)
    root = int(await worlds.call(top, "() => nyx.elements.numberOf(document.documentElement)"))
    targets = await describe(worlds, top, [root])
    return RawSource(
        html="" if found.get("base64Encoded") else str(found["content"])[:MOST_CHARACTERS],
        type=str(frame.get("mimeType", "")),
        root=targets.get(str(root)) or Target(str(root), "html"),
    )
