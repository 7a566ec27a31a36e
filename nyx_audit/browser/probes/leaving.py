"""What does the page say when a field is left empty, or with a wrong answer? Nothing is sent, and the answer is taken back."""

from __future__ import annotations

import json
from dataclasses import dataclass

from nyx_audit.browser.axe import run_axe_within
from nyx_audit.browser.probes.context import ProbeContext, probe
from nyx_audit.model.evidence.leaving import LEAVING, Reaction, Reactions
from nyx_audit.model.evidence.read import read_record
from nyx_audit.model.rule import in_page_id

EVENTS = ("blur", "focusout", "change", "input", "keyup", "invalid")
SENDING = ("submit", "click")
# Of each: fields that are left empty, and those that are answered wrongly.
MOST = 6
PAUSE_MS = 120
LEAST_SECONDS = 0.4
# It judges fields that are marked as wrong, which they may be by now.
DESCRIBED = in_page_id("error-described")


@dataclass(frozen=True, slots=True)
class Field:
    """An empty field by number, and an answer that is wrong, "" for none: see `library/leaving.js`."""

    number: int
    answer: str


@probe(LEAVING)
async def gather_leaving(context: ProbeContext) -> Reactions:
    """Return what came to be seen when fields were left empty that must not be, and when answers were wrong."""
    hears = bool(await context.listens_to(EVENTS))
    rows = json.loads(await context.call("(most, hears) => nyx.leaving.find(most, hears)", MOST, hears))
    found = []
    for one in (read_record(Field, row) for row in rows):
        if context.seconds_left < LEAST_SECONDS:
            break
        if reaction := await _leave(context, one):
            found.append(reaction)
    acts = bool(await context.listens_to(SENDING))
    return Reactions(tuple(found), acts, await context.targets({int(one.key) for one in found}))


async def _leave(context: ProbeContext, field: Field) -> Reaction | None:
    """Return what a page says when a field is left with an answer; None where it does not take the focus."""
    if not await context.call("(number) => nyx.leaving.begin(number)", field.number):
        return None
    if field.answer:
        await context.page.keyboard.insert_text(field.answer)
    call = "(number, ms) => nyx.leaving.end(number, ms)"
    found = await context.worlds.call_json(context.top, call, field.number, PAUSE_MS)
    reaction = read_record(Reaction, {**found, "answer": field.answer})
    if field.answer:
        await _judge(context, field, reaction)
        await context.call("(number) => nyx.leaving.restore(number)", field.number)
    return reaction


async def _judge(context: ProbeContext, field: Field, reaction: Reaction) -> None:
    """Have the rule of marked fields judge one that the page marks as wrong now."""
    if reaction.marked and DESCRIBED in context.rules:
        evidence = await run_axe_within(context.worlds, context.top, [DESCRIBED], [field.number])
        context.opened.append((f"once it is answered with “{field.answer}”", evidence))
