"""Where do the keys lead? Tab through the page, and out again; single letters where the page listens to them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from nyx_audit.browser.probes.context import ProbeContext, probe
from nyx_audit.browser.probes.controls import usable_controls
from nyx_audit.model.evidence.interaction import SHORTCUTS, TRAP, KeyboardTraps, Shortcuts

PRESSES = 40
SUSPECTS_MS = 600
STARTS = 12
WAYS_OUT: tuple[tuple[str, ...], ...] = (("Shift+Tab",), ("Escape", "Tab"), ("ArrowDown", "Tab"), ("ArrowRight", "Tab"))
LETTERS = "abcdefghijklmnopqrstuvwxyz0123456789/?.,;+-"
FOCUS_EVENTS = ("blur", "focusout", "focus", "focusin")
PAUSE_MS = 40
NAMED_SECONDS = 0.8
KEY_EVENTS = ("keydown", "keypress", "keyup")


@probe(TRAP)
async def gather_trap(context: ProbeContext) -> KeyboardTraps:
    """Return the elements (`traps`) that neither Tab, Shift+Tab, Escape nor an arrow leaves, and those that are free.

    `left_by_keys` are those that the keys named on the page do leave, `untried` those for which there was no time.
    """
    if not await context.listens_to((*FOCUS_EVENTS, *KEY_EVENTS)):
        # Where nothing listens, no script can hold the focus.
        free = [str(number) for number in await context.worlds.call_json(context.top, "() => nyx.traps.list()")]
        return KeyboardTraps(free=tuple(free))
    known = await context.worlds.call_json(context.top, "(ms) => nyx.traps.suspects(ms)", SUSPECTS_MS)
    # A page that hears of lost focus may take it back a moment later.
    pause = PAUSE_MS if await context.listens_to(FOCUS_EVENTS) else 0
    walk = _Walk(context, pause, free=set(known["free"]))
    for number in known["suspects"]:
        if context.seconds_left < 0.4 or len(walk.traps) >= STARTS:
            break
        if number not in walk.free and number not in walk.traps:
            await walk.go(number)
    traps = walk.traps
    keys = await context.worlds.call_json(context.top, "() => JSON.stringify(nyx.traps.keysNamed())") if traps else []
    tried = {number: await walk.leaves_by(number, keys) for number in traps}
    await context.call("() => nyx.focus.reset()")
    return KeyboardTraps(
        free=tuple(str(number) for number in sorted(walk.free)),
        traps=tuple(str(number) for number in traps),
        left_by_keys=tuple(str(number) for number, leaves in tried.items() if leaves),
        untried=tuple(str(number) for number, leaves in tried.items() if leaves is None),
        keys=tuple(keys),
        explains=await context.call("() => nyx.traps.mentionsKeys()"),
        complete=known["all"] and not set(known["suspects"]) - walk.free - set(traps),
        targets=await context.targets(traps),
    )


@dataclass(slots=True)
class _Walk:
    """A walk through the page by Tab: what is known to be free, and what is a trap."""

    context: ProbeContext
    pause: int
    free: set[int] = field(default_factory=set)
    traps: list[int] = field(default_factory=list)

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
                    self.traps += [number for number in circle if number not in self.traps]
                return
            path.append(at)

    async def leaves_by(self, number: int, keys: Sequence[str]) -> bool | None:
        """Whether one of the keys that the page names leads out of a trap, by itself or with Tab after it.

        None where there was no time to try them all.
        """
        for key in keys:
            if self.context.seconds_left < NAMED_SECONDS:
                return None
            if not await self.context.call("(number) => nyx.focus.focusOn(number)", number):
                return None
            ways: list[tuple[str, ...]] = [(key,), *[("Tab",)] * (len(self.traps) + 1)]
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
        """Whether any usual way leads out of a part of the page that Tab goes round in."""
        for way in WAYS_OUT:
            if not await self.context.call("(number) => nyx.focus.focusOn(number)", circle[0]):
                return True
            for _ in range(len(circle) + 1):
                at = await self._press(way)
                if at is None or at not in circle:
                    return True
        return False


@probe(SHORTCUTS)
async def gather_shortcuts(context: ProbeContext) -> Shortcuts:
    """Return the single characters (`keys`) that change the page while no field has the focus.

    Only where something listens to keys. `switches` counts controls that speak of shortcuts.
    """
    if not await context.listens_to(KEY_EVENTS):
        return Shortcuts()
    await context.call("() => nyx.focus.reset()")
    await context.call("() => nyx.noticed.watch()")
    for letter in LETTERS:
        await context.page.keyboard.press(letter)
    found = await _keys_that_change(context) if await context.call("() => nyx.noticed.changed()") else []
    switches = await usable_controls(context, "short-?cuts?|hot-?keys?|keys?|atajos?|teclas?")
    return Shortcuts(True, tuple(found), switches)


async def _keys_that_change(context: ProbeContext) -> list[str]:
    """Press the characters one by one, and return those after which a person would see another page."""
    found = []
    await context.call("() => nyx.focus.reset()")
    before = await context.call("() => nyx.noticed.contents()")
    for letter in LETTERS:
        if context.seconds_left < 0.3:
            break
        await context.call("() => nyx.noticed.watch()")
        await context.page.keyboard.press(letter)
        if await context.call("() => nyx.noticed.changed()"):
            after = await context.call("() => nyx.noticed.contents()")
            if after != before:
                found.append(letter)
            before = after
        if await context.call("() => nyx.focus.activeNumber()") is not None:
            await context.call("() => nyx.focus.reset()")
    return found
