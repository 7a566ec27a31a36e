"""Fetches what links of equal name lead to, so that it can be compared: plain GET, no cookies, each address once a run."""

from __future__ import annotations

import asyncio
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from urllib.parse import urljoin

from bs4 import BeautifulSoup

from nyx_audit.crawl import traps
from nyx_audit.model.evidence.page import Destination
from nyx_audit.net.client import Session, open_session
from nyx_audit.net.hosts import Hosts
from nyx_audit.net.policy import FetchPolicy, Limits

SECONDS = 6.0
SECONDS_A_PAGE = 20.0
MAX_REQUESTS = 5
TEXT = 20_000
REFRESH = re.compile(r"^\s*0*(?:\.0*)?\s*[;,]?\s*(?:url\s*=\s*)?['\"]?([^'\"]+)['\"]?\s*$", re.IGNORECASE)
HIDDEN = re.compile(r"display\s*:\s*none|visibility\s*:\s*hidden", re.IGNORECASE)
READS_ADDRESS = re.compile(r"location\s*\.\s*(?:search|pathname|href)|URLSearchParams")


@dataclass(slots=True)
class LinkDestinations:
    """The pages that links lead to, kept for as long as the run."""

    hosts: Hosts
    _pages: dict[str, Destination] = field(default_factory=dict)
    _busy: dict[str, asyncio.Lock] = field(default_factory=dict)

    async def gather(self, addresses: Sequence[str], page: str, rate: float) -> Mapping[str, Destination]:
        """Return what stands at each address, or the problem in reading it. What is not there in time is left out."""
        if not addresses:
            return {}
        policy = FetchPolicy(page, rate, others_rate=rate, refuse=traps.reason)
        async with open_session(self.hosts, policy) as session:
            tasks = [asyncio.ensure_future(self._page(one, session)) for one in addresses]
            done, late = await asyncio.wait(tasks, timeout=SECONDS_A_PAGE)
            for task in late:
                task.cancel()
            await asyncio.gather(*late, return_exceptions=True)
            return {one: task.result() for one, task in zip(addresses, tasks, strict=True) if task in done}

    async def _page(self, url: str, session: Session) -> Destination:
        async with self._busy.setdefault(url, asyncio.Lock()):
            if url not in self._pages:
                self._pages[url] = await _follow(url, session)
            return self._pages[url]


async def _follow(url: str, session: Session) -> Destination:
    """Follow redirects, those that stand in pages among them, within one number of requests."""
    at, left = url, MAX_REQUESTS
    while left > 0:
        answer = await session.get(at, Limits(SECONDS, max_hops=left - 1))
        if answer.failure:
            return Destination(problem=answer.failure.text)
        if "html" not in (answer.media_type or "text/html"):
            return Destination(problem="not a web page", final=answer.final)
        page, onward = read_page(answer.body, answer.final)
        if onward is None:
            return page
        try:
            at = urljoin(answer.final, onward).partition("#")[0]
        except ValueError:
            return Destination(problem="redirects to what is not a web address")
        left -= len(answer.hops)
    return Destination(problem="redirects too often")


def read_page(body: bytes, url: str) -> tuple[Destination, str | None]:
    """Return what a page says where it is not hidden, and where it sends its visitors at once, if it does."""
    soup = BeautifulSoup(body, "lxml")
    for meta in soup.find_all("meta", attrs={"http-equiv": re.compile("^refresh$", re.IGNORECASE)}):
        onward = REFRESH.match(str(meta.get("content", "")))
        if onward:
            return Destination(url), onward[1].strip()
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
        return Destination(url, title, scripts=bool(scripts), asks=asks), None
    if body_tag.name == "body":
        for around in body_tag(["nav", "header", "footer", "aside"]):
            around.decompose()
    headings = " ".join(one.get_text(" ", strip=True) for one in body_tag(["h1", "h2"]))[:500]
    text = body_tag.get_text(" ", strip=True)[:TEXT]
    return Destination(url, title, headings, text, bool(scripts), asks or outside), None
