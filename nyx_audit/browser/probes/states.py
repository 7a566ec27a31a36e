"""Does a text become pale while a pointer, or the focus, is on it? Only what its style sheets make suspect is tried."""

from __future__ import annotations

import json
from dataclasses import dataclass

from nyx_audit.browser.axe import run_axe_within
from nyx_audit.browser.probes.context import ProbeContext, probe
from nyx_audit.browser.probes.shown import AWAY
from nyx_audit.model.evidence.axe import AxeRule
from nyx_audit.model.evidence.read import read_record
from nyx_audit.model.evidence.states import STATES, PaleText, StatesTried
from nyx_audit.model.rule import in_page_id

CONTRAST = in_page_id("color-contrast")
LEAST_SECONDS = 0.5
NAMES = {"hover": "a pointer is on it", "focus": "it has the focus"}


@dataclass(frozen=True, slots=True)
class Suspect:
    """What may become pale in a state (hover, focus), by number."""

    number: int
    state: str


@probe(STATES)
async def gather_states(context: ProbeContext) -> StatesTried:
    """Return the texts that have enough contrast at rest, and not in a state."""
    rows = json.loads(await context.call("() => nyx.states.suspects()"))
    suspects = [read_record(Suspect, row) for row in rows]
    pale: dict[str, PaleText] = {}
    sound, tried = set[str](), 0
    for suspect in suspects:
        if context.seconds_left < LEAST_SECONDS:
            break
        tried += 1
        then = await _contrast_in(context, suspect)
        # At rest, it is looked at only where that decides.
        rest = await _contrast(context, suspect.number) if then.failed else then
        for node in then.failed:
            if node.target.key in rest.passed:
                pale.setdefault(node.target.key, PaleText(node.target.key, NAMES[suspect.state], node.message))
        sound |= then.passed
    if suspects:
        await context.page.mouse.move(*AWAY)
        await context.call("() => nyx.focus.reset()")
    targets = await context.targets(int(key) for key in pale)
    return StatesTried(tuple(pale.values()), frozenset(sound - set(pale)), tried == len(suspects), targets)


async def _contrast_in(context: ProbeContext, suspect: Suspect) -> AxeRule:
    """Return what the rule of contrast says of a suspect in its state; nothing where that cannot be had."""
    point = await context.call("(number) => nyx.reach.pointOf(number)", suspect.number)
    if point is None:
        return AxeRule()
    if suspect.state == "focus":
        await context.call("(number) => nyx.reach.focusOn(number)", suspect.number)
    else:
        await context.page.mouse.move(*json.loads(point))
    pale = await context.call("(number) => nyx.states.isPale(number)", suspect.number)
    found = await _contrast(context, suspect.number) if pale else AxeRule(passed=frozenset({str(suspect.number)}))
    await context.page.mouse.move(*AWAY)
    await context.call("() => nyx.focus.active()?.blur()")
    return found


async def _contrast(context: ProbeContext, number: int) -> AxeRule:
    await context.call("() => nyx.states.finish()")
    evidence = await run_axe_within(context.worlds, context.top, [CONTRAST], [number])
    return evidence.rules.get(CONTRAST, AxeRule())
