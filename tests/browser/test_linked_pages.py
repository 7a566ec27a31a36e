"""Pages that are looked at as evidence: those that rules ask about and the crawl did not audit."""

from __future__ import annotations

from collections.abc import Mapping

from nyx_audit.browser.session import Session
from nyx_audit.engine.gather.linked import LinkedPageReader
from nyx_audit.examples.server import Answer, Server, page, serving
from nyx_audit.model.facts import Facts, Link
from nyx_audit.net.addresses import host_of, site_key
from nyx_audit.net.hosts import Hosts
from nyx_audit.net.pace import Pace
from nyx_audit.net.robots import HostRobots, Robots
from nyx_audit.site.evidence import Linked, LinkedPages
from nyx_audit.site.linked import linked_pages
from nyx_audit.site.records import Declared, SiteEvidence, SitePage

ALLOWED = Robots()


def site_of(server: Server, *links: tuple[str, str]) -> SiteEvidence:
    """A site of which only the home page was audited, with these links in its footer."""
    found = tuple(Link(address, address, words, "contentinfo", f'a[href="{address}"]') for address, words in links)
    home = SitePage(server.url + "/", server.url + "/", 200, Facts(lang="en", links=found), role="home")
    return SiteEvidence(Declared("site", home.url), {home.url: home})


async def looked_at(
    session: Session, server: Server, site: SiteEvidence, robots: Robots = ALLOWED
) -> Mapping[str, Linked]:
    looking = LinkedPageReader(session, Hosts(Pace()), HostRobots({host_of(server.url): robots}), 10, 20)
    return (await looking.gather(site)).pages


async def test_the_accessibility_page_and_the_versions_of_the_home_page_are_looked_at(session: Session) -> None:
    pages: dict[str, Answer | str] = {"/a": page("<p>Call 518-555-0100.</p>"), "/es": page("<p>Hola</p>")}
    with serving(pages) as server:
        site = site_of(
            server,
            (f"{server.url}/a#top", "Accessibility"),
            (f"{server.url}/es", "Español"),
            (f"{server.url}/x", "Fees"),
        )
        found = await looked_at(session, server, site)
        assert found.keys() == {site_key(f"{server.url}/a"), site_key(f"{server.url}/es")}
        assert found[site_key(f"{server.url}/a")].text.strip() == "Call 518-555-0100."


async def test_a_page_that_is_not_there_is_told_as_gone(session: Session) -> None:
    with serving({}) as server:
        site = site_of(server, (f"{server.url}/a", "Accessibility"))
        found = await looked_at(session, server, site)
        assert found[site_key(f"{server.url}/a")].gone


async def test_robots_txt_keeps_a_page_from_being_looked_at(session: Session) -> None:
    with serving({"/a": page("<p>Hello</p>")}) as server:
        site = site_of(server, (f"{server.url}/a", "Accessibility"))
        closed = Robots.read(200, "User-agent: *\nDisallow: /a\n")
        assert await looked_at(session, server, site, closed) == {}
        assert not server.seen


async def test_a_page_of_this_machine_is_not_looked_at_for_a_site_of_the_net(session: Session) -> None:
    with serving({"/a": page("<p>Hello</p>")}) as server:
        home = SitePage(
            "https://www.example.gov/", "https://www.example.gov/", 200,
            Facts(lang="en", links=(Link(f"{server.url}/a", "/a", "Accessibility", "contentinfo", "a"),)), role="home",
        )  # fmt: skip
        site = SiteEvidence(Declared("site", home.url), {home.url: home})
        looking = LinkedPageReader(session, Hosts(Pace()), HostRobots({}), 10, 20)
        assert await looking.gather(site) == LinkedPages({})
        assert not server.seen


async def test_a_redirect_to_another_host_is_not_followed(session: Session) -> None:
    with serving({"/b": page("<p>Hello</p>")}) as other, serving({}) as server:
        elsewhere = other.url.replace("127.0.0.1", "localhost")
        server.pages["/a"] = Answer(status=302, headers={"Location": f"{elsewhere}/b"})
        site = site_of(server, (f"{server.url}/a", "Accessibility"))
        assert await looked_at(session, server, site) == {}
        assert not other.seen


def test_an_audited_page_comes_before_what_was_looked_at() -> None:
    url = "https://www.example.gov/a"
    audited = SitePage(url, url, 200, Facts(lang="en", title="Audited"))
    looked = LinkedPages({site_key(url): Linked(url, title="Looked at")})
    site = SiteEvidence(Declared("site", url), {url: audited})
    assert linked_pages(site, looked)[site_key(url)].title == "Audited"
