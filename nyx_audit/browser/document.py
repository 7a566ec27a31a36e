"""Reads a loaded document as a visit needs it first: whether it is the page, and where it leads."""

from __future__ import annotations

from nyx_audit.browser.content import CHALLENGES, Content
from nyx_audit.browser.world import Worlds
from nyx_audit.model.evidence.read import read_record

# A challenge is a page of little markup.
CHALLENGE_SIZE = 200_000


async def read_content(worlds: Worlds, top: int) -> Content:
    """Return what the document holds as it stands. Raises ScriptError."""
    found = await worlds.call_json(
        top, "(marks, size) => nyx.source.read(marks, size)", list(CHALLENGES), CHALLENGE_SIZE
    )
    return read_record(Content, found)


async def read_links(worlds: Worlds, top: int) -> list[str]:
    """Return the addresses of its links and frames. Raises ScriptError."""
    found: list[str] = await worlds.call_json(top, "() => nyx.source.addresses()")
    return found
