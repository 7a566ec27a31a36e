"""Hosts that answer a byte now and then, or only sometimes: none of them holds the night, and none is judged in haste."""

from __future__ import annotations

import asyncio
import threading
import time
from collections.abc import Awaitable, Callable
from pathlib import Path
from typing import BinaryIO

import pytest

from nyx_audit.engine.gather.links import Links
from nyx_audit.examples.server import Answer, Seen, Server, serving
from nyx_audit.model.reason import ReasonCode
from nyx_audit.net import client
from nyx_audit.net.addresses import host_of
from nyx_audit.net.client import Session, open_session
from nyx_audit.net.fetched import Fetched
from nyx_audit.net.hosts import Hosts
from nyx_audit.net.pace import Pace
from nyx_audit.net.policy import FetchPolicy, Limits
from nyx_audit.net.robots import HostRobots, Robots
from nyx_audit.site.evidence import LinkAnswer
from tests.support.sites import facts, site

LIMITS = Limits(seconds=1.0)
# The machine that runs the tests may be busy; a host that is waited for holds for good.
SOON = 15.0


def drip(to: BinaryIO, stopping: threading.Event, sent: bytes) -> None:
    """Write the bytes at a pace at which they take longer than any test, and each in time for any time-out of silence."""
    for byte in sent:
        if stopping.wait(0.2):
            return
        to.write(bytes([byte]))
        to.flush()


def headers(to: BinaryIO, stopping: threading.Event) -> None:
    drip(to, stopping, b"HTTP/1.1 200 OK\r\nX-Never: " + b"a" * 1000)


def body(to: BinaryIO, stopping: threading.Event) -> None:
    to.write(b"HTTP/1.1 200 OK\r\nContent-Type: text/plain\r\nContent-Length: 1000\r\n\r\n")
    drip(to, stopping, b"a" * 1000)


def interim(to: BinaryIO, stopping: threading.Event) -> None:
    while not stopping.wait(0.2):
        to.write(b"HTTP/1.1 103 Early Hints\r\n\r\n")
        to.flush()


def chain(to: BinaryIO, stopping: threading.Event) -> None:
    if not stopping.wait(0.4):
        # Each redirect is fast enough by itself; all of them together are not.
        to.write(b"HTTP/1.1 302 Found\r\nContent-Length: 0\r\nLocation: ?%d\r\n\r\n" % time.monotonic_ns())


async def get(session: Session, url: str, _folder: Path) -> Fetched:
    return await session.get(url, LIMITS)


async def head(session: Session, url: str, _folder: Path) -> Fetched:
    return await session.head(url, LIMITS)


async def download(session: Session, url: str, folder: Path) -> Fetched:
    return await session.download(url, folder / "document.pdf", LIMITS)


@pytest.mark.parametrize("fetch", [get, head, download])
@pytest.mark.parametrize("raw", [headers, body, interim, chain])
async def test_an_answer_that_drips_ends_at_the_deadline(
    fetch: Callable[[Session, str, Path], Awaitable[Fetched]],
    raw: Callable[[BinaryIO, threading.Event], None],
    tmp_path: Path,
) -> None:
    with serving({}, lambda _seen: Answer(raw=raw)) as server:
        began = time.monotonic()
        async with open_session(Hosts(Pace()), FetchPolicy(server.url, 1000, heeds_robots=False)) as session:
            found = await asyncio.wait_for(fetch(session, server.url + "/a", tmp_path), SOON)
        assert time.monotonic() - began < SOON
    # A HEAD has no body that could drip.
    sound = fetch is head and raw is body
    assert sound or (found.reason and found.reason.code in (ReasonCode.TIMEOUT, ReasonCode.TOO_MANY_REDIRECTS))


@pytest.mark.parametrize("raw", [headers, body, interim])
async def test_a_robots_txt_that_drips_closes_its_host_in_time(
    raw: Callable[[BinaryIO, threading.Event], None], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(client, "ROBOTS_LIMITS", LIMITS)
    with serving({}, lambda _seen: Answer(raw=raw)) as server:
        async with open_session(Hosts(Pace()), FetchPolicy(server.url, 1000)) as session:
            robots = await asyncio.wait_for(session.robots(server.url), SOON)
    assert robots.reason(server.url + "/a")


async def test_a_slow_address_does_not_hold_up_the_others_of_its_host() -> None:
    slow = Answer(raw=headers)
    with serving({"/slow": slow, **{f"/{number}": "there" for number in range(20)}}) as server:
        async with open_session(Hosts(Pace()), FetchPolicy(server.url, 1000, heeds_robots=False)) as session:
            waiting = asyncio.ensure_future(session.get(f"{server.url}/slow", Limits(seconds=SOON)))
            others = [session.get(f"{server.url}/{number}", LIMITS) for number in range(20)]
            found = await asyncio.gather(*others)
            assert not waiting.done()
            waiting.cancel()
    assert {one.status for one in found} == {200}


async def links_of(server: Server, *links: str, others: dict[str, Robots] | None = None) -> dict[str, LinkAnswer]:
    """Return what the links of a site's only page answer, by path or address; `others` are further hosts."""
    robots = HostRobots({host_of(server.url): Robots(), **(others or {})})
    evidence = site({f"{server.url}/": facts(*(one if "//" in one else server.url + one for one in links))})
    found = await Links(Hosts(Pace())).gather(evidence, 1000, robots)
    return {url.removeprefix(server.url): one for url, one in found.answers.items()}


async def test_a_host_that_requires_long_pauses_does_not_hold_up_the_links_to_others(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr("nyx_audit.engine.gather.links.ALL_SECONDS", 3.0)
    monkeypatch.setattr("nyx_audit.net.pace.is_loopback", lambda url: "localhost" not in url)
    with serving({}, lambda _seen: Answer()) as patient, serving({}, lambda _seen: Answer()) as server:
        slow = [f"http://localhost:{patient.port}/{number}" for number in range(40)]
        fast = [f"/{number}" for number in range(40)]
        others = {f"localhost:{patient.port}": Robots(crawl_delay=60.0)}
        found = await links_of(server, *slow, *fast, others=others)
    assert set(fast) <= found.keys()
    assert len(found) < len(slow) + len(fast), "the patient host was not patient"


def broken(to: BinaryIO, _stopping: threading.Event) -> None:
    to.write(b"HTTP/1.1 200 OK\r\nContent-")


async def test_where_head_is_cut_a_get_says_what_is_there() -> None:
    with serving({}, lambda seen: Answer(raw=broken) if seen.method == "HEAD" else Answer()) as server:
        assert (await links_of(server, "/a"))["/a"].status == 200


@pytest.mark.parametrize(
    "first",
    [Answer(status=503), Answer(status=429), Answer(status=502), Answer(raw=broken)],
    ids=["busy", "too many requests", "a gateway's failure", "a reset"],
)
async def test_a_link_that_failed_for_a_moment_is_requested_again_when_all_others_were(first: Answer) -> None:
    requests: list[str] = []

    def passing(seen: Seen) -> Answer:
        requests.append(seen.path)
        # HEAD, and GET at once behind it, are one attempt.
        return first if seen.path == "/a" and requests.count("/a") <= 2 else Answer()

    with serving({}, passing) as server:
        found = await links_of(server, "/a", *(f"/{number}" for number in range(10)))
    assert found["/a"].status == 200
    assert requests[-1] == "/a"


async def test_a_link_that_fails_twice_is_not_requested_a_third_time() -> None:
    with serving({}, lambda _seen: Answer(status=503)) as server:
        assert (await links_of(server, "/a"))["/a"].status == 503
        assert len(server.seen) == 4


@pytest.mark.parametrize("status", [404, 410, 403, 500])
async def test_a_link_that_answers_for_good_is_not_requested_again(status: int) -> None:
    with serving({}, lambda _seen: Answer(status=status)) as server:
        await links_of(server, "/a")
        assert len(server.seen) == 2


async def test_a_host_that_requests_a_long_pause_gets_it() -> None:
    with serving({}, lambda _seen: Answer(status=503, headers={"Retry-After": "3600"})) as server:
        assert (await links_of(server, "/a"))["/a"].status == 503
        assert len(server.seen) == 1
