"""What a host names outside of the browser leads to no address of this machine or its network: robots.txt, sitemaps, links."""

from __future__ import annotations

import asyncio
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

import pytest

from nyx_audit.engine.events import Event, Note
from nyx_audit.engine.gather.links import Links
from nyx_audit.engine.sitemaps import fetch_sitemaps
from nyx_audit.examples.server import Answer, Server, serving
from nyx_audit.model.page import PageStatus
from nyx_audit.model.reason import ReasonCode
from nyx_audit.net.addresses import host_of
from nyx_audit.net.client import open_session
from nyx_audit.net.hosts import Hosts
from nyx_audit.net.pace import Pace
from nyx_audit.net.policy import FetchPolicy, Limits
from nyx_audit.net.robots import HostRobots, Robots
from nyx_audit.run.sites import Crawl, audit_async
from tests.hostile.test_sites import OPTIONS, config_of, moved, site_page
from tests.support.sites import facts, site

# Ways to write an address of this machine, other than the one by which a person named the site.
WAYS = {
    "a name of loopback": "http://localhost:{port}/secret",
    "a name of loopback with a dot at its end": "http://localhost.:{port}/secret",
    "a number": "http://2130706433:{port}/secret",
    "hexadecimal": "http://0x7f.1:{port}/secret",
    "octal": "http://0177.0.0.1:{port}/secret",
    "no address at all": "http://0.0.0.0:{port}/secret",
    "another address of loopback": "http://127.0.0.2:{port}/secret",
    "IPv6 loopback": "http://[::1]:{port}/secret",
    "IPv4 in IPv6": "http://[::ffff:127.0.0.1]:{port}/secret",
    "a public name that stands for loopback": "http://liar.test:{port}/secret",
    "an address of the network": "http://10.255.255.1:{port}/secret",
    "the metadata of a cloud": "http://169.254.169.254:{port}/secret",
}
every_way = pytest.mark.parametrize("way", WAYS.values(), ids=WAYS)


@contextmanager
def two() -> Iterator[tuple[Server, Server]]:
    """Serve a site, and a service of this machine that records who comes to it."""
    with serving({"/secret": "A service of this machine"}) as inside, serving({}) as server:
        yield server, inside


async def resolve(_host: str, _port: int) -> Sequence[str]:
    return ["127.0.0.1"]


def policy_of(server: Server) -> FetchPolicy:
    return FetchPolicy(server.url, 1000, others_rate=1000, heeds_robots=False)


@every_way
async def test_a_sitemap_that_robots_txt_names_is_not_read_by(way: str) -> None:
    notes: list[str] = []
    with two() as (server, inside):
        async with open_session(Hosts(Pace()), policy_of(server), resolve) as session:
            found = await fetch_sitemaps([way.format(port=inside.port)], session, notes.append)
        assert (found, inside.seen) == ([], [])
    assert ["an address of this network" in note for note in notes] == [True]


@every_way
async def test_a_sitemap_that_is_redirected_is_not_read_by(way: str) -> None:
    notes: list[str] = []
    with two() as (server, inside):
        server.pages["/sitemap.xml"] = moved(way.format(port=inside.port))
        async with open_session(Hosts(Pace()), policy_of(server), resolve) as session:
            await fetch_sitemaps([f"{server.url}/sitemap.xml"], session, notes.append)
        assert inside.seen == []
    assert ["an address of this network" in note for note in notes] == [True]


@every_way
async def test_a_robots_txt_that_is_redirected_is_not_read_by(way: str) -> None:
    with two() as (server, inside):
        server.pages["/robots.txt"] = moved(way.format(port=inside.port))
        async with open_session(Hosts(Pace()), FetchPolicy(server.url, 1000), resolve) as session:
            robots = await session.robots(server.url)
        assert inside.seen == []
    assert robots.closed


@every_way
async def test_a_link_that_is_redirected_is_not_followed_by(way: str) -> None:
    with two() as (server, inside):
        server.pages["/a"] = moved(way.format(port=inside.port))
        async with open_session(Hosts(Pace()), policy_of(server), resolve) as session:
            found = await session.head(f"{server.url}/a", Limits())
        assert inside.seen == []
    assert found.reason
    assert found.reason.code is ReasonCode.PRIVATE_ADDRESS


async def test_a_link_of_a_page_to_this_machine_is_not_requested() -> None:
    with two() as (server, inside):
        robots = HostRobots({host_of(server.url): Robots.read(200, "")})
        linking = site({server.url + "/": facts(f"http://localhost:{inside.port}/secret")})
        (answer,) = (await Links(Hosts(Pace())).gather(linking, 1000, robots)).answers.values()
        assert inside.seen == []
    assert answer.reason
    assert answer.reason.code is ReasonCode.PRIVATE_ADDRESS


async def test_a_redirect_to_the_host_that_a_person_named_is_followed() -> None:
    with two() as (server, inside):
        server.pages["/a"] = moved(f"{inside.url}/secret")
        async with open_session(Hosts(Pace()), policy_of(server)) as session:
            found = await session.head(f"{server.url}/a", Limits())
        assert [one.path for one in inside.seen] == ["/secret"]
    assert found.status == 200


async def test_the_night_goes_on_after_a_sitemap_of_this_machine_and_a_note_says_so(tmp_path: Path) -> None:
    events: list[Event] = []
    with two() as (server, inside):
        robots = f"Sitemap: http://localhost:{inside.port}/secret\n"
        server.pages |= {
            "/robots.txt": Answer(robots.encode(), headers={"Content-Type": "text/plain"}),
            "/": site_page("Parks", "/a"),
            "/a": site_page("A"),
        }
        config = config_of(tmp_path, server.url + "/")
        crawl = Crawl(tmp_path / "sites.yaml")
        summary = await asyncio.wait_for(audit_async([config], crawl=crawl, options=OPTIONS, listen=events.append), 120)
        assert inside.seen == []
    assert [one.status for one in summary.audit.pages] == [PageStatus.AUDITED] * 2
    assert [one for one in events if isinstance(one, Note) and "an address of this network" in one.text]
