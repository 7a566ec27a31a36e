"""Opens what can be opened, one by one, as a person with a keyboard would, and with a pointer where no key opens it."""

from __future__ import annotations

import asyncio
import json
from dataclasses import dataclass

from nyx_audit.browser.axe import run_axe_within
from nyx_audit.browser.probes.context import ProbeContext, probe
from nyx_audit.model.evidence.interaction import OPENED, Opening, Openings
from nyx_audit.model.evidence.read import read_record
from nyx_audit.model.rule import in_page_id

# What a page opens with an animation is seen by then; what it tells of it may come a moment later.
OPENS_MS, HOVER_SECONDS, TELLS_SECONDS = 150, 0.1, 0.35
# What closes with an animation is gone by then, and the focus is back where it was.
CLOSES_MS, RETURNS_MS = 400, 600
# A dialog that fades away takes its time; only one that stays costs all of it.
DIALOG_CLOSES_MS = 1600
LEAST_SECONDS = 1.0
# Openings of which the rules judge what they show, and how many parts of each.
JUDGED, PARTS = 5, 10
# What these say of an element hangs on its neighbours, and those of an open menu lie over the page's.
AMONG_ALL = frozenset({in_page_id("target-size")})
# Keys that may lead into what was opened.
INTO = ("ArrowDown", "ArrowRight", "Tab")
OPENING_KEYS = {"combobox": ("Alt+ArrowDown", "ArrowDown", "Enter"), "menuitem": ("Enter", "ArrowDown", "ArrowRight")}


@dataclass(frozen=True, slots=True)
class Opener:
    """What may open something, as the page's half lists it: see `library/openers.js`."""

    number: int
    role: str
    name: str
    focusable: bool
    plain: bool


@dataclass(frozen=True, slots=True)
class Look:
    """The page after an opener was used: what came to be seen, and what the opener says."""

    state: str
    opened: tuple[int, ...]
    closed: int
    tied: bool
    focus_within: bool
    dialog: bool
    modal: bool
    over: bool
    caused: bool
    controls: bool
    tabbable: bool

    @property
    def changed(self) -> bool:
        return bool(self.opened or self.closed)

    @property
    def is_dialog(self) -> bool:
        return self.dialog or (self.over and self.controls)


@probe(OPENED)
async def gather_opened(context: ProbeContext) -> Openings:
    """Return what each opener did when it was used, and what it says of its state before and after."""
    openers = [read_record(Opener, row) for row in json.loads(await context.call("() => nyx.openers.list()"))]
    if not openers:
        return Openings()
    found = []
    for opener in openers:
        if context.seconds_left < LEAST_SECONDS:
            break
        if opening := await _used(context, opener):
            found.append(opening)
    await context.call("() => nyx.focus.reset()")
    return Openings(
        openings=tuple(found),
        complete=context.seconds_left >= LEAST_SECONDS,
        targets=await context.targets([int(one.key) for one in found]),
    )


async def _used(context: ProbeContext, opener: Opener) -> Opening | None:
    """Use an opener and return what happened; None where nothing was seen to open or close."""
    before = str(await context.call("(number) => nyx.openers.begin(number)", opener.number))
    key, look = await _by_keys(context, opener)
    if (look is None or not look.changed) and not opener.plain:
        key, look = "", await _by_pointer(context, opener)
    if look is None or not look.changed or (opener.plain and not look.is_dialog):
        return None
    if look.state == before:
        # What an opener says of itself may follow what it does.
        await asyncio.sleep(TELLS_SECONDS)
        look = await _look(context, opener)
    await _judge(context, opener, look)
    entered = look.focus_within or (look.is_dialog and await _entered(context))
    reached = entered or await _reached(context, look)
    closes = await _close(context, DIALOG_CLOSES_MS if look.is_dialog else CLOSES_MS)
    lost = closes and entered and look.is_dialog and await _is_focus_lost(context, opener)
    dialog = look.is_dialog and (look.caused or (closes and await _opens_again(context, opener, key)))
    if opener.plain and not dialog:
        return None
    return Opening(
        key=str(opener.number),
        role=opener.role,
        pressed=key or "a pointer",
        before=before,
        after=look.state,
        opens=bool(look.opened),
        tied=look.tied,
        dialog=dialog,
        modal=look.modal,
        over=look.over,
        entered=entered,
        reached=reached,
        closes=closes,
        loses_focus=lost,
    )


async def _judge(context: ProbeContext, opener: Opener, look: Look) -> None:
    """Have the rules of the desktop view judge what was opened: nobody saw it before."""
    if not look.opened or not context.rules or len(context.opened) >= JUDGED:
        return
    rules = [rule for rule in context.rules if rule not in AMONG_ALL]
    evidence = await run_axe_within(context.worlds, context.top, rules, look.opened[:PARTS])
    context.opened.append((f"seen once “{opener.name or opener.role}” is used", evidence))


async def _by_keys(context: ProbeContext, opener: Opener) -> tuple[str, Look | None]:
    if not opener.focusable:
        return "", None
    for key in OPENING_KEYS.get(opener.role, ("Enter",) if opener.plain else ("Enter", "Space")):
        if not await context.call("(number) => nyx.reach.focusOn(number)", opener.number):
            return "", None
        await context.page.keyboard.press(key)
        look = await _look(context, opener)
        if look.changed:
            return key, look
    return "", None


async def _by_pointer(context: ProbeContext, opener: Opener) -> Look | None:
    point = await context.call("(number) => nyx.reach.pointOf(number)", opener.number)
    if point is None:
        return None
    x, y = json.loads(point)
    await context.page.mouse.move(x, y)
    # What opens under a pointer that merely comes by is not opened by the press.
    await asyncio.sleep(HOVER_SECONDS)
    await context.call("(number) => nyx.openers.begin(number)", opener.number)
    await context.page.mouse.click(x, y)
    return await _look(context, opener)


async def _look(context: ProbeContext, opener: Opener) -> Look:
    found = await context.call("(number, ms) => nyx.openers.look(number, ms)", opener.number, OPENS_MS)
    return read_record(Look, json.loads(found))


async def _reached(context: ProbeContext, look: Look) -> bool:
    """Whether a key leads to the controls that were opened: the Tab key in its order, else arrows from the opener."""
    if not look.controls or look.tabbable:
        return True
    for key in INTO:
        await context.page.keyboard.press(key)
        if await context.call("() => nyx.openers.isWithin()"):
            return True
    return False


async def _entered(context: ProbeContext) -> bool:
    """Whether the Tab key leads into what was opened, at once or next."""
    for _ in range(2):
        await context.page.keyboard.press("Tab")
        if await context.call("() => nyx.openers.isWithin()"):
            return True
    return False


async def _close(context: ProbeContext, milliseconds: int) -> bool:
    """Press Escape, and return whether what was opened goes in time."""
    await context.page.keyboard.press("Escape")
    return bool(await context.call("(ms) => nyx.openers.isClosed(ms)", milliseconds))


async def _opens_again(context: ProbeContext, opener: Opener, key: str) -> bool:
    """Whether the dialog comes again with the key: else the page had opened it by itself, by its own clock."""
    await context.call("(number) => nyx.openers.begin(number)", opener.number)
    if not key or not await context.call("(number) => nyx.reach.focusOn(number)", opener.number):
        return False
    await context.page.keyboard.press(key)
    look = await _look(context, opener)
    await _close(context, CLOSES_MS)
    return look.is_dialog


async def _is_focus_lost(context: ProbeContext, opener: Opener) -> bool:
    """Whether the focus is nowhere once what was opened is gone."""
    call = "(number, ms) => nyx.openers.isFocusLost(number, ms)"
    return bool(await context.call(call, opener.number, RETURNS_MS))
