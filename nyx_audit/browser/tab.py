"""One tab, and one page's visit in it: load, stand still, look as a desktop, at 320 pixels, as a phone."""

from __future__ import annotations

import asyncio
import time
from collections.abc import Mapping, Sequence, Set
from contextlib import suppress
from dataclasses import dataclass
from typing import Any

from playwright.async_api import BrowserContext, CDPSession, Error, Page, Response
from playwright.async_api import TimeoutError as PlaywrightTimeout

from nyx_audit.browser import lab, measures, views
from nyx_audit.browser.arrival import Arrival
from nyx_audit.browser.attempt import attempt
from nyx_audit.browser.axe import Engine, describe_engine, notes_of, run_axe
from nyx_audit.browser.between import look_between
from nyx_audit.browser.content import NOTHING, refuse_content
from nyx_audit.browser.costs import Clock, Costs
from nyx_audit.browser.departures import Departures
from nyx_audit.browser.document import first_for_screen, read_content, read_links
from nyx_audit.browser.entrance import Entrance
from nyx_audit.browser.facts import read_facts
from nyx_audit.browser.guard import Guard
from nyx_audit.browser.load import Load
from nyx_audit.browser.loads import Loads
from nyx_audit.browser.lookup import locate
from nyx_audit.browser.orientation import look_both_ways
from nyx_audit.browser.parts import Known, Parts
from nyx_audit.browser.phone import Phone
from nyx_audit.browser.pictured_contrast import Look
from nyx_audit.browser.pictures import take_pictures
from nyx_audit.browser.printed import look_printed
from nyx_audit.browser.probes import ORDER, ProbeContext
from nyx_audit.browser.probes.context import Budget
from nyx_audit.browser.probes.run import run_probes
from nyx_audit.browser.raw_source import read_source
from nyx_audit.browser.request import VisitRequest
from nyx_audit.browser.schemes import Schemes
from nyx_audit.browser.world import Worlds
from nyx_audit.errors import PageFailed
from nyx_audit.model.access import Login
from nyx_audit.model.evidence.axe import AxeEvidence, with_opened
from nyx_audit.model.evidence.between import BETWEEN
from nyx_audit.model.evidence.kind import Missing
from nyx_audit.model.evidence.layout import PHONE, PhoneLayout
from nyx_audit.model.evidence.orientation import ORIENTATION
from nyx_audit.model.evidence.page import FACTS, RAW_SOURCE
from nyx_audit.model.evidence.printed import PRINTED
from nyx_audit.model.evidence.schemes import DARK_CONTRAST
from nyx_audit.model.evidence.visit import PageEvidence, Plan
from nyx_audit.model.outcome import View
from nyx_audit.model.picture import Picture, Shot
from nyx_audit.model.reason import Reason, ReasonCode
from nyx_audit.net.access import Accesses
from nyx_audit.net.addresses import route_of
from nyx_audit.net.gate import Gate

PHONE_SETTLE_MS = 1000
NOT_AGAIN = "the page asks what device it is on when it loads, and the step of a flow is not loaded again"
AS_PHONE = frozenset(kind.name for kind in (PHONE, ORIENTATION, DARK_CONTRAST))
# Probes count their steps; this bounds a page on which single steps take long.
PROBES_SECONDS = 12.0
LEAVE_SECONDS = 5.0


@dataclass(frozen=True, slots=True)
class Kit:
    """What all tabs of a browser share; `known_rules` are the engine's."""

    version: str
    engine: Engine
    gate: Gate
    machine: Load
    known: Known
    known_rules: Set[str]
    accesses: Accesses


class Tab:
    """A browser tab that visits one page after another."""

    def __init__(self, page: Page, cdp: CDPSession, kit: Kit) -> None:
        self.page, self._cdp, self._kit = page, cdp, kit
        self._worlds = Worlds(cdp, kit.engine.source)
        self._guard: Guard
        self._loads: Loads
        self._arrival: Arrival
        self._entrance: Entrance
        self._departures: Departures
        self.crashed = asyncio.Event()

    @classmethod
    async def open(cls, context: BrowserContext, kit: Kit) -> Tab:
        """Open a tab of the context, guarded before it loads anything."""
        page = await context.new_page()
        cdp = await context.new_cdp_session(page)
        tab = cls(page, cdp, kit)
        for death in ("crash", "close"):
            page.on(death, lambda _page: tab.crashed.set())
        await tab._worlds.start()
        frame = next(iter(await tab._worlds.frames()))
        tab._guard = Guard(cdp, frame, kit.accesses)
        await tab._guard.start()
        tab._departures = Departures(frame)
        tab._departures.watch(page, cdp)
        tab._loads = Loads(cdp, frame, Parts(page, cdp, frame, kit.known))
        await tab._loads.start()
        tab._arrival = Arrival(page, tab._worlds, tab._guard, tab._loads, kit.gate, kit.machine)
        tab._entrance = Entrance(page, tab._arrival, kit.accesses)
        page.on("dialog", lambda dialog: asyncio.ensure_future(_answer(dialog, accepts=tab._guard.is_playing)))
        return tab

    async def visit(self, request: VisitRequest) -> PageEvidence:
        """Visit one page and gather what the request's plan asks for.

        Raises PageSkipped, PageFailed, or Playwright's errors where the tab or the browser broke.
        """
        clock, costs = Clock(), Costs(request.costs)
        await self._look_like_a_desktop()
        response, notes, before = await self._entrance.arrive(request, clock)
        await views.point_away(self.page)
        # An app may choose its route while it loads, as a redirect does; what moves the page later does not count.
        final_url = self._arrival.at(request).partition("#")[0] + route_of(self.page.url)
        top = await self._worlds.of(self._guard.frame)
        content = await read_content(self._worlds, top)
        refuse_content(content, must=request.must, crawled=request.follows)
        notes += [NOTHING] if content.empty else []
        links = dict.fromkeys(await read_links(self._worlds, self._guard.frame))
        facts = read_facts(self._worlds, top, response.headers)
        known = await attempt("the page's facts could not be read", facts, self.page)
        await self._entrance.refuse_wall(request, final_url, known)
        records: dict[str, object] = {FACTS.name: known}
        clock.lap("facts")
        if request.plan.needs(RAW_SOURCE):
            source = read_source(self._cdp, self._worlds, top)
            records[RAW_SOURCE.name] = await attempt("the raw source could not be read", source, self.page)
        axe = await self._look(request, response, records, notes, clock, costs)
        unentered = notes_of(axe.values())
        if content.frames and unentered:
            raise PageFailed(Reason(ReasonCode.FRAME_NOT_ENTERED, f"shows nothing but frames, and {unentered[0]}"))
        notes += unentered
        # Some menus are built when they are first needed: the page has stood for a while by now.
        links |= dict.fromkeys(await self._links())
        probes = [name for name in ORDER if name in request.plan.kinds]
        if probes:
            found, opened = await self._probe(probes, request.plan, costs)
            records |= found
            desktop = axe.get(View.DESKTOP)
            if isinstance(desktop, AxeEvidence):
                axe[View.DESKTOP] = with_opened(desktop, opened)
            links |= dict.fromkeys(await self._links())
            clock.lap("probes")
        self._arrival.refuse_broken()
        notes += self._loads.notes()
        return PageEvidence(
            url=request.url,
            final_url=final_url,
            http_status=response.status,
            title=content.title,
            links=tuple(links),
            axe=axe,
            records=records,
            redirects=(*before, *self._guard.chain[:-1]),
            navigations=tuple(dict.fromkeys(self._guard.navigations)),
            refused=self._guard.refused,
            notes=tuple(notes),
            empty=content.empty,
            parts=await self._loads.parts() if request.keeps else (),
            unstyled=await first_for_screen(self._worlds, self._guard.frame, self._loads.lost_sheets()),
            seconds=clock.laps,
            costs=tuple(costs.found),
        )

    async def _look(
        self, request: VisitRequest, response: Response, records: dict[str, object], notes: list[str],
        clock: Clock, costs: Costs,
    ) -> dict[View, AxeEvidence | Missing]:  # fmt: skip
        """Look at the page as a desktop, in small windows, as a phone: add the measures, and return the engine's word."""
        plan, frame = request.plan, self._guard.frame
        axe: dict[View, AxeEvidence | Missing] = {}
        if View.DESKTOP in plan.axe:
            axe[View.DESKTOP] = await self._axe(plan, View.DESKTOP, costs)
            clock.lap("desktop")
        if plan.needs(PRINTED):
            looking = look_printed(self._cdp, self._worlds, frame)
            records[PRINTED.name] = await attempt("the page could not be looked at as printed", looking, self.page)
        await measures.before(self._worlds, self.page, frame, plan)
        records |= await measures.clipped(self._cdp, self._worlds, self.page, frame, plan)
        clock.lap("zoomed")
        records |= await measures.narrow(self._cdp, self._worlds, self.page, frame, plan)
        clock.lap("reflow")
        if plan.needs(BETWEEN):
            records[BETWEEN.name] = await look_between(self._cdp, self._worlds, self.page, frame)
            clock.lap("between")
        if View.MOBILE in plan.axe or not AS_PHONE.isdisjoint(plan.kinds):
            phone = Phone(self.page, self._cdp, self._worlds, self._guard, self._loads, self._kit.version)
            if request.script and await phone.asks(response):
                # What was done on the page would be lost, and what it sent would be sent again.
                unseen = Missing(Reason(ReasonCode.NOT_GATHERED, NOT_AGAIN))
                records |= dict.fromkeys(AS_PHONE.intersection(plan.kinds), unseen)
                return axe | ({View.MOBILE: unseen} if View.MOBILE in plan.axe else {})
            notes += await phone.become(request, response, self._kit.machine.slowdown())
            await self._arrival.still(PHONE_SETTLE_MS)
            clock.lap("phone")
            axe |= await self._look_as_phone(plan, records, clock, costs)
        return axe

    async def _look_as_phone(
        self, plan: Plan, records: dict[str, object], clock: Clock, costs: Costs
    ) -> dict[View, AxeEvidence | Missing]:
        """Look at the page upright, in its dark scheme, and sideways: add the measures, and return the engine's word."""
        frame = self._guard.frame
        axe: dict[View, AxeEvidence | Missing] = {}
        if plan.needs(PHONE):
            records[PHONE.name] = await measures.measure(self._worlds, self.page, frame, PhoneLayout)
        if View.MOBILE in plan.axe:
            axe[View.MOBILE] = await self._axe(plan, View.MOBILE, costs)
        clock.lap("mobile")
        if plan.needs(DARK_CONTRAST):
            looking = Schemes(self._cdp, self._worlds, frame).dark_contrast(axe.get(View.MOBILE))
            records[DARK_CONTRAST.name] = await attempt("the dark scheme could not be looked at", looking, self.page)
            clock.lap("dark")
        if plan.needs(ORIENTATION):
            records[ORIENTATION.name] = await look_both_ways(self._cdp, self._worlds, self.page, frame)
            clock.lap("sideways")
        return axe

    async def log_in(self, request: VisitRequest, login: Login, hosts: tuple[str, ...]) -> None:
        """Sign in, at these hosts. Raises PageSkipped, PageFailed where that cannot be done, or did not help."""
        await self._look_like_a_desktop()
        await self._entrance.log_in(request, login, hosts)

    async def describe_engine(self, key: str) -> dict[str, Any]:
        """Return what the engine says of each of its rules under a key, by rule id, on the page as it stands."""
        return await describe_engine(self._worlds, await self._worlds.of(self._guard.frame), key)

    async def locate(self, url: str, selectors: Sequence[str]) -> list[str | None]:
        """Load a page and return the key of the one element that each selector finds, or None."""
        await self._arrival.load(VisitRequest(url, Plan({})))
        await self._arrival.settle(Clock())
        return [await locate(self._worlds, selector) for selector in selectors]

    async def measure(self, request: VisitRequest) -> Mapping[str, Any]:
        """Load a page as a mid-tier phone on a slow net does; return its lab figures, see `lab.py`.

        Raises PageSkipped, PageFailed, ScriptError.
        """
        weight = lab.Weight(self._cdp)
        await lab.become_slow_phone(self._cdp, self._kit.version)
        await weight.start()
        await self._arrival.load(request)
        with suppress(PlaywrightTimeout):
            await self.page.wait_for_load_state("load", timeout=request.seconds * 1000)
        request.loaded()
        top = await self._worlds.of(self._guard.frame)
        figures = await self._worlds.call_json(top, lab.FIGURES, lab.QUIET_MS, lab.LONGEST_MS)
        return {**figures, "bytes": weight.bytes, "requests": weight.requests}

    async def pictures(self, request: VisitRequest, shots: Sequence[Shot]) -> dict[str, tuple[Picture, ...]]:
        """Load a page and return pictures of its elements. Raises PageSkipped, PageFailed."""
        await self._look_like_a_desktop()
        await self._entrance.arrive(request, Clock())
        await views.point_away(self.page)
        if await self._entrance.shows_secret():
            return {}
        return await take_pictures(self.page, self._cdp, self._worlds, self._guard.frame, shots)

    async def leave(self) -> None:
        """Leave the page behind, and its pending refreshes. Raises Playwright's errors where it does not let go."""
        await self.page.goto("about:blank", timeout=LEAVE_SECONDS * 1000)

    async def _look_like_a_desktop(self) -> None:
        await views.touch(self._cdp, self._kit.version, on=False)
        await views.show(self._cdp, views.DESKTOP)

    async def _links(self) -> list[str]:
        """The links as they are now; those that were read before stand where these cannot be."""
        reading = read_links(self._worlds, self._guard.frame)
        found = await attempt("the links could not be read", reading, self.page)
        return [] if isinstance(found, Missing) else found

    async def _axe(self, plan: Plan, view: View, costs: Costs) -> AxeEvidence | Missing:
        # One rule that the engine does not know would void all others.
        known = [rule for rule in plan.axe[view] if rule in self._kit.known_rules]
        found = await attempt("axe-core failed on the page", run_axe(self._worlds, known, view, costs), self.page)
        if isinstance(found, Missing):
            return found
        look = Look(self._cdp, self._worlds, await self._worlds.of(self._guard.frame))
        settled = await attempt("texts could not be looked at", look.settle(found), self.page)
        return found if isinstance(settled, Missing) else settled

    async def _probe(
        self, names: Sequence[str], plan: Plan, costs: Costs
    ) -> tuple[dict[str, object], Sequence[tuple[str, AxeEvidence]]]:
        """Run the probes that move the page, one after another, within their budget.

        Return what they found, and what the engine says of parts that came later, with words that say when.
        """
        await views.touch(self._cdp, self._kit.version, on=False)
        await views.show(self._cdp, views.DESKTOP)
        await views.point_away(self.page)
        top = await self._worlds.of(self._guard.frame)
        seconds = PROBES_SECONDS * self._kit.machine.slowdown()
        rules = [rule for rule in plan.axe.get(View.DESKTOP, ()) if rule in self._kit.known_rules]
        budget = Budget(time.monotonic() + seconds)
        context = ProbeContext(self.page, self._cdp, self._worlds, top, budget, self._departures, rules)
        return await run_probes(context, names, costs, seconds), context.opened


async def _answer(dialog: Any, *, accepts: bool) -> None:
    """Accept a dialog as a person does who wants to go on, or dismiss it."""
    try:
        await (dialog.accept() if accepts else dialog.dismiss())
    except Error:
        return
