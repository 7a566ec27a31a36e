"""Where does Tab lead? From each element that may hold the focus, through the page, and out again."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from nyx_audit.browser.probes.context import FOCUS_EVENTS, KEY_EVENTS, ProbeContext, probe
from nyx_audit.model.evidence.interaction import TRAP, KeyboardTraps

PRESSES = 120
STARTS = 12
WAYS_OUT: tuple[tuple[str, ...], ...] = (("Shift+Tab",), ("Escape", "Tab"), ("ArrowDown", "Tab"), ("ArrowRight", "Tab"))
# Members of a circle on which the keys are tried that the page names: a handler may hang on one of them.
MEMBERS = 3
PAUSE_MS = 40
# How far Tab may lead from a circle by another way before it counts as left.
JOINING = 20
NAMED_SECONDS = 0.3


@probe(TRAP)
async def gather_trap(context: ProbeContext) -> KeyboardTraps:
    """Return the elements (`traps`) that neither Tab, Shift+Tab, Escape nor an arrow leaves, and those that are free.

    `left_by_keys` are those that the keys named on the page do leave, `untried` those for which there was no time.
    """
    if not await context.listens_to((*FOCUS_EVENTS, *KEY_EVENTS)):
        # Where nothing listens, no script can hold the focus.
        free = [str(number) for number in await context.worlds.call_json(context.top, "() => nyx.traps.list()")]
        return KeyboardTraps(free=tuple(free))
    tour = await context.tour()
    suspects = [stop.number for stop in tour.stops if stop.may_trap]
    # A page that hears of lost focus may take it back a moment later.
    pause = PAUSE_MS if await context.listens_to(FOCUS_EVENTS) else 0
    walk = _Walk(context, pause, free={stop.number for stop in tour.stops} - set(suspects))
    for number in suspects:
        if context.seconds_left < 0.4 or len(walk.traps) >= STARTS:
            break
        if number not in walk.free and number not in walk.traps:
            await walk.go(number)
    keys, explains = list[str](), False
    if walk.circles:
        await _read_help(context, walk.traps)
        keys = await context.worlds.call_json(context.top, "() => JSON.stringify(nyx.traps.keysNamed())")
        explains = bool(await context.call("() => nyx.traps.explainsWayOut()"))
    left, untried = await _tried(walk, keys)
    await context.call("() => nyx.focus.reset()")
    return KeyboardTraps(
        free=tuple(str(number) for number in sorted(walk.free)),
        traps=tuple(str(number) for number in walk.traps),
        left_by_keys=left,
        untried=untried,
        keys=tuple(keys),
        explains=explains,
        complete=not tour.is_cut and not set(suspects) - walk.free - set(walk.traps),
        targets=await context.targets(walk.traps),
    )


async def _read_help(context: ProbeContext, traps: Sequence[int]) -> None:
    """Press what may say how to go on, among the elements that hold the focus: a person would read it."""
    number = await context.call("(numbers) => nyx.traps.helpAmong(numbers)", list(traps))
    if number is not None and await context.call("(number) => nyx.focus.focusOn(number)", number):
        await context.page.keyboard.press("Enter")
        await context.call("(ms) => nyx.focus.activeAfter(ms)", PAUSE_MS)


async def _tried(walk: _Walk, keys: Sequence[str]) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Return the traps that the named keys leave, and those on which there was no time to try them."""
    left, untried = list[str](), list[str]()
    for circle in walk.circles:
        leaves = await walk.leaves_by(circle, keys)
        if leaves is not False:
            (left if leaves else untried).extend(map(str, circle))
    return tuple(left), tuple(untried)


@dataclass(slots=True)
class _Walk:
    """A walk through the page by Tab: what is known to be free, and the circles that hold the focus."""

    context: ProbeContext
    pause: int
    free: set[int] = field(default_factory=set)
    circles: list[list[int]] = field(default_factory=list)

    @property
    def traps(self) -> list[int]:
        """All members of the circles, each once."""
        return list(dict.fromkeys(number for circle in self.circles for number in circle))

    async def go(self, start: int) -> None:
        """Press Tab from a start until the focus leaves the page, meets what is free, or goes round in a part of it."""
        if not await self.context.call("(number) => nyx.focus.focusOn(number)", start):
            # It gives the focus away at once: what takes it is another's trap.
            self.free.add(start)
            return
        path = [start]
        for _ in range(PRESSES):
            if self.context.seconds_left < 0.3:
                return
            at = await self._press(("Tab",))
            if at is None or at in self.free:
                self.free.update(path)
                return
            if at in path:
                circle = path[path.index(at) :]
                if await self._leaves(circle):
                    self.free.update(path)
                else:
                    self.circles.append([number for number in circle if number not in self.traps])
                return
            path.append(at)

    async def leaves_by(self, circle: Sequence[int], keys: Sequence[str]) -> bool | None:
        """Whether one of the keys that the page names leads out of a circle, by itself or with Tab after it.

        None where there was no time to try them all.
        """
        for number in circle[:MEMBERS]:
            for key in keys:
                if self.context.seconds_left < NAMED_SECONDS:
                    return None
                if not await self.context.call("(number) => nyx.focus.focusOn(number)", number):
                    return None
                ways: list[tuple[str, ...]] = [(key,), *[("Tab",)] * (len(circle) + 1)]
                for way in ways:
                    at = await self._press(way)
                    if at is None or at not in self.traps:
                        return True
        return False

    async def _press(self, keys: Sequence[str]) -> int | None:
        for key in keys:
            await self.context.page.keyboard.press(key)
        at: int | None = await self.context.call("(ms) => nyx.focus.activeAfter(ms)", self.pause)
        return at

    async def _leaves(self, circle: list[int]) -> bool:
        """Whether any usual way leads out of a part of the page that Tab goes round in.

        What only leads to where Tab comes back from belongs to that part, and joins the circle.
        """
        for way in WAYS_OUT:
            if not await self.context.call("(number) => nyx.focus.focusOn(number)", circle[0]):
                return True
            for _ in range(len(circle) + 1):
                at = await self._press(way)
                if at is None or (at not in circle and not await self._comes_back(at, circle)):
                    return True
        return False

    async def _comes_back(self, at: int, circle: list[int]) -> bool:
        """Whether Tab leads from a place back into the circle; if so, what lies between joins it."""
        path, seen = [at], {*circle, at}
        for _ in range(len(circle) + JOINING):
            if at in self.free:
                return False
            to = await self._press(("Tab",))
            if to is None:
                return False
            if to in seen:
                circle += path
                return True
            at = to
            path.append(at)
            seen.add(at)
        return False
