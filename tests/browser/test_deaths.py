"""What dies under a page costs a second try, and the page that killed it: never the next one."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Callable, Iterator

import psutil
import pytest

from nyx_audit.browser import memory, session
from nyx_audit.browser.axe import load_engine
from nyx_audit.browser.find import find_browser
from nyx_audit.browser.request import VisitRequest
from nyx_audit.browser.session import Session, open_session
from nyx_audit.engine.auditor import Auditor, Job
from nyx_audit.engine.events import ignore
from nyx_audit.errors import PageCrashed
from nyx_audit.examples.server import Answer, Server, page, serving
from nyx_audit.model.evidence.visit import Plan
from nyx_audit.model.page import Page, PageStatus
from nyx_audit.model.reason import ReasonCode

SLOW = page("<h1>Slow</h1><img src='/never.png' alt=''>")
SOUND = page("<h1>Sound</h1>")


@pytest.fixture
async def own() -> AsyncIterator[Session]:
    """A browser that no other test has."""
    async with open_session(find_browser(), load_engine({})) as opened:
        yield opened


@pytest.fixture
def server() -> Iterator[Server]:
    with serving({"/": SOUND, "/slow": SLOW, "/never.png": Answer(wait=20)}) as served:
        yield served


def _is_browser(process: psutil.Process) -> bool:
    return not any(part.startswith("--type=") for part in process.cmdline())


def _is_renderer(process: psutil.Process) -> bool:
    return "--type=renderer" in process.cmdline()


def _is_driver(process: psutil.Process) -> bool:
    return any("playwright" in part for part in process.cmdline())


async def _kill(which: Callable[[psutil.Process], bool], after: float) -> None:
    await asyncio.sleep(after)
    for process in psutil.Process().children() if which is _is_driver else memory.browser_processes():
        try:
            if which(process):
                process.kill()
        except psutil.Error:
            continue


async def _audit(opened: Session, url: str) -> Page:
    auditor = Auditor(opened, [], ignore, probes=False)
    return (await auditor.audit(Job(url, url, seconds=20))).page


@pytest.mark.parametrize("which", [_is_browser, _is_renderer])
async def test_a_death_in_mid_visit_is_known_at_once(
    own: Session, server: Server, which: Callable[[psutil.Process], bool]
) -> None:
    killing = asyncio.create_task(_kill(which, 1))
    with pytest.raises(PageCrashed):
        async with asyncio.timeout(30):
            await own.visit(VisitRequest(server.url + "/slow", Plan({}), seconds=60))
    await killing


@pytest.mark.parametrize("which", [_is_browser, _is_renderer, _is_driver])
async def test_the_pages_that_come_after_a_death_are_audited(
    own: Session, server: Server, which: Callable[[psutil.Process], bool]
) -> None:
    await _audit(own, server.url + "/")
    await _kill(which, 0)
    found = [await _audit(own, f"{server.url}/?{number}") for number in range(3)]
    assert [one.status for one in found] == [PageStatus.AUDITED] * 3, [str(one.reason) for one in found]


async def test_a_page_whose_browser_was_killed_is_audited_at_the_second_try(own: Session, server: Server) -> None:
    server.pages["/never.png"] = Answer(wait=3)
    killing = asyncio.create_task(_kill(_is_browser, 1))
    audited = await _audit(own, server.url + "/slow")
    await killing
    assert audited.status is PageStatus.AUDITED, audited.reason


async def test_a_page_that_takes_the_machines_memory_is_ended(own: Session, server: Server) -> None:
    own._watch.limit = 400_000_000
    greedy = "setInterval(() => (window.all ??= []).push(new Uint8Array(30_000_000).fill(1)), 50)"
    server.pages["/greedy"] = page(f"<h1>Greedy</h1><script>{greedy}</script><img src='/never.png' alt=''>")
    with pytest.raises(PageCrashed) as crash:
        await own.visit(VisitRequest(server.url + "/greedy", Plan({}), seconds=60))
    assert crash.value.reason.code is ReasonCode.TOO_LARGE


async def test_rooms_that_were_given_up_are_closed(
    own: Session, server: Server, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(session, "VISITS_A_CONTEXT", 2)
    lingers = "addEventListener('pagehide', () => { const end = Date.now() + 400; while (Date.now() < end); });"
    server.pages["/lingers"] = page(f"<h1>Sound</h1><script>{lingers}</script>")
    for _ in range(4):
        await asyncio.gather(*(_audit(own, f"{server.url}{path}") for path in ("/lingers", "/?1", "/?2", "/?3")))
    assert len(own._browser.contexts) == 1
