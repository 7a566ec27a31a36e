"""Measures the load of a site's chosen pages on a slow phone: its home page, and where its journeys begin."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from nyx_audit.browser.request import VisitRequest
from nyx_audit.engine.auditor import Auditor
from nyx_audit.errors import BrowserError, VisitError
from nyx_audit.site.records import SiteEvidence, SitePage
from nyx_audit.site.wanted import first_steps

TIMES = 3
SECONDS = 60.0


@dataclass(frozen=True, slots=True)
class Lab:
    """Loads each chosen page several times, with an empty cache, at the host's rate."""

    auditor: Auditor
    rate: float
    most: int

    async def gather(self, site: SiteEvidence) -> Mapping[str, Any]:
        """Return by address as asked for the figures of each load, or the `problem` in measuring it."""
        return {page.url: await self._page(page) for page in chosen(site)[: self.most]}

    async def _page(self, page: SitePage) -> Mapping[str, Any]:
        loads = []
        for _ in range(TIMES):
            await self.auditor.pace.wait(page.final_url, self.rate)
            try:
                # Two loads at once would slow each other down.
                async with self.auditor.measuring:
                    loads.append(
                        await self.auditor.visitor.measure(
                            VisitRequest(page.final_url, self.auditor.plan, seconds=SECONDS)
                        )
                    )
            except BrowserError:
                raise
            except VisitError as error:
                return {"problem": str(error)}
        return {"loads": loads}


def chosen(site: SiteEvidence) -> list[SitePage]:
    """Return the home page, and the first step of each declared journey, each once."""
    pages = (*((site.home,) if site.home else ()), *first_steps(site))
    return list({page.url: page for page in pages}.values())
