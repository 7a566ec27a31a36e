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
from nyx_audit.engine.gather.host import Host
from nyx_audit.engine.gather.linked import LinkedPages
from nyx_audit.engine.gather.search import SiteSearch
from nyx_audit.engine.site import Gatherer
from nyx_audit.model import Missing
from nyx_audit.site.records import SiteEvidence

Evidence = Mapping[str, Any] | Missing


@dataclass(frozen=True, slots=True)
class Ground:
    """What a gatherer works with. `rate` is requests a second that the host bears."""

    auditor: Auditor
    site: SiteConfig
    robots: HostRobots
    rate: float


async def _links(ground: Ground, site: SiteEvidence) -> Evidence:
    return await ground.auditor.links.gather(site, ground.rate)


async def _wrong_address(ground: Ground, site: SiteEvidence) -> Evidence:
    return await Host(ground.auditor.pace, ground.rate).wrong_address(site)


async def _transport(ground: Ground, site: SiteEvidence) -> Evidence:
    return await Host(ground.auditor.pace, ground.rate).transport(site)


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
    "links": _links,
    "search": _search,
    "transport": _transport,
    "wrong-address": _wrong_address,
}


def gatherers_for(
    auditor: Auditor, site: SiteConfig, robots: HostRobots, rate: float, *, without: Collection[str] = ()
) -> dict[str, Gatherer]:
    """Return the gatherers that the auditor's rules need, by the name of their evidence."""
    ground = Ground(auditor, site, robots, rate)
    return {name: partial(GATHERERS[name], ground) for name in sorted(answers_for(auditor.site_rules) - set(without))}
