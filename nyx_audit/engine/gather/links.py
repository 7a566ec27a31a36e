"""What the addresses answer that a site's pages link to: each requested once a run, by HEAD where that is enough."""

from __future__ import annotations

import asyncio
import hashlib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from nyx_audit.crawl import traps
from nyx_audit.model.reason import ReasonCode
from nyx_audit.net.addresses import is_same_host, request_key
from nyx_audit.net.client import Session, open_session
from nyx_audit.net.hosts import Hosts
from nyx_audit.net.policy import FetchPolicy, Limits
from nyx_audit.net.robots import HostRobots
from nyx_audit.site.evidence import LinkAnswer, LinkAnswers
from nyx_audit.site.records import SiteEvidence

LIMITS = Limits(seconds=15.0, max_hops=10)
# Hosts that do not answer do not hold up the night.
ALL_SECONDS = 900.0
AT_ONCE = 16
MAX_ADDRESSES = 500


@dataclass(slots=True)
class Links:
    """The answers of linked addresses, kept for as long as the run."""

    hosts: Hosts
    _answers: dict[str, LinkAnswer] = field(default_factory=dict)
    _busy: dict[str, asyncio.Lock] = field(default_factory=dict)

    async def gather(self, site: SiteEvidence, rate: float, robots: HostRobots) -> LinkAnswers:
        """Return the answers by address; those that are too many, or too slow, are counted as left out."""
        needed = needed_addresses(site)
        start = site.declared.start
        async with open_session(self.hosts, FetchPolicy(start, rate, robots=robots, refuse=traps.deed)) as session:
            answers = await self._in_time(needed[:MAX_ADDRESSES], session)
        reached = any(one.status for url, one in answers.items() if not is_same_host(url, start))
        return LinkAnswers(answers, reached, len(needed) - len(answers))

    async def _in_time(self, urls: Sequence[str], session: Session) -> Mapping[str, LinkAnswer]:
        free = asyncio.Semaphore(AT_ONCE)
        tasks = {url: asyncio.ensure_future(self._one(url, session, free)) for url in urls}
        try:
            done, _ = await asyncio.wait(tasks.values(), timeout=ALL_SECONDS) if tasks else (set(), set())
        finally:
            for task in tasks.values():
                task.cancel()
            await asyncio.gather(*tasks.values(), return_exceptions=True)
        return {url: task.result() for url, task in tasks.items() if task in done and not task.exception()}

    async def _one(self, url: str, session: Session, free: asyncio.Semaphore) -> LinkAnswer:
        async with free, self._busy.setdefault(url, asyncio.Lock()):
            if url not in self._answers:
                found = await session.head(url, LIMITS)
                self._answers[url] = LinkAnswer(found.status, found.redirects, found.final, found.reason)
            return self._answers[url]


def needed_addresses(site: SiteEvidence) -> list[str]:
    """Return the addresses that pages link to and the crawl did not visit, in an order that stays from run to run."""
    visited = {request_key(one) for page in site.pages.values() for one in (page.url, page.final_url)}
    visited |= {request_key(url) for url, reason in site.not_audited.items() if reason.code is ReasonCode.DEAD_LINK}
    found = {
        address: hashlib.sha256(address.encode()).digest()
        for page in site.pages.values()
        for link in page.facts.links
        if link.href.lower().startswith(("http://", "https://")) and (address := link.href.partition("#")[0])
        if request_key(address) not in visited
    }
    return sorted(found, key=lambda address: found[address])
