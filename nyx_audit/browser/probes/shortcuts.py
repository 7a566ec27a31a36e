"""Which single characters change the page while no field has the focus?"""

from __future__ import annotations

from nyx_audit.browser.probes.context import KEY_EVENTS, ProbeContext, probe
from nyx_audit.browser.probes.controls import usable_controls
from nyx_audit.model.evidence.interaction import SHORTCUTS, Shortcuts

LETTERS = "abcdefghijklmnopqrstuvwxyz0123456789/?.,;+-"


@probe(SHORTCUTS)
async def gather_shortcuts(context: ProbeContext) -> Shortcuts:
    """Return the single characters (`keys`) that change the page while no field has the focus.

    Only where something listens to keys. `switches` counts controls that speak of shortcuts.
    """
    if not await context.listens_to(KEY_EVENTS):
        return Shortcuts()
    await context.call("() => nyx.focus.reset()")
    await context.call("() => nyx.noticed.watch()")
    await context.page.keyboard.type(LETTERS)
    found = await _keys_that_change(context) if await context.call("() => nyx.noticed.changed()") else []
    switches = await usable_controls(context, "short-?cuts?|hot-?keys?|keys?|atajos?|teclas?")
    return Shortcuts(True, tuple(found), switches)


async def _keys_that_change(context: ProbeContext) -> list[str]:
    """Press the characters one by one, and return those after which a person would see another page."""
    found = []
    await context.call("() => nyx.focus.reset()")
    before = await context.call("() => nyx.noticed.contents()")
    for letter in LETTERS:
        if context.seconds_left < 0.3:
            break
        await context.call("() => nyx.noticed.watch()")
        await context.page.keyboard.press(letter)
        if await context.call("() => nyx.noticed.changed()"):
            after = await context.call("() => nyx.noticed.contents()")
            if after != before:
                found.append(letter)
            before = after
        if await context.call("() => nyx.focus.activeNumber()") is not None:
            await context.call("() => nyx.focus.reset()")
    return found
