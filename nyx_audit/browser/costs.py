"""What a visit costs: its phases always, its rules and probes only where it is asked for."""

from __future__ import annotations

import time
from collections.abc import Iterable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field

from playwright.async_api import Error

from nyx_audit.browser.world import ScriptError, Worlds
from nyx_audit.model.evidence.visit import Cost


class Clock:
    """`laps` are seconds by phase of a visit; they are always taken."""

    def __init__(self) -> None:
        self.laps: dict[str, float] = {}
        self._last = time.monotonic()

    def lap(self, name: str) -> None:
        """Say that a phase ends now; what comes again adds up."""
        now = time.monotonic()
        self.laps[name] = round(self.laps.get(name, 0.0) + now - self._last, 4)
        self._last = now


@dataclass(slots=True)
class Costs:
    """The costs of one visit so far; empty where they are not `wanted`."""

    wanted: bool
    found: list[Cost] = field(default_factory=list)

    async def begin(self, worlds: Worlds, context: int) -> None:
        """Have the engine's rules timed in one world from now on."""
        if self.wanted:
            await worlds.call(context, "() => nyx.costs.begin()")

    async def collect(self, worlds: Worlds, contexts: Iterable[int], place: str) -> None:
        """Take what the rules cost in these worlds since the last time; a frame's share is added to the page's."""
        if not self.wanted:
            return
        total: dict[str, tuple[float, int]] = {}
        for context in contexts:
            # A frame that went away took its costs with it.
            with suppress(ScriptError, Error):
                for one in await worlds.call_json(context, "() => nyx.costs.collect()"):
                    seconds, targets = total.get(one["rule"], (0.0, 0))
                    total[one["rule"]] = seconds + one["ms"] / 1000, targets + one["targets"]
        self.found += [Cost(rule, place, seconds, targets) for rule, (seconds, targets) in total.items()]

    @contextmanager
    def timing(self, name: str, place: str) -> Iterator[None]:
        """Time what runs inside the block."""
        began = time.monotonic()
        try:
            yield
        finally:
            if self.wanted:
                self.found.append(Cost(name, place, time.monotonic() - began))
