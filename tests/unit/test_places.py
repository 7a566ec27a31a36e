"""How much the browser works on at a time, and what of a site is gathered side by side."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass, field, replace

import pytest

from nyx_audit.browser.request import VisitRequest
from nyx_audit.config.sites import sites_for_addresses
from nyx_audit.engine.auditor import Auditor
from nyx_audit.engine.events import ignore
from nyx_audit.engine.gather import gatherers
from nyx_audit.engine.gather.gatherers import GatherContext, gatherers_for
from nyx_audit.engine.gather.lab import TIMES, Lab
from nyx_audit.engine.site import finish_site
from nyx_audit.errors import BrowserError, PageFailed
from nyx_audit.model.evidence.visit import PageEvidence
from nyx_audit.model.reason import Reason, ReasonCode
from nyx_audit.net.robots import HostRobots
from nyx_audit.site.records import Declared, SiteEvidence
from tests.support.sites import facts, site

HOME = "https://quick.example/"
FIGURES = {"fcp": 1.0, "lcp": 1.0, "cls": 0.0, "tbt": 0.0, "bytes": 1, "requests": 1}
Gather = Callable[[GatherContext, SiteEvidence], Awaitable[object]]


@dataclass
class Phone:
    """A slow phone that notes what happens; `watched` is awaited between the load and the figures."""

    watched: Callable[[], Awaitable[None]]
    fails: bool = False
    loads: int = 0
    seen: list[str] = field(default_factory=list)

    async def visit(self, _request: VisitRequest) -> PageEvidence:
        raise NotImplementedError

    async def measure(self, request: VisitRequest) -> Mapping[str, object]:
        self.loads += 1
        if self.fails:
            raise PageFailed(Reason(ReasonCode.TIMEOUT, "too slow"))
        request.loaded()
        await self.watched()
        return FIGURES


async def at_once() -> None:
    """A page that nobody watches."""


def lab(phone: Phone, places: int) -> Lab:
    return Lab(Auditor(phone, [], ignore, places=asyncio.Semaphore(places)), rate=1000, most=1)


async def test_a_load_in_the_lab_waits_for_a_place_in_the_browser() -> None:
    phone = Phone(at_once)
    measuring = lab(phone, places=1)
    await measuring.auditor.places.acquire()
    task = asyncio.create_task(measuring.gather(site({HOME: facts()})))
    await asyncio.sleep(0.05)
    assert phone.loads == 0
    measuring.auditor.places.release()
    assert len((await task).pages[HOME].loads) == TIMES


async def test_a_page_that_is_loaded_and_only_watched_leaves_its_place_to_others() -> None:
    free = []

    async def look() -> None:
        free.append(not measuring.auditor.places.locked())

    phone = Phone(look)
    measuring = lab(phone, places=1)
    await measuring.gather(site({HOME: facts()}))
    assert free == [True] * TIMES


@pytest.mark.parametrize("fails", [True, False])
async def test_each_place_is_given_back_once(fails: bool) -> None:
    measuring = lab(Phone(at_once, fails=fails), places=2)
    await measuring.gather(site({HOME: facts()}))
    assert measuring.auditor.places._value == 2


@pytest.mark.parametrize(("rate", "beside"), [(2.0, True), (0.1, False)])
async def test_the_lab_works_beside_the_others_where_the_host_bears_it(
    monkeypatch: pytest.MonkeyPatch, rate: float, beside: bool
) -> None:
    under_way: set[str] = set()
    pairs: set[frozenset[str]] = set()

    def noting(name: str) -> Gather:
        async def gather(_context: GatherContext, _site: SiteEvidence) -> object:
            under_way.add(name)
            await asyncio.sleep(0.01)
            pairs.update(frozenset((name, other)) for other in under_way - {name})
            under_way.discard(name)
            return name

        return gather

    names = ("documents", "lab", "links")
    monkeypatch.setattr(gatherers, "GATHERERS", {name: noting(name) for name in names})
    monkeypatch.setattr(gatherers, "answers_for", lambda _rules: frozenset(names))
    (config,) = sites_for_addresses([HOME])
    auditor = Auditor(Phone(at_once), [], ignore)
    context = GatherContext(auditor, replace(config, lab_pages=1), HostRobots({}), rate)
    found = gatherers_for(context)
    await finish_site([], Declared("site", HOME), [], found)
    assert list(found) == list(names)
    assert (frozenset(("documents", "lab")) in pairs) is beside
    assert frozenset(("documents", "links")) not in pairs


async def test_what_is_gathered_beside_it_ends_where_the_browser_is_gone() -> None:
    ended = []

    async def gone(_site: SiteEvidence) -> object:
        raise BrowserError("gone")

    async def slow(_site: SiteEvidence) -> object:
        try:
            await asyncio.sleep(60)
        finally:
            ended.append("slow")
        return None

    with pytest.raises(BrowserError):
        await finish_site([], Declared("site", HOME), [], {"slow": slow, "gone": gone})
    assert ended == ["slow"]
