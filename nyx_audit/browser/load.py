"""How busy this machine is, and deadlines that move on with it: a night on a slow box is slow, and not incomplete."""

from __future__ import annotations

import asyncio
import time
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from dataclasses import dataclass

# A slice of work, and what it takes on a quiet core of a small server.
ROUNDS = 300_000
QUIET_SECONDS = 0.02
# What was measured holds for so long.
SECONDS = 2.0
# Whatever the load, nothing is given more than so many times its seconds.
MOST = 5.0


def slice_of_work() -> float:
    """Return the seconds that a calibrated slice of work takes now, other programs' turns included."""
    began = time.perf_counter()
    total = 0
    for number in range(ROUNDS):
        total += number * number % 7
    return time.perf_counter() - began


@dataclass(slots=True)
class Load:
    """The machine's load, measured when it is asked for and not older than two seconds."""

    work: Callable[[], float] = slice_of_work
    _slowdown: float = 1.0
    _measured: float = float("-inf")

    def slowdown(self) -> float:
        """Return how many times slower than a quiet machine this one is now: 1 to 5."""
        now = time.monotonic()
        if now - self._measured > SECONDS:
            self._slowdown = min(MOST, max(1.0, self.work() / QUIET_SECONDS))
            self._measured = now
        return self._slowdown

    @asynccontextmanager
    async def deadline(self, seconds: float) -> AsyncIterator[None]:
        """Raise TimeoutError in the block after so many seconds of a quiet machine, and at most five times as many."""
        async with asyncio.timeout(seconds) as limit:
            stretching = asyncio.create_task(self._stretch(limit, seconds))
            try:
                yield
            finally:
                stretching.cancel()

    async def _stretch(self, limit: asyncio.Timeout, seconds: float) -> None:
        """Put the end off for as long as the machine is busy."""
        loop = asyncio.get_running_loop()
        end, at, spent = loop.time() + seconds * MOST, loop.time(), 0.0
        while not limit.expired():
            slowdown = self.slowdown()
            limit.reschedule(min(end, at + (seconds - spent) * slowdown))
            await asyncio.sleep(min(SECONDS, seconds / 4))
            now = loop.time()
            spent, at = spent + (now - at) / slowdown, now
