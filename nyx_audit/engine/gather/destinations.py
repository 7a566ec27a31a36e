"""Fetches what links of equal name lead to, so that it can be compared: plain GET, no cookies, each address once a run."""

from __future__ import annotations

import asyncio
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import urljoin

import httpx
from bs4 import BeautifulSoup

from nyx_audit.crawl import traps
from nyx_audit.engine.outside import Manners, open_client, read
from nyx_audit.net.pace import Pace

SECONDS = 6.0
SECONDS_A_PAGE = 20.0
MAX_HOPS = 5
TEXT = 20_000
REFRESH = re.compile(r"^\s*0*(?:\.0*)?\s*[;,]?\s*(?:url\s*=\s*)?['\"]?([^'\"]+)['\"]?\s*$", re.IGNORECASE)
HIDDEN = re.compile(r"display\s*:\s*none|visibility\s*:\s*hidden", re.IGNORECASE)
READS_ADDRESS = re.compile(r"location\s*\.\s*(?:search|pathname|href)|URLSearchParams")
Answer = dict[str, Any]


@dataclass(slots=True)
class Destinations:
    """The pages that links lead to, kept for as long as the run."""

    pace: Pace
    _pages: dict[str, Answer] = field(default_factory=dict)
    _manners: Manners = field(init=False)
    _busy: dict[str, asyncio.Lock] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self._manners = Manners(self.pace)

    async def gather(self, addresses: Sequence[str], page: str, rate: float) -> Mapping[str, Answer]:
        """Return what stands at each address: `text`, `title`, `headings`, `final`; or why that is not known.

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

    async def _page(self, url: str, page: str, client: httpx.AsyncClient, rate: float) -> Answer:
        async with self._busy.setdefault(url, asyncio.Lock()):
            if url not in self._pages:
                try:
                    self._pages[url] = await self._follow(url, page, client, rate)
                except (httpx.HTTPError, httpx.InvalidURL, ValueError) as error:
                    self._pages[url] = {"problem": str(error) or type(error).__name__}
            return self._pages[url]

    async def _follow(self, url: str, page: str, client: httpx.AsyncClient, rate: float) -> Answer:
        at = url
        for _ in range(MAX_HOPS):
            refusal = traps.reason(at) or await self._manners.refusal(at, page, client, rate)
            if refusal:
                return {"problem": refusal.text}
            await self.pace.wait(at, rate)
            status, headers, body = await read(client, at)
            onward = headers.get("location") if 300 <= status < 400 else None
            if onward is None:
                if status != 200:
                    return {"problem": f"status {status}"}
                if "html" not in headers.get("content-type", "text/html"):
                    return {"problem": "no web page", "final": at}
                answer, onward = read_page(body, at)
                if onward is None:
                    return answer
            at = urljoin(at, onward).partition("#")[0]
        return {"problem": "redirects too often"}


def read_page(body: bytes, url: str) -> tuple[Answer, str | None]:
    """Return what a page says where it is not hidden, and where it sends its visitors at once, if it does."""
    soup = BeautifulSoup(body, "lxml")
    for meta in soup.find_all("meta", attrs={"http-equiv": re.compile("^refresh$", re.IGNORECASE)}):
        onward = REFRESH.match(str(meta.get("content", "")))
        if onward:
            return {}, onward[1].strip()
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
        return {"final": url, "title": title, "headings": "", "text": "", "scripts": bool(scripts), "asks": asks}, None
    if body_tag.name == "body":
        for around in body_tag(["nav", "header", "footer", "aside"]):
            around.decompose()
    headings = " ".join(one.get_text(" ", strip=True) for one in body_tag(["h1", "h2"]))[:500]
    text = body_tag.get_text(" ", strip=True)[:TEXT]
    page = {"final": url, "title": title, "headings": headings, "text": text, "scripts": bool(scripts)}
    return {**page, "asks": asks or outside}, None
