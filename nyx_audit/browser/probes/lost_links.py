"""Looks for what hears a press on a link whose place is not on the page: a script may do what the browser cannot."""

from __future__ import annotations

from nyx_audit.browser.probes.context import ProbeContext, probe
from nyx_audit.browser.world import read_json
from nyx_audit.model.evidence.interaction import LOST_LINKS, LostLinks

PRESSED = frozenset(
    {"click", "auxclick", "mousedown", "mouseup", "pointerdown", "pointerup", "touchstart", "touchend", "keydown", "keyup"}
)  # fmt: skip
# What a browser says when the address changes: routers, and tabs that open by it.
MOVED = frozenset({"hashchange", "popstate"})
# A page with more of them is driven by its scripts throughout.
MOST_NODES = 200
HEARD_BY = "function () { return nyx.places.heardBy(this) }"


@probe(LOST_LINKS)
async def lost_links(context: ProbeContext) -> LostLinks:
    """Return which of the links that the page's half of the rule kept are heard by a script, and which by none."""
    lost = {str(number) for number in await context.call("() => nyx.places.lostLinks()")}
    if not lost:
        return LostLinks()
    heard = await context.listeners()
    nodes = {one.node for one in heard if one.event in PRESSED}
    own, around = set[str](), set[str]()
    for node in nodes - {None}:
        if len(nodes) > MOST_NODES:
            break
        links = await _heard_by(context, node)
        own.update(links["own"])
        around.update(links["around"])
    anywhere = len(nodes) > MOST_NODES or None in nodes or any(one.event in MOVED for one in heard)
    return LostLinks(frozenset() if anywhere else frozenset(lost - own - around), frozenset(own & lost))


async def _heard_by(context: ProbeContext, node: int | None) -> dict[str, list[str]]:
    """Return the links that a node is part of (`own`), and those that it is around."""
    links: dict[str, list[str]] = read_json(await context.call_on(node, HEARD_BY))
    return links
