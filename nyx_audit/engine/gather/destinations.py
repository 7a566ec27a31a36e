"""Fetches what links of equal name lead to, so that it can be compared: plain GET, no cookies, each address once a run."""

from __future__ import annotations

import asyncio
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from urllib.parse import urljoin

from lxml import etree

from nyx_audit.crawl import traps
from nyx_audit.engine.gather.html import HtmlError, elements, is_unseen, read_html, text_of
from nyx_audit.model.evidence.page import Destination
from nyx_audit.model.reason import Reason, ReasonCode
from nyx_audit.model.visit import Part
from nyx_audit.net.client import Session, open_session
from nyx_audit.net.fetched import Fetched
from nyx_audit.net.hosts import Hosts
from nyx_audit.net.policy import FetchPolicy, Limits
from nyx_audit.net.sameness import part_of_answer

SECONDS = 6.0
SECONDS_A_PAGE = 20.0
MAX_REQUESTS = 5
TITLE, HEADINGS, TEXT = 1000, 500, 20_000
LONGEST = 2000
AROUND = frozenset({"nav", "header", "footer", "aside"})
# Seconds that begin with 0, a separator, an address with or without "url=" and quotes (the HTML standard).
REFRESH = re.compile(r"^(?:0+(?:\.[\d.]*)?|\.[\d.]*)(?: ?[;,]| ) ?(?:url ?= ?)?['\"]?([^'\"]+)['\"]?", re.IGNORECASE)
HIDDEN = re.compile(r"display\s*:\s*none|visibility\s*:\s*hidden", re.IGNORECASE)
READS_ADDRESS = re.compile(r"location\s*\.\s*(?:search|pathname|href)|URLSearchParams")
Found = Destination | Reason


@dataclass(frozen=True, slots=True)
class _Followed:
    """What stands at an address, and the answers that say so; None where another time they may be others."""

    found: Found
    parts: tuple[Part, ...] | None


@dataclass(slots=True)
class LinkDestinations:
    """The pages that links lead to, kept for as long as the run."""

    hosts: Hosts
    _pages: dict[str, _Followed] = field(default_factory=dict)
    _busy: dict[str, asyncio.Lock] = field(default_factory=dict)

    async def gather(self, addresses: Sequence[str], page: str, rate: float) -> Mapping[str, Found]:
        """Return what stands at each address, or why that is not known. What is not there in time is left out."""
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

    def parts(self, addresses: Sequence[str]) -> tuple[Part, ...] | None:
        """Return the answers that say what stands at the addresses; None where not all of them are known."""
        known = [self._pages[one].parts for one in addresses if one in self._pages]
        if len(known) < len(addresses) or None in known:
            return None
        return tuple(dict.fromkeys(part for parts in known for part in parts or ()))

    async def _page(self, url: str, session: Session) -> Found:
        async with self._busy.setdefault(url, asyncio.Lock()):
            if url not in self._pages:
                answers: list[Fetched] = []
                found = await _follow(url, session, answers)
                self._pages[url] = _Followed(found, _parts(answers))
            return self._pages[url].found


def _parts(answers: Sequence[Fetched]) -> tuple[Part, ...] | None:
    # Whether an address looks as if it did something hangs on the address alone.
    needed = [one for one in answers if len(one.hops) > 1 or not traps.reason(one.final)]
    parts = [part_of_answer(one) for one in needed]
    known = tuple(one for one in parts if one is not None and one.can_be_compared)
    return known if len(known) == len(parts) else None


async def _follow(url: str, session: Session, answers: list[Fetched]) -> Found:
    """Follow redirects, those that stand in pages among them, within one number of requests; note the answers."""
    at, left = url, MAX_REQUESTS
    while left > 0:
        answer = await session.get(at, Limits(SECONDS, max_hops=left - 1))
        answers.append(answer)
        if answer.failure:
            return answer.failure
        if "html" not in (answer.media_type or "text/html"):
            return Reason(ReasonCode.NOT_A_PAGE, "not a web page")
        try:
            # A page of some megabytes takes a while to read, in which the tabs must not wait.
            page, onward = await asyncio.to_thread(read_page, answer.body, answer.final)
        except HtmlError as error:
            return Reason(ReasonCode.UNREADABLE, f"cannot be read: {error}")
        if onward is None:
            return page
        try:
            at = urljoin(answer.final, onward).partition("#")[0]
        except ValueError:
            return Reason(ReasonCode.BAD_REDIRECT, "redirects to what is not a web address")
        left -= len(answer.hops)
    return Reason(ReasonCode.TOO_MANY_REDIRECTS, "redirects too often")


def read_page(body: bytes, url: str) -> tuple[Destination, str | None]:
    """Return what a page says where it is not hidden, and where it sends its visitors at once, if it does.

    Raises HtmlError.
    """
    root = read_html(body)
    if root is None:
        return Destination(url), None
    onward = next(filter(None, map(_refreshed, root.iter("meta"))), None)
    if onward:
        return Destination(url), onward
    heading = next(root.iter("title"), None)
    title = "" if heading is None else text_of(heading, _nothing, TITLE)
    scripts = list(root.iter("script"))
    asks = any(READS_ADDRESS.search(one.text or "") for one in scripts)
    outside = any(one.get("src") for one in scripts)
    main = _main(root)
    if main is None:
        return Destination(url, title, scripts=bool(scripts), asks=asks), None
    leaves = _is_around if main.tag == "body" else _is_hidden
    headings = " ".join(text_of(one, leaves, HEADINGS) for one in elements(main, leaves) if one.tag in ("h1", "h2"))
    text = text_of(main, leaves, TEXT)
    return Destination(url, title, headings[:HEADINGS], text, bool(scripts), asks or outside), None


def _refreshed(meta: etree._Element) -> str | None:
    if (meta.get("http-equiv") or "").strip().lower() != "refresh":
        return None
    onward = REFRESH.fullmatch(" ".join((meta.get("content") or "")[:LONGEST].split()))
    return onward[1].strip() if onward else None


def _main(root: etree._Element) -> etree._Element | None:
    """Return the page's own part, its body where none is marked."""
    body = next(root.iter("body"), None)
    if body is None:
        return None
    shown = list(elements(body, _is_hidden))
    mains = [one for one in shown if one.tag == "main"] or [one for one in shown if one.get("role") == "main"]
    return mains[0] if mains else body


def _is_hidden(element: etree._Element) -> bool:
    if is_unseen(element) or element.tag == "title" or element.get("hidden") is not None:
        return True
    return bool(HIDDEN.search((element.get("style") or "")[:LONGEST]))


def _is_around(element: etree._Element) -> bool:
    return element.tag in AROUND or _is_hidden(element)


def _nothing(_element: etree._Element) -> bool:
    return False
