"""Which controls of a page could do anything at all?"""

from __future__ import annotations

from nyx_audit.browser.probes.context import ProbeContext

# Without a listener to any of these, in the whole document, a button does nothing.
ACTS = (
    *("click", "dblclick", "mousedown", "mouseup", "pointerdown", "pointerup", "touchstart", "touchend"),
    *("keydown", "keyup", "keypress", "input", "change", "submit", "toggle"),
)


async def usable_controls(context: ProbeContext, words: str = "") -> int:
    """Return how many controls the page has that can do something; with `words`, a pattern, those that speak of it."""
    acts = bool(await context.listens_to(ACTS))
    count: int = await context.call("(words, acts) => nyx.noticed.controls(words, acts)", words, acts)
    return count
