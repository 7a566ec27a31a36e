"""What does the page say when a required field is left empty? Nothing is typed, and nothing is sent."""

from __future__ import annotations

import json

from nyx_audit.browser.probes.context import ProbeContext, probe
from nyx_audit.model.evidence.leaving import LEAVING, ShownError, ShownErrors
from nyx_audit.model.evidence.read import read_record

EVENTS = ("blur", "focusout", "change", "input")
MOST = 6
PAUSE_MS = 120
LEAST_SECONDS = 0.4


@probe(LEAVING)
async def gather_leaving(context: ProbeContext) -> ShownErrors:
    """Return the messages that came to be seen when required fields were left empty."""
    if not await context.listens_to(EVENTS):
        return ShownErrors()
    shown = []
    for number in json.loads(await context.call("(most) => nyx.leaving.find(most)", MOST)):
        if context.seconds_left < LEAST_SECONDS:
            break
        if not await context.call("(number) => nyx.leaving.begin(number)", number):
            continue
        found = await context.worlds.call_json(
            context.top, "(number, ms) => nyx.leaving.end(number, ms)", number, PAUSE_MS
        )
        if found:
            shown.append(read_record(ShownError, found))
    return ShownErrors(tuple(shown), await context.targets(int(one.key) for one in shown))
