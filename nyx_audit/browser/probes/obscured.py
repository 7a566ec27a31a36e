"""Is what has the focus hidden behind a bar that stays in the window? Looked at forwards and backwards."""

from __future__ import annotations

import json

from nyx_audit.browser.probes.context import ProbeContext, probe
from nyx_audit.model.evidence.interaction import OBSCURED, ObscuredFocus


@probe(OBSCURED)
async def gather_obscured(context: ProbeContext) -> ObscuredFocus:
    """Return which elements lie wholly behind a bar when the focus comes to them; nothing where there are no bars."""
    found = json.loads(await context.call("() => nyx.obscured.list()"))
    await context.call("() => nyx.focus.reset()")
    hidden = [int(number) for number in found["hidden"]]
    return ObscuredFocus(
        tried=tuple(map(str, found["tried"])),
        hidden=tuple(map(str, hidden)),
        targets=await context.targets(hidden),
    )
