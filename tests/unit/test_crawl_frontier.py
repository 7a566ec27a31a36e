"""The order of a crawl, what it leaves out, and how it goes on after it was killed."""

import random
import time
import tracemalloc
from collections.abc import Callable, Sequence

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from nyx_audit.crawl.frontier import Frontier
from nyx_audit.crawl.items import Item, Known, Limits, Queued, Skipped, State
from nyx_audit.crawl.sampling import random_number
from nyx_audit.crawl.scope import Scope
from nyx_audit.model.reason import Reason, ReasonCode
from nyx_audit.net.robots import Robots

START = "https://x.gov/"
Graph = dict[str, list[str]]


def frontier(limits: Limits | None = None, robots: str = "", exclude: Sequence[str] = ()) -> Frontier:
    return Frontier(Scope.of([START], exclude=exclude), Robots.read(200, robots), limits or Limits())


def crawl(one: Frontier, graph: Graph, tabs: int = 1, steps: int = 10_000, chance: int = 0) -> list[str]:
    """Visit a graph's pages with several tabs that finish in a random order, and return the order of the visits."""
    luck = random.Random(chance)
    visits: list[str] = []
    open_tabs: list[Item] = []
    while steps:
        while len(open_tabs) < tabs and (item := one.next()):
            visits.append(item.url)
            open_tabs.append(item)
        if not open_tabs:
            break
        item = open_tabs.pop(luck.randrange(len(open_tabs)))
        for link in graph.get(item.url, []):
            one.add(link, depth=item.depth + 1, found_on=item.url)
        one.done(item.url)
        steps -= 1
    return visits


@st.composite
def graphs(draw: st.DrawFn) -> Graph:
    pages = [START, *(f"{START}{n}" for n in range(draw(st.integers(1, 25))))]
    return {page: draw(st.lists(st.sampled_from(pages), max_size=8)) for page in pages}


def test_starts_come_first_then_pinned_pages_then_links_by_depth() -> None:
    one = frontier()
    one.add(START + "sitemap", depth=1)
    one.add(START + "pinned", depth=0, pinned=True)
    one.add(START, depth=0, start=True)
    graph = {START: [START + "b", START + "a"], START + "b": [START + "c"], START + "pinned": [START + "d"]}
    assert [url.removeprefix(START) for url in crawl(one, graph)] == ["", "pinned", "b", "a", "d", "sitemap", "c"]


def test_a_named_address_is_handed_out_as_it_was_written_and_a_link_in_canonical_form() -> None:
    one = frontier()
    one.add("HTTPS://X.gov/?utm_source=a", depth=0, start=True)
    one.add("https://x.gov/A?utm_source=a#b", depth=1)
    assert crawl(one, {}) == ["HTTPS://X.gov/?utm_source=a", "https://x.gov/A"]


def test_one_page_by_many_addresses_is_queued_deduplicated() -> None:
    one = frontier()
    assert one.add("http://x.gov/a#1", depth=1, found_on=START) == Queued()
    assert one.add("https://X.gov:443/b/../a?utm_medium=m", depth=1, found_on=START + "c") == Known()
    assert one.found == 1
    assert one.linked_from("https://x.gov/a") == (START, START + "c")


@given(st.permutations(range(15)))
def test_the_same_ten_pages_that_link_are_kept_whichever_was_found_first(order: list[int]) -> None:
    one = frontier()
    for n in (*order, *order):
        one.add(START + "a", depth=1, found_on=f"{START}{n}")
    assert one.linked_from(START + "a") == tuple(f"{START}{n}" for n in range(10))


@pytest.mark.parametrize(
    ("url", "depth", "code", "reason"),
    [
        ("https://y.gov/", 1, ReasonCode.OUT_OF_SCOPE, "another host (y.gov)"),
        ("https://x.gov/internal/a", 1, ReasonCode.OUT_OF_SCOPE, "excluded by the pattern /internal/*"),
        ("https://x.gov/a.pdf", 1, ReasonCode.NOT_A_PAGE, "a PDF document, not a page"),
        ("https://x.gov/logout", 1, ReasonCode.ACTION, "an address that signs out (logout)"),
        ("https://x.gov/private", 1, ReasonCode.ROBOTS, "robots.txt does not allow it"),
        ("https://x.gov/deep", 11, ReasonCode.DEPTH_LIMIT, "more than 10 links away from the start"),
        ("mailto:me@x.gov", 1, ReasonCode.NOT_AN_ADDRESS, "mailto: is not a web page"),
        ("http://[::1", 1, ReasonCode.NOT_AN_ADDRESS, "not a web address"),
    ],
)
def test_what_is_left_out_has_a_reason(url: str, depth: int, code: ReasonCode, reason: str) -> None:
    one = frontier(robots="User-agent: *\nDisallow: /private", exclude=["/internal/*"])
    assert one.add(url, depth=depth, found_on=START) == Skipped(Reason(code, reason))
    assert one.next() is None


def test_what_is_left_out_of_the_site_and_what_is_of_other_sites_are_kept_apart() -> None:
    one = frontier()
    for url in ("https://x.gov/a.pdf", "https://x.gov/a.pdf#2", "https://y.gov/a.pdf", "mailto:me@x.gov"):
        one.add(url, depth=1, found_on=START)
    assert one.skipped == {"https://x.gov/a.pdf": Reason(ReasonCode.NOT_A_PAGE, "a PDF document, not a page")}
    assert one.elsewhere == {"https://y.gov/a.pdf": Reason(ReasonCode.OUT_OF_SCOPE, "another host (y.gov)")}
    assert one.linked_from("https://x.gov/a.pdf") == (START,)


def test_all_that_is_left_out_is_counted_and_the_first_5000_are_kept() -> None:
    one = frontier()
    for n in [*range(6000), *range(6000)]:
        one.add(f"{START}{n}.pdf", depth=1)
    assert one.skipped_count == 6000
    assert len(one.skipped) == 5000


def test_a_named_page_is_held_to_robots_txt_and_to_no_limit() -> None:
    one = frontier(Limits(max_pages=1, max_depth=0), "User-agent: *\nDisallow: /private", exclude=["/internal/*"])
    one.add(START, depth=0, start=True)
    assert one.add(START + "internal/a", depth=5, pinned=True) == Queued()
    assert isinstance(one.add(START + "private", depth=0, pinned=True), Skipped)
    assert crawl(one, {}) == [START, START + "internal/a"]


def test_a_link_that_was_left_out_is_queued_when_it_is_named() -> None:
    one = frontier(exclude=["/a"])
    one.add(START + "a", depth=1)
    assert one.skipped_count == 1
    assert one.add(START + "a", depth=0, pinned=True) == Queued()
    assert (one.skipped_count, one.skipped) == (0, {})


def test_of_addresses_that_differ_only_in_the_query_so_many_are_visited() -> None:
    one = frontier(Limits(max_variants=3))
    decisions = [one.add(f"{START}list?page={n}", depth=1) for n in range(4)]
    assert decisions[2:] == [
        Queued(),
        Skipped(Reason(ReasonCode.VARIANT_LIMIT, "more than 3 addresses that differ only in the query")),
    ]
    assert one.add(START + "list", depth=1) == Queued()
    assert one.add(START + "other?page=9", depth=1) == Queued()


def test_routes_are_dropped_unless_the_site_says_that_it_has_them() -> None:
    one = frontier()
    one.add(START, depth=0, start=True)
    assert [one.add(f"{START}#/{name}", depth=1) for name in ("a", "b")] == [Known(), Known()]


def test_routes_are_pages_of_an_app() -> None:
    scope = Scope.of([START], has_routes=True, exclude=["/#/admin*"])
    one = Frontier(scope, Robots.read(404), Limits())
    routes = ["#/a", "#/b", "#!c", "#part", "", "#/admin/users", "#/user/logout"]
    decisions = [one.add(START + route, depth=1) for route in routes]
    assert decisions[:5] == [Queued(), Queued(), Queued(), Queued(), Known()]
    assert all(isinstance(decision, Skipped) for decision in decisions[5:])
    assert crawl(one, {}) == [f"{START}#/a", f"{START}#/b", f"{START}#!c", START]


def test_what_a_sitemap_lists_is_no_variant_too_many() -> None:
    one = frontier(Limits(max_variants=1))
    decisions = [one.add(f"{START}list?page={n}", depth=1, is_listed=True) for n in range(4)]
    assert decisions == [Queued()] * 4


def test_what_is_beyond_the_limit_of_pages_is_left_over_with_the_reason() -> None:
    one = frontier(Limits(max_pages=2))
    one.add(START, depth=0, start=True)
    assert crawl(one, {START: [START + "a", START + "b", START + "c"]}) == [START, START + "a"]
    assert one.left_over() == dict.fromkeys(
        (START + "b", START + "c"), Reason(ReasonCode.PAGE_LIMIT, "beyond the limit of 2 pages")
    )
    assert (one.found, one.visited, one.waiting, one.taken) == (4, 2, 2, 0)


def test_where_more_pages_are_known_than_may_be_visited_the_visits_follow_permanent_random_numbers() -> None:
    def visits(names: Sequence[str]) -> list[str]:
        one = frontier(Limits(max_pages=40))
        one.add(START, depth=0, start=True)
        for name in names:
            one.add(f"{START}news/{name}", depth=1)
        return crawl(one, {})

    names = [f"story-{number}" for number in range(400)]
    first = visits(names)
    assert len(first) == 40
    assert visits(sorted(names)) == first
    assert first[1:] == [f"{START}news/{name}" for name in sorted(names, key=lambda name: random_number(f"{START}news/{name}"))[:39]]  # fmt: skip
    # A tenth of the stories is new: most of the panel stays.
    later = visits([*names[40:], *(f"new-{number}" for number in range(40))])
    assert len(set(first) & set(later)) >= 30


def test_what_is_found_on_the_pages_of_one_round_can_be_drawn_in_the_next() -> None:
    one = frontier(Limits(max_pages=20))
    one.add(START, depth=0, start=True)
    graph = {START: [f"{START}list/{n}" for n in range(30)]}
    graph |= {f"{START}list/{n}": [f"{START}deep/{n}"] for n in range(30)}
    assert any("/deep/" in url for url in crawl(one, graph))


def test_what_waits_when_a_run_is_stopped_is_left_over_with_the_reason() -> None:
    one = frontier()
    one.add(START, depth=0, start=True)
    assert one.left_over() == {START: Reason(ReasonCode.STOPPED, "the run ended before its turn")}


def test_a_deeper_page_waits_until_all_pages_of_the_depth_before_are_done() -> None:
    one = frontier()
    one.add(START + "a", depth=1)
    one.add(START + "b", depth=2)
    assert one.next() == Item(START + "a", 1)
    assert one.next() is None
    one.done(START + "a")
    assert one.next() == Item(START + "b", 2)


def test_an_item_that_was_not_taken_cannot_be_done() -> None:
    one = frontier()
    one.add(START, depth=0, start=True)
    with pytest.raises(KeyError):
        one.done(START)


def test_the_page_that_a_redirect_led_to_is_not_visited_again() -> None:
    one = frontier()
    for name in "abc":
        one.add(START + name, depth=1)
    assert one.next()
    one.mark_visited(START + "b", requested=START + "a")
    one.done(START + "a")
    assert one.next() == Item(START + "c", 1)
    one.mark_visited("http://x.gov/b#top", requested=START + "c")
    assert one.address_of("http://x.gov/b#top") == START + "b"
    assert one.add(START + "b", depth=2) == Known()
    one.done(START + "c")
    assert (one.next(), one.found, one.visited) == (None, 2, 2)


def test_the_page_that_a_redirect_led_to_is_known_when_it_is_found_later() -> None:
    one = frontier()
    one.add(START, depth=0, start=True)
    one.next()
    one.mark_visited(START + "home", requested=START)
    assert not one.is_linked(START + "home")
    assert one.add(START + "home", depth=1, found_on=START) == Known()
    assert one.is_linked(START + "home")


def test_the_page_that_a_person_named_is_visited_though_a_redirect_led_there() -> None:
    one = frontier()
    one.add(START, depth=0, start=True)
    one.add(START + "home", depth=0, pinned=True)
    one.next()
    one.mark_visited(START + "home", requested=START)
    assert one.next() == Item(START + "home", 0, pinned=True)


def test_a_redirect_to_the_same_page_is_no_duplicate() -> None:
    one = frontier()
    one.add("http://x.gov/", depth=0, start=True)
    one.next()
    one.mark_visited("https://x.gov/?utm_source=a", requested="http://x.gov/")
    assert (one.address_of("https://x.gov/?utm_source=a"), one.found) == ("http://x.gov/", 1)


def test_where_a_redirect_must_not_lead_is_said() -> None:
    one = frontier(robots="User-agent: *\nDisallow: /private")
    assert str(one.refusal("https://login.gov/")) == "another host (login.gov)"
    assert str(one.refusal(START + "private")) == "robots.txt does not allow it"
    assert one.refusal(START + "a") is None


@given(graphs(), st.integers(1, 12), st.integers(1, 4), st.integers())
def test_no_page_is_visited_twice_and_the_order_is_the_same_whichever_tab_is_faster(
    graph: Graph, max_pages: int, tabs: int, chance: int
) -> None:
    orders = []
    for number in (1, tabs):
        one = frontier(Limits(max_pages=max_pages))
        one.add(START, depth=0, start=True)
        orders.append(crawl(one, graph, number, chance=chance))
    assert len(orders[0]) == len(set(orders[0])) <= max_pages
    assert orders[0] == orders[1]


def everything(one: Frontier) -> list[object]:
    names = ("found", "waiting", "visited", "skipped", "skipped_count", "elsewhere")
    return [*(getattr(one, name) for name in names), one.left_over(), one.linked_from(START)]


def by_snapshot(one: Frontier, steps: int, graph: Graph) -> Frontier:
    crawl(one, graph, steps=steps)
    again = frontier(Limits(max_pages=12, max_variants=2))
    again.restore(one.snapshot())
    return again


def by_changes(one: Frontier, steps: int, graph: Graph) -> Frontier:
    rows = {row.url: row for row in one.changes()}
    for _ in range(steps):
        crawl(one, graph, steps=1)
        rows.update((row.url, row) for row in one.changes())
    again = frontier(Limits(max_pages=12, max_variants=2))
    again.restore(reversed(rows.values()))
    return again


@pytest.mark.parametrize("killed", [by_snapshot, by_changes])
@given(graph=graphs(), steps=st.integers(0, 12))
def test_a_restored_crawl_goes_on_exactly(
    killed: Callable[[Frontier, int, Graph], Frontier], graph: Graph, steps: int
) -> None:
    graph = {page: [*links, f"{page}?a={len(links)}", "/a.pdf", "https://y.gov/"] for page, links in graph.items()}
    graph[START] += [f"{START}?b=1", START + "a.pdf"]
    whole, first = (frontier(Limits(max_pages=12, max_variants=2)) for _ in range(2))
    for one in (whole, first):
        one.add(START, depth=0, start=True)
    order = crawl(whole, graph)
    again = killed(first, steps, graph)
    assert crawl(again, graph) == order[steps:]
    assert everything(again) == everything(whole)


def test_what_was_being_visited_when_the_run_was_killed_waits_again_unless_it_is_known_to_be_done() -> None:
    one = frontier()
    for name in "abc":
        one.add(START + name, depth=1)
    one.next(), one.next()
    for done, rest in (([], ["a", "b", "c"]), ([START + "a"], ["b", "c"])):
        again = frontier()
        again.restore(one.snapshot(), done)
        assert [url.removeprefix(START) for url in crawl(again, {})] == rest


def test_a_page_that_was_named_after_it_was_found_is_restored_deduplicated() -> None:
    one = frontier()
    one.add("https://x.gov/a", depth=1)
    rows = one.changes()
    one.add("https://x.gov/a#now", depth=0, pinned=True)
    again = frontier()
    again.restore(rows + one.changes())
    assert (again.found, crawl(again, {})) == (1, ["https://x.gov/a#now"])


def test_changes_are_told_deduplicated() -> None:
    one = frontier()
    one.add(START, depth=0, start=True)
    assert [row.state for row in one.changes()] == [State.WAITING]
    assert one.changes() == []


@given(st.text() | st.text().map("http://".__add__) | st.text().map("https://x.gov/".__add__), st.booleans())
@settings(max_examples=300)
def test_no_address_makes_it_raise(url: str, start: bool) -> None:
    one = frontier(robots="User-agent: *\nDisallow: /*a$")
    one.add(url, depth=1, found_on=url, start=start)
    one.linked_from(url)
    one.refusal(url)
    frontier().restore(one.snapshot())


def test_a_hundred_thousand_addresses_are_no_problem() -> None:
    one = frontier(robots="User-agent: *\nDisallow: /private\nDisallow: /*/print$\n")
    tracemalloc.start()
    for n in range(2000):
        one.add(f"{START}{n}/page", depth=1)
    before = tracemalloc.get_traced_memory()[0]
    for n in range(2000, 4000):
        one.add(f"{START}{n}/page", depth=1)
    each = (tracemalloc.get_traced_memory()[0] - before) / 2000
    tracemalloc.stop()
    assert each < 2_000, f"{each} bytes an address"
    began = time.process_time()
    for n in range(100_000):
        one.add(f"{START}{n}/page", depth=1, found_on=START)
    for _ in range(100):
        item = one.next()
        assert item
        one.done(item.url)
    assert time.process_time() - began < 60
    assert one.found == 100_000
