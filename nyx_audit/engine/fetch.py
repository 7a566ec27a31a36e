"""Plain fetches, without a browser: robots.txt and sitemaps. Only GET, bounded in time and size, within the host's rate."""

from __future__ import annotations

from collections.abc import AsyncIterator, Callable, Sequence
from contextlib import asynccontextmanager
from dataclasses import dataclass

import httpx

from nyx_audit.crawl.sitemap import parse_sitemap
from nyx_audit.net.addresses import host_of, origin_of
from nyx_audit.net.pace import Pace
from nyx_audit.net.robots import HostRobots, Robots
from nyx_audit.version import VERSION

USER_AGENT = f"nyx-audit/{VERSION}"
TIMEOUT = 20.0
MAX_BYTES = 20_000_000
MAX_SITEMAPS = 50
MAX_REDIRECTS = 5


@dataclass(frozen=True, slots=True)
class Fetched:
    """An answer: its status, None where there was none and `problem` says why; the body, cut at the limit."""

    status: int | None
    body: bytes = b""
    problem: str = ""


@dataclass(frozen=True, slots=True)
class Fetcher:
    """Fetches within the hosts' pace."""

    client: httpx.AsyncClient
    pace: Pace
    rate: float

    async def get(self, url: str) -> Fetched:
        """Return the answer of an address; never raises."""
        await self.pace.wait(url, self.rate)
        try:
            async with self.client.stream("GET", url) as response:
                body = bytearray()
                async for chunk in response.aiter_raw():
                    body += chunk
                    if len(body) > MAX_BYTES:
                        break
                return Fetched(response.status_code, _decoded(response, bytes(body[:MAX_BYTES])))
        except (httpx.HTTPError, httpx.InvalidURL, ValueError) as error:
            return Fetched(None, problem=str(error) or type(error).__name__)


@asynccontextmanager
async def open_fetcher(pace: Pace, rate: float) -> AsyncIterator[Fetcher]:
    """Open a fetcher for as long as the block runs."""
    headers = {"User-Agent": USER_AGENT, "Accept-Encoding": "identity"}
    async with httpx.AsyncClient(
        headers=headers, timeout=TIMEOUT, follow_redirects=True, max_redirects=MAX_REDIRECTS, trust_env=True
    ) as client:
        yield Fetcher(client, pace, rate)


async def fetch_robots(
    starts: Sequence[str], hosts: Sequence[str], fetcher: Fetcher
) -> tuple[HostRobots, dict[str, Robots]]:
    """Return the robots.txt of each host of a site, and the same by host."""
    scheme = origin_of(starts[0]).partition("://")[0]
    origins = {host_of(start): origin_of(start) for start in starts} | {}
    found = {}
    for host in hosts:
        origin = origins.get(host, f"{scheme}://{host}")
        answer = await fetcher.get(f"{origin}/robots.txt")
        found[host] = Robots.read(answer.status, answer.body.decode("utf-8", "replace"))
    return HostRobots(found), found


async def fetch_sitemaps(addresses: Sequence[str], fetcher: Fetcher, note: Callable[[str], None]) -> list[str]:
    """Return the pages that sitemaps name, those of indexes among them; what could not be read is noted."""
    waiting = list(dict.fromkeys(addresses))
    seen = set(waiting)
    pages: dict[str, None] = {}
    read = 0
    while waiting and read < MAX_SITEMAPS:
        url = waiting.pop(0)
        read += 1
        answer = await fetcher.get(url)
        if answer.status != 200:
            # The usual place is only a guess: nobody said that there is one.
            if not url.endswith("/sitemap.xml") or answer.status != 404:
                note(f"the sitemap {url} could not be read ({answer.problem or f'status {answer.status}'})")
            continue
        found = parse_sitemap(answer.body)
        if found.problem:
            note(f"the sitemap {url}: {found.problem}")
        pages.update(dict.fromkeys(found.pages))
        new = [one for one in found.sitemaps if one not in seen]
        seen.update(new)
        waiting += new
    if waiting:
        note(f"{len(waiting)} further sitemaps were not read (the limit is {MAX_SITEMAPS})")
    return list(pages)


def _decoded(response: httpx.Response, body: bytes) -> bytes:
    if response.headers.get("content-encoding", "identity") in ("", "identity"):
        return body
    try:
        return httpx.Response(
            200, headers={"content-encoding": response.headers["content-encoding"]}, content=body
        ).content
    except httpx.DecodingError:
        return body
