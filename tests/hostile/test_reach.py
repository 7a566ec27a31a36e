"""Nothing that a page names leads the browser to this machine or its network, whatever a name stands for by then."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Awaitable, Callable, Iterator, Sequence
from contextlib import asynccontextmanager, contextmanager
from dataclasses import dataclass, field
from urllib.parse import urlsplit

import pytest

from nyx_audit.browser.axe import load_engine
from nyx_audit.browser.find import find_browser
from nyx_audit.browser.request import VisitRequest
from nyx_audit.browser.session import Session, open_session
from nyx_audit.errors import PageFailed, PageSkipped
from nyx_audit.examples.server import Answer, Server, page, serving
from nyx_audit.model.evidence.visit import Plan
from nyx_audit.model.reason import ReasonCode
from nyx_audit.net.gate import Ends, dial, open_gate
from tests.support.evidence import words_of

PUBLIC, LOOPBACK = "93.184.215.14", "127.0.0.1"
SECRET = page("<h1>A service of this machine</h1>")
INSIDE = {
    "loopback": "http://127.0.0.1:{port}/secret",
    "a name of loopback": "http://localhost:{port}/secret",
    "a public name that stands for loopback": "http://127.0.0.1.nip.test:{port}/secret",
    "a number": "http://2130706433:{port}/secret",
    "hexadecimal": "http://0x7f.1:{port}/secret",
    "octal": "http://0177.0.0.1:{port}/secret",
    "a name with a dot at its end": "http://127.0.0.1.nip.test.:{port}/secret",
    "no address at all": "http://0.0.0.0:{port}/secret",
    "IPv6 loopback": "http://[::1]:{port}/secret",
    "IPv4 in IPv6": "http://[::ffff:127.0.0.1]:{port}/secret",
    "NAT64": "http://[64:ff9b::7f00:1]:{port}/secret",
    "the metadata of a cloud": "http://169.254.169.254/latest",
}


@dataclass
class Net:
    """A net in which each public address is the local server; `dialled` are the addresses that were connected to."""

    server: Server
    names: dict[str, list[Sequence[str]]] = field(default_factory=dict)
    dialled: list[str] = field(default_factory=list)

    async def resolve(self, host: str, _port: int) -> Sequence[str]:
        """Return what a name stands for now: the last of its answers stays."""
        if host not in self.names:
            return await self._written(host)
        answers = self.names[host]
        return answers.pop(0) if len(answers) > 1 else answers[0]

    async def dial(self, address: str, port: int) -> Ends:
        self.dialled.append(address)
        return await dial(LOOPBACK, urlsplit(self.server.url).port or port)

    async def _written(self, host: str) -> Sequence[str]:
        if host.rstrip(".") == "127.0.0.1.nip.test" or host == "localhost":
            return [LOOPBACK]
        found = await asyncio.get_running_loop().getaddrinfo(host, 80)
        return [str(found[0][4][0])]


@asynccontextmanager
async def visiting(net: Net) -> AsyncIterator[Session]:
    net.names.setdefault("agency.test", [[PUBLIC]])
    async with open_session(find_browser(), load_engine({}), lambda: open_gate(net.resolve, net.dial)) as session:
        yield session


@contextmanager
def a_net(pages: dict[str, Answer | str]) -> Iterator[Net]:
    with serving({**pages, "/secret": SECRET}) as server:
        yield Net(server)


def paths(net: Net) -> set[str]:
    return {seen.path for seen in net.server.seen}


@pytest.mark.parametrize("way", INSIDE)
async def test_a_public_page_cannot_redirect_the_browser_to(way: str) -> None:
    with a_net({}) as net:
        port = urlsplit(net.server.url).port
        net.server.pages["/"] = Answer(status=302, headers={"Location": INSIDE[way].format(port=port)})
        async with visiting(net) as session:
            with pytest.raises((PageSkipped, PageFailed), match="this machine or its network"):
                await session.visit(VisitRequest("http://agency.test/", Plan({})))
        assert set(net.dialled) == {PUBLIC}
        assert "/secret" not in paths(net)


@pytest.mark.parametrize(
    "markup",
    [
        '<iframe src="http://inside.test/secret" title="Inside"></iframe>',
        '<img src="http://inside.test/secret" alt="Inside">',
        '<script src="http://inside.test/secret"></script>',
        '<link rel="stylesheet" href="http://inside.test/secret">',
        '<link rel="preconnect" href="http://inside.test/secret">',
        "<script>fetch('http://inside.test/secret', {mode: 'no-cors'}).catch(() => {})</script>",
        """<script>new Worker(URL.createObjectURL(new Blob(["fetch('http://inside.test/secret', {mode: 'no-cors'})"])))</script>""",
        '<script type="speculationrules">{"prefetch":[{"urls":["http://inside.test/secret"],"eagerness":"immediate"}]}</script>',
    ],
    ids=lambda markup: markup[:24],
)
async def test_a_public_page_cannot_bring_in_an_address_of_this_machine_by(markup: str) -> None:
    with a_net({"/": page(f"<h1>A page</h1>{markup}")}) as net:
        net.names["inside.test"] = [[LOOPBACK]]
        async with visiting(net) as session:
            evidence = await session.visit(VisitRequest("http://agency.test/", Plan({})))
            await asyncio.sleep(0.3)
        assert "A page" in words_of(evidence)
        assert set(net.dialled) == {PUBLIC}


@pytest.mark.parametrize(
    ("first", "then"), [(PUBLIC, LOOPBACK), (LOOPBACK, PUBLIC)], ids=["loopback later", "loopback first"]
)
async def test_a_name_that_changes_what_it_stands_for_is_connected_to_as_it_was_judged(first: str, then: str) -> None:
    with a_net({"/": Answer(status=302, headers={"Location": "http://liar.test/secret"})}) as net:
        net.names["liar.test"] = [[first], [then]]
        async with visiting(net) as session:
            try:
                await session.visit(VisitRequest("http://agency.test/", Plan({})))
                assert first == PUBLIC
            except PageSkipped:
                assert first == LOOPBACK
        assert set(net.dialled) == {PUBLIC}


async def test_of_the_addresses_of_a_name_only_the_public_ones_are_connected_to() -> None:
    with a_net({"/": Answer(status=302, headers={"Location": "http://both.test/secret"})}) as net:
        net.names["both.test"] = [[LOOPBACK, PUBLIC]]
        async with visiting(net) as session:
            await session.visit(VisitRequest("http://agency.test/", Plan({})))
        assert set(net.dialled) == {PUBLIC}


async def test_a_page_of_this_machine_may_lead_to_another_of_it() -> None:
    with a_net({"/": Answer(status=302, headers={"Location": "http://localhost/secret"})}) as net:
        async with visiting(net) as session:
            evidence = await session.visit(VisitRequest("http://127.0.0.1/", Plan({})))
        assert "A service of this machine" in words_of(evidence)


@pytest.mark.parametrize("inside", ["10.0.0.5", "169.254.169.254", "fd00::5"])
async def test_a_page_of_this_machine_does_not_lead_into_its_network(inside: str) -> None:
    with a_net({"/": Answer(status=302, headers={"Location": "http://inside.test/secret"})}) as net:
        net.names["inside.test"] = [[inside]]
        async with visiting(net) as session:
            with pytest.raises(PageSkipped):
                await session.visit(VisitRequest("http://127.0.0.1/", Plan({})))
        assert set(net.dialled) == {LOOPBACK}


async def test_a_link_of_a_public_site_is_not_visited_where_it_leads_to_this_machine() -> None:
    with a_net({}) as net:
        async with visiting(net) as session:
            with pytest.raises((PageSkipped, PageFailed)):
                await session.visit(VisitRequest("http://127.0.0.1/secret", Plan({}), named="http://agency.test/"))
        assert not net.dialled


@pytest.mark.parametrize(
    "measured", [Session.visit, Session.measure], ids=["a visit", "a measurement"]
)  # fmt: skip
async def test_each_way_to_load_a_page_is_judged(
    measured: Callable[[Session, VisitRequest], Awaitable[object]],
) -> None:
    with a_net({"/": Answer(status=302, headers={"Location": "http://127.0.0.1/secret"})}) as net:
        async with visiting(net) as session:
            with pytest.raises((PageSkipped, PageFailed)):
                await measured(session, VisitRequest("http://agency.test/", Plan({})))
        assert set(net.dialled) == {PUBLIC}


async def test_a_host_without_an_address_is_said_to_be_unknown() -> None:
    with a_net({}) as net:
        async with visiting(net) as session:
            with pytest.raises(PageFailed) as failed:
                await session.visit(VisitRequest("http://nobody.invalid/", Plan({})))
        assert failed.value.reason.code is ReasonCode.HOST_UNKNOWN


async def test_a_proxy_of_the_environment_is_the_way_out(monkeypatch: pytest.MonkeyPatch) -> None:
    requested: list[str] = []

    async def answer(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        requested.append((await reader.readuntil(b"\r\n\r\n")).decode().split()[1])
        body = page("<h1>By the proxy</h1>").encode()
        head = f"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\nContent-Length: {len(body)}\r\nConnection: close\r\n\r\n"
        writer.write(head.encode() + body)
        await writer.drain()
        writer.close()

    proxy = await asyncio.start_server(answer, LOOPBACK, 0)
    monkeypatch.setenv("http_proxy", f"http://{LOOPBACK}:{proxy.sockets[0].getsockname()[1]}")
    async with open_session(find_browser(), load_engine({})) as session:
        evidence = await session.visit(VisitRequest("http://agency.test/", Plan({})))
    proxy.close()
    assert "By the proxy" in words_of(evidence)
    assert "http://agency.test/" in requested


async def test_the_password_of_a_redirect_is_not_kept() -> None:
    moved = Answer(status=302, headers={"Location": "http://anna:geheim@agency.test/there"})
    with a_net({"/": moved, "/there": page("<h1>There</h1>")}) as net:
        async with visiting(net) as session:
            evidence = await session.visit(VisitRequest("http://agency.test/", Plan({})))
        assert evidence.final_url == "http://agency.test/there"
        assert "geheim" not in repr(evidence)


async def test_a_redirect_that_may_not_be_followed_is_named_without_its_password() -> None:
    moved = Answer(status=302, headers={"Location": "http://anna:geheim@127.0.0.1/there"})
    with a_net({"/": moved}) as net:
        async with visiting(net) as session:
            with pytest.raises(PageSkipped, match=r"http://127\.0\.0\.1/there") as refused:
                await session.visit(VisitRequest("http://agency.test/", Plan({})))
        assert "geheim" not in str(refused.value)
