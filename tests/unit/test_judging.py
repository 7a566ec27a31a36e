"""Judging in processes of its own: what breaks or does not end there costs one case, and nothing else."""

from __future__ import annotations

import asyncio
import logging
import os
import signal
import subprocess
import sys
import time
from collections.abc import AsyncIterator, Callable
from dataclasses import replace
from pathlib import Path
from typing import Any, NoReturn

import psutil
import pytest

from nyx_audit.engine import judging
from nyx_audit.engine.judging import Workers, open_workers
from nyx_audit.errors import PageFailed
from nyx_audit.judge.page import judge_page
from nyx_audit.model.reason import ReasonCode
from tests.support.build import rule
from tests.unit.test_judge import PAGE

RULE = replace(rule(), check="no-such-check")


class _Runs:
    """Evidence that runs a piece of Python where it is read."""

    def __init__(self, source: str) -> None:
        self._source = source

    def __reduce__(self) -> tuple[Callable[..., object], tuple[str]]:
        return exec, (self._source,)


class _Endless(dict[Any, Any]):
    """Words of the engine that are read for ever; a file beside the test says that this began."""

    def __init__(self, began: str) -> None:
        self._began = began

    def __reduce__(self) -> tuple[Callable[..., object], tuple[str]]:
        return _Endless, (self._began,)

    def get(self, *_names: object) -> NoReturn:
        Path(self._began).touch()
        while True:
            pass


def judge_for_ever(began: str) -> None:
    """Judge, as a program of its own, a page that takes 3 seconds too long."""

    async def judge() -> None:
        by_engine = replace(RULE, check="axe")
        async with open_workers([by_engine]) as workers:
            await workers.page([by_engine], replace(PAGE, axe=_Endless(began)))

    judging.PAGE_SECONDS = 3.0
    asyncio.run(judge())


@pytest.fixture
async def workers() -> AsyncIterator[Workers]:
    async with open_workers([RULE]) as opened:
        yield opened


async def test_a_process_judges_as_this_one_does(workers: Workers) -> None:
    assert await workers.page([RULE], PAGE) == judge_page([RULE], PAGE)


async def test_judging_that_does_not_end_costs_its_page_alone(
    workers: Workers, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(judging, "PAGE_SECONDS", 0.5)
    endless = replace(PAGE, records={"facts": _Runs("while True: pass")})
    with pytest.raises(PageFailed, match="longer than") as failed:
        await workers.page([RULE], endless)
    assert failed.value.reason.code is ReasonCode.TIMEOUT
    monkeypatch.setattr(judging, "PAGE_SECONDS", 60.0)
    assert await workers.page([RULE], PAGE)


async def test_the_loop_runs_on_while_a_page_is_judged(workers: Workers, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(judging, "PAGE_SECONDS", 1.0)
    endless = replace(PAGE, records={"facts": _Runs("while True: pass")})
    task = asyncio.create_task(workers.page([RULE], endless))
    turns = 0
    while not task.done():
        await asyncio.sleep(0.01)
        turns += 1
    assert isinstance(task.exception(), PageFailed)
    assert turns > 20


async def test_what_takes_all_memory_costs_its_page_alone(workers: Workers) -> None:
    greedy = replace(PAGE, records={"facts": _Runs("bytearray(10**10)")})
    with pytest.raises(PageFailed):
        await workers.page([RULE], greedy)
    assert await workers.page([RULE], PAGE)


async def test_a_process_that_was_killed_is_replaced(workers: Workers) -> None:
    await workers.page([RULE], PAGE)
    for process in workers._idle:
        os.kill(process.pid, signal.SIGKILL)
        await process.wait()
    assert await workers.page([RULE], PAGE)


async def test_a_fault_in_a_rule_is_logged_here(workers: Workers, caplog: pytest.LogCaptureFixture) -> None:
    with caplog.at_level(logging.ERROR):
        await workers.page([RULE], PAGE)
    assert "no-such-check" in caplog.text


async def test_a_case_that_is_cancelled_leaves_no_process_behind(workers: Workers) -> None:
    endless = replace(PAGE, records={"facts": _Runs("while True: pass")})
    task = asyncio.create_task(workers.page([RULE], endless))
    await asyncio.sleep(1)
    task.cancel()
    await asyncio.gather(task, return_exceptions=True)
    assert all(process.returncode is None for process in workers._idle)
    assert await workers.page([RULE], PAGE)


def test_judging_that_does_not_end_ends_by_itself_when_the_program_is_killed(tmp_path: Path) -> None:
    began = tmp_path / "began"
    words = f"from tests.unit.test_judging import judge_for_ever; judge_for_ever({str(began)!r})"
    with subprocess.Popen([sys.executable, "-c", words]) as program:
        while not began.exists():
            assert program.poll() is None
            time.sleep(0.02)
        started = psutil.Process(program.pid).children(recursive=True)
        program.kill()
    assert any(one.is_running() for one in started)
    _, alive = psutil.wait_procs(started, 15)
    assert not alive
