"""A browser is started ahead of its use: it is there when it is needed, and gone where it never was."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from pathlib import Path

import psutil
import pytest

from nyx_audit.browser.axe import load_engine
from nyx_audit.browser.find import Browser, find_browser
from nyx_audit.browser.launch import launching
from nyx_audit.browser.request import VisitRequest
from nyx_audit.browser.session import Session, open_session, session_of
from nyx_audit.catalogue.load import Catalogue
from nyx_audit.errors import BrowserError
from nyx_audit.examples.server import page, serving
from nyx_audit.model.evidence.axe import AxeEvidence
from nyx_audit.model.evidence.visit import Plan
from nyx_audit.model.outcome import View


def children() -> set[int]:
    return {process.pid for process in psutil.Process().children(recursive=True)}


@pytest.fixture
async def own(catalogue: Catalogue) -> AsyncIterator[Session]:
    """A browser that no other test has."""
    async with open_session(find_browser(), load_engine(catalogue.in_page)) as opened:
        yield opened


async def test_a_browser_starts_while_other_work_is_done() -> None:
    before = children()
    async with launching(find_browser) as launcher:
        async with asyncio.timeout(60):
            while not children() - before:
                await asyncio.sleep(0.01)
        async with session_of(launcher, load_engine({})) as session:
            assert session.version


async def test_a_browser_that_nobody_waited_for_leaves_nothing(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("TMPDIR", str(tmp_path))
    before = children()
    async with launching(find_browser):
        await asyncio.sleep(0)
    assert children() <= before
    assert not list(tmp_path.iterdir())


async def test_that_there_is_no_browser_is_said_when_it_is_needed() -> None:
    def nowhere() -> Browser:
        raise BrowserError("no browser")

    async with launching(nowhere) as launcher:
        await asyncio.sleep(0.01)
        with pytest.raises(BrowserError, match="no browser"):
            async with session_of(launcher, load_engine({})):
                pass


async def test_that_there_is_no_browser_costs_nothing_where_none_was_needed() -> None:
    def nowhere() -> Browser:
        raise BrowserError("no browser")

    async with launching(nowhere):
        await asyncio.sleep(0.01)


async def test_the_tab_that_was_asked_for_the_engine_s_rules_runs_them_on_the_first_page(own: Session) -> None:
    # Unlike the rules, the tags are asked for each time.
    assert await own.tags_of_engine()
    with serving({"/": page("<img src='/a.png'>")}) as server:
        evidence = await own.visit(VisitRequest(server.url + "/", Plan({View.DESKTOP: ("image-alt",)})))
    seen = evidence.axe[View.DESKTOP]
    assert isinstance(seen, AxeEvidence)
    assert len(seen.rules["image-alt"].failed) == 1


async def test_a_tab_opened_before_the_engine_was_asked_learns_its_rules(
    own: Session, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path))
    rules = await own.rules_of_engine()
    with serving({"/": page("<img src='/a.png'>")}) as server:
        evidence = await own.visit(VisitRequest(server.url + "/", Plan({View.DESKTOP: ("image-alt",)})))
    seen = evidence.axe[View.DESKTOP]
    assert isinstance(seen, AxeEvidence)
    assert "image-alt" in rules
    assert len(seen.rules["image-alt"].failed) == 1
