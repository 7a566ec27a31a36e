"""Whether an address of a site may be visited, and the key by which the site tells its pages apart."""

from __future__ import annotations

from collections import Counter
from typing import Protocol

from nyx_audit.crawl import traps
from nyx_audit.crawl.items import Item, Limits
from nyx_audit.crawl.scope import Scope
from nyx_audit.model.reason import Reason, ReasonCode
from nyx_audit.net.addresses import canonical, page_key


class Permits(Protocol):
    """What `Robots` and `HostRobots` say."""

    def reason(self, url: str) -> Reason | None:
        """Return why an address may not be visited, or None."""


class Gate:
    """Holds addresses to the scope, the traps, robots.txt and the limits of depth and variants."""

    def __init__(self, scope: Scope, robots: Permits, limits: Limits) -> None:
        self.scope, self._robots, self._limits = scope, robots, limits
        self._variants: Counter[str] = Counter()

    def reason(self, item: Item, key: str, *, is_listed: bool, is_page: bool = False) -> Reason | None:
        """Return why an address is not to be visited, or None.

        `is_listed` says that a sitemap names it, `is_page` that its host answers with a page.
        """
        # Of what a person named, only the visit says whether it is a page.
        trap = traps.reason(item.url, is_listed=is_listed, by_ending=not (is_page or item.named))
        if item.named:
            return trap or self._robots.reason(item.url)
        reason = self.scope.reason(item.url) or trap
        if reason:
            return reason
        if item.depth > self._limits.max_depth:
            text = f"more than {self._limits.max_depth} links away from the start"
            return Reason(ReasonCode.DEPTH_LIMIT, text)
        if "?" in key and not is_listed and self._variants[_path(key)] >= self._limits.max_variants:
            text = f"more than {self._limits.max_variants} addresses that differ only in the query"
            return Reason(ReasonCode.VARIANT_LIMIT, text)
        return self._robots.reason(item.url)

    def refusal(self, url: str) -> Reason | None:
        """Return why an address that a redirect leads to is not to be audited, or None."""
        return self.scope.reason(url) or traps.reason(url, by_ending=False) or self._robots.reason(url)

    def count(self, key: str) -> None:
        """Take notice of a page that was let in."""
        self._variants[_path(key)] += "?" in key

    def canonical(self, url: str) -> str:
        """Return the address as it is visited. Raises ValueError for what is no web address."""
        return canonical(self.scope.address(url))

    def page_key(self, url: str) -> str:
        """Return the key of the page. Raises ValueError for what is no web address."""
        return page_key(self.scope.address(url))

    def key(self, url: str) -> str:
        """Return the key of the page; what is no web address is its own key."""
        try:
            return self.page_key(url)
        except ValueError:
            return shown(url)


def shown(url: str) -> str:
    """Return an address as it is kept: bounded."""
    return url[: traps.MAX_LENGTH]


def _path(key: str) -> str:
    return key.partition("?")[0]
