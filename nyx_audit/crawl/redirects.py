"""Which visits were of one page because redirects led to it, and by which address that page is reported.

Whichever tab was faster: a redirect may be followed before the page that it leads to has its turn, or after.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace

from nyx_audit.model.page import Page, PageStatus
from nyx_audit.model.reason import Reason, ReasonCode


@dataclass(frozen=True, slots=True)
class Settled:
    """The pages, each page once as audited.

    `visited` is the address under which a page was visited, for those that are reported by another one; `reported` the
    address by which a page is reported, for those that a redirect led to.
    """

    pages: list[Page]
    visited: Mapping[str, str] = field(default_factory=dict)
    reported: Mapping[str, str] = field(default_factory=dict)


def settle(
    pages: Iterable[Page], led_to: Mapping[str, str], named: Collection[str], is_linked: Callable[[str], bool]
) -> Settled:
    """Return the pages with the duplicates among them skipped.

    `led_to` is the address that a visited page has on the site, by the address that was requested.
    """
    groups: dict[str, list[Page]] = {}
    found: list[Page] = []
    ordered = sorted(pages, key=lambda one: (one.url not in named, len(one.url), one.url))
    names = {page.url for page in ordered}
    for page in ordered:
        if page.status is PageStatus.AUDITED:
            groups.setdefault(led_to.get(page.url, page.url), []).append(page)
        else:
            found.append(page)
    visited: dict[str, str] = {}
    reported: dict[str, str] = {}
    for own, group in groups.items():
        kept = _kept(own, group, named, is_alone=own not in names and is_linked(own))
        if kept.url not in names:
            visited[kept.url] = group[0].url
        if kept.url != own:
            reported[own] = kept.url
        found += [kept, *(_duplicate(page) for page in group if page.url != kept.url)]
    return Settled(found, visited, reported)


def _kept(own: str, group: Sequence[Page], named: Collection[str], *, is_alone: bool) -> Page:
    """The page as it is reported: by the address that a person named, or by its own where it has one.

    `is_alone`: the site links to its own address, which was not visited since a redirect had led there.
    """
    first = group[0]
    if first.url in named:
        return first
    if is_alone:
        return replace(first, url=own, redirects=())
    return next((page for page in group if page.url == own), first)


def _duplicate(page: Page) -> Page:
    reason = Reason(ReasonCode.DUPLICATE, f"redirects to {page.final_url}, which is audited already")
    return replace(page, status=PageStatus.SKIPPED, reason=reason, outcomes=())
