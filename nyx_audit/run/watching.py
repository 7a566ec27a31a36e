"""Checks pages again whenever they change; the browser stays open between the rounds."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Callable, Collection, Sequence
from contextlib import AbstractContextManager, asynccontextmanager
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

from watchfiles import Change, DefaultFilter, awatch

from nyx_audit.analysis.summary import Summary
from nyx_audit.browser.find import find_browser
from nyx_audit.browser.launch import launching
from nyx_audit.engine.auditor import Audited, Job
from nyx_audit.engine.events import Listener
from nyx_audit.engine.polling import Polled
from nyx_audit.engine.sharing import Sharing
from nyx_audit.run.accesses import accesses_of
from nyx_audit.run.checking import SECONDS, check_jobs, steps_of
from nyx_audit.run.named import jobs_for
from nyx_audit.run.options import Options
from nyx_audit.run.running import Running, running
from nyx_audit.run.setup import Setup, set_up_for_pages

# Editors and build tools write several files at once.
TOGETHER_MS = 300
Showing = Callable[[], AbstractContextManager[Listener]]


async def watch(
    pages: Sequence[str],
    *,
    options: Options,
    showing: Showing,
    each: Callable[[Summary], None],
    stop: asyncio.Event,
    written: Collection[Path] = (),
) -> None:
    """Check the pages, and again whenever one of them changes, until `stop` is set; `each` gets the summary of each round.

    A round that is stopped is left out, unless it is the first. `showing` opens what takes a round's events; `written`
    are files that the rounds write. Raises UsageError, BrowserError.
    """
    with jobs_for(pages, SECONDS):
        # Who names what is no page is told before anything is started.
        pass
    async with launching(lambda: find_browser(options.browser)) as launcher:
        setup = await asyncio.to_thread(set_up_for_pages, options)
        accesses = accesses_of([options.access])
        async with (
            running(setup, launcher, lambda _event: None, stop, accesses) as run,
            _changes(pages, written) as changed,
        ):
            is_first = True
            while not stop.is_set():
                changed.clear()
                polled = Polled(accesses)
                with showing() as listen:
                    summary = await _round(pages, setup, _anew(run, listen), polled)
                if is_first or not stop.is_set():
                    each(summary)
                is_first = False
                await _wait(changed, polled, stop)
                await run.renew()


async def _round(pages: Sequence[str], setup: Setup, run: Running, polled: Polled) -> Summary:
    # The folders are read anew: pages come and go.
    seconds = setup.options.timeout or SECONDS
    with jobs_for(pages, seconds) as jobs:
        jobs += steps_of(setup.options, seconds)
        return await check_jobs(jobs, setup, run, lambda job, audited: _note(polled, job, audited))


def _note(polled: Polled, job: Job, audited: Audited) -> None:
    # The files of a folder are watched where they are.
    if not Path(job.requested).exists():
        polled.note(job, audited)


def _anew(run: Running, listen: Listener) -> Running:
    """The same browser for another round: what was known of hosts and links is looked at again."""
    auditor = replace(run.auditor, listen=listen, keeps=True, sharing=Sharing())
    return replace(run, auditor=auditor, started_at=datetime.now(UTC))


async def _wait(changed: asyncio.Event, polled: Polled, stop: asyncio.Event) -> None:
    """Return when a file or an address has changed, or the person stops."""
    waiting = [asyncio.ensure_future(one) for one in (changed.wait(), stop.wait(), polled.until_changed())]
    try:
        done, _ = await asyncio.wait(waiting, return_when=asyncio.FIRST_COMPLETED)
        for one in done:
            one.result()
    finally:
        for one in waiting:
            one.cancel()
        await asyncio.gather(*waiting, return_exceptions=True)


@asynccontextmanager
async def _changes(pages: Sequence[str], written: Collection[Path]) -> AsyncIterator[asyncio.Event]:
    """Set the event whenever a file changes in the folders of local pages, but for those that the rounds write."""
    changed, ended = asyncio.Event(), asyncio.Event()
    folders = folders_of(pages)
    watching = asyncio.ensure_future(_watch(folders, _Filter(written), changed, ended)) if folders else None
    try:
        yield changed
    finally:
        ended.set()
        if watching:
            await asyncio.gather(watching, return_exceptions=True)


async def _watch(folders: Sequence[Path], chosen: DefaultFilter, changed: asyncio.Event, ended: asyncio.Event) -> None:
    async for _ in awatch(*folders, watch_filter=chosen, debounce=TOGETHER_MS, stop_event=ended):
        changed.set()


def folders_of(pages: Sequence[str]) -> list[Path]:
    """Return the folders in which local pages stand, with what they are made of: each once, none inside another."""
    paths = [Path(page) for page in pages if "://" not in page and Path(page).exists()]
    folders = {(path if path.is_dir() else path.parent).resolve() for path in paths}
    return sorted(folder for folder in folders if not any(parent in folders for parent in folder.parents))


class _Filter(DefaultFilter):
    """Leaves out what editors and version control write for themselves, and what the program writes."""

    def __init__(self, written: Collection[Path]) -> None:
        super().__init__()
        self._written = {path.resolve() for path in written}
        # A report is written under another name first.
        self._starts = tuple(f".{path.name[:50]}." for path in self._written)

    def __call__(self, change: Change, path: str) -> bool:
        found = Path(path)
        is_ours = found.resolve() in self._written or found.name.startswith(self._starts)
        return super().__call__(change, path) and not is_ours
