"""Has evidence judged in processes of their own, so that judging a page costs at most that page and its time.

Judging holds a core without a pause, and some of it runs over text that a page chose. In the process that drives the
browser it would hold everything else, deadlines and Ctrl-C included.
"""

from __future__ import annotations

import asyncio
import logging
import os
import pickle
import sys
from asyncio.subprocess import PIPE, Process
from collections.abc import AsyncIterator, Sequence
from contextlib import asynccontextmanager, suppress
from dataclasses import dataclass, field, replace
from typing import Protocol

from nyx_audit.errors import PageFailed
from nyx_audit.judge.page import judge_page
from nyx_audit.judge.site import judge_site
from nyx_audit.judge.worker import SIZE_BYTES, Case, Judged, PageOutcomes, SiteOutcomes, T, packed
from nyx_audit.model.evidence.visit import PageEvidence
from nyx_audit.model.reason import Reason, ReasonCode
from nyx_audit.model.rule import Rule
from nyx_audit.site.records import SiteEvidence

# Three hundred times what a page of 2.5 MB takes; what is longer does not end.
PAGE_SECONDS = 60.0
SITE_SECONDS = 600.0
# As a module that is run, its classes would not be those that this end knows.
PROGRAM = "from nyx_audit.judge.worker import main; main()"


class Judging(Protocol):
    """Turns evidence into outcomes."""

    async def page(self, rules: Sequence[Rule], evidence: PageEvidence) -> PageOutcomes:
        """Return the outcome of each rule on a page. Raises PageFailed where judging takes too long."""
        ...

    async def site(self, rules: Sequence[Rule], evidence: SiteEvidence) -> SiteOutcomes:
        """Return the outcomes of a site's rules by page. Raises PageFailed where judging takes too long."""
        ...


class InProcess:
    """Judges at once, for a few pages of known content: the examples of rules."""

    async def page(self, rules: Sequence[Rule], evidence: PageEvidence) -> PageOutcomes:
        """Return the outcome of each rule on a page."""
        return judge_page(rules, evidence)

    async def site(self, rules: Sequence[Rule], evidence: SiteEvidence) -> SiteOutcomes:
        """Return the outcomes of a site's rules by page."""
        return judge_site(rules, evidence)


@asynccontextmanager
async def open_workers(rules: Sequence[Rule]) -> AsyncIterator[Workers]:
    """Have processes that judge by these rules for as long as the block runs: as many as cases at a time."""
    plain = {rule.id: replace(rule, examples=()) for rule in rules}
    workers = Workers(packed(plain))
    # A first one starts while the browser does.
    starting = asyncio.create_task(workers.warm())
    try:
        yield workers
    finally:
        starting.cancel()
        await asyncio.gather(starting, return_exceptions=True)
        await workers.close()


@dataclass(slots=True)
class Workers:
    """Processes that judge; one that breaks or takes too long is ended, and another takes its place."""

    rules: bytes
    _idle: list[Process] = field(default_factory=list)

    async def page(self, rules: Sequence[Rule], evidence: PageEvidence) -> PageOutcomes:
        """Return the outcome of each rule on a page. Raises PageFailed where judging takes too long."""
        case: Case[PageOutcomes] = Case(evidence, _ids(rules), PAGE_SECONDS)
        return await self._judged(case)

    async def site(self, rules: Sequence[Rule], evidence: SiteEvidence) -> SiteOutcomes:
        """Return the outcomes of a site's rules by page. Raises PageFailed where judging takes too long."""
        case: Case[SiteOutcomes] = Case(evidence, _ids(rules), SITE_SECONDS)
        return await self._judged(case)

    async def warm(self) -> None:
        """Start a process before it is needed."""
        self._idle.append(await self._start())

    async def close(self) -> None:
        """End all processes."""
        for process in self._idle:
            await _end(process)

    async def _judged(self, case: Case[T]) -> T:
        process = await self._free()
        try:
            judged = await asyncio.wait_for(_exchange(process, case), case.seconds + 1)
        except BaseException as error:
            await asyncio.shield(_end(process))
            if isinstance(error, TimeoutError | asyncio.IncompleteReadError | ConnectionError):
                text = f"judging it took longer than {case.seconds:.0f} s, or more memory than there is"
                raise PageFailed(Reason(ReasonCode.TIMEOUT, text)) from error
            raise
        self._idle.append(process)
        for record in judged.log:
            logging.getLogger(record.name).handle(record)
        if isinstance(judged.outcomes, Reason):
            raise PageFailed(judged.outcomes)
        return judged.outcomes

    async def _free(self) -> Process:
        while self._idle:
            process = self._idle.pop()
            if process.returncode is None:
                return process
        return await self._start()

    async def _start(self) -> Process:
        # A session of its own: Ctrl-C at the terminal is for the program, which then ends its workers.
        process = await asyncio.create_subprocess_exec(
            sys.executable, "-c", PROGRAM, stdin=PIPE, stdout=PIPE, env=_environment(),
            start_new_session=True,
        )  # fmt: skip
        _sink(process).write(self.rules)
        return process


async def _exchange(process: Process, case: Case[T]) -> Judged[T]:
    sink, source = _sink(process), process.stdout
    assert source is not None
    sink.write(packed(case))
    await sink.drain()
    size = int.from_bytes(await source.readexactly(SIZE_BYTES), "big")
    judged: Judged[T] = pickle.loads(await source.readexactly(size))
    return judged


async def _end(process: Process) -> None:
    with suppress(ProcessLookupError):
        process.kill()
    _sink(process).close()
    await process.wait()


def _sink(process: Process) -> asyncio.StreamWriter:
    assert process.stdin is not None
    return process.stdin


def _environment() -> dict[str, str]:
    """Return the environment in which the same modules are found."""
    return {**os.environ, "PYTHONPATH": os.pathsep.join(path for path in sys.path if path)}


def _ids(rules: Sequence[Rule]) -> tuple[str, ...]:
    return tuple(rule.id for rule in rules)
