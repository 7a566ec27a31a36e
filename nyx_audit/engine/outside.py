"""Single addresses of any host, asked for without a browser: plain GET and HEAD, no cookies, robots.txt, each host's pace."""

from __future__ import annotations

import asyncio
import re
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from http.cookiejar import CookieJar, DefaultCookiePolicy
from ipaddress import ip_address
from urllib.parse import urlsplit

import httpx

from nyx_audit.crawl import traps
from nyx_audit.engine.fetch import USER_AGENT
from nyx_audit.model.reason import Reason, ReasonCode
from nyx_audit.net.addresses import host_of, is_loopback, origin_of
from nyx_audit.net.pace import Pace
from nyx_audit.net.robots import HostRobots, Robots

MAX_BYTES = 2_000_000
# Ends of names that networks give to their own machines (RFC 6762, RFC 8375, ICANN for "internal").
INSIDE = frozenset({"local", "internal", "arpa", "lan", "intranet", "corp", "home"})
NUMBER = re.compile(r"\d+|0x[0-9a-f]*", re.IGNORECASE)
Body = tuple[int, httpx.Headers, bytes]


@asynccontextmanager
async def open_client(seconds: float) -> AsyncIterator[httpx.AsyncClient]:
    """Open a client that keeps no cookies and follows no redirects; a request may take so many seconds."""
    jar = CookieJar(policy=DefaultCookiePolicy(allowed_domains=[]))
    headers = {"User-Agent": USER_AGENT, "Accept": "text/html,*/*;q=0.5"}
    async with httpx.AsyncClient(headers=headers, timeout=seconds, cookies=jar, follow_redirects=False) as client:
        yield client


async def read(client: httpx.AsyncClient, url: str) -> Body:
    """Return status, headers and body, cut at the limit. Raises httpx's errors."""
    async with client.stream("GET", url) as response:
        body = bytearray()
        async for chunk in response.aiter_bytes():
            body += chunk
            if len(body) > MAX_BYTES:
                break
        return response.status_code, response.headers, bytes(body[:MAX_BYTES])


@dataclass(slots=True)
class Manners:
    """Which addresses may be asked for; each host's robots.txt is read once a run, `own` are those that were read."""

    pace: Pace
    own: HostRobots = field(default_factory=lambda: HostRobots({}))
    _robots: dict[str, Robots] = field(default_factory=dict)
    _busy: dict[str, asyncio.Lock] = field(default_factory=dict)

    async def refusal(self, url: str, page: str, client: httpx.AsyncClient, rate: float) -> Reason | None:
        """Return why an address that stands on `page` may not be asked for, or None.

        A page of the net must not send us to this machine or its network.
        """
        reason = traps.deed(url)
        if reason:
            return reason
        if host_of(url) in self.own.by_host:
            return self.own.reason(url)
        same_host = urlsplit(url).hostname == urlsplit(page).hostname
        if not same_host and _is_inside(url):
            return Reason(ReasonCode.PRIVATE_ADDRESS, "of this network")
        if is_loopback(url):
            return None
        origin = origin_of(url)
        async with self._busy.setdefault(origin, asyncio.Lock()):
            if origin not in self._robots:
                await self.pace.wait(url, rate)
                try:
                    status, _, body = await read(client, f"{origin}/robots.txt")
                    self._robots[origin] = Robots.read(status, body.decode("utf-8", "replace"))
                except (httpx.HTTPError, httpx.InvalidURL, ValueError):
                    self._robots[origin] = Robots.read(None)
        return self._robots[origin].reason(url)

    def rate(self, url: str, rate: float) -> float:
        """Return the requests a second that a host bears, as far as its robots.txt was read; at most `rate`."""
        robots = self.own.by_host.get(host_of(url)) or self._robots.get(origin_of(url))
        return min(rate, 1 / robots.crawl_delay) if robots and robots.crawl_delay else rate


def _is_inside(url: str) -> bool:
    host = (urlsplit(url).hostname or "").rstrip(".")
    try:
        return not ip_address(host).is_global
    except ValueError:
        last = host.rpartition(".")[2]
        # 127.1 and 0x7f.1 are addresses, too, for what looks up names.
        return is_loopback(url) or "." not in host or last in INSIDE or bool(NUMBER.fullmatch(last))
