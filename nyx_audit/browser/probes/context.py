"""What a probe is given, and the kinds of evidence that probes gather."""

from __future__ import annotations

import asyncio
import time
from collections.abc import Awaitable, Callable, Iterable, Sequence
from dataclasses import dataclass, field
from typing import Any, TypeVar

from playwright.async_api import CDPSession, Page

from nyx_audit.browser import views
from nyx_audit.browser.axe import describe
from nyx_audit.browser.departures import Departures
from nyx_audit.browser.probes import tour
from nyx_audit.browser.probes.tour import Tour
from nyx_audit.browser.world import Worlds
from nyx_audit.model.evidence.axe import AxeEvidence
from nyx_audit.model.evidence.kind import Kind, Missing
from nyx_audit.model.outcome import Target

T = TypeVar("T")
FOCUS_EVENTS = ("blur", "focusout", "focus", "focusin")
KEY_EVENTS = ("keydown", "keypress", "keyup")
NUMBER_OF = "function () { return this instanceof Element ? nyx.elements.numberOf(this) : null }"


@dataclass(frozen=True, slots=True)
class Listener:
    """An event that is listened to, and the node that does so by the debugger's number; None for the window."""

    event: str
    node: int | None


@dataclass(slots=True)
class Budget:
    """The time of all probes of a page together: `ends` is when it is over, on the monotonic clock."""

    ends: float

    @property
    def left(self) -> float:
        """How many seconds are left."""
        return max(0.0, self.ends - time.monotonic())

    async def wait(self, seconds: float) -> None:
        """Wait for what the page does by its own clock: that takes no time from what moves it."""
        self.ends += seconds
        await asyncio.sleep(seconds)


@dataclass(frozen=True, slots=True)
class ProbeContext:
    """The page that a probe moves, within a budget.

    `rules` are the engine's of the desktop view: a probe that opens something has them judge it, and adds what they say
    to `opened`, with words that say when it came.
    """

    page: Page
    cdp: CDPSession
    worlds: Worlds
    top: int
    budget: Budget
    departures: Departures
    rules: Sequence[str] = ()
    opened: list[tuple[str, AxeEvidence]] = field(default_factory=list)
    _listeners: list[Listener] = field(default_factory=list)
    _tours: list[Tour] = field(default_factory=list)

    @property
    def seconds_left(self) -> float:
        """How many seconds the probe still has."""
        return self.budget.left

    async def wait(self, seconds: float) -> None:
        """Wait for what the page does by its own clock."""
        await self.budget.wait(seconds)

    async def away(self) -> None:
        """Take the pointer out of the window."""
        await views.point_away(self.page)

    async def call(self, function: str, *arguments: Any) -> Any:
        """Call a function in the isolated world of the top frame; JSON goes in and out."""
        return await self.worlds.call(self.top, function, *arguments)

    async def listens_to(self, kinds: Iterable[str]) -> list[str]:
        """Return which of these kinds of events the window and the document's elements listen to."""
        heard = {one.event for one in await self.listeners()}
        return [kind for kind in kinds if kind in heard]

    async def listeners(self) -> list[Listener]:
        """Return what the page listens to: the window, the document and all elements in it."""
        if not self._listeners:
            for expression in ("window", "document"):
                answer = await self.cdp.send("Runtime.evaluate", {"expression": expression})
                query = {"objectId": answer["result"]["objectId"], "depth": -1, "pierce": True}
                heard = await self.cdp.send("DOMDebugger.getEventListeners", query)
                self._listeners.extend(Listener(one["type"], one.get("backendNodeId")) for one in heard["listeners"])
        return self._listeners

    async def tour(self) -> Tour:
        """Return what each element does that takes the focus; the tour is taken once."""
        if not self._tours:
            hears = bool(await self.listens_to((*FOCUS_EVENTS, *KEY_EVENTS)))
            milliseconds = min(tour.MILLISECONDS, self.seconds_left * 300)
            self.departures.begin()
            found = await self.worlds.call_json(self.top, tour.TAKE, tour.EACH, hears, milliseconds)
            self._tours.append(tour.read_tour(found, bool(self.departures.found)))
        return self._tours[0]

    async def number_of(self, node: int) -> int | None:
        """Return the number of the element that the debugger knows by this one; None for the document itself."""
        found: int | None = await self.call_on(node, NUMBER_OF)
        return found

    async def call_on(self, node: int | None, function: str) -> Any:
        """Call a function in the isolated world of the top frame; `this` is the node that the debugger knows by a number."""
        query = {"backendNodeId": node, "executionContextId": self.top}
        there = (await self.cdp.send("DOM.resolveNode", query))["object"]["objectId"]
        call = {"objectId": there, "functionDeclaration": function, "returnByValue": True}
        return (await self.cdp.send("Runtime.callFunctionOn", call))["result"].get("value")

    async def targets(self, numbers: Iterable[int]) -> dict[str, Target]:
        """Return elements of the top frame, by key, as findings name them."""
        return await describe(self.worlds, self.top, numbers)


Probe = Callable[[ProbeContext], Awaitable[object]]
PROBES: dict[str, Probe] = {}


def probe(
    kind: Kind[T],
) -> Callable[[Callable[[ProbeContext], Awaitable[T | Missing]]], Callable[[ProbeContext], Awaitable[T | Missing]]]:
    """Register what gathers a kind of interactive evidence."""

    def register(
        function: Callable[[ProbeContext], Awaitable[T | Missing]],
    ) -> Callable[[ProbeContext], Awaitable[T | Missing]]:
        PROBES[kind.name] = function
        return function

    return register
