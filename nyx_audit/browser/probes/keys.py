"""Where do the keys lead? Tab through the page, and out again; single letters where the page listens to them."""

from __future__ import annotations

import asyncio
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from nyx_audit.browser.probes.stage import Stage, probe

PRESSES = 80
STARTS = 12
WAYS_OUT: tuple[tuple[str, ...], ...] = (("Shift+Tab",), ("Escape", "Tab"), ("ArrowDown", "Tab"), ("ArrowRight", "Tab"))
LETTERS = "abcdefghijklmnopqrstuvwxyz0123456789/?.,;+-"
FOCUS_EVENTS = ("blur", "focusout", "focus", "focusin")
PAUSE = 0.04
KEY_EVENTS = ("keydown", "keypress", "keyup")


@probe("trap")
async def gather_trap(stage: Stage) -> Mapping[str, Any]:
    """Return the elements (`traps`) that neither Tab, Shift+Tab, Escape nor an arrow leaves, and those that are free.

    `told` are those that the keys named on the page do leave, `keys` these keys; `explains` says that the page tells of
    keys at all, `complete` that every focusable element was reached.
    """
    known = await stage.worlds.call_json(stage.top, "() => nyxFocus.list()")
    members = [one["number"] for one in known if not one["frame"]]
    if not members:
        return {"free": [], "traps": [], "told": [], "keys": [], "explains": False, "complete": True, "targets": {}}
    # A page that hears of lost focus may take it back a moment later.
    pause = PAUSE if await listeners(stage, FOCUS_EVENTS) else 0.0
    walk = _Walk(stage, members, pause)
    await stage.call("() => nyxFocus.reset()")
    await walk.go(None)
    for number in members:
        if stage.seconds_left < 0.4 or len(walk.traps) >= STARTS:
            break
        if number not in walk.free and number not in walk.traps:
            await walk.go(number)
    free, traps = walk.free, walk.traps
    keys = await stage.worlds.call_json(stage.top, "() => JSON.stringify(nyxFocus.keysTold())") if traps else []
    told = [number for number in traps if await walk.leaves_by(number, keys)]
    await stage.call("() => nyxFocus.reset()")
    return {
        "free": [str(number) for number in sorted(free)],
        "traps": [str(number) for number in traps],
        "told": [str(number) for number in told],
        "keys": keys,
        "explains": await stage.call("() => nyxFocus.tellsOfKeys()"),
        "complete": not set(members) - free - set(traps),
        "targets": await stage.targets(traps),
    }


@dataclass(slots=True)
class _Walk:
    """A walk through the page by Tab: what is known to be free, and what is a trap."""

    stage: Stage
    members: list[int]
    pause: float
    free: set[int] = field(default_factory=set)
    traps: list[int] = field(default_factory=list)

    async def go(self, start: int | None) -> None:
        """Press Tab from a start until the focus leaves the page, meets what is free, or goes round in a part of it."""
        path: list[int] = []
        if start is not None:
            if not await self.stage.call("(number) => nyxFocus.focusOn(number)", start):
                return
            path.append(start)
        for _ in range(PRESSES):
            if self.stage.seconds_left < 0.3:
                return
            at = await self._press(("Tab",))
            if at is None or at in self.free:
                self.free.update(path)
                return
            if at in path:
                circle = path[path.index(at) :]
                if len(circle) >= len(self.members) or await self._leaves(circle):
                    self.free.update(path)
                else:
                    self.traps += [number for number in circle if number not in self.traps]
                return
            path.append(at)

    async def leaves_by(self, number: int, keys: Sequence[str]) -> bool:
        """Whether one of the keys that the page names leads out of a trap, by itself or with Tab after it."""
        for key in keys:
            if self.stage.seconds_left < 0.3 or not await self.stage.call(
                "(number) => nyxFocus.focusOn(number)", number
            ):
                return False
            ways: list[tuple[str, ...]] = [(key,), *[("Tab",)] * (len(self.traps) + 1)]
            for way in ways:
                at = await self._press(way)
                if at is None or at not in self.traps:
                    return True
        return False

    async def _press(self, keys: Sequence[str]) -> int | None:
        for key in keys:
            await self.stage.page.keyboard.press(key)
        await asyncio.sleep(self.pause)
        at: int | None = await self.stage.call("() => nyxFocus.activeNumber()")
        return at

    async def _leaves(self, circle: list[int]) -> bool:
        """Whether any usual way leads out of a part of the page that Tab goes round in."""
        for way in WAYS_OUT:
            if not await self.stage.call("(number) => nyxFocus.focusOn(number)", circle[0]):
                return True
            for _ in range(len(circle) + 1):
                at = await self._press(way)
                if at is None or at not in circle:
                    return True
        return False


@probe("shortcuts")
async def gather_shortcuts(stage: Stage) -> Mapping[str, Any]:
    """Return the single characters (`keys`) that change the page while no field has the focus.

    Only where something listens to keys. `switches` counts controls that speak of shortcuts.
    """
    if not await listeners(stage, KEY_EVENTS):
        return {"listens": False, "keys": [], "switches": 0}
    await stage.call("() => nyxFocus.reset()")
    found = []
    before = await stage.call("() => nyxFocus.contents()")
    for letter in LETTERS:
        if stage.seconds_left < 0.3:
            break
        await stage.page.keyboard.press(letter)
        after = await stage.call("() => nyxFocus.contents()")
        if after != before:
            found.append(letter)
            before = after
        if await stage.call("() => nyxFocus.activeNumber()") is not None:
            await stage.call("() => nyxFocus.reset()")
    switches = await stage.call("() => nyxFocus.controls('short-?cuts?|hot-?keys?|keys?|atajos?|teclas?')")
    return {"listens": True, "keys": found, "switches": switches}


async def listeners(stage: Stage, kinds: Sequence[str], on: str = "document") -> list[str]:
    """Return which of these kinds of events the window and the document's elements listen to."""
    found: set[str] = set()
    for expression in {"window", on}:
        answer = await stage.cdp.send("Runtime.evaluate", {"expression": expression})
        asked = {"objectId": answer["result"]["objectId"], "depth": -1, "pierce": True}
        heard = await stage.cdp.send("DOMDebugger.getEventListeners", asked)
        found |= {one["type"] for one in heard["listeners"]}
    return [kind for kind in kinds if kind in found]
