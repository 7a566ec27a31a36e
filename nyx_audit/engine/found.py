"""What a crawl found of a site, as pages in an order that hangs neither on the faster tab nor on a kill."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from dataclasses import replace

from nyx_audit.config.sites import SiteConfig
from nyx_audit.crawl.frontier import Frontier
from nyx_audit.crawl.redirects import Settled, settle
from nyx_audit.model.page import Page, PageStatus
from nyx_audit.model.reason import ReasonCode


def named_in(site: SiteConfig) -> frozenset[str]:
    """Return the addresses of a site that a person named."""
    return frozenset((*site.starts, *site.pages))


def settled_pages(site: SiteConfig, frontier: Frontier, pages: Collection[Page]) -> Settled:
    """Return the visited pages, of those that redirects made one page only one as audited."""
    led_to = {page.url: frontier.address_of(page.final_url or page.url) for page in pages}
    return settle(pages, led_to, named_in(site), frontier.is_linked)


def in_order(site: SiteConfig, pages: Iterable[Page]) -> list[Page]:
    """Return pages in the order of a report: those that a person named, then by their addresses."""
    named = {url: number for number, url in enumerate((*site.starts, *site.pages))}
    return sorted(pages, key=lambda page: (named.get(page.url, len(named)), page.url))


def with_left_out(site: SiteConfig, frontier: Frontier, settled: Settled, *, is_closed: bool) -> list[Page]:
    """Return the visited pages and what was left out, with who links to them; starts that robots.txt closes failed."""
    pages = in_order(site, settled.pages)
    known, named = {page.url for page in pages}, named_in(site)
    left_out = {**frontier.left_over(), **frontier.skipped, **frontier.elsewhere}
    for url, reason in left_out.items():
        if url in known:
            continue
        must = reason.code is ReasonCode.STOPPED or (url in named and is_closed)
        status = PageStatus.FAILED if must else PageStatus.SKIPPED
        pages.append(Page(url, status, site.site.id, reason=reason, start=url in site.starts))
    return [replace(page, linked_from=_reported(frontier.linked_from(page.url), settled)) for page in pages]


def _reported(urls: Sequence[str], settled: Settled) -> tuple[str, ...]:
    return tuple(dict.fromkeys(settled.reported.get(url, url) for url in urls))
