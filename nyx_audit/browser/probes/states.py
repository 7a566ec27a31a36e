"""Does anything look worse while a pointer, or the focus, is on it? Only what its style sheets make suspect is tried."""

from __future__ import annotations

import json
from collections import defaultdict
from dataclasses import dataclass

from nyx_audit.browser.axe import run_axe_within
from nyx_audit.browser.probes.context import ProbeContext, probe
from nyx_audit.model.evidence.axe import AxeRule
from nyx_audit.model.evidence.read import read_record
from nyx_audit.model.evidence.states import STATES, StatesTried, Worse
from nyx_audit.model.rule import in_page_id

LEAST_SECONDS = 0.5
NAMES = {"hover": "a pointer is on it", "focus": "it has the focus"}


@dataclass(frozen=True, slots=True)
class Suspect:
    """What a rule may judge otherwise in a state (hover, focus), by number."""

    number: int
    state: str
    rule: str


@probe(STATES)
async def gather_states(context: ProbeContext) -> StatesTried:
    """Return what passes a rule at rest, and not in a state."""
    rows = json.loads(await context.call("() => nyx.states.suspects()"))
    suspects = [read_record(Suspect, row) for row in rows]
    worse: dict[tuple[str, str], Worse] = {}
    passed, tried = defaultdict[str, set[str]](set), 0
    for suspect in suspects:
        if context.seconds_left < LEAST_SECONDS:
            break
        tried += 1
        then = await _judged_in_state(context, suspect)
        # At rest, it is looked at only where that decides.
        rest = await _judged(context, suspect) if then.failed else then
        for node in then.failed:
            if (key := node.target.key) in rest.passed:
                worse.setdefault((suspect.rule, key), Worse(suspect.rule, key, NAMES[suspect.state], node.message))
        passed[suspect.rule] |= then.passed
    if suspects:
        await context.away()
        await context.call("() => nyx.focus.reset()")
    targets = await context.targets({int(key) for _, key in worse})
    sound = {rule: frozenset(key for key in keys if (rule, key) not in worse) for rule, keys in passed.items()}
    return StatesTried(tuple(worse.values()), sound, tried == len(suspects), targets)


async def _judged_in_state(context: ProbeContext, suspect: Suspect) -> AxeRule:
    """Return what its rule says of a suspect in its state; nothing where that cannot be had."""
    point = await context.call("(number) => nyx.reach.pointOf(number)", suspect.number)
    if point is None:
        return AxeRule()
    if suspect.state == "focus":
        await context.call("(number) => nyx.reach.focusOn(number)", suspect.number)
    else:
        await context.page.mouse.move(*json.loads(point))
    may = await context.call("(number, rule) => nyx.states.mayFail(number, rule)", suspect.number, suspect.rule)
    found = await _judged(context, suspect) if may else AxeRule(passed=frozenset({str(suspect.number)}))
    await context.away()
    await context.call("() => nyx.focus.active()?.blur()")
    return found


async def _judged(context: ProbeContext, suspect: Suspect) -> AxeRule:
    await context.call("() => nyx.states.finish()")
    rule = in_page_id(suspect.rule)
    evidence = await run_axe_within(context.worlds, context.top, [rule], [suspect.number])
    return evidence.rules.get(rule, AxeRule())
