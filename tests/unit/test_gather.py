"""What the host of a site is asked beyond its pages, against a local server."""

from __future__ import annotations

import io
from pathlib import Path

import pikepdf
import pytest

from nyx_audit.engine.gather.documents import DocumentReader, read_in_process
from nyx_audit.engine.gather.host import Host
from nyx_audit.engine.gather.links import Links
from nyx_audit.examples.server import Answer, Seen, Server, serving
from nyx_audit.model.evidence.kind import Missing
from nyx_audit.model.reason import Reason, ReasonCode
from nyx_audit.net.addresses import host_of
from nyx_audit.net.client import open_session
from nyx_audit.net.hosts import Hosts
from nyx_audit.net.pace import Pace
from nyx_audit.net.policy import FetchPolicy
from nyx_audit.net.robots import HostRobots, Robots
from nyx_audit.site.evidence import LinkAnswer
from nyx_audit.site.records import SiteEvidence
from tests.support.sites import facts, site


def robots(server: Server, text: str = "") -> HostRobots:
    return HostRobots({host_of(server.url): Robots.read(200, text)})


def home(server: Server, *paths: str) -> SiteEvidence:
    return site({server.url + "/": facts(*(server.url + path for path in paths))})


async def answers(server: Server, *paths: str, text: str = "") -> dict[str, LinkAnswer]:
    found = await Links(Hosts(Pace())).gather(home(server, *paths), 100, robots(server, text))
    return {url.removeprefix(server.url): one for url, one in found.answers.items()}


async def test_a_link_is_asked_for_by_head_and_a_bad_answer_once_more_by_get() -> None:
    def no_head(seen: Seen) -> Answer:
        return Answer(status=405 if seen.method == "HEAD" else 200)

    with serving({"/a": "there"}, handler=no_head) as server:
        found = await answers(server, "/a", "/b")
        asked = sorted((one.method, one.path) for one in server.seen)
        assert asked == [("GET", "/b"), ("HEAD", "/a"), ("HEAD", "/b")]
    assert {path: one.status for path, one in found.items()} == {"/a": 200, "/b": 200}


async def test_an_address_is_asked_once_a_run_whatever_pages_link_to_it() -> None:
    with serving({"/a": "there"}) as server:
        links = Links(Hosts(Pace()))
        for _ in range(2):
            await links.gather(home(server, "/a", "/a#part"), 100, robots(server))
        assert len(server.seen) == 1


async def test_redirects_are_counted_and_a_circle_ends() -> None:
    pages: dict[str, Answer | str] = {
        "/old": Answer(status=301, headers={"Location": "/older"}),
        "/older": Answer(status=302, headers={"Location": "/new"}),
        "/new": "there",
        "/x": Answer(status=301, headers={"Location": "/y"}),
        "/y": Answer(status=301, headers={"Location": "/x"}),
    }
    with serving(pages) as server:
        found = await answers(server, "/old", "/x")
    assert (found["/old"].status, found["/old"].hops) == (200, 2)
    assert code_of(found["/x"]) is ReasonCode.REDIRECT_LOOP


async def test_what_robots_txt_forbids_or_acts_is_not_asked_for() -> None:
    with serving({}) as server:
        found = await answers(server, "/private/a", "/logout", text="User-agent: *\nDisallow: /private/")
        assert server.seen == []
    assert code_of(found["/private/a"]) is ReasonCode.ROBOTS
    assert code_of(found["/logout"]) is ReasonCode.ACTION


async def test_a_wrong_address_is_asked_for_and_what_stands_there_is_read() -> None:
    def lost(_seen: Seen) -> Answer:
        return Answer(b'<title>Not found</title><a href="/">Home</a><input type="search" name="q">', 404)

    with serving({}, handler=lost) as server:
        found = await Host(Hosts(Pace()), robots(server), 100).wrong_address(home(server))
        assert not isinstance(found, Missing)
        assert (found.status, found.links, found.search) == (404, (server.url + "/",), True)


async def test_a_host_whose_robots_txt_is_closed_is_not_asked() -> None:
    with serving({}) as server:
        closed = HostRobots({host_of(server.url): Robots.read(503)})
        assert isinstance(await Host(Hosts(Pace()), closed, 100).wrong_address(home(server)), Missing)
        assert server.seen == []


def pdf(**values: object) -> bytes:
    document = pikepdf.new()
    document.add_blank_page()
    for name, value in values.items():
        document.Root[f"/{name}"] = value
    out = io.BytesIO()
    document.save(out)
    return out.getvalue()


async def test_documents_are_fetched_once_and_read() -> None:
    kind = {"Content-Type": "application/pdf"}
    with serving(
        {"/a.pdf": Answer(pdf(Lang="en"), headers=kind), "/b.pdf": Answer(b"no document", headers=kind)}
    ) as server:
        found = await DocumentReader(Hosts(Pace()), robots(server), 100).gather(
            home(server, "/a.pdf", "/b.pdf", "/gone.pdf")
        )
    assert found.read[server.url + "/a.pdf"].language == "en"
    assert "PdfError" in found.unread[server.url + "/b.pdf"].text
    assert found.unread[server.url + "/gone.pdf"] == Reason(ReasonCode.NOT_FOUND, "answered 404")


async def test_a_document_of_another_host_is_not_fetched() -> None:
    with serving({}) as server:
        other = site({server.url + "/": facts("https://elsewhere.example/a.pdf")})
        assert not (await DocumentReader(Hosts(Pace()), robots(server), 100).gather(other)).read


@pytest.mark.parametrize(
    "bytes_",
    [b"", b"%PDF-1.7\n" + b"\0" * 5000, b"%PDF-1.4\n1 0 obj <</Kids [1 0 R]>> endobj\ntrailer <</Root 1 0 R>>"],
)
async def test_a_broken_document_is_a_problem_and_no_fault(bytes_: bytes, tmp_path: Path) -> None:
    path = tmp_path / "a.pdf"
    path.write_bytes(bytes_)
    assert isinstance(await read_in_process(path), Reason)


async def test_a_document_that_needs_a_password_is_a_problem(tmp_path: Path) -> None:
    document = pikepdf.new()
    document.add_blank_page()
    document.save(tmp_path / "a.pdf", encryption=pikepdf.Encryption(owner="a", user="b"))
    assert "PasswordError" in str(await read_in_process(tmp_path / "a.pdf"))


async def test_a_start_page_that_is_sent_on_to_its_index_is_no_circle() -> None:
    pages: dict[str, Answer | str] = {
        "/a/": Answer(status=302, headers={"Location": "/a/index.html"}),
        "/a/index.html": "there",
    }
    with serving(pages) as server:
        found = await answers(server, "/a/")
    assert (found["/a/"].status, found["/a/"].hops, found["/a/"].reason) == (200, 1, None)


async def test_a_host_that_redirects_whoever_has_no_cookie_does_not_redirect_in_a_circle() -> None:
    pages: dict[str, Answer | str] = {
        "/a": Answer(status=302, headers={"Location": "/a?c=1"}),
        "/a?c=1": Answer(status=302, headers={"Location": "/a", "Set-Cookie": "seen=1"}),
    }
    with serving(pages) as server:
        found = await answers(server, "/a")
    assert code_of(found["/a"]) is ReasonCode.COOKIE_NEEDED


async def test_a_redirect_to_what_is_no_address_is_that_link_s_problem() -> None:
    pages: dict[str, Answer | str] = {"/a": Answer(status=302, headers={"Location": "http://["}), "/b": "there"}
    with serving(pages) as server:
        found = await answers(server, "/a", "/b")
    assert found["/b"].status == 200
    assert code_of(found["/a"]) is ReasonCode.BAD_REDIRECT


async def test_a_host_that_requests_a_pause_between_visits_is_visited_no_faster() -> None:
    slow = Robots.read(200, "User-agent: *\nCrawl-delay: 4\n")
    robots = HostRobots({"slow.example": slow, "quick.example": Robots()})
    async with open_session(Hosts(Pace()), FetchPolicy("https://quick.example/", 2, 2, robots)) as session:
        found = [session.rate(f"https://{host}.example/a") for host in ("slow", "quick", "unknown")]
    assert found == [0.25, 2, 2]


async def test_a_wrong_address_that_is_sent_on_without_end_says_nothing() -> None:
    def again(_seen: Seen) -> Answer:
        return Answer(status=302, headers={"Location": "/again", "Set-Cookie": "seen=1"})

    with serving({}, handler=again) as server:
        assert isinstance(await Host(Hosts(Pace()), robots(server), 100).wrong_address(home(server)), Missing)


@pytest.mark.parametrize(
    "field", ['<input name="s">', '<input id="txtSearch">', '<input placeholder="Buscar">', "<nys-unavheader></nys-unavheader>"]
)  # fmt: skip
async def test_the_search_on_a_page_for_wrong_addresses_is_known_by_what_it_is_called(field: str) -> None:
    with serving({}, handler=lambda _seen: Answer(field.encode(), 404)) as server:
        found = await Host(Hosts(Pace()), robots(server), 100).wrong_address(home(server))
        assert not isinstance(found, Missing)
        assert found.search


def code_of(answer: LinkAnswer) -> ReasonCode | None:
    return answer.reason.code if answer.reason else None
