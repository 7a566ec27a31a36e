"""What hosts serve as robots.txt and sitemaps, and what becomes of it."""

from __future__ import annotations

import gzip
import subprocess
import sys
import threading
import time
from collections.abc import Sequence
from typing import BinaryIO

import pytest

from nyx_audit.engine.robots import fetch_robots
from nyx_audit.engine.sitemaps import fetch_sitemaps
from nyx_audit.examples.server import Answer, Seen, Server, serving
from nyx_audit.net.addresses import host_of
from nyx_audit.net.client import open_session
from nyx_audit.net.hosts import Hosts
from nyx_audit.net.pace import Pace
from nyx_audit.net.policy import FetchPolicy
from nyx_audit.net.robots import HostRobots, Robots

SPACE = 'xmlns="http://www.sitemaps.org/schemas/sitemap/0.9"'
PAGE = b"<!doctype html><html><body><p>Welcome<br><a href='/a'>A</a></body></html>"
CLOSED = "User-agent: *\nDisallow: /private\n"
# Prints the greatest memory of reading a file of 20 MB that repeats a part between a head and an end.
READING = """
import resource, sys
from nyx_audit.crawl.sitemap import parse_sitemap
head, part, end = (one.encode() for one in sys.argv[1:])
parse_sitemap(head + part * (20_000_000 // len(part)) + end, "https://x.gov/sitemap.xml")
print(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss)
"""


def urlset(*addresses: str) -> str:
    return f"<urlset {SPACE}>{''.join(f'<url><loc>{one}</loc></url>' for one in addresses)}</urlset>"


def index(*addresses: str) -> str:
    return f"<sitemapindex>{''.join(f'<sitemap><loc>{one}</loc></sitemap>' for one in addresses)}</sitemapindex>"


async def robots_of(server: Server) -> Robots:
    async with open_session(Hosts(Pace()), FetchPolicy(server.url, 1000)) as session:
        return await session.robots(server.url)


async def read(
    server: Server, *paths: str, guessed: bool = False, seconds: float = 30.0
) -> tuple[list[str], Sequence[str]]:
    """Return the paths of the pages that sitemaps name, and what was noted."""
    notes: list[str] = []
    async with open_session(Hosts(Pace()), FetchPolicy(server.url, 1000, heeds_robots=False)) as session:
        addresses = [server.url + path for path in paths]
        found = await fetch_sitemaps(addresses, session, notes.append, guessed=guessed, seconds=seconds)
    return [one.removeprefix(server.url) for one in found], notes


@pytest.mark.parametrize(
    "body",
    [
        CLOSED.encode(),
        b"\xef\xbb\xbf" + CLOSED.encode(),
        CLOSED.encode("utf-16"),
        CLOSED.replace("\n", "\r\n").encode(),
        CLOSED.replace("\n", "\r").encode(),
    ],
    ids=["plain", "mark", "utf-16", "lines of Windows", "lines of old Macs"],
)
async def test_rules_are_read_however_the_file_was_saved(body: bytes) -> None:
    with serving({"/robots.txt": Answer(body, headers={"Content-Type": "text/plain"})}) as server:
        robots = await robots_of(server)
    assert robots.reason(server.url + "/private/a")
    assert robots.reason(server.url + "/public") is None


async def test_rules_behind_redirects_are_those_of_the_host() -> None:
    moved = {"/robots.txt": Answer(status=301, headers={"Location": "/en/robots.txt"})}
    with serving({**moved, "/en/robots.txt": CLOSED}) as server:
        assert (await robots_of(server)).reason(server.url + "/private")


async def test_of_a_file_of_five_megabytes_the_whole_lines_of_the_beginning_hold() -> None:
    lines = "User-agent: *\n" + "".join(f"Disallow: /p/{n:06}\n" for n in range(300_000))
    with serving({"/robots.txt": lines}) as server:
        robots = await robots_of(server)
    assert robots.reason(server.url + "/p/000001")
    assert robots.reason(server.url + "/p/") is None, "a line that was cut forbids more than it says"
    assert robots.reason(server.url + "/") is None


async def test_a_sitemap_that_is_named_by_its_path_stands_on_the_host() -> None:
    with serving({"/robots.txt": "Sitemap: /maps/all.xml\nSitemap: https://x.gov/s.xml\nSitemap: ftp://x/s"}) as server:
        assert (await robots_of(server)).sitemaps == (f"{server.url}/maps/all.xml", "https://x.gov/s.xml")


@pytest.mark.parametrize(
    "written",
    [
        "/a/b",
        "\n    /a/b\n  ",
        "/a<!-- the page of all pages -->/b",
        "<![CDATA[/a/b]]>",
        "/a/\n  b",
        "../a/b",
    ],
)
async def test_an_address_is_read_as_people_write_it(written: str) -> None:
    with serving({"/maps/s.xml": urlset(written)}) as server:
        assert await read(server, "/maps/s.xml") == (["/a/b"], [])


async def test_a_space_within_an_address_is_encoded() -> None:
    with serving({"/s.xml": urlset("/annual report")}) as server:
        assert await read(server, "/s.xml") == (["/annual%20report"], [])


@pytest.mark.parametrize(
    "body",
    [
        urlset("/a").encode("utf-16"),
        urlset("/a").encode("utf-16-le"),
        b'<?xml version="1.0" encoding="UTF-16"?>' + urlset("/a").encode(),
        b"\xef\xbb\xbf\n" + urlset("/a").encode(),
        b'\n<?xml version="1.0" encoding="utf-8"?>' + urlset("/a").encode(),
        urlset("/a").replace("<", "<s:").replace("<s:/", "</s:").replace("xmlns=", "xmlns:s=").encode(),
        urlset("/a").replace("<", "<s:").replace("<s:/", "</s:").encode(),
        gzip.compress(urlset("/a").encode()),
        b"<!DOCTYPE urlset>" + urlset("/a").encode(),
        urlset("/a").replace("</url>", "<note>caf\xe9 \0 &nbsp;</note></url>").encode("latin-1"),
        b'<rss version="2.0"><channel><link>/</link><item><title>A</title><link>/a</link></item></channel></rss>',
        b'<feed xmlns="http://www.w3.org/2005/Atom"><link href="/"/><entry><link rel="edit" href="/x"/>'
        b'<link href="/a"/></entry></feed>',
    ],
    ids=[
        "utf-16",
        "utf-16 without a mark",
        "a wrong declaration",
        "a mark and a blank line",
        "a blank line first",
        "prefixes",
        "prefixes that nobody declared",
        "gzip",
        "a document type",
        "characters that no XML may hold",
        "RSS",
        "Atom",
    ],
)
async def test_a_sitemap_is_read_in_the_forms_in_which_servers_send_it(body: bytes) -> None:
    with serving({"/s.xml": Answer(body, headers={"Content-Type": "application/xml"})}) as server:
        assert await read(server, "/s.xml") == (["/a"], [])


@pytest.mark.parametrize("headers", [{}, {"Content-Encoding": "gzip"}], ids=["as a file", "as an encoding"])
async def test_a_gzipped_file_is_read_whatever_its_headers_say(headers: dict[str, str]) -> None:
    with serving({"/s.xml.gz": Answer(gzip.compress(urlset("/a").encode()), headers=headers)}) as server:
        assert await read(server, "/s.xml.gz") == (["/a"], [])


async def test_a_text_names_a_page_a_line() -> None:
    with serving({}) as server:
        server.pages["/s.txt"] = Answer(f"{server.url}/a\r\n{server.url}/b\r\n".encode("utf-16"))
        assert await read(server, "/s.txt") == (["/a", "/b"], [])


async def test_the_children_of_an_index_are_found_beside_it() -> None:
    pages = {"/maps/index.xml": index("one.xml", "/maps/two.xml"), "/maps/one.xml": urlset("/1")}
    with serving({**pages, "/maps/two.xml": urlset("/2")}) as server:
        assert await read(server, "/maps/index.xml") == (["/1", "/2"], [])


async def test_the_children_of_an_index_that_moved_are_found_beside_where_it_is() -> None:
    moved = Answer(status=301, headers={"Location": "/maps/s.xml"})
    with serving({"/s.xml": moved, "/maps/s.xml": index("one.xml"), "/maps/one.xml": urlset("/1")}) as server:
        assert (await read(server, "/s.xml"))[0] == ["/1"]


async def test_an_index_that_names_itself_is_read_once() -> None:
    with serving({"/s.xml": index("/s.xml", "/one.xml"), "/one.xml": urlset("/1")}) as server:
        assert await read(server, "/s.xml") == (["/1"], [])
        assert [seen.path for seen in server.seen] == ["/s.xml", "/one.xml"]


async def test_what_is_dropped_is_noted() -> None:
    with serving({"/s.xml": urlset("/a", "", "mailto:clerk@x.gov")}) as server:
        pages, notes = await read(server, "/s.xml")
    assert pages == ["/a"]
    assert "2 of its entries are without a web address" in notes[0]


async def test_a_web_page_in_place_of_a_sitemap_is_noted() -> None:
    with serving({"/s.xml": Answer(PAGE)}) as server:
        pages, notes = await read(server, "/s.xml")
    assert pages == []
    assert "not a sitemap but a web page" in notes[0]


@pytest.mark.parametrize("answer", [Answer(PAGE), Answer(status=404)], ids=["a web page", "nothing"])
async def test_a_sitemap_that_nobody_named_is_not_missing(answer: Answer) -> None:
    with serving({"/sitemap.xml": answer}) as server:
        assert await read(server, "/sitemap.xml", guessed=True) == ([], [])


async def test_a_sitemap_that_was_named_is_missing() -> None:
    with serving({}) as server:
        assert "could not be read" in (await read(server, "/sitemap.xml"))[1][0]


async def test_a_sitemap_that_is_busy_for_a_moment_is_read_when_the_others_were() -> None:
    answers = iter([Answer(status=503), Answer(urlset("/busy").encode())])
    with serving({"/s.xml": urlset("/a")}, lambda _seen: next(answers)) as server:
        assert await read(server, "/busy.xml", "/s.xml") == (["/a", "/busy"], [])


async def test_a_sitemap_that_stays_busy_is_noted_once() -> None:
    with serving({}, lambda _seen: Answer(status=503)) as server:
        assert len((await read(server, "/s.xml"))[1]) == 1
        assert len(server.seen) == 2


@pytest.mark.parametrize("status", [503, 429, 500])
async def test_a_robots_txt_that_fails_for_a_moment_does_not_close_the_site(status: int) -> None:
    answers = iter([Answer(status=status), Answer(CLOSED.encode())])
    with serving({}, lambda _seen: next(answers)) as server:
        robots = await fetch_robots([server.url], [host_of(server.url)], Hosts(Pace()), 10)
    assert robots.reason(server.url + "/a") is None
    assert robots.reason(server.url + "/private")


async def test_a_robots_txt_that_fails_twice_closes_the_site() -> None:
    with serving({}, lambda _seen: Answer(status=503)) as server:
        robots = await fetch_robots([server.url], [host_of(server.url)], Hosts(Pace()), 10)
        assert robots.reason(server.url + "/a")
        assert len(server.seen) == 2


async def test_a_robots_txt_that_requests_a_long_pause_gets_it() -> None:
    with serving({}, lambda _seen: Answer(status=503, headers={"Retry-After": "3600"})) as server:
        robots = await fetch_robots([server.url], [host_of(server.url)], Hosts(Pace()), 10)
        assert robots.reason(server.url + "/a")
        assert len(server.seen) == 1


async def test_the_robots_txt_of_a_linked_host_is_followed_to_where_it_moved() -> None:
    moved = Answer(status=302, headers={"Location": "/en/robots.txt"})
    with serving({"/robots.txt": moved, "/en/robots.txt": CLOSED}) as linked:
        other = f"localhost:{linked.port}"
        # A person named the other host, so that it may be of this machine.
        policy = FetchPolicy("https://www.x.gov/", 1000, others_rate=1000, robots=HostRobots({other: Robots()}))
        async with open_session(Hosts(Pace()), policy) as session:
            assert (await session.robots(f"http://{other}/a")).reason(f"http://{other}/private")


async def test_an_index_of_thousands_of_slow_sitemaps_ends_in_time() -> None:
    def drip(to: BinaryIO, stopping: threading.Event) -> None:
        to.write(b"HTTP/1.1 200 OK\r\nContent-Length: 1000000\r\n\r\n")
        while not stopping.wait(0.2):
            to.write(b" ")
            to.flush()

    def slow(_seen: Seen) -> Answer:
        return Answer(raw=drip)

    children = index(*(f"/{n}.xml" for n in range(10_000)))
    with serving({"/s.xml": children, "/good.xml": urlset("/a")}, slow) as server:
        began = time.monotonic()
        pages, notes = await read(server, "/good.xml", "/s.xml", seconds=1.5)
        assert time.monotonic() - began < 15
    assert pages == ["/a"]
    assert "the sitemaps were not all read" in notes[-1]


async def test_of_an_index_without_end_so_many_are_read_and_the_rest_is_counted() -> None:
    def endless(seen: Seen) -> Answer:
        return Answer(index(f"{seen.path}/x", f"{seen.path}/y").encode())

    with serving({}, endless) as server:
        _, notes = await read(server, "/s")
        assert len(server.seen) == 50
    assert "further sitemaps were not read" in notes[-1]


@pytest.mark.parametrize(
    ("head", "part", "end"),
    [
        ("<urlset>", "&", ""),
        ("<urlset>", "&a", ""),
        ("<urlset>", "<a/>", ""),
        ("<urlset>", "<a>", ""),
        ("<urlset>", "<!--a-->", ""),
        ("<urlset ", " xmlns:a='x'", "/>"),
        ("<urlset a='", "a", "'/>"),
        ("<urlset><url><loc>", "a", "</loc></url></urlset>"),
        ("<urlset><url><loc><![CDATA[", "&", "]]></loc></url></urlset>"),
        ('<!DOCTYPE a [<!ENTITY a "aaaaaaaaaaaaaaaa">]><urlset><url><loc>', "&a;", "</loc></url></urlset>"),
        ("https://x.gov/", "a", ""),
        ("https://x.gov/", "\n", ""),
    ],
)
def test_no_sitemap_takes_more_memory_than_a_sound_one_of_its_size(head: str, part: str, end: str) -> None:
    sound = _memory(
        "<urlset>", "<url><loc>https://www.x.gov/services/licenses/renew</loc></url>" + " " * 340, "</urlset>"
    )
    assert _memory(head, part, end) < 1.25 * sound


def test_a_small_gzip_takes_no_more_memory_than_the_sitemap_within_it() -> None:
    script = (
        "import gzip, resource; from nyx_audit.crawl.sitemap import parse_sitemap\n"
        "packed = gzip.compress(b'<urlset>' + b'<a/>' * {})\n"
        "parse_sitemap(packed)\n"
        "print(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss)"
    )
    read, only_packed = (
        _run("-c", script.format(10_000_000)),
        _run("-c", script.replace("parse_sitemap(packed)", "").format(10_000_000)),
    )
    assert read < 1.25 * only_packed


def _memory(head: str, part: str, end: str) -> int:
    return _run("-c", READING, head, part, end)


def _run(*arguments: str) -> int:
    found = subprocess.run([sys.executable, *arguments], capture_output=True, check=True, text=True, timeout=120)
    return int(found.stdout)
