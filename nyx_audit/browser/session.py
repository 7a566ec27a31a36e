"""The browser of a run: launched once, a context for each site, tabs that are used again and again."""

from __future__ import annotations

import asyncio
import contextlib
import os
from collections.abc import AsyncIterator, Callable, Mapping, Sequence
from contextlib import AbstractAsyncContextManager
from dataclasses import dataclass, field
from typing import Any

from playwright.async_api import Browser as PlaywrightBrowser
from playwright.async_api import BrowserContext, Error, Playwright, async_playwright

from nyx_audit.browser import views
from nyx_audit.browser.axe import Engine, describe_engine
from nyx_audit.browser.find import HOW, Browser
from nyx_audit.browser.request import VisitRequest
from nyx_audit.browser.tab import Tab
from nyx_audit.browser.world import Worlds
from nyx_audit.errors import BrowserError, PageCrashed, PageFailed
from nyx_audit.model.evidence.visit import PageEvidence, Plan
from nyx_audit.model.reason import Reason, ReasonCode
from nyx_audit.net.gate import Gate, open_gate

# A popup or a shared worker is another target, whose requests the guard of a tab does not see; without site
# isolation, the frames of other hosts are in the tab's own.
ARGUMENTS = (
    "--disable-shared-workers",
    "--block-new-web-contents",
    "--disable-site-isolation-trials",
    "--disable-quic",
    "--force-webrtc-ip-handling-policy=disable_non_proxied_udp",
    "--autoplay-policy=no-user-gesture-required",
)
UNWANTED = ("--disable-popup-blocking",)
VISITS_A_CONTEXT = 50
CLOSE_SECONDS = 5.0


@dataclass(slots=True)
class _Room:
    """A site's context, and its idle tabs."""

    context: BrowserContext
    idle: list[Tab] = field(default_factory=list)
    visits: int = 0
    busy: int = 0


class Session:
    """A running browser. `visit` may be called from as many tasks as there should be tabs."""

    def __init__(self, playwright: Playwright, browser: Browser, engine: Engine, gate: Gate) -> None:
        self._playwright, self._executable, self._engine, self._gate = playwright, browser, engine, gate
        self._browser: PlaywrightBrowser
        self._rooms: dict[str, _Room] = {}
        self._launching = asyncio.Lock()
        self._known_rules: frozenset[str] = frozenset()

    @property
    def version(self) -> str:
        """The browser's version."""
        return self._browser.version

    async def rules_of_engine(self) -> frozenset[str]:
        """Return the ids of the rules that the axe-core build has."""
        if not self._known_rules:
            self._known_rules = frozenset(await self._ask_engine("ruleId"))
        return self._known_rules

    async def tags_of_engine(self) -> dict[str, frozenset[str]]:
        """Return the tags of each of the build's rules: levels, criteria, standing."""
        found = await self._ask_engine("tags")
        return {rule: frozenset(tags) for rule, tags in found.items()}

    async def act_of_engine(self) -> dict[str, frozenset[str]]:
        """Return the W3C ACT rules that each of the build's rules claims to implement."""
        found = await self._ask_engine("actIds")
        return {rule: frozenset(ids or ()) for rule, ids in found.items()}

    async def _ask_engine(self, key: str) -> dict[str, Any]:
        context = await self._browser.new_context()
        try:
            page = await context.new_page()
            worlds = Worlds(await context.new_cdp_session(page), self._engine.source)
            return await describe_engine(worlds, await worlds.of(next(iter(await worlds.frames()))), key)
        finally:
            await context.close()

    async def locate(self, url: str, selectors: Sequence[str]) -> list[str | None]:
        """Load a page and return the key of the one element that each of a report's selectors finds, or None."""
        if not selectors:
            return []
        room = await self._room(VisitRequest(url, Plan({})))
        tab = await self._open(room.context)
        try:
            return await tab.locate(url, selectors)
        finally:
            room.busy -= 1
            await _bounded(tab.page.close())

    async def measure(self, request: VisitRequest) -> Mapping[str, Any]:
        """Load one page in a context of its own on a slow phone, and return its lab figures.

        Raises PageSkipped, PageFailed, PageCrashed.
        """
        context = await self._new_context()
        try:
            async with asyncio.timeout(request.seconds):
                tab = await self._open(context)
                return await tab.measure(request)
        except TimeoutError as error:
            raise PageFailed(Reason(ReasonCode.TIMEOUT, f"took longer than {request.seconds:.0f} s")) from error
        except Error as error:
            raise PageCrashed(f"the browser's tab died: {str(error).splitlines()[0][:120]}") from error
        finally:
            await _bounded(context.close())

    async def visit(self, request: VisitRequest) -> PageEvidence:
        """Visit one page within its deadline, which bounds everything: load, axe and probes.

        Raises PageSkipped, PageFailed, PageCrashed.
        """
        room = await self._room(request)
        tab: Tab | None = None
        healthy = False
        try:
            async with asyncio.timeout(request.seconds):
                tab = room.idle.pop() if room.idle else await self._open(room.context)
                evidence = await tab.visit(request)
            healthy = True
            return evidence
        except TimeoutError as error:
            raise PageFailed(Reason(ReasonCode.TIMEOUT, f"took longer than {request.seconds:.0f} s")) from error
        except (PageFailed, Exception) as error:
            healthy = not isinstance(error, Error)
            if isinstance(error, Error):
                raise PageCrashed(f"the browser's tab died: {str(error).splitlines()[0][:120]}") from error
            raise
        finally:
            await self._give_back(request, room, tab if healthy and tab and not tab.crashed else None, tab)

    async def _open(self, context: BrowserContext) -> Tab:
        return await Tab.open(context, self.version, self._engine, self._gate, self._known_rules)

    async def _room(self, request: VisitRequest) -> _Room:
        async with self._launching:
            if not self._browser.is_connected():
                self._rooms.clear()
                await self._launch()
            await self.rules_of_engine()
            key = f"{request.site}#fresh" if request.fresh else request.site
            room = self._rooms.get(key)
            if room is None or room.visits >= VISITS_A_CONTEXT or request.fresh:
                old, room = room, _Room(await self._new_context())
                self._rooms[key] = room
                if old and not old.busy:
                    await _bounded(old.context.close())
            room.visits += 1
            room.busy += 1
            return room

    async def _give_back(self, request: VisitRequest, room: _Room, healthy: Tab | None, tab: Tab | None) -> None:
        room.busy -= 1
        current = room in self._rooms.values() and not request.fresh
        if not current:
            if not room.busy:
                await _bounded(room.context.close())
        elif healthy:
            room.idle.append(healthy)
        elif tab:
            await _bounded(tab.page.close())

    async def _new_context(self) -> BrowserContext:
        return await self._browser.new_context(
            no_viewport=True,
            service_workers="block",
            accept_downloads=False,
            permissions=[],
            user_agent=views.user_agent(self.version)["userAgent"],
            locale="en-US",
        )

    async def _launch(self) -> None:
        arguments = {
            "executable_path": str(self._executable.path) if self._executable.path else None,
            "args": [*ARGUMENTS, *self._gate.browser_arguments],
            "ignore_default_args": list(UNWANTED),
        }
        sandboxed = hasattr(os, "geteuid") and os.geteuid() != 0
        try:
            try:
                self._browser = await self._playwright.chromium.launch(**arguments, chromium_sandbox=sandboxed)  # type: ignore[arg-type]
            except Error:
                if not sandboxed:
                    raise
                # Containers often forbid the sandbox's namespaces.
                self._browser = await self._playwright.chromium.launch(**arguments, chromium_sandbox=False)  # type: ignore[arg-type]
        except Error as error:
            what = self._executable.path or self._executable.kind
            raise BrowserError(f"{what} does not start: {str(error).splitlines()[0][:200]}; {HOW}") from error


@contextlib.asynccontextmanager
async def open_session(
    browser: Browser, engine: Engine, opening: Callable[[], AbstractAsyncContextManager[Gate]] = open_gate
) -> AsyncIterator[Session]:
    """Launch the browser, with a gate of its own, for as long as the block runs.

    Raises BrowserError where it does not start.
    """
    async with opening() as gate, async_playwright() as playwright:
        session = Session(playwright, browser, engine, gate)
        await session._launch()
        try:
            yield session
        finally:
            await _bounded(session._browser.close())


async def _bounded(closing: object) -> None:
    """Close something that may hang or be gone."""
    with contextlib.suppress(Error, TimeoutError):
        await asyncio.wait_for(closing, CLOSE_SECONDS)  # type: ignore[arg-type]
