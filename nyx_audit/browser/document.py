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


async def read_links(worlds: Worlds, frame: str) -> list[str]:
    """Return the addresses of its links and frames. Raises ScriptError."""
    found: list[str] = await worlds.call_json(await worlds.of(frame), "() => nyx.source.addresses()")
    return found


async def first_for_screen(worlds: Worlds, frame: str, sheets: list[str]) -> str:
    """Return the first of these style sheets that the look of the page hangs on; empty where none. Raises ScriptError."""
    if not sheets:
        return ""
    found = await worlds.call_json(await worlds.of(frame), "(sheets) => nyx.source.forScreen(sheets)", sheets)
    return str(found[0]) if found else ""
