"""What a probe is given, and the names by which rules ask for probes."""

from __future__ import annotations

import time
from collections.abc import Awaitable, Callable, Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any

from playwright.async_api import CDPSession, Page

from nyx_audit.browser.axe import describe
from nyx_audit.browser.world import Worlds
from nyx_audit.model.outcome import Target


@dataclass(frozen=True, slots=True)
class Stage:
    """The page that a probe moves. `ends` is when its time is over, on the monotonic clock."""

    page: Page
    cdp: CDPSession
    worlds: Worlds
    top: int
    ends: float
    _heard: set[str] = field(default_factory=set)

    @property
    def seconds_left(self) -> float:
        """How many seconds the probe still has."""
        return max(0.0, self.ends - time.monotonic())

    async def call(self, function: str, *arguments: Any) -> Any:
        """Call a function in the isolated world of the top frame; JSON goes in and out."""
        return await self.worlds.call(self.top, function, *arguments)

    async def listens_to(self, kinds: Iterable[str]) -> list[str]:
        """Return which of these kinds of events the window and the document's elements listen to."""
        if not self._heard:
            self._heard.add("")
            for expression in ("window", "document"):
                answer = await self.cdp.send("Runtime.evaluate", {"expression": expression})
                asked = {"objectId": answer["result"]["objectId"], "depth": -1, "pierce": True}
                heard = await self.cdp.send("DOMDebugger.getEventListeners", asked)
                self._heard.update(one["type"] for one in heard["listeners"])
        return [kind for kind in kinds if kind in self._heard]

    async def targets(self, numbers: Iterable[int]) -> dict[str, Target]:
        """Return elements of the top frame, by key, as findings name them."""
        return await describe(self.worlds, self.top, numbers)


Probe = Callable[[Stage], Awaitable[Mapping[str, Any]]]
MOVING: dict[str, Probe] = {}


def probe(name: str) -> Callable[[Probe], Probe]:
    """Register a probe under the name by which rule files ask for its evidence."""

    def register(function: Probe) -> Probe:
        MOVING[name] = function
        return function

    return register
