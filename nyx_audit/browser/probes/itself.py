"""Which timers leave the page, and which windows opened without a press? The scripts were watched since the page began."""

from __future__ import annotations

from nyx_audit.browser.probes.context import ProbeContext, probe
from nyx_audit.browser.probes.controls import usable_controls
from nyx_audit.model.evidence.itself import ITSELF, ByItself
from nyx_audit.model.evidence.read import read_record

# What may give more time, or switch off a page that loads itself again.
TIME = "stay|extend|more time|continue|keep me|stop|pause|refresh|reload|update|automatic|live"


@probe(ITSELF)
async def gather_by_itself(context: ProbeContext) -> ByItself:
    """Return what the scripts of the top document do of themselves. It moves nothing."""
    seen = await context.page.evaluate("() => window[Symbol.for('nyx.itself')] ?? {}")
    found = read_record(ByItself, {"timers": [], "windows": [], **seen})
    if not found.timers:
        return found
    return ByItself(found.timers, found.windows, await usable_controls(context, TIME))
