"""Fetches what links of equal name lead to, so that it can be compared: plain GET, no cookies, each address once a run."""

from __future__ import annotations

import asyncio
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from urllib.parse import urljoin

import httpx
from bs4 import BeautifulSoup

from nyx_audit.crawl import traps
from nyx_audit.engine.outside import Manners, open_client, read
from nyx_audit.model.evidence.page import Destination
from nyx_audit.net.pace import Pace

SECONDS = 6.0
SECONDS_A_PAGE = 20.0
MAX_HOPS = 5
TEXT = 20_000
REFRESH = re.compile(r"^\s*0*(?:\.0*)?\s*[;,]?\s*(?:url\s*=\s*)?['\"]?([^'\"]+)['\"]?\s*$", re.IGNORECASE)
HIDDEN = re.compile(r"display\s*:\s*none|visibility\s*:\s*hidden", re.IGNORECASE)
READS_ADDRESS = re.compile(r"location\s*\.\s*(?:search|pathname|href)|URLSearchParams")


@dataclass(slots=True)
class LinkDestinations:
    """The pages that links lead to, kept for as long as the run."""

    pace: Pace
    _pages: dict[str, Destination] = field(default_factory=dict)
    _manners: Manners = field(init=False)
    _busy: dict[str, asyncio.Lock] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self._manners = Manners(self.pace)

    async def gather(self, addresses: Sequence[str], page: str, rate: float) -> Mapping[str, Destination]:
        """Return what stands at each address, or the problem in reading it.

        What is not there in time is left out.
        """
        if not addresses:
            return {}
        async with open_client(SECONDS) as client:
            tasks = [asyncio.ensure_future(self._page(one, page, client, rate)) for one in addresses]
            done, late = await asyncio.wait(tasks, timeout=SECONDS_A_PAGE)
            for task in late:
                task.cancel()
            await asyncio.gather(*late, return_exceptions=True)
            return {one: task.result() for one, task in zip(addresses, tasks, strict=True) if task in done}

    async def _page(self, url: str, page: str, client: httpx.AsyncClient, rate: float) -> Destination:
        async with self._busy.setdefault(url, asyncio.Lock()):
            if url not in self._pages:
                try:
                    self._pages[url] = await self._follow(url, page, client, rate)
                except (httpx.HTTPError, httpx.InvalidURL, ValueError) as error:
                    self._pages[url] = Destination(problem=str(error) or type(error).__name__)
            return self._pages[url]

    async def _follow(self, url: str, page: str, client: httpx.AsyncClient, rate: float) -> Destination:
        at = url
        for _ in range(MAX_HOPS):
            refusal = traps.reason(at) or await self._manners.refusal(at, page, client, rate)
            if refusal:
                return Destination(problem=refusal.text)
            await self.pace.wait(at, rate)
            status, headers, body = await read(client, at)
            onward = headers.get("location") if 300 <= status < 400 else None
            if onward is None:
                if status != 200:
                    return Destination(problem=f"status {status}")
                if "html" not in headers.get("content-type", "text/html"):
                    return Destination(problem="not a web page", final=at)
                answer, onward = read_page(body, at)
                if onward is None:
                    return answer
            at = urljoin(at, onward).partition("#")[0]
        return Destination(problem="redirects too often")


def read_page(body: bytes, url: str) -> tuple[Destination, str | None]:
    """Return what a page says where it is not hidden, and where it sends its visitors at once, if it does."""
    soup = BeautifulSoup(body, "lxml")
    for meta in soup.find_all("meta", attrs={"http-equiv": re.compile("^refresh$", re.IGNORECASE)}):
        onward = REFRESH.match(str(meta.get("content", "")))
        if onward:
            return Destination(), onward[1].strip()
    title = soup.title.get_text(" ", strip=True) if soup.title else ""
    scripts = soup.find_all("script")
    asks = any(READS_ADDRESS.search(script.get_text()) for script in scripts)
    outside = any(script.get("src") for script in scripts)
    for gone in soup(["script", "style", "template", "noscript", "title"]):
        gone.decompose()
    for hidden in [*soup.select("[hidden]"), *soup.find_all(style=HIDDEN)]:
        hidden.decompose()
    body_tag = soup.find("main") or soup.select_one("[role=main]") or soup.body
    if body_tag is None:
        return Destination(final=url, title=title, scripts=bool(scripts), asks=asks), None
    if body_tag.name == "body":
        for around in body_tag(["nav", "header", "footer", "aside"]):
            around.decompose()
    headings = " ".join(one.get_text(" ", strip=True) for one in body_tag(["h1", "h2"]))[:500]
    text = body_tag.get_text(" ", strip=True)[:TEXT]
    return Destination(url, title, headings, text, bool(scripts), asks or outside), None
