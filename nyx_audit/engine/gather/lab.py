"""Measures the load of a site's chosen pages on a slow phone: its home page, and where its journeys begin."""

from __future__ import annotations

from contextlib import ExitStack
from dataclasses import dataclass

from pydantic import TypeAdapter

from nyx_audit.browser.request import VisitRequest
from nyx_audit.engine.auditor import Auditor
from nyx_audit.errors import BrowserError, VisitError
from nyx_audit.site.evidence import LabLoads, Load, Loads
from nyx_audit.site.needed import first_steps
from nyx_audit.site.records import SiteEvidence, SitePage

TIMES = 3
SECONDS = 60.0
LOAD = TypeAdapter(Load)


@dataclass(frozen=True, slots=True)
class Lab:
    """Loads each chosen page several times, with an empty cache, at the host's rate."""

    auditor: Auditor
    rate: float
    most: int

    async def gather(self, site: SiteEvidence) -> LabLoads:
        """Return the figures of each load by address as requested, or why it could not be measured."""
        return LabLoads({page.url: await self._page(page) for page in chosen(site)[: self.most]})

    async def _page(self, page: SitePage) -> Loads:
        loads = []
        for _ in range(TIMES):
            await self.auditor.pace.wait(page.final_url, self.rate)
            try:
                loads.append(await self._load(page))
            except BrowserError:
                raise
            except VisitError as error:
                return Loads(reason=error.reason)
        return Loads(tuple(loads))

    async def _load(self, page: SitePage) -> Load:
        with ExitStack() as place:
            # What else the browser works on would slow the load down.
            await self.auditor.places.acquire()
            place.callback(self.auditor.places.release)
            request = VisitRequest(
                page.final_url, self.auditor.plan, named=page.url, seconds=SECONDS, loaded=place.close
            )
            return LOAD.validate_python(await self.auditor.visitor.measure(request))


def chosen(site: SiteEvidence) -> list[SitePage]:
    """Return the home page, and the first step of each declared journey, each once."""
    pages = (*((site.home,) if site.home else ()), *first_steps(site))
    return list({page.url: page for page in pages}.values())
