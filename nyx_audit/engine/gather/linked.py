"""Looks at the pages that a site's rules ask about and the crawl did not audit: language versions, the accessibility page."""

from __future__ import annotations

from dataclasses import dataclass
from urllib.parse import urlsplit

import httpx

from nyx_audit.browser.request import VisitRequest
from nyx_audit.crawl import traps
from nyx_audit.engine.auditor import Visitor
from nyx_audit.engine.outside import Manners, open_client
from nyx_audit.errors import BrowserError, PageFailed, VisitError
from nyx_audit.model.evidence import Missing, Plan
from nyx_audit.model.reason import Reason, ReasonCode
from nyx_audit.net.pace import Pace
from nyx_audit.net.robots import HostRobots
from nyx_audit.site import evidence as records
from nyx_audit.site.linked import linked, linked_pages
from nyx_audit.site.records import SiteEvidence, plain
from nyx_audit.site.wanted import wanted_pages

SECONDS = 15.0
MAX_PAGES = 30


AWAY = Reason(ReasonCode.REDIRECTS_AWAY, "leaves the host")


@dataclass(frozen=True, slots=True)
class LinkedPages:
    """Visits single pages as evidence; they are not audited."""

    visitor: Visitor
    pace: Pace
    robots: HostRobots
    rate: float
    seconds: float

    async def gather(self, site: SiteEvidence) -> records.LinkedPages:
        """Return the pages that were visited, or why there is none; those refused are left out."""
        known = linked_pages(site)
        wanted = [url for url in wanted_pages(site) if plain(url) not in known][:MAX_PAGES]
        found: dict[str, records.Linked] = {}
        manners = Manners(self.pace, self.robots)
        async with open_client(SECONDS) as client:
            for url in wanted:
                if await self._refused(url, site, manners, client):
                    continue
                answer = await self._look(url)
                if answer:
                    found[plain(url)] = answer
        return records.LinkedPages(found)

    async def _refused(self, url: str, site: SiteEvidence, manners: Manners, client: httpx.AsyncClient) -> bool:
        try:
            return bool(traps.reason(url) or await manners.refusal(url, site.declared.start, client, self.rate))
        except ValueError:
            return True

    async def _look(self, url: str) -> records.Linked | None:
        def allow(hop: str) -> Reason | None:
            # Whether the robots.txt of another host allows it was not requested.
            return None if urlsplit(hop).hostname == urlsplit(url).hostname else AWAY

        await self.pace.wait(url, self.rate)
        try:
            evidence = await self.visitor.visit(VisitRequest(url, Plan({}), allow=allow, seconds=self.seconds))
        except PageFailed as failure:
            return records.Linked(url, problem=str(failure), gone=failure.gone)
        except BrowserError:
            raise
        except VisitError:
            return None
        return None if isinstance(evidence.facts, Missing) else linked(evidence.final_url, evidence.facts)
