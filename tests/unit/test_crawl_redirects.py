"""Of the visits that redirects made one page, one is reported, and the same one whichever came first."""

from __future__ import annotations

import itertools

from nyx_audit.crawl.redirects import Settled, settle
from nyx_audit.model.page import Page, PageStatus
from nyx_audit.model.reason import Reason, ReasonCode

SITE = "https://x.gov/"
NEW = SITE + "new"


def visited(name: str, final: str = "", *, title: str = "") -> Page:
    return Page(SITE + name, PageStatus.AUDITED, "x", final_url=final or SITE + name, title=title, redirects=(SITE,))


def settled(*pages: Page, named: tuple[str, ...] = (), linked: bool = True) -> Settled:
    led_to = {page.url: page.final_url for page in pages}
    return settle(pages, led_to, named, lambda url: linked and url == NEW)


def statuses(found: Settled) -> dict[str, str]:
    return {page.url.removeprefix(SITE): page.status for page in found.pages}


def test_pages_that_no_redirect_led_to_stay_as_they_are() -> None:
    pages = [visited("a"), visited("b")]
    assert settled(*pages) == Settled(pages)


def test_a_page_that_is_linked_is_reported_by_its_own_address_whichever_visit_came_first() -> None:
    moved, itself = visited("old", NEW), visited("new")
    assert statuses(settled(moved, itself)) == {"new": "audited", "old": "skipped"}
    assert statuses(settled(moved)) == {"new": "audited", "old": "skipped"}


def test_what_was_seen_through_the_redirect_stands_for_the_page() -> None:
    found = settled(visited("old", NEW, title="Parks"))
    page = found.pages[0]
    assert (page.url, page.title, page.redirects) == (NEW, "Parks", ())
    assert found.visited == {NEW: SITE + "old"}


def test_the_same_of_two_redirects_is_kept_whichever_was_faster() -> None:
    pages = [visited("this-way", NEW), visited("that-way", NEW), visited("a-longer-way", NEW)]
    for order in itertools.permutations(pages):
        found = settled(*order, linked=False)
        assert statuses(found) == {"that-way": "audited", "this-way": "skipped", "a-longer-way": "skipped"}
        assert found.reported == {NEW: SITE + "that-way"}


def test_a_page_that_a_person_named_is_reported_under_that_name() -> None:
    found = settled(visited("old", NEW), visited("new"), named=(SITE + "old",))
    assert statuses(found) == {"old": "audited", "new": "skipped"}
    assert found.reported == {NEW: SITE + "old"}


def test_a_page_that_failed_by_its_own_address_is_not_reported_as_two() -> None:
    failed = Page(NEW, PageStatus.FAILED, "x", reason=Reason(ReasonCode.TIMEOUT, "took longer than 60 s"))
    assert statuses(settled(visited("old", NEW), failed)) == {"old": "audited", "new": "failed"}


def test_a_duplicate_says_where_it_redirects() -> None:
    found = settled(visited("old", NEW), visited("new"))
    (moved,) = (page for page in found.pages if page.status is PageStatus.SKIPPED)
    assert moved.reason == Reason(ReasonCode.DUPLICATE, f"redirects to {NEW}, which is audited already")
    assert moved.outcomes == ()
