"""Does the keyboard do what the pointer does? Each control that a script makes is tried by its keys, then by a pointer.

The guard stops what a press would send or lead to; what a control would do that lasts is left alone by its name.
"""

from __future__ import annotations

import json
from dataclasses import dataclass

from playwright.async_api import Error

from nyx_audit.browser.probes.context import ProbeContext, probe
from nyx_audit.browser.probes.lost_links import PRESSED as POINTER_EVENTS
from nyx_audit.browser.probes.widget_keys import keys_of
from nyx_audit.model.evidence.interaction import CONTROLS, ControlsTried, ControlTried, Stops, Way
from nyx_audit.model.evidence.read import read_record

# Key presses and clicks on one page.
STEPS = 240
# An answer to a key; where there is none, it is waited for once more, and longer.
ANSWER_MS, LATE_MS = 15, 250
HOVER_MS, CLICK_MS = 60, 150
SETTLE_MS = 1500
LEAST_SECONDS = 0.6
# A page with more listening nodes than this is driven by its scripts throughout: they are not looked up one by one.
MOST_NODES = 150
DRAG = 40
# What a pointer may have to press twice.
DOUBLE = ("grid", "treegrid", "tree", "listbox")
# Arrow keys that are pressed to come to a control, and how many may lead to nothing new before the rest is out of reach.
MOVES, IDLE = 60, 3


@dataclass(frozen=True, slots=True)
class Unit:
    """A control or a composite, as the page's half gathers it: see `library/widgets.js`. Elements are numbers."""

    number: int
    role: str
    name: str
    stop: int | None
    around: int | None
    items: tuple[int, ...]
    owned: bool
    heard: bool
    acts: bool
    twin: bool
    leads: bool
    own: bool


@dataclass(frozen=True, slots=True)
class Effect:
    """What a press did: see `library/effects.js`."""

    moved: bool
    told: tuple[str, ...]
    shown: bool
    fields: bool
    focus: int | None
    onField: bool


@probe(CONTROLS)
async def gather_controls(context: ProbeContext) -> ControlsTried:
    """Return how each control that is not the browser's own answers to the keyboard, and to a pointer where it does not."""
    await context.call("(limit) => nyx.settle.settle(limit)", SETTLE_MS)
    heard, _ = await listening(context)
    rows = json.loads(await context.call("(heard) => nyx.widgets.units(heard)", heard))
    units = [read_record(Unit, row) for row in rows]
    if not units:
        return ControlsTried()
    hand = _Hand(context)
    tried = []
    for unit in units:
        if hand.is_tired:
            break
        way, keys = await hand.try_out(unit)
        tried.append(ControlTried(str(unit.number), unit.role, unit.name, way, keys, unit.leads, unit.own))
    await context.call("() => nyx.focus.reset()")
    return ControlsTried(
        tried=tuple(tried),
        complete=len(tried) == len(units),
        stops=read_record(Stops, json.loads(await context.call("() => nyx.onward.stops()"))),
        targets=await context.targets([int(one.key) for one in tried if one.way in (Way.UNREACHED, Way.DEAD)]),
    )


async def listening(context: ProbeContext, besides: frozenset[str] = frozenset()) -> tuple[list[int], bool]:
    """Return the elements that listen to a pointer themselves, by number, and whether the whole document does.

    `besides` are further events that count. No element where there are very many: scripts drive such a page throughout.
    """
    heard = [one for one in await context.listeners() if one.event in POINTER_EVENTS | besides]
    nodes = {one.node for one in heard}
    if len(nodes) > MOST_NODES:
        return [], True
    numbers = {node: await context.number_of(node) for node in nodes if node is not None}
    found = [number for number in numbers.values() if number is not None]
    return found, len(found) < len(nodes)


@dataclass(slots=True)
class _Hand:
    """A person's hand: keys first, then the pointer. It tires after so many steps."""

    context: ProbeContext
    steps: int = 0

    @property
    def is_tired(self) -> bool:
        return self.steps >= STEPS or self.context.seconds_left < LEAST_SECONDS

    async def try_out(self, unit: Unit) -> tuple[Way, tuple[str, ...]]:
        """Return how a control is operated, and the keys that were tried."""
        keys = keys_of(unit.role, acts=unit.acts)
        if unit.owned or (unit.stop is not None and await self._answers(unit.stop, keys, ANSWER_MS)):
            return Way.KEYS, keys
        if unit.around is not None and await self._comes_to(unit.number, unit.around):
            return Way.KEYS, keys
        if unit.twin:
            return Way.NOTHING, keys
        if unit.acts:
            return (Way.UNREACHED if unit.stop is None and unit.heard and unit.name else Way.LEFT), ()
        if not await self._answers_to_pointer(unit):
            return Way.NOTHING, keys
        if unit.stop is None:
            return Way.UNREACHED, ()
        # Before it is called dead, it is given more time.
        return (Way.KEYS if await self._answers(unit.stop, keys, LATE_MS) else Way.DEAD), keys

    async def _answers(self, stop: int, keys: tuple[str, ...], milliseconds: int) -> bool:
        """Whether any of the keys does anything at all while the focus is on a stop."""
        for key in keys:
            if self.is_tired:
                # What was not tried may work.
                return True
            if not await self.context.call("(number) => nyx.reach.focusOn(number)", stop):
                return True
            effect = await self._after(key, milliseconds)
            if effect.moved:
                if "aria-expanded" in effect.told:
                    await self.context.page.keyboard.press("Escape")
                return True
        return False

    async def _comes_to(self, number: int, start: int) -> bool:
        """Whether arrow keys come from a start to an element: up, to the left, then along each row and down.

        True, too, where the way was too long to know.
        """
        if not await self.context.call("(number) => nyx.reach.focusOn(number)", start):
            return True
        for keys in (("ArrowUp",), ("ArrowLeft",), ("ArrowRight", "ArrowDown", "Home")):
            seen, idle = set[int | None](), 0
            # Along one way until nothing new comes; of the last, along a row, then down to the next one.
            while idle <= IDLE and len(seen) < MOVES:
                for key in keys[1:] if idle and len(keys) > 1 else keys[:1]:
                    self.steps += 1
                    await self.context.page.keyboard.press(key)
                    if await self.context.call("(number) => nyx.reach.isAt(number)", number):
                        return True
                at = await self.context.call("() => nyx.focus.activeNumber()")
                idle = idle + 1 if at in seen else 0
                seen.add(at)
        return len(seen) >= MOVES

    async def _after(self, key: str, milliseconds: int) -> Effect:
        self.steps += 1
        await self.context.call("() => nyx.effects.begin(false)")
        await self.context.page.keyboard.press(key)
        return await self._effect(milliseconds, closely=False)

    async def _effect(self, milliseconds: int, *, closely: bool) -> Effect:
        call = "(ms, closely) => nyx.effects.end(ms, closely)"
        return read_record(Effect, json.loads(await self.context.call(call, milliseconds, closely)))

    async def _answers_to_pointer(self, unit: Unit) -> bool:
        """Whether pressing one of its items does what a person would notice, and no field of the browser does it."""
        for number in unit.items:
            if self.is_tired:
                return False
            point = await self.context.call("(number) => nyx.reach.pointOf(number)", number)
            if point is None:
                continue
            x, y = json.loads(point)
            for times in (1, 2) if unit.role in DOUBLE else (1,):
                effect, left = await self._pressed_at(x, y, times, drags=unit.role == "slider")
                if left or ((effect.told or effect.shown) and await self._stands_still()):
                    return not effect.onField and not (effect.fields and not effect.told)
        return False

    async def _stands_still(self) -> bool:
        """Whether the page does nothing by itself in the time of a press: else what it did is not the press's doing."""
        await self.context.call("() => nyx.effects.begin(true)")
        effect = await self._effect(CLICK_MS, closely=True)
        return not effect.told and not effect.shown

    async def _pressed_at(self, x: float, y: float, times: int, *, drags: bool) -> tuple[Effect, bool]:
        """Press so many times at a point of the window; return what it did, and whether the page wanted to leave."""
        self.steps += 5
        mouse = self.context.page.mouse
        await mouse.move(x, y)
        await self.context.call(f"() => new Promise((done) => setTimeout(done, {HOVER_MS}))")
        self.context.departures.begin()
        await self.context.call("() => nyx.effects.begin(true)")
        try:
            for count in range(1, times + 1):
                await mouse.down(click_count=count)
                if drags:
                    await mouse.move(x + DRAG, y)
                await mouse.up(click_count=count)
        except Error:
            return await self._effect(0, closely=True), False
        effect = await self._effect(CLICK_MS, closely=True)
        if "aria-expanded" in effect.told:
            await self.context.page.keyboard.press("Escape")
        return effect, bool(self.context.departures.found)
