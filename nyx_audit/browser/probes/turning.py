"""Do slides take each other's place by themselves? Only where something looks like slides, and a clock ticks, is it waited for."""

from __future__ import annotations

from nyx_audit.browser.probes.context import ProbeContext, probe
from nyx_audit.browser.world import read_json
from nyx_audit.model.evidence.read import read_record
from nyx_audit.model.evidence.turning import TURNING, Turning, TurningSlides

# Slides stay for as long as it takes to read them, and what stays for longer is not seen to turn here.
SHORTEST_MS, LONGEST_MS = 900, 8000
PERIODS = "() => window[Symbol.for('nyx.periods')] ?? []"
# Slides that turned twice go on; so often it is looked, since a slide may be drawn for a moment only.
TURNS, PAUSE = 2, 0.2
LONGEST_SECONDS, SLACK = 10.0, 1.0


@probe(TURNING)
async def gather_turning(context: ProbeContext) -> TurningSlides:
    """Return the slides that turned."""
    periods = [one for one in await context.page.evaluate(PERIODS) if SHORTEST_MS <= one <= LONGEST_MS]
    if not periods or not await context.call("() => nyx.turning.begin()"):
        return TurningSlides()
    longest = max(periods) / 1000 + SLACK
    waited, last = 0.0, 0.0
    found: list[Turning] = []
    while waited < min(last + longest, LONGEST_SECONDS) and not any(len(one.turns) >= TURNS for one in found):
        await context.wait(PAUSE)
        waited += PAUSE
        rows = read_json(await context.call("() => nyx.turning.seen()"))
        found = [read_record(Turning, row) for row in rows]
        last = max((one.turns[-1] / 1000 for one in found), default=0.0)
    return TurningSlides(tuple(found), await context.targets(int(one.key) for one in found))
