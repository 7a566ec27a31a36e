"""The gatherers of site evidence: what a host answers beyond the pages that were audited. Only GET and HEAD, at its rate."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Collection, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from functools import partial
from typing import Any

from nyx_audit.catalogue import answers_for
from nyx_audit.config import SiteConfig
from nyx_audit.crawl.robots import HostRobots
from nyx_audit.engine.auditor import Auditor
from nyx_audit.engine.documents import Documents
from nyx_audit.engine.gather.host import Host
from nyx_audit.engine.gather.lab import Lab
from nyx_audit.engine.gather.linked import LinkedPages
from nyx_audit.engine.gather.search import SiteSearch
from nyx_audit.engine.site import Gatherer
from nyx_audit.evidence import Missing
from nyx_audit.site.records import SiteEvidence

Evidence = Mapping[str, Any] | Missing


@dataclass(frozen=True, slots=True)
class Ground:
    """What a gatherer works with. `rate` is requests a second that the host bears, `sitemap` what it names, if read."""

    auditor: Auditor
    site: SiteConfig
    robots: HostRobots
    rate: float
    sitemap: tuple[str, ...] | None = None


async def _lab(ground: Ground, site: SiteEvidence) -> Evidence:
    return await Lab(ground.auditor, ground.rate, ground.site.lab_pages).gather(site)


async def _links(ground: Ground, site: SiteEvidence) -> Evidence:
    return await ground.auditor.links.gather(site, ground.rate, ground.robots)


async def _wrong_address(ground: Ground, site: SiteEvidence) -> Evidence:
    return await Host(ground.auditor.pace, ground.robots, ground.rate).wrong_address(site)


async def _transport(ground: Ground, site: SiteEvidence) -> Evidence:
    return await Host(ground.auditor.pace, ground.robots, ground.rate).transport(site)


async def _documents(ground: Ground, site: SiteEvidence) -> Evidence:
    return await Documents(ground.auditor.pace, ground.robots, ground.rate).gather(site)


async def _sitemap(ground: Ground, _site: SiteEvidence) -> Evidence:
    if ground.sitemap is None:
        return Missing("the sitemap was not read to its end in this run")
    return {"addresses": ground.sitemap}


async def _search(ground: Ground, site: SiteEvidence) -> Evidence:
    asking = SiteSearch(ground.auditor.visitor, ground.auditor.pace, ground.robots, ground.rate, ground.site.timeout)
    return await asking.gather(site)


async def _linked_pages(ground: Ground, site: SiteEvidence) -> Evidence:
    auditor = ground.auditor
    looking = LinkedPages(auditor.visitor, auditor.pace, ground.robots, ground.rate, ground.site.timeout)
    return await looking.gather(site)


async def _date(_ground: Ground, _site: SiteEvidence) -> Evidence:
    return {"today": datetime.now(UTC).date().isoformat()}


# By the name under which rules ask for it.
GATHERERS: Mapping[str, Callable[[Ground, SiteEvidence], Awaitable[Evidence]]] = {
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


def gatherers_for(ground: Ground, *, without: Collection[str] = ()) -> dict[str, Gatherer]:
    """Return the gatherers that the auditor's rules need, by the name of their evidence."""
    wanted = answers_for(ground.auditor.site_rules) - set(without)
    if not ground.site.lab_pages:
        wanted -= {"lab"}
    return {name: partial(GATHERERS[name], ground) for name in sorted(wanted)}
