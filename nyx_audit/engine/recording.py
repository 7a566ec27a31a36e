"""What keeps a crawl as it goes, so that it can be resumed: the history, as the engine knows it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Protocol

from nyx_audit.crawl.items import FrontierRow
from nyx_audit.model.facts import Facts
from nyx_audit.model.page import Page
from nyx_audit.model.visit import Visit


class Recorder(Protocol):
    """What keeps a run as it goes."""

    def record(self, page: Page, rows: Sequence[FrontierRow], visit: Visit | None) -> None:
        """Keep a page, what is kept of its visit, and the frontier's changes, at once and together."""
        ...

    def last_visit(self, site: str, url: str) -> Visit | None:
        """Return the visit of an address in the last run of the same conditions; None where all is audited anew."""
        ...

    def keep(self, site: str, rows: Sequence[FrontierRow]) -> None:
        """Keep changes of a site's frontier."""
        ...

    def rows(self, site: str) -> Sequence[FrontierRow]:
        """Return what was kept of a site's frontier; empty for a new run."""
        ...

    def pages(self, site: str) -> Sequence[Page]:
        """Return what was kept of a site's pages; empty for a new run."""
        ...

    def facts(self, site: str) -> Mapping[str, Facts]:
        """Return what was kept of the facts of a site's pages, by address; empty for a new run."""
        ...
