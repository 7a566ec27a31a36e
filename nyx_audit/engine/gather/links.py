"""What the addresses answer that a site's pages link to: each asked once a run, by HEAD where that is enough."""

from __future__ import annotations

import asyncio
import hashlib
from dataclasses import dataclass, field
from urllib.parse import urljoin, urlsplit

import httpx

from nyx_audit.engine.outside import Manners, open_client
from nyx_audit.model.reason import Reason, ReasonCode
from nyx_audit.net.pace import Pace
from nyx_audit.net.robots import HostRobots
from nyx_audit.site.evidence import LinkAnswer, LinkAnswers
from nyx_audit.site.records import SiteEvidence, plain

SECONDS = 15.0
# Hosts that do not answer do not hold up the night.
ALL_SECONDS = 900.0
AT_ONCE = 16
COOKIE = Reason(ReasonCode.COOKIE_NEEDED, "needs a cookie first")
CIRCLE = Reason(ReasonCode.REDIRECT_LOOP, "redirects in a circle")
TOO_OFTEN = Reason(ReasonCode.TOO_MANY_REDIRECTS, "redirects too often")
MAX_ADDRESSES = 500
MAX_HOPS = 10
OTHERS_RATE = 1.0
# What resolvers say of a name that does not exist; a resolver that is busy says something else.
NO_SUCH_HOST = (
    "name or service not known",
    "nodename nor servname",
    "no address associated",
    "[errno -2]",
    "[errno -5]",
)


@dataclass(slots=True)
class Links:
    """The answers of linked addresses, kept for as long as the run."""

    pace: Pace
    _answers: dict[str, LinkAnswer] = field(default_factory=dict)
    _busy: dict[str, asyncio.Lock] = field(default_factory=dict)

    async def gather(self, site: SiteEvidence, rate: float, robots: HostRobots) -> LinkAnswers:
        """Return what each linked address answers; those that were too many, or too slow, are left out."""
        wanted = wanted_addresses(site)
        asked = wanted[:MAX_ADDRESSES]
        own = urlsplit(site.declared.start).netloc
        manners, free = Manners(self.pace, robots), asyncio.Semaphore(AT_ONCE)
        async with open_client(SECONDS) as client:

            async def one(url: str) -> LinkAnswer:
                async with free, self._busy.setdefault(url, asyncio.Lock()):
                    if url not in self._answers:
                        self._answers[url] = await self._ask(url, site.declared.start, client, rate, manners)
                    return self._answers[url]

            tasks = {url: asyncio.ensure_future(one(url)) for url in asked}
            try:
                done, _ = await asyncio.wait(tasks.values(), timeout=ALL_SECONDS) if tasks else (set(), set())
            finally:
                for task in tasks.values():
                    task.cancel()
            answers = {url: task.result() for url, task in tasks.items() if task in done and not task.exception()}
        reached = any(one.status for url, one in answers.items() if urlsplit(url).netloc != own)
        return LinkAnswers(answers, reached, len(wanted) - len(answers))

    async def _ask(self, url: str, page: str, client: httpx.AsyncClient, rate: float, manners: Manners) -> LinkAnswer:
        at, seen, cookies = url, [url], False
        while True:
            try:
                at_rate = rate if urlsplit(at).netloc == urlsplit(page).netloc else OTHERS_RATE
                refusal = await manners.refusal(at, page, client, at_rate)
                if refusal:
                    return _answer(None, seen, refusal)
                status, onward, sets = await self._status(at, client, manners.rate(at, at_rate))
                there = urljoin(at, onward).partition("#")[0]
            except (httpx.HTTPError, httpx.InvalidURL, ValueError) as error:
                return _answer(None, seen, _problem(error))
            if not onward:
                return _answer(status, seen)
            cookies = cookies or sets
            at = there
            if at in seen or len(seen) > MAX_HOPS:
                circle = COOKIE if cookies else CIRCLE
                return _answer(status, [*seen, at], circle if at in seen else TOO_OFTEN)
            seen.append(at)

    async def _status(self, url: str, client: httpx.AsyncClient, rate: float) -> tuple[int, str, bool]:
        """Return the status, where it leads on, and whether it sets a cookie. Not every server knows HEAD: a bad answer is asked for once more."""
        await self.pace.wait(url, rate)
        answer = await client.head(url)
        if answer.status_code >= 400:
            await self.pace.wait(url, rate)
            async with client.stream("GET", url) as answer:
                pass
        onward = answer.headers.get("location", "") if 300 <= answer.status_code < 400 else ""
        return answer.status_code, onward, "set-cookie" in answer.headers


def wanted_addresses(site: SiteEvidence) -> list[str]:
    """Return the addresses that pages link to and the crawl did not visit, in an order that stays from run to run."""
    visited = {plain(one) for page in site.pages.values() for one in (page.url, page.final_url)}
    visited |= {plain(url) for url, reason in site.not_audited.items() if reason.code is ReasonCode.DEAD_LINK}
    found = {
        address: hashlib.sha256(address.encode()).digest()
        for page in site.pages.values()
        for link in page.facts.links
        if link.href.lower().startswith(("http://", "https://")) and (address := link.href.partition("#")[0])
        if plain(address) not in visited
    }
    return sorted(found, key=lambda address: found[address])


def _answer(status: int | None, seen: list[str], reason: Reason | None = None) -> LinkAnswer:
    return LinkAnswer(status, len(seen) - 1, seen[-1], reason)


def _problem(error: Exception) -> Reason:
    text = str(error)
    if any(sign in text.lower() for sign in NO_SUCH_HOST):
        return Reason(ReasonCode.HOST_UNKNOWN, "no such host")
    return Reason(ReasonCode.UNREACHABLE, text[:200] or type(error).__name__)
