"""Does a control answer to each key that its role promises? Enter alone makes a link, not a button."""

from __future__ import annotations

import json
from dataclasses import dataclass

from nyx_audit.browser.probes.context import ProbeContext, probe
from nyx_audit.browser.probes.widget_keys import PRESS
from nyx_audit.model.evidence.owed import OWED, OwedKeys, OwedKeysTried
from nyx_audit.model.evidence.read import read_record

# An answer to a key; where there is none, it is waited for once more, and longer.
ANSWERS_MS = (15, 250)
LEAST_SECONDS = 0.6


@dataclass(frozen=True, slots=True)
class Owing:
    """A control, as the page's half lists it: see `library/owed.js`."""

    number: int
    role: str
    owed: tuple[str, ...]
    link: bool


@probe(OWED)
async def gather_owed_keys(context: ProbeContext) -> OwedKeysTried:
    """Return which of the keys that its role promises do nothing on a control."""
    tried = []
    for row in json.loads(await context.call("() => nyx.owed.list()")):
        if context.seconds_left < LEAST_SECONDS:
            break
        one = read_record(Owing, row)
        alive = [key for key in PRESS if await _answers(context, one, key)]
        dead = [key for key in one.owed if key not in alive]
        tried.append(OwedKeys(str(one.number), one.role, tuple(dead), tuple(alive)))
    if tried:
        await context.call("() => nyx.focus.reset()")
    return OwedKeysTried(tuple(tried), await context.targets(int(one.key) for one in tried))


async def _answers(context: ProbeContext, one: Owing, key: str) -> bool:
    """Whether anything at all happens when the key is pressed; so it does where that cannot be tried."""
    # The browser itself follows a link.
    if one.link and key == "Enter":
        return True
    for milliseconds in ANSWERS_MS:
        if not await context.call("(number) => nyx.reach.focusOn(number)", one.number):
            return True
        context.departures.begin()
        await context.call("() => nyx.effects.begin(false)")
        await context.page.keyboard.press(key)
        effect = json.loads(await context.call("(ms) => nyx.effects.end(ms, false)", milliseconds))
        if effect["moved"] or context.departures.found:
            return True
    return False
