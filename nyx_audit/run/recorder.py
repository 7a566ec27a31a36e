"""Keeps a run's pages in the history as they are done."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from nyx_audit.crawl.items import FrontierRow
from nyx_audit.model.facts import Facts
from nyx_audit.model.page import Page
from nyx_audit.model.visit import Visit
from nyx_audit.net.addresses import history_key

if TYPE_CHECKING:
    from nyx_audit.store.history import History


@dataclass(frozen=True, slots=True)
class HistoryRecorder:
    """The engine's recorder over a history.

    `starts` are the start addresses by site, `conditions` what its pages' outcomes hang on beside the pages. With `anew`,
    no page is carried over.
    """

    history: History
    run: int
    starts: Mapping[str, str]
    conditions: Mapping[str, bytes]
    anew: bool = False

    def record(self, page: Page, rows: Sequence[FrontierRow], visit: Visit | None) -> None:
        """Keep a page, what is kept of its visit, and the frontier's changes, at once and together."""
        self.history.record(self.run, page, self.key(page), rows, visit, self.conditions[page.site or ""])

    def last_visit(self, site: str, url: str) -> Visit | None:
        """Return the visit of an address in the last finished run of its site, under the same conditions."""
        return None if self.anew else self.history.last_visit(self.run, site, url, self.conditions[site])

    def last_confirmed(self, site: str) -> Mapping[str, bool]:
        """Return what was seen again, or not, by group of findings, in the run that pages are carried over from."""
        return self.history.last_confirmed(self.run, site)

    def keep(self, site: str, rows: Sequence[FrontierRow]) -> None:
        """Keep changes of a site's frontier."""
        self.history.queue(self.run, site, rows)

    def rows(self, site: str) -> Sequence[FrontierRow]:
        """Return what was kept of a site's frontier."""
        return self.history.frontier(self.run, site)

    def pages(self, site: str) -> Sequence[Page]:
        """Return what was kept of a site's pages."""
        return [page for page in self.history.pages(self.run) if page.site == site]

    def facts(self, site: str) -> Mapping[str, Facts]:
        """Return what was kept of the facts of a site's pages, by address."""
        return self.history.facts(self.run, site)

    def key(self, page: Page) -> str:
        """Return what makes it the same page in another run, also on another port of this machine."""
        try:
            return history_key(page.url, self.starts[page.site or ""])
        except ValueError:
            return page.url
