"""Looks at the pages that a site's rules ask about and the crawl did not audit: language versions, the accessibility page."""

from __future__ import annotations

import time
from dataclasses import dataclass
from urllib.parse import urlsplit

from nyx_audit.browser.request import VisitRequest
from nyx_audit.crawl import traps
from nyx_audit.engine.again import visit_again
from nyx_audit.engine.auditor import Visitor
from nyx_audit.errors import BrowserError, PageFailed, VisitError
from nyx_audit.model.evidence.kind import Missing
from nyx_audit.model.evidence.visit import Plan
from nyx_audit.model.reason import Reason, ReasonCode
from nyx_audit.net.addresses import site_key
from nyx_audit.net.client import open_session
from nyx_audit.net.hosts import Hosts
from nyx_audit.net.policy import FetchPolicy
from nyx_audit.net.robots import HostRobots
from nyx_audit.site.evidence import Linked, LinkedPages
from nyx_audit.site.linked import linked, linked_pages
from nyx_audit.site.needed import needed_pages
from nyx_audit.site.records import SiteEvidence

MAX_PAGES = 30
# Pages that are slow, one after another, do not hold up the night.
ALL_SECONDS = 300.0
AWAY = Reason(ReasonCode.REDIRECTS_AWAY, "leaves the host")


@dataclass(frozen=True, slots=True)
class LinkedPageReader:
    """Visits single pages as evidence; they are not audited."""

    visitor: Visitor
    hosts: Hosts
    robots: HostRobots
    rate: float
    seconds: float

    async def gather(self, site: SiteEvidence) -> LinkedPages:
        """Return the pages that were looked at; those that must not be visited, or not in time, are left out."""
        known = linked_pages(site)
        needed = [url for url in needed_pages(site) if site_key(url) not in known][:MAX_PAGES]
        found: dict[str, Linked] = {}
        policy = FetchPolicy(
            site.declared.start, self.rate, others_rate=self.rate, robots=self.robots, refuse=traps.reason
        )
        ends = time.monotonic() + ALL_SECONDS
        async with open_session(self.hosts, policy) as session:
            for url in needed:
                if time.monotonic() > ends:
                    break
                if await session.refusal(url):
                    continue
                page = await self._look(url, site.declared.start)
                if page:
                    found[site_key(url)] = page
        return LinkedPages(found)

    async def _look(self, url: str, named: str) -> Linked | None:
        def allow(hop: str) -> Reason | None:
            # Whether the robots.txt of another host allows it was not read.
            return None if urlsplit(hop).hostname == urlsplit(url).hostname else AWAY

        await self.hosts.pace.wait(url, self.rate)
        try:
            request = VisitRequest(url, Plan({}), named=named, allow=allow, seconds=self.seconds)
            evidence = await visit_again(self.visitor, request)
        except PageFailed as failure:
            return Linked(url, problem=str(failure), gone=failure.gone)
        except BrowserError:
            raise
        except VisitError:
            return None
        return None if isinstance(evidence.facts, Missing) else linked(evidence.final_url, evidence.facts)
