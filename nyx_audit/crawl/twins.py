"""Which of the visited pages are one page by several addresses.

That two addresses are one page is believed only where the pages say so and show the same: many sites name their home
page as the canonical address of every page, and `//`, `index.html` or a last slash are another page on some servers.
"""

from __future__ import annotations

import hashlib
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

from nyx_audit.model.facts import Facts
from nyx_audit.model.page import Page, PageStatus
from nyx_audit.model.reason import Reason, ReasonCode
from nyx_audit.net.addresses import site_key, twin_key


@dataclass(frozen=True, slots=True)
class Shown:
    """A page as it was visited. One that a person named is reported under that name in any case."""

    url: str
    final_url: str
    facts: Facts
    is_named: bool = False

    @property
    def names(self) -> frozenset[str]:
        """The keys of its addresses, and of the one that it says is its own."""
        addresses = (self.url, self.final_url or self.url, self.facts.canonical)
        return frozenset(twin_key(one) for one in addresses if one)

    @property
    def content(self) -> bytes | None:
        """A digest of what must agree, or None where too little is known of the page to say that another shows the same."""
        facts = self.facts
        if facts.is_cut or not facts.whole_text.strip():
            return None
        shown = "\0".join((facts.lang, facts.title, facts.skeleton, facts.whole_text))
        return hashlib.sha256(shown.encode("utf-8", "surrogatepass")).digest()

    @property
    def rank(self) -> tuple[bool, bool, int, str]:
        """Which of several addresses is the page's: a named one, what it says is its own, the shortest one."""
        is_own = bool(self.facts.canonical) and site_key(self.facts.canonical) == site_key(self.url)
        return not self.is_named, not is_own, len(self.url), self.url


def each_once(pages: Sequence[Page], facts: Mapping[str, Facts], named: Collection[str]) -> list[Page]:
    """Return the pages, of those that are one page by several addresses only one as audited.

    `facts` are those of the pages by address; what a person `named` stays as it is.
    """
    audited = [page for page in pages if page.status is PageStatus.AUDITED and page.url in facts]
    same = twins(Shown(page.url, page.final_url, facts[page.url], page.url in named) for page in audited)
    return [_duplicate(page, same[page.url]) if page.url in same else page for page in pages]


def twins(pages: Iterable[Shown]) -> dict[str, str]:
    """Return the address of each page that is another one's twin, with that page's address."""
    kept: dict[bytes, list[Shown]] = {}
    found: dict[str, str] = {}
    for page in sorted(pages, key=lambda one: one.rank):
        content = page.content
        if content is None:
            continue
        others = kept.setdefault(content, [])
        first = next((one for one in others if one.names & page.names), None)
        if first is None or page.is_named:
            others.append(page)
        else:
            found[page.url] = first.url
    return found


def _duplicate(page: Page, other: str) -> Page:
    reason = Reason(ReasonCode.DUPLICATE, f"the same page as {other}, which is audited")
    return replace(page, status=PageStatus.SKIPPED, reason=reason, outcomes=())
