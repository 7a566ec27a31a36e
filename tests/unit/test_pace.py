"""How often a host is visited, whoever waits for it."""

from __future__ import annotations

import asyncio
import time

from nyx_audit.net.pace import Pace

URL = "https://x.gov/"


async def seconds(pace: Pace, *urls: str, rate: float = 10.0) -> float:
    """Return how long it takes until each of the addresses had its turn."""
    began = time.monotonic()
    await asyncio.gather(*(pace.wait(url, rate) for url in urls))
    return time.monotonic() - began


async def test_a_host_is_visited_no_faster_than_its_rate() -> None:
    assert await seconds(Pace(), URL, URL + "a", URL + "b") > 0.19


async def test_hosts_do_not_wait_for_each_other() -> None:
    assert await seconds(Pace(), URL, "https://y.gov/", "https://z.gov/", rate=0.1) < 1


async def test_this_machine_is_not_limited() -> None:
    assert await seconds(Pace(), *["http://127.0.0.1:8000/"] * 50, rate=0.1) < 1


async def test_who_waits_no_longer_takes_no_turn() -> None:
    pace = Pace()
    await pace.wait(URL, 5.0)
    waiting = [asyncio.ensure_future(pace.wait(URL, 5.0)) for _ in range(50)]
    await asyncio.sleep(0)
    for one in waiting:
        one.cancel()
    await asyncio.gather(*waiting, return_exceptions=True)
    assert await seconds(pace, URL, rate=5.0) < 2


async def test_a_pause_that_is_requested_holds_those_who_wait_already() -> None:
    pace = Pace()
    await pace.wait(URL, 10.0)
    waiting = asyncio.ensure_future(seconds(pace, URL))
    await asyncio.sleep(0.02)
    pace.hold(URL, 0.5)
    assert await waiting > 0.4
