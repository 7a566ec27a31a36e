"""Holds a fetch to its limits: the time of all its requests, the size of what it brings."""

from __future__ import annotations

import asyncio
import time
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from dataclasses import dataclass, field


@dataclass(slots=True)
class Budget:
    """The seconds that all requests of one fetch may take together."""

    left: float

    @asynccontextmanager
    async def spending(self, share: float = 1.0) -> AsyncIterator[None]:
        """Spend at most a share of what is left. Raises TimeoutError."""
        began = time.monotonic()
        try:
            async with asyncio.timeout(max(0.0, self.left * share)):
                yield
        finally:
            self.left -= time.monotonic() - began


@dataclass(slots=True)
class Sink:
    """Passes on a body piece by piece, and at most so many bytes of it."""

    write: Callable[[bytes], object]
    room: int
    is_cut: bool = field(default=False, init=False)

    def take(self, piece: bytes) -> bool:
        """Pass on a piece as far as there is room; return whether there may be more."""
        self.write(piece[: self.room])
        self.is_cut = len(piece) > self.room
        self.room -= min(len(piece), self.room)
        return not self.is_cut
