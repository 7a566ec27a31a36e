"""What fails for a moment only: documents and wrong addresses are requested once more, and no more often."""

from __future__ import annotations

import io
from collections import Counter

import pikepdf
import pytest

from nyx_audit.engine.gather.documents import DocumentReader
from nyx_audit.engine.gather.host import Host
from nyx_audit.examples.server import Answer, Seen, Server, serving
from nyx_audit.model.evidence.kind import Missing
from nyx_audit.net.addresses import host_of
from nyx_audit.net.hosts import Hosts
from nyx_audit.net.pace import Pace
from nyx_audit.net.robots import HostRobots, Robots
from nyx_audit.site.evidence import Documents
from tests.support.sites import facts, site

PASSING = [429, 502, 503, 504]


def robots(server: Server) -> HostRobots:
    return HostRobots({host_of(server.url): Robots.read(200, "")})


def a_pdf() -> Answer:
    document = pikepdf.new()
    document.add_blank_page()
    out = io.BytesIO()
    document.save(out)
    return Answer(out.getvalue(), headers={"Content-Type": "application/pdf"})


async def documents_of(server: Server, *paths: str) -> Documents:
    linking = site({server.url + "/": facts(*(server.url + path for path in paths))})
    return await DocumentReader(Hosts(Pace()), robots(server), 1000).gather(linking)


@pytest.mark.parametrize("status", PASSING)
async def test_a_document_that_fails_for_a_moment_is_read(status: int) -> None:
    seen = Counter[str]()

    def first_fails(one: Seen) -> Answer:
        seen[one.path] += 1
        return Answer(status=status) if seen[one.path] == 1 else a_pdf()

    with serving({}, handler=first_fails) as server:
        found = await documents_of(server, "/a.pdf", "/b.pdf")
    assert len(found.read) == 2
    assert set(seen.values()) == {2}


async def test_a_document_that_keeps_failing_is_requested_twice_and_no_more() -> None:
    with serving({"/a.pdf": Answer(status=504)}) as server:
        found = await documents_of(server, "/a.pdf")
        assert [one.path for one in server.seen] == ["/a.pdf", "/a.pdf"]
    assert "504" in found.unread[f"{server.url}/a.pdf"].text


@pytest.mark.parametrize("status", [403, 404, 410, 500])
async def test_a_document_that_is_refused_for_good_is_requested_once(status: int) -> None:
    with serving({"/a.pdf": Answer(status=status)}) as server:
        await documents_of(server, "/a.pdf")
        assert len(server.seen) == 1


@pytest.mark.parametrize("status", PASSING)
async def test_a_wrong_address_that_fails_for_a_moment_is_requested_once_more(status: int) -> None:
    seen: list[Seen] = []

    def first_fails(one: Seen) -> Answer:
        seen.append(one)
        return Answer(status=status) if len(seen) == 1 else Answer(b"<h1>Not found</h1>", 404)

    with serving({}, handler=first_fails) as server:
        found = await Host(Hosts(Pace()), robots(server), 1000).wrong_address(site({server.url + "/": facts()}))
    assert not isinstance(found, Missing)
    assert found.status == 404
    assert len(seen) == 2
