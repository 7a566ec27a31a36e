"""Whole sites that are built as no textbook has it: where they start, which of their addresses are one page, what is no trap."""

from __future__ import annotations

import asyncio
from pathlib import Path

import pytest

from nyx_audit.analysis.summary import Summary
from nyx_audit.config.sites import SiteConfig, load_config
from nyx_audit.examples.server import Answer, Server, page, serving
from nyx_audit.model.page import Page, PageStatus
from nyx_audit.model.reason import Reason, ReasonCode
from nyx_audit.run.options import Options
from nyx_audit.run.sites import Crawl, audit_async

# One rule that costs little: what becomes of the pages is the question here.
OPTIONS = Options(only=("html-has-lang",), tabs=2, timeout=20, probes=False)


def site_page(name: str, *links: str, head: str = "") -> str:
    anchors = "".join(f'<li><a href="{link}">{number}. of {name}</a></li>' for number, link in enumerate(links))
    text = f"<main><h1>{name}</h1><p>What you must know of {name.lower()}.</p><ul>{anchors}</ul></main>"
    return page(text, title=name, head=head)


def moved(to: str) -> Answer:
    return Answer(status=301, headers={"Location": to})


def config_of(folder: Path, start: str, more: str = "") -> SiteConfig:
    file = folder / "sites.yaml"
    site = f'{{id: parks, name: Parks, start: ["{start}"]{more}}}'
    file.write_text(f"version: 1\ndefaults: {{rate: 10}}\nagencies: [{{id: parks, name: Parks, sites: [{site}]}}]\n")
    return load_config(file).sites[0]


async def audited(folder: Path, server: Server, start: str = "/", more: str = "") -> Summary:
    """Return the summary of a run over the site that starts there; `more` are further keys of its configuration."""
    config = config_of(folder, server.url + start, more)
    return await asyncio.wait_for(audit_async([config], crawl=Crawl(folder / "sites.yaml"), options=OPTIONS), 120)


def pages_of(summary: Summary, server: Server) -> dict[str, Page]:
    return {one.url.removeprefix(server.url): one for one in summary.audit.pages}


def visited(summary: Summary, server: Server) -> list[str]:
    """Return the paths of the pages that are reported as audited."""
    found = pages_of(summary, server)
    return sorted(path for path, one in found.items() if one.status is PageStatus.AUDITED)


async def test_a_start_that_is_redirected_to_itself_without_its_last_slash_is_audited(tmp_path: Path) -> None:
    with serving(
        {"/parks/": moved("/parks"), "/parks": site_page("Parks", "/parks/a"), "/parks/a": site_page("A")}
    ) as server:
        found = await audited(tmp_path, server, "/parks/")
        assert visited(found, server) == ["/parks/", "/parks/a"]
        assert found.audit.complete


async def test_a_start_that_leaves_its_host_says_which_line_follows_it(tmp_path: Path) -> None:
    with (
        serving({"/": site_page("Parks")}) as other,
        serving({"/": moved(f"http://localhost:{other.port}/")}) as server,
    ):
        found = pages_of(await audited(tmp_path, server), server)["/"]
        assert (found.status, found.reason and found.reason.code) == (PageStatus.FAILED, ReasonCode.REDIRECTS_AWAY)
        assert f'"also_hosts: [localhost:{other.port}]" to the site in sites.yaml' in str(found.reason)


async def test_the_line_that_was_advised_follows_the_start(tmp_path: Path) -> None:
    with (
        serving({"/": site_page("Parks")}) as other,
        serving({"/": moved(f"http://localhost:{other.port}/")}) as server,
    ):
        more = f', also_hosts: ["localhost:{other.port}"]'
        assert visited(await audited(tmp_path, server, more=more), server) == ["/"]


async def test_a_start_that_leaves_its_folder_says_which_line_follows_it(tmp_path: Path) -> None:
    with serving({"/en/parks/": moved("/en/nature/"), "/en/nature/": site_page("Nature")}) as server:
        found = pages_of(await audited(tmp_path, server, "/en/parks/"), server)["/en/parks/"]
        assert '"prefix: /en/"' in str(found.reason)


async def test_a_start_that_moves_on_by_itself_to_another_host_says_which_line_follows_it(tmp_path: Path) -> None:
    with serving({"/": site_page("Parks")}) as other, serving({}) as server:
        onward = f'<meta http-equiv="refresh" content="0; url=http://localhost:{other.port}/">'
        server.pages["/"] = site_page("Moved", head=onward)
        found = pages_of(await audited(tmp_path, server), server)["/"]
        assert found.status is PageStatus.FAILED
        assert f"also_hosts: [localhost:{other.port}]" in str(found.reason)


async def test_pages_that_only_a_number_tells_apart_are_pages(tmp_path: Path) -> None:
    links = [
        "/hearing?session_id=1",
        "/hearing?session_id=2",
        "/budget?year=1999",
        "/privacy/opt-out",
        "/services/share",
    ]
    many = "/table?" + "&".join(f"p{number}={number}" for number in range(7))
    with serving({link.partition("?")[0]: site_page(link[1:9]) for link in [*links, many]}) as server:
        server.pages["/"] = site_page("Home", *links, many.replace("&", "&amp;"))
        found = await audited(tmp_path, server)
        assert visited(found, server) == sorted(["/", *links, many])
        assert found.audit.complete


async def test_a_run_is_not_complete_of_what_the_guard_against_variants_cut(tmp_path: Path) -> None:
    links = [f"/list?page={number}" for number in range(5)]
    with serving({"/": site_page("Home", *links), "/list": site_page("List")}) as server:
        found = await audited(tmp_path, server, more=", max_variants: 2")
        assert not found.audit.complete
        assert (
            "max_variants left out 3 addresses that differ from others only in the query" in found.audit.incomplete[0]
        )
        assert (found.sites[0].audited, found.sites[0].found) == (3, 6)


async def test_a_run_is_complete_where_a_person_excluded_the_variants(tmp_path: Path) -> None:
    links = [f"/list?page={number}" for number in range(5)]
    with serving({"/": site_page("Home", *links), "/list": site_page("List")}) as server:
        found = await audited(tmp_path, server, more=', max_variants: 2, exclude: ["/list?*"]')
        assert found.audit.complete


async def test_what_a_sitemap_lists_is_no_trap(tmp_path: Path) -> None:
    listed = ["/calendar/2090/01", *(f"/list?page={number}" for number in range(3))]
    rows = "".join(f"<url><loc>{path}</loc></url>" for path in listed)
    with serving({path.partition("?")[0]: site_page("Listed") for path in listed}) as server:
        server.pages |= {"/": site_page("Home"), "/sitemap.xml": f"<urlset>{rows}</urlset>"}
        found = await audited(tmp_path, server, more=", max_variants: 1")
        assert visited(found, server) == sorted(["/", *listed])
        assert found.audit.complete


async def test_one_page_by_many_addresses_is_reported_once(tmp_path: Path) -> None:
    canonical = '<link rel="canonical" href="/seven">'
    links = ["/index.html", "/a?x=1&y=2", "/a?y=2&x=1", "/b/c", "/b//c", "/seven", "/item?id=7"]
    with serving({"/a": site_page("A"), "/b/c": site_page("C"), "/b//c": site_page("C")}) as server:
        server.pages |= dict.fromkeys(["/", "/index.html"], site_page("Home", *links))
        server.pages |= dict.fromkeys(["/seven", "/item"], site_page("Seven", head=canonical))
        found = await audited(tmp_path, server)
        assert visited(found, server) == ["/", "/a?x=1&y=2", "/b/c", "/seven"]
        assert pages_of(found, server)["/item?id=7"].reason == Reason(
            ReasonCode.DUPLICATE, f"the same page as {server.url}/seven, which is audited"
        )
        assert found.audit.complete


async def test_a_home_page_that_every_page_names_as_its_address_does_not_hide_them(tmp_path: Path) -> None:
    head = '<link rel="canonical" href="/">'
    with serving({"/": site_page("Home", "/a", "/b", head=head)}) as server:
        server.pages |= {path: site_page(path, head=head) for path in ("/a", "/b")}
        assert visited(await audited(tmp_path, server), server) == ["/", "/a", "/b"]


APP = page(
    "<main id=app></main>",
    title="App",
    head="""<script>
      const names = ['one', 'two'];
      addEventListener('DOMContentLoaded', () => {
        // Only what is loaded draws a route: a change of the fragment alone shows the old page.
        const at = location.hash.slice(2) || 'home';
        document.title = at;
        document.documentElement.lang = at === 'two' ? '' : 'en';
        const links = names.map((name) => `<li><a href="#/${name}">${name}</a></li>`);
        document.getElementById('app').innerHTML = `<h1>${at}</h1><p>This is ${at}.</p><ul>${links.join('')}</ul>`;
      });
    </script>""",
)


async def test_the_routes_of_an_app_are_pages_where_the_site_says_so(tmp_path: Path) -> None:
    with serving({"/": APP}) as server:
        found = await audited(tmp_path, server, more=", routes: hash")
        assert visited(found, server) == ["/", "/#/one", "/#/two"]
        pages = pages_of(found, server)
        assert [pages[path].title for path in ("/", "/#/one", "/#/two")] == ["home", "one", "two"]
        failed = [path for path, one in pages.items() if any(row.failed for row in one.outcomes)]
        assert failed == ["/#/two"]


async def test_without_that_word_a_route_is_a_place_on_the_page(tmp_path: Path) -> None:
    with serving({"/": APP}) as server:
        assert visited(await audited(tmp_path, server), server) == ["/"]


async def test_a_route_that_an_app_goes_on_to_while_it_loads_is_one_page_with_where_it_began(tmp_path: Path) -> None:
    onward = "<script>if (!location.hash) location.hash = '/one'</script>"
    with serving({"/": APP.replace("<script>", onward + "<script>", 1)}) as server:
        found = await audited(tmp_path, server, more=", routes: hash")
        assert visited(found, server) == ["/", "/#/two"]
        assert pages_of(found, server)["/"].final_url == f"{server.url}/#/one"


@pytest.mark.parametrize("slow", [0.0, 2.0])
async def test_a_page_that_is_linked_and_redirected_to_is_reported_the_same_whichever_tab_is_faster(
    tmp_path: Path, slow: float
) -> None:
    pages: dict[str, Answer | str] = {f"/{name}": site_page(name, "/new") for name in "abc"}
    pages |= {"/": site_page("Parks", "/old", "/a", "/b", "/c", "/new"), "/new": site_page("New", "/d")}
    old = Answer(status=301, headers={"Location": "/new"}, wait=slow)
    with serving({**pages, "/old": old, "/d": site_page("D")}) as server:
        found = await audited(tmp_path, server)
        assert visited(found, server) == ["/", "/a", "/b", "/c", "/d", "/new"]
        by_path = pages_of(found, server)
        moved = Reason(ReasonCode.DUPLICATE, f"redirects to {server.url}/new, which is audited already")
        assert by_path["/old"].reason == moved
        assert by_path["/d"].linked_from == (f"{server.url}/new",)
