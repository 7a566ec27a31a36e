"""The client against local servers that behave badly."""

from __future__ import annotations

import asyncio
import gzip
import time
import tracemalloc
from collections.abc import AsyncIterator, Awaitable, Callable, Sequence
from contextlib import asynccontextmanager
from dataclasses import dataclass, field, replace
from pathlib import Path

import httpcore
import pytest

from nyx_audit.examples.server import Answer, Seen, Server, serving
from nyx_audit.model.reason import ReasonCode
from nyx_audit.net.client import Session, open_session
from nyx_audit.net.fetched import Fetched
from nyx_audit.net.hosts import Hosts
from nyx_audit.net.pace import Pace
from nyx_audit.net.policy import FetchPolicy, Limits

LIMITS = Limits(seconds=5.0)
MEGABYTE = 1_000_000
Writing = Callable[[asyncio.StreamWriter], Awaitable[None]]


@dataclass
class Resolver:
    """Resolves every name to the next of its answers, the last one for good."""

    answers: list[str]
    names: list[str] = field(default_factory=list)

    async def __call__(self, host: str, _port: int) -> Sequence[str]:
        self.names.append(host)
        return [self.answers.pop(0) if len(self.answers) > 1 else self.answers[0]]


async def get(url: str, limits: Limits = LIMITS, *, page: str = "", hosts: Hosts | None = None) -> Fetched:
    async with open_session(hosts or Hosts(Pace()), FetchPolicy(page or url, 1000)) as session:
        return await session.get(url, limits)


async def head(url: str, limits: Limits = LIMITS) -> Fetched:
    async with open_session(Hosts(Pace()), FetchPolicy(url, 1000)) as session:
        return await session.head(url, limits)


@asynccontextmanager
async def raw_server(writing: Writing) -> AsyncIterator[str]:
    """Serve what `writing` sends to each request; the value is the address."""

    async def answer(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        await reader.readuntil(b"\r\n\r\n")
        try:
            await writing(writer)
        except ConnectionError:
            pass  # a client that has seen enough hangs up
        finally:
            writer.close()

    server = await asyncio.start_server(answer, "127.0.0.1", 0)
    try:
        yield f"http://127.0.0.1:{server.sockets[0].getsockname()[1]}/"
    finally:
        server.close()


@asynccontextmanager
async def public_session(server: Server, resolver: Resolver) -> AsyncIterator[Session]:
    """A session for a page of the net, whose names are resolved by a fake."""
    policy = FetchPolicy("https://www.example.gov/", 1000, others_rate=1000, heeds_robots=False)
    async with open_session(Hosts(Pace()), policy, resolver) as session:
        yield session
    assert not server.seen


async def test_a_host_that_drips_a_byte_at_a_time_ends_at_the_deadline() -> None:
    async def drip(writer: asyncio.StreamWriter) -> None:
        writer.write(b"HTTP/1.1 200 OK\r\nContent-Length: 1000\r\n\r\n")
        for _ in range(200):
            writer.write(b"x")
            await writer.drain()
            await asyncio.sleep(0.05)

    async with raw_server(drip) as url:
        began = time.monotonic()
        found = await get(url, Limits(seconds=0.4))
        assert time.monotonic() - began < 1.5
    assert found.reason is not None
    assert found.reason.code is ReasonCode.TIMEOUT


async def test_a_gzip_bomb_stops_at_the_limit_of_decoded_bytes() -> None:
    whole = 100 * MEGABYTE
    bomb = Answer(gzip.compress(bytes(whole), 1), headers={"Content-Encoding": "gzip"})
    with serving({"/": bomb}) as server:
        tracemalloc.start()
        try:
            found = await get(server.url + "/", Limits(seconds=5.0, max_bytes=MEGABYTE))
            peak = tracemalloc.get_traced_memory()[1]
        finally:
            tracemalloc.stop()
    assert (len(found.body), found.is_cut) == (MEGABYTE, True)
    assert peak < whole / 10


async def test_a_download_that_is_too_large_is_a_reason(tmp_path: Path) -> None:
    with serving({"/": Answer(b"x" * 3000)}) as server:
        async with open_session(Hosts(Pace()), FetchPolicy(server.url, 1000)) as session:
            found = await session.download(server.url + "/", tmp_path / "a", Limits(max_bytes=1000))
    assert found.reason is not None
    assert found.reason.code is ReasonCode.TOO_LARGE
    assert (tmp_path / "a").stat().st_size == 1000


async def test_a_name_that_resolves_to_a_private_address_is_not_connected_to() -> None:
    with serving({"/": "secret"}) as server:
        async with public_session(server, Resolver(["127.0.0.1"])) as session:
            found = await session.get(f"http://inside.example.gov:{server.port}/", LIMITS)
    assert found.reason is not None
    assert found.reason.code is ReasonCode.PRIVATE_ADDRESS


async def test_a_name_that_is_rebound_to_a_private_address_is_not_believed(monkeypatch: pytest.MonkeyPatch) -> None:
    connected: list[str] = []

    async def no_way_out(_self: object, host: str, *_arguments: object) -> None:
        connected.append(host)
        raise httpcore.ConnectError("nothing leaves a test")

    monkeypatch.setattr(httpcore.AnyIOBackend, "connect_tcp", no_way_out)
    with serving({"/": "secret"}) as server:
        resolver = Resolver(["8.8.8.8", "127.0.0.1"])
        async with public_session(server, resolver) as session:
            found = [await session.get("http://rebound.example.gov/", LIMITS) for _ in range(2)]
    assert connected == ["8.8.8.8"]
    assert resolver.names == ["rebound.example.gov"] * 2
    assert [one.reason and one.reason.code for one in found] == [ReasonCode.UNREACHABLE, ReasonCode.PRIVATE_ADDRESS]


async def test_a_redirect_to_a_name_of_a_private_address_is_refused_after_resolution() -> None:
    with serving({"/": "secret"}) as inside, serving({}) as server:
        server.pages["/a"] = Answer(status=302, headers={"Location": f"http://inside.example.gov:{inside.port}/"})
        async with open_session(Hosts(Pace()), FetchPolicy(server.url, 1000, 1000), Resolver(["127.0.0.1"])) as session:
            found = await session.get(server.url + "/a", LIMITS)
        assert not inside.seen
    assert found.reason is not None
    assert found.reason.code is ReasonCode.PRIVATE_ADDRESS


async def test_a_robots_txt_that_redirects_to_this_network_is_not_followed() -> None:
    with serving({"/secret": "User-agent: *\nAllow: /"}) as inside, serving({}) as server:
        there = f"http://inside.example.gov:{inside.port}/secret"
        server.pages["/robots.txt"] = Answer(status=302, headers={"Location": there})
        async with open_session(Hosts(Pace()), FetchPolicy(server.url, 1000, 1000), Resolver(["127.0.0.1"])) as session:
            robots = await session.robots(server.url + "/")
        assert not inside.seen
    assert robots.closed


async def test_the_address_that_was_judged_is_the_one_connected_to() -> None:
    with serving({"/a": "there"}) as server:
        resolver = Resolver(["127.0.0.1", "203.0.113.1"])
        url = f"http://own.example.gov:{server.port}"
        policy = FetchPolicy(url, 1000, heeds_robots=False)
        async with open_session(Hosts(Pace()), policy, resolver) as session:
            found = await session.get(url + "/a", LIMITS)
    assert (found.body, resolver.names) == (b"there", ["own.example.gov"])


async def test_a_requested_pause_is_awaited_and_holds_the_host_for_all() -> None:
    def busy_once(_seen: Seen) -> Answer:
        return Answer(status=503, headers={"Retry-After": "1"}) if len(server.seen) == 1 else Answer(b"there")

    hosts = Hosts(Pace())
    with serving({}, handler=busy_once) as server:
        began = time.monotonic()
        first = asyncio.ensure_future(get(server.url + "/a", hosts=hosts))
        while not server.seen:
            await asyncio.sleep(0.01)
        await asyncio.sleep(0.2)
        await hosts.pace.wait(server.url, 1000)
        assert time.monotonic() - began >= 0.9
        assert (await first).status == 200


@pytest.mark.parametrize("status", [404, 405])
async def test_a_head_that_is_refused_is_followed_by_get(status: int) -> None:
    def no_head(seen: Seen) -> Answer:
        return Answer(status=status if seen.method == "HEAD" else 200)

    with serving({}, handler=no_head) as server:
        assert (await head(server.url + "/")).status == 200
        assert [one.method for one in server.seen] == ["HEAD", "GET"]


async def test_a_head_that_hangs_is_followed_by_get() -> None:
    def hang(seen: Seen) -> Answer:
        return Answer(wait=3.0 if seen.method == "HEAD" else 0.0)

    with serving({}, handler=hang) as server:
        assert (await head(server.url + "/", Limits(seconds=1.0))).status == 200


@pytest.mark.parametrize(
    ("headers", "code"),
    [
        ({"Location": "/a"}, ReasonCode.REDIRECT_LOOP),
        ({"Location": "/a", "Set-Cookie": "seen=1"}, ReasonCode.COOKIE_NEEDED),
        ({"Location": "http://["}, ReasonCode.BAD_REDIRECT),
        ({"Location": "mailto:a@example.gov"}, ReasonCode.BAD_REDIRECT),
    ],
)
async def test_a_redirect_that_leads_nowhere_says_why(headers: dict[str, str], code: ReasonCode) -> None:
    with serving({"/a": Answer(status=302, headers=headers)}) as server:
        found = await get(server.url + "/a")
    assert found.reason is not None
    assert (found.status, found.reason.code) == (302, code)


async def test_redirects_beyond_the_limit_are_not_followed() -> None:
    def onward(seen: Seen) -> Answer:
        return Answer(status=302, headers={"Location": seen.path + "a"})

    with serving({}, handler=onward) as server:
        found = await get(server.url + "/", replace(LIMITS, max_hops=3))
        assert len(server.seen) == 4
    assert found.reason is not None
    assert found.reason.code is ReasonCode.TOO_MANY_REDIRECTS
