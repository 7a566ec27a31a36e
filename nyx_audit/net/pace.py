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

    async def wait(self, url: str, rate: float) -> None:
        """Wait for the turn of a page load; `rate` is loads a second."""
        host = urlsplit(url).netloc.lower()
        if is_loopback(url):
            rate = float("inf")
        now = time.monotonic()
        turn = max(now, self._next.get(host, now))
        self._next[host] = turn + 1 / rate
        if turn > now:
            await asyncio.sleep(turn - now)

    def hold(self, url: str, seconds: float) -> None:
        """Let no page of the host be loaded for so many seconds."""
        host = urlsplit(url).netloc.lower()
        self._next[host] = max(self._next.get(host, 0.0), time.monotonic() + seconds)

    def for_page(self, url: str, rate: float) -> Callable[[], Awaitable[None]]:
        """Return what a visit awaits before it loads the page again."""
        return lambda: self.wait(url, rate)
