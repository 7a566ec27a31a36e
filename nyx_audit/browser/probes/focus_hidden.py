"""Tries whether the focus reaches what is hidden from assistive software: a script may send it on, as dialogs do."""

from __future__ import annotations

import json

from nyx_audit.browser.probes.context import ProbeContext, probe
from nyx_audit.model.evidence.interaction import FOCUS_HIDDEN, HiddenFocus
from nyx_audit.model.evidence.read import read_record

SECONDS = 1.0
# What pressing a key and waiting a second for the focus to be sent on takes at most.
STEP_SECONDS = 1.3


@probe(FOCUS_HIDDEN)
async def focus_hidden(context: ProbeContext) -> HiddenFocus:
    """Return which hidden elements keep the focus that is put on them, and which it reaches out of an open dialog."""
    stays = json.loads(
        await context.call("(seconds) => nyx.silent.tryFocus(seconds)", min(SECONDS, context.seconds_left))
    )
    reached = []
    if stays:
        for last, key in ((True, "Tab"), (False, "Shift+Tab")):
            if context.seconds_left < STEP_SECONDS or not await context.call(
                "(last) => nyx.silent.focusEdgeOfDialog(last)", last
            ):
                break
            await context.page.keyboard.press(key)
            number = await context.call("() => nyx.silent.kept()")
            if number is not None:
                reached.append(str(number))
        await context.call("() => nyx.silent.leave()")
    return read_record(HiddenFocus, {"stays": stays, "reached": reached})
