"""The gatherers of site evidence: what a host answers beyond the pages that were audited. Only GET and HEAD, at its rate."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable, Collection, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from functools import partial

from nyx_audit.catalogue.plan import answers_for
from nyx_audit.config.sites import SiteConfig
from nyx_audit.engine.auditor import Auditor
from nyx_audit.engine.gather.documents import DocumentReader
from nyx_audit.engine.gather.host import Host
from nyx_audit.engine.gather.lab import Lab
from nyx_audit.engine.gather.linked import LinkedPageReader
from nyx_audit.engine.gather.search import SiteSearch
from nyx_audit.engine.site import Gatherer
from nyx_audit.model.evidence.kind import Missing
from nyx_audit.model.reason import Reason, ReasonCode
from nyx_audit.net.robots import HostRobots
from nyx_audit.site.evidence import SitemapPages, Today
from nyx_audit.site.records import SiteEvidence


@dataclass(frozen=True, slots=True)
class GatherContext:
    """What a gatherer works with. `rate` is requests a second that the host bears, `sitemap` what it names, if read."""

    auditor: Auditor
    site: SiteConfig
    robots: HostRobots
    rate: float
    sitemap: tuple[str, ...] | None = None


async def _lab(context: GatherContext, site: SiteEvidence) -> object:
    return await Lab(context.auditor, context.rate, context.site.lab_pages).gather(site)


async def _links(context: GatherContext, site: SiteEvidence) -> object:
    return await context.auditor.links.gather(site, context.rate, context.robots)


async def _wrong_address(context: GatherContext, site: SiteEvidence) -> object:
    return await Host(context.auditor.hosts, context.robots, context.rate).wrong_address(site)


async def _transport(context: GatherContext, site: SiteEvidence) -> object:
    return await Host(context.auditor.hosts, context.robots, context.rate).transport(site)


async def _documents(context: GatherContext, site: SiteEvidence) -> object:
    return await DocumentReader(context.auditor.hosts, context.robots, context.rate).gather(site)


async def _sitemap(context: GatherContext, _site: SiteEvidence) -> object:
    if context.sitemap is None:
        return Missing(Reason(ReasonCode.NOT_GATHERED, "the sitemap was not read to its end in this run"))
    return SitemapPages(context.sitemap)


async def _search(context: GatherContext, site: SiteEvidence) -> object:
    asking = SiteSearch(
        context.auditor.visitor, context.auditor.pace, context.robots, context.rate, context.site.timeout
    )
    return await asking.gather(site)


async def _linked_pages(context: GatherContext, site: SiteEvidence) -> object:
    auditor = context.auditor
    looking = LinkedPageReader(auditor.visitor, auditor.hosts, context.robots, context.rate, context.site.timeout)
    return await looking.gather(site)


async def _date(_ground: GatherContext, _site: SiteEvidence) -> object:
    return Today(datetime.now(UTC).date())


Gathering = Callable[[GatherContext, SiteEvidence], Awaitable[object]]
# Requests a second below which the loads in the lab would take the turns, and with them the time, of the others.
SLOW = 1.0
# By the name under which rules ask for it.
GATHERERS: Mapping[str, Gathering] = {
    "date": _date,
    "linked-pages": _linked_pages,
    "documents": _documents,
    "lab": _lab,
    "links": _links,
    "search": _search,
    "sitemap": _sitemap,
    "transport": _transport,
    "wrong-address": _wrong_address,
}


def gatherers_for(context: GatherContext, *, without: Collection[str] = ()) -> dict[str, Gatherer]:
    """Return the gatherers that the auditor's rules need, by the name of their evidence.

    One waits for another, as the host's rate asks for; only the lab works beside them, where the host bears that.
    """
    needed = answers_for(context.auditor.site_rules) - set(without)
    if not context.site.lab_pages:
        needed -= {"lab"}
    turn = asyncio.Lock()
    beside = {"lab"} if context.rate >= SLOW else set()
    own = {name: asyncio.Lock() if name in beside else turn for name in needed}
    return {name: partial(_in_turn, own[name], GATHERERS[name], context) for name in sorted(needed)}


async def _in_turn(turn: asyncio.Lock, gather: Gathering, context: GatherContext, site: SiteEvidence) -> object:
    async with turn:
        return await gather(context, site)
