"""What does the page do by its own clock? Only where something looks like slides or a message, and a clock ticks, is it waited for."""

from __future__ import annotations

from dataclasses import dataclass

from nyx_audit.browser.probes.context import ProbeContext, probe
from nyx_audit.model.evidence.read import read_record
from nyx_audit.model.evidence.watched import WATCHED, GoneMessage, TurningSlides, WatchedPage

# Slides and messages stay for as long as it takes to read them; what stays for longer is not seen to go here.
SHORTEST_MS, LONGEST_MS = 900, 8000
CLOCKS, TIMERS = ("() => window[Symbol.for('nyx.periods')]?." + name for name in ("clocks", "timers"))
# Slides that turned twice go on; so often it is looked, since a slide may be drawn for a moment only.
TURNS, PAUSE = 2, 0.2
LONGEST_SECONDS, SLACK = 10.0, 1.0


@dataclass(frozen=True, slots=True)
class _Seen:
    """What was seen by now."""

    slides: tuple[TurningSlides, ...] = ()
    gone: tuple[GoneMessage, ...] = ()
    stayed: tuple[str, ...] = ()

    @property
    def is_enough(self) -> bool:
        return any(len(one.turns) >= TURNS for one in self.slides) and not self.stayed

    @property
    def last_turn(self) -> float:
        """When slides last turned, in seconds."""
        return max((one.turns[-1] / 1000 for one in self.slides), default=0.0)


@probe(WATCHED)
async def gather_watched(context: ProbeContext) -> WatchedPage:
    """Return the slides that turned, and the messages that went."""
    clocks = _in_time(await context.page.evaluate(CLOCKS))
    timers = _in_time(await context.page.evaluate(TIMERS))
    # A clock that ticks again and again takes no message away.
    messages = bool(timers) and await context.call("() => nyx.fleeting.begin()")
    slides = bool(clocks or timers) and await context.call("() => nyx.turning.begin()")
    if not messages and not slides:
        return WatchedPage()
    longest = max(timers + (clocks if slides else [])) / 1000 + SLACK
    waited, seen = 0.0, _Seen()
    while waited < min(seen.last_turn + longest, LONGEST_SECONDS) and not seen.is_enough:
        await context.wait(PAUSE)
        waited += PAUSE
        seen = await _seen(context)
    named = {one.key for one in seen.slides} | {one.key for one in seen.gone}
    targets = await context.targets(map(int, named))
    return WatchedPage(seen.slides, seen.gone, frozenset(seen.stayed), targets)


def _in_time(periods: object) -> list[float]:
    """Return those of the periods that a page's scripts have set, in milliseconds, within which something may turn or go."""
    found = periods if isinstance(periods, list) else []
    return [one for one in found if isinstance(one, int | float) and SHORTEST_MS <= one <= LONGEST_MS]


async def _seen(context: ProbeContext) -> _Seen:
    call = "() => JSON.stringify({slides: nyx.turning.seen(), ...nyx.fleeting.seen()})"
    return read_record(_Seen, await context.worlds.call_json(context.top, call))
