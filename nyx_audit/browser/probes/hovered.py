"""Does what appears under a pointer, or with the focus, stay there, can the pointer come onto it, does Escape send it away?"""

from __future__ import annotations

import json
from dataclasses import dataclass

from nyx_audit.browser.probes.context import FOCUS_EVENTS, ProbeContext, probe
from nyx_audit.browser.probes.controls_pressed import listening
from nyx_audit.browser.probes.shown import HOVERS
from nyx_audit.browser.world import read_json
from nyx_audit.model.evidence.hovered import HOVERED, Appearance, Appearances
from nyx_audit.model.evidence.read import read_record

LEAST_SECONDS = 2.5
# What fades is seen for a while after it was sent away.
FADES_MS, LEAVES_MS = 500, 900
# A hand that moves by this many pixels a step takes about as long as a person's.
STEP_PIXELS = 4
# Beyond this, it is not sure that anybody would try to come onto it.
FAR_PIXELS = 120
# What goes by itself later than this has been read by most; the page's own timers say when it may.
LATEST_SECONDS, LEAST_WAIT = 6.0, 0.3
DUE = "() => window[Symbol.for('nyx.due')] ?? 0"


@dataclass(frozen=True, slots=True)
class Trigger:
    """What may show something, by number."""

    number: int
    focusable: bool


@dataclass(frozen=True, slots=True)
class Look:
    """What came to be seen: see `library/hovered.js`. `way` leads a pointer from the trigger onto it, across the `gap`."""

    text: str
    error: bool
    closes: bool
    covers: str
    inside: bool
    way: tuple[tuple[float, float], ...]
    gap: float


@probe(HOVERED)
async def gather_hovered(context: ProbeContext) -> Appearances:
    """Return what appeared on the elements that may show something, and how it behaves."""
    await context.away()
    heard, everywhere = await listening(context, HOVERS | frozenset(FOCUS_EVENTS))
    rows = await context.call("(heard, all) => nyx.hovered.triggers(heard, all)", heard, everywhere)
    triggers = [read_record(Trigger, row) for row in json.loads(rows)]
    found, tried = [], 0
    for trigger in triggers:
        if context.seconds_left < LEAST_SECONDS:
            break
        tried += 1
        if appearance := await _Hand(context, trigger).try_out():
            found.append(appearance)
    if triggers:
        await context.call("() => nyx.focus.reset()")
    return Appearances(tuple(found), tried == len(triggers), await context.targets(int(one.key) for one in found))


@dataclass(slots=True)
class _Hand:
    """A hand that points at one element, or gives it the focus."""

    context: ProbeContext
    trigger: Trigger
    point: tuple[float, float] = (0, 0)
    is_by_focus: bool = False

    async def try_out(self) -> Appearance | None:
        """Return what appears on the element; None where nothing does, or where it stays when pointer and focus are gone."""
        point = await self.context.call("(number) => nyx.reach.pointOf(number)", self.trigger.number)
        if point is None:
            return None
        self.point = tuple(json.loads(point))
        await self.context.call("() => nyx.hovered.begin()")
        look = await self._shown()
        if look is None and self.trigger.focusable:
            self.is_by_focus = True
            look = await self._shown()
        found = await self._judged(look) if look else None
        if not await self._leave() or found is None:
            return None
        return found if found.is_sound or await self._comes_again() else None

    async def _comes_again(self) -> bool:
        """Whether it comes with pointer or focus, and goes with them: not by chance, as the page changes by itself."""
        await self.context.call("() => nyx.hovered.begin()")
        if await self._look():
            return False
        return await self._shown() is not None and await self._leave()

    async def _judged(self, look: Look) -> Appearance:
        stays = await self._stays()
        # What goes by itself cannot be tried any further.
        reached = True if self.is_by_focus or not stays else await self._reached(look)
        dismissed = await self._dismissed(look) if stays else True
        key = str(self.trigger.number)
        return Appearance(key, look.text, self.is_by_focus, stays, reached, dismissed, look.covers, look.inside)

    async def _shown(self) -> Look | None:
        """Point at the element, or give it the focus, and return what then appears."""
        await self.context.call("() => nyx.hovered.watch()")
        # Timers that were set before have nothing to do with it.
        await self.context.page.evaluate(DUE)
        if self.is_by_focus:
            await self.context.call("(number) => nyx.reach.focusOn(number)", self.trigger.number)
        else:
            await self.context.page.mouse.move(*self.point)
        return await self._look()

    async def _look(self) -> Look | None:
        found = read_json(await self.context.call("(number) => nyx.hovered.look(number)", self.trigger.number))
        return read_record(Look, found) if found else None

    async def _leave(self) -> bool:
        """Take pointer and focus away; return whether what had appeared goes with them."""
        await self.context.away()
        await self.context.call("() => nyx.focus.active()?.blur()")
        if await self._is_gone(LEAVES_MS):
            return True
        # It must not stand in the way of the next one.
        await self.context.page.keyboard.press("Escape")
        return False

    async def _is_gone(self, milliseconds: int) -> bool:
        return bool(await self.context.call("(ms) => nyx.hovered.isGone(ms)", milliseconds))

    async def _stays(self) -> bool:
        """Whether it is still there when what the page set in motion as it came is over."""
        due = float(await self.context.page.evaluate(DUE))
        rest = float(await self.context.call("() => nyx.hovered.restOfAnimations()"))
        seconds = max(due, rest) / 1000
        if seconds < LEAST_WAIT or seconds > min(LATEST_SECONDS, self.context.seconds_left - LEAST_SECONDS):
            return True
        return not await self._is_gone(int(seconds * 1000) + FADES_MS)

    async def _reached(self, look: Look) -> bool | None:
        """Whether a pointer that moves from the element onto what appeared finds it there; None where that is not sure."""
        if not look.way:
            return None
        if await self._crosses(look, STEP_PIXELS):
            return True
        # Once more, as fast as a hand can be: what is between the two is jumped over.
        again = await self._shown() if await self._leave() else None
        if again is None or not again.way or await self._crosses(again, 0) or look.gap > FAR_PIXELS:
            return None
        return False

    async def _crosses(self, look: Look, pixels: int) -> bool:
        mouse = self.context.page.mouse
        leaving, entering, middle = look.way
        await mouse.move(*leaving)
        await mouse.move(*entering, steps=1 + int(look.gap / pixels) if pixels else 1)
        await mouse.move(*middle)
        return not await self._is_gone(FADES_MS)

    async def _dismissed(self, look: Look) -> bool | None:
        """Whether Escape sends it away while pointer or focus stay; None where it only does with the focus on the element."""
        if look.error or look.closes or not look.covers:
            return True
        if await self._is_gone(0) and (not await self._leave() or not await self._shown()):
            return None
        if not self.is_by_focus:
            await self.context.page.mouse.move(*self.point)
        if await self._goes_by_escape():
            return True
        if self.is_by_focus or not self.trigger.focusable:
            return False
        await self.context.call("(number) => nyx.reach.focusOn(number)", self.trigger.number)
        return None if await self._goes_by_escape() else False

    async def _goes_by_escape(self) -> bool:
        await self.context.page.keyboard.press("Escape")
        return await self._is_gone(FADES_MS)
