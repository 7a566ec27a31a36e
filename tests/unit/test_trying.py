"""On which pages of a site the controls are tried."""

from __future__ import annotations

from dataclasses import replace

import pytest

from nyx_audit.crawl.frontier import Frontier
from nyx_audit.crawl.items import Item, Limits
from nyx_audit.crawl.scope import Scope
from nyx_audit.engine.trying import EACH, SMALL, is_tried_at_once, pages_to_try
from nyx_audit.net.robots import Robots
from nyx_audit.site.records import SitePage
from tests.support.sites import facts

HOME = "https://a.example/"


def _page(number: int, template: str = "t", role: str = "content") -> SitePage:
    url = f"{HOME}{number}"
    return replace(SitePage(url, url, 200, replace(facts(), skeleton=template)), role=role)


def test_each_page_of_a_small_site_is_tried_at_its_visit() -> None:
    assert all(is_tried_at_once(Item(f"{HOME}{number}", 1), SMALL) for number in range(20))


def test_of_a_large_site_some_are_and_what_was_named() -> None:
    tried = [is_tried_at_once(Item(f"{HOME}{number}", 2), SMALL + 1) for number in range(400)]
    assert 20 < sum(tried) < 90
    assert is_tried_at_once(Item(HOME, 0, start=True), 5000)
    assert is_tried_at_once(Item(f"{HOME}apply", 0, pinned=True), 5000)


def test_of_each_template_as_many_are_tried_as_are_lacking() -> None:
    pages = [_page(number, "list") for number in range(40)] + [_page(number, "news") for number in range(100, 102)]
    assert len(pages_to_try(pages, ())) == EACH + 2
    tried = [pages[0].url, pages[1].url, pages[2].url]
    assert pages_to_try(pages[:40], tried) == []


@pytest.mark.parametrize("role", ["start", "step", "contact", "search", "login"])
def test_pages_where_people_act_are_all_tried(role: str) -> None:
    pages = [_page(number, "form", role) for number in range(12)]
    assert sorted(pages_to_try(pages, ())) == sorted(page.url for page in pages)


def test_the_sample_does_not_hang_on_the_order_of_the_pages() -> None:
    pages = [_page(number, f"t{number % 4}") for number in range(60)]
    assert pages_to_try(pages, ()) == pages_to_try(pages[::-1], ())


def test_how_many_pages_are_near_does_not_hang_on_which_page_was_faster() -> None:
    frontier = Frontier(Scope.of([HOME]), Robots.read(404), Limits())
    frontier.add(HOME, depth=0, start=True)
    for number in range(3):
        frontier.add(f"{HOME}{number}", depth=1, found_on=HOME)
    before = frontier.found_within(1)
    frontier.add(f"{HOME}far", depth=2, found_on=f"{HOME}0")
    assert (before, frontier.found_within(1), frontier.found_within(2)) == (4, 4, 5)
