"""Deadlines move on with the load of the machine, and only so far."""

from __future__ import annotations

import asyncio
import time

import pytest

from nyx_audit.browser.load import MOST, QUIET_SECONDS, Load, slice_of_work


def _busy(times: float) -> Load:
    return Load(work=lambda: QUIET_SECONDS * times)


async def _seconds_until_the_end(load: Load, seconds: float) -> float:
    began = time.monotonic()
    with pytest.raises(TimeoutError):
        async with load.deadline(seconds):
            await asyncio.sleep(60)
    return time.monotonic() - began


async def test_a_quiet_machine_has_the_seconds_that_were_given() -> None:
    assert 0.4 <= await _seconds_until_the_end(_busy(0.5), 0.4) < 0.75


async def test_a_machine_that_is_twice_as_slow_has_twice_the_seconds() -> None:
    assert 0.8 <= await _seconds_until_the_end(_busy(2), 0.4) < 1.15


async def test_a_machine_that_stands_still_has_an_end_all_the_same() -> None:
    assert await _seconds_until_the_end(_busy(1000), 0.2) < 0.2 * MOST + 0.4


async def test_what_ends_in_time_is_not_ended() -> None:
    async with _busy(1).deadline(0.5):
        await asyncio.sleep(0.01)


def test_the_load_is_measured_once_for_all_that_ask_within_a_moment() -> None:
    seconds = iter([QUIET_SECONDS * 3, QUIET_SECONDS])
    load = Load(work=lambda: next(seconds))
    assert [load.slowdown() for _ in range(5)] == [3.0] * 5


def test_the_slice_of_work_takes_time() -> None:
    assert slice_of_work() > QUIET_SECONDS / 20
