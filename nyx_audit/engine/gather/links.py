"""What the addresses answer that a site's pages link to: each requested once a run, by HEAD where that is enough."""

from __future__ import annotations

import asyncio
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from nyx_audit.crawl import traps
from nyx_audit.engine.gather.order import in_order
from nyx_audit.model.reason import ReasonCode
from nyx_audit.net.addresses import is_same_host, request_key
from nyx_audit.net.again import pause_before_another
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
AT_ONCE_A_HOST = 4
MAX_ADDRESSES = 500


@dataclass(slots=True)
class Links:
    """The answers of linked addresses, kept for as long as the run.

    `_later` are the seconds after which what may only have failed for a moment is requested once more.
    """

    hosts: Hosts
    _answers: dict[str, LinkAnswer] = field(default_factory=dict)
    _later: dict[str, float] = field(default_factory=dict)
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
        """Request each address, and at the end once more what may have passed by then."""
        asking = _Asking(self, session)
        try:
            async with asyncio.timeout(ALL_SECONDS):
                await asking.all(urls)
                again = {url: self._later.pop(url) for url in urls if url in self._later}
                if again:
                    await asyncio.sleep(max(again.values()))
                    await asking.all(list(again), once_more=True)
        except TimeoutError:
            pass  # what was not answered by then is counted as left out
        return {url: self._answers[url] for url in urls if url in self._answers}


@dataclass(slots=True)
class _Asking:
    """Requests for one site: so many at once, and few of one host, so that a slow one does not hold up the others."""

    links: Links
    session: Session
    _free: asyncio.Semaphore = field(default_factory=lambda: asyncio.Semaphore(AT_ONCE))
    _of_host: dict[str, asyncio.Semaphore] = field(default_factory=dict)

    async def all(self, urls: Sequence[str], *, once_more: bool = False) -> None:
        """Request all, whatever becomes of each."""
        asking = (self._one(url, once_more=once_more) for url in urls)
        await asyncio.gather(*asking, return_exceptions=True)

    async def _one(self, url: str, *, once_more: bool) -> None:
        links = self.links
        host = url.partition("//")[2].partition("/")[0].lower()
        of_host = self._of_host.setdefault(host, asyncio.Semaphore(AT_ONCE_A_HOST))
        async with of_host, self._free, links._busy.setdefault(url, asyncio.Lock()):
            if url in links._answers and not once_more:
                return
            found = await self.session.head(url, LIMITS)
            links._answers[url] = LinkAnswer(found.status, found.redirects, found.final, found.reason)
            pause = None if once_more else pause_before_another(found)
            if pause is not None:
                links._later[url] = pause


def needed_addresses(site: SiteEvidence) -> list[str]:
    """Return the addresses that pages link to and the crawl did not visit, in an order that stays from run to run."""
    visited = {request_key(one) for page in site.pages.values() for one in (page.url, page.final_url)}
    visited |= {request_key(url) for url, reason in site.not_audited.items() if reason.code is ReasonCode.DEAD_LINK}
    found = {
        address
        for page in site.pages.values()
        for link in page.facts.links
        if link.href.lower().startswith(("http://", "https://")) and (address := link.href.partition("#")[0])
        if request_key(address) not in visited
    }
    return in_order(found)
