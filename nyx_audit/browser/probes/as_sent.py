"""Brings the page home as it was sent: the browser mends tags that do not match, and its own document shows none."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from nyx_audit.browser.probes.stage import Stage, probe

MOST_CHARACTERS = 3_000_000


@probe("as-sent")
async def as_sent(stage: Stage) -> Mapping[str, Any]:
    """Return the text of the document, and its root as a target. It is read from the browser's memory."""
    frame = (await stage.cdp.send("Page.getFrameTree"))["frameTree"]["frame"]
    asked = {"frameId": frame["id"], "url": frame["url"]}
    found = await stage.cdp.send("Page.getResourceContent", asked)
    root = await stage.call("() => nyx.elements.numberOf(document.documentElement)")
    return {
        "html": "" if found.get("base64Encoded") else str(found["content"])[:MOST_CHARACTERS],
        "type": frame.get("mimeType", ""),
        "key": str(root),
        "targets": await stage.targets([root]),
    }
