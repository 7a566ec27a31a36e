"""Tries whether the focus reaches what is hidden from assistive software: a script may send it on, as dialogs do."""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Any

from nyx_audit.browser.probes.stage import Stage, probe

SECONDS = 1.0
# What pressing a key and waiting a second for the focus to be sent on takes at most.
STEP_SECONDS = 1.3


@probe("focus-hidden")
async def focus_hidden(stage: Stage) -> Mapping[str, Any]:
    """Return which hidden elements keep the focus that is put on them, and which it reaches out of an open dialog."""
    stays = json.loads(await stage.call("(seconds) => nyx.silent.tryFocus(seconds)", min(SECONDS, stage.seconds_left)))
    reached = []
    if stays:
        for last, key in ((True, "Tab"), (False, "Shift+Tab")):
            if stage.seconds_left < STEP_SECONDS or not await stage.call(
                "(last) => nyx.silent.focusEdgeOfDialog(last)", last
            ):
                break
            await stage.page.keyboard.press(key)
            number = await stage.call("() => nyx.silent.kept()")
            if number is not None:
                reached.append(str(number))
        await stage.call("() => nyx.silent.leave()")
    return {"stays": stays, "reached": reached}
