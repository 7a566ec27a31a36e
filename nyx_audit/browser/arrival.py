"""Loads a page in a tab until it is the page and stands still: redirects, answers that are no page, what broke off."""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import partial

from playwright.async_api import Error, Page, Response
from playwright.async_api import TimeoutError as PlaywrightTimeout

from nyx_audit.browser import answers, xml
from nyx_audit.browser.costs import Clock
from nyx_audit.browser.guard import Guard
from nyx_audit.browser.load import Load
from nyx_audit.browser.loads import Loads
from nyx_audit.browser.request import LOAD_SECONDS, VisitRequest
from nyx_audit.browser.world import Worlds
from nyx_audit.errors import PageFailed, PageSkipped
from nyx_audit.model.reason import Reason, ReasonCode
from nyx_audit.net.gate import Gate

SETTLE_MS = 3000
# A page that goes on by script more often than this goes in a circle.
MOST_HOPS = 5


@dataclass(frozen=True, slots=True)
class Arrival:
    """The parts of a tab that load its pages."""

    page: Page
    worlds: Worlds
    guard: Guard
    loads: Loads
    gate: Gate
    machine: Load

    async def arrive(self, request: VisitRequest, clock: Clock) -> tuple[Response, list[str], list[str]]:
        """Load a page until it stands still; return its answer, notes, and the addresses that led on to it by script.

        What goes on to another address before anything of it can be seen is a redirect, also where it was named.
        """
        response = await self.load(request)
        notes, before = await self.settle(clock), list[str]()
        if request.follows:
            self._follow(response)
            return response, notes, before
        early = await self._leads_on_to()
        while early and len(before) < MOST_HOPS:
            before += self.guard.chain
            await request.pace()
            # Nobody named where a page leads.
            response = await self.load(replace(request, url=early, named=request.named or request.url))
            notes = await self.settle(clock)
            early = await self._leads_on_to()
        if early:
            text = f"moves on by itself again and again, to {early[:200]}"
            raise PageFailed(Reason(ReasonCode.REDIRECT_LOOP, text))
        return response, notes, before

    async def load(self, request: VisitRequest) -> Response:
        """Request a page and return its answer. Raises PageSkipped, PageFailed, or Playwright's errors where the tab broke."""
        areas = await self.gate.admit(request.named or request.url)
        self.guard.begin(request.allow, partial(self.gate.refusal, areas=areas))
        self.loads.begin()
        self.worlds.forget()
        seen: list[Response] = []

        def note(response: Response) -> None:
            if response.request.is_navigation_request() and response.frame == self.page.main_frame:
                seen.append(response)

        self.page.on("response", note)
        try:
            response = await self.page.goto(request.url, wait_until="commit", timeout=request.seconds * 1000)
        except PlaywrightTimeout as error:
            raise PageFailed(Reason(ReasonCode.TIMEOUT, f"no answer within {request.seconds:.0f} s")) from error
        except Error as error:
            if self.guard.stopped_at:
                url, reason = self.guard.stopped_at
                text = f"redirects to {url}: {reason}"
                raise PageSkipped(Reason(ReasonCode.REDIRECTS_AWAY, text), leaves=True) from error
            if "net::" not in str(error) and not seen:
                # The tab or the browser died: that says nothing of the page.
                raise
            if seen:
                answers.refuse_without_page(seen[-1].status, seen[-1].headers)
            raise PageFailed(self.gate.trouble(self.at(request)) or answers.network_reason(str(error))) from error
        finally:
            self.page.remove_listener("response", note)
        if response is None:
            raise PageFailed(Reason(ReasonCode.UNREACHABLE, "the browser got no answer"))
        answers.refuse(response.status, response.headers)
        kind = answers.kind_of(response.headers)
        if xml.may_be_data(kind):
            await xml.refuse_data(response, kind)
        return response

    async def settle(self, clock: Clock) -> list[str]:
        """Wait until the page stands still, with a cap; what did not come is a note."""
        notes = []
        seconds = LOAD_SECONDS * self.machine.slowdown()
        if not await self.loads.loaded(self.page, seconds, lambda: bool(self.guard.navigations)):
            if not self.loads.arrived:
                text = f"its document did not arrive in full within {seconds:.0f} s"
                raise PageFailed(Reason(ReasonCode.TIMEOUT, text))
            notes.append(f"not fully loaded after {LOAD_SECONDS:.0f} s; audited as it was")
        self.refuse_broken()
        clock.lap("load")
        if not await self.still(SETTLE_MS):
            notes.append(f"still changing after {SETTLE_MS / 1000:.0f} s; audited as it was")
        clock.lap("settle")
        return notes

    async def still(self, limit: int) -> bool:
        """Wait until the page stands still, at most so many milliseconds; return whether it does."""
        top = await self.worlds.of(self.guard.frame)
        still: bool = await self.worlds.call(top, "(limit) => nyx.settle.settle(limit)", limit)
        return still

    def at(self, request: VisitRequest) -> str:
        """Return how far the load came."""
        return self.guard.chain[-1] if self.guard.chain else request.url

    def refuse_broken(self) -> None:
        """Raise PageFailed where the document broke off on its way."""
        if self.loads.broke_off:
            raise PageFailed(answers.broke_off(self.loads.broke_off))

    async def _leads_on_to(self) -> str:
        """Return where a script of the page went on to before anything of it could be seen; empty where none did."""
        top = await self.worlds.of(self.guard.frame)
        found: str = await self.worlds.call(top, "() => nyx.settle.leadsOnTo()")
        return found

    def _follow(self, response: Response) -> None:
        """In a crawl, a page that goes on by itself before it stands still is a redirect."""
        here = response.url.split("#")[0]
        for url in self.guard.navigations:
            if url.split("#")[0] != here:
                raise PageSkipped(Reason(ReasonCode.MOVES_ON, f"moves on by itself to {url}"), goes_to=url)
