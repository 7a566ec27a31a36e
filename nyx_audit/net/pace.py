"""How often a host is visited: a rate for each host, whatever sites and tabs there are. Loopback is not limited."""

from __future__ import annotations

import asyncio
import time
from collections.abc import Awaitable, Callable
from urllib.parse import urlsplit

from nyx_audit.net.addresses import is_loopback


class Pace:
    """Lets page loads pass at each host's rate; `hold` stops a host that requested a pause."""

    def __init__(self) -> None:
        self._next: dict[str, float] = {}
        self._queues: dict[str, asyncio.Lock] = {}

    async def wait(self, url: str, rate: float) -> None:
        """Wait for the turn of a page load; `rate` is loads a second. Who waits no longer takes no turn."""
        host = urlsplit(url).netloc.lower()
        pause = 0.0 if is_loopback(url) else 1 / rate
        async with self._queues.setdefault(host, asyncio.Lock()):
            # The host may request a pause while its turn is awaited.
            while (left := self._next.get(host, 0.0) - time.monotonic()) > 0:
                await asyncio.sleep(left)
            self._next[host] = time.monotonic() + pause

    def hold(self, url: str, seconds: float) -> None:
        """Let no page of the host be loaded for so many seconds."""
        host = urlsplit(url).netloc.lower()
        self._next[host] = max(self._next.get(host, 0.0), time.monotonic() + seconds)

    def for_page(self, url: str, rate: float) -> Callable[[], Awaitable[None]]:
        """Return what a visit awaits before it loads the page again."""
        return lambda: self.wait(url, rate)
