"""The browser of a run: launched once, a context for each site, tabs that are used again and again."""

from __future__ import annotations

import asyncio
import contextlib
import json
import time
from collections.abc import AsyncIterator, Callable, Coroutine, Mapping, Sequence
from contextlib import AbstractAsyncContextManager
from dataclasses import dataclass, field, replace
from typing import Any, TypeVar

from playwright.async_api import Browser as PlaywrightBrowser
from playwright.async_api import BrowserContext, Error

from nyx_audit.browser import views
from nyx_audit.browser.axe import Engine
from nyx_audit.browser.crashes import crashed, crashes_named, took_too_long, unless_it_crashes
from nyx_audit.browser.engine_rules import engine_rules
from nyx_audit.browser.find import Browser
from nyx_audit.browser.launch import Launcher, bounded, launching
from nyx_audit.browser.load import Load
from nyx_audit.browser.logins import Logins
from nyx_audit.browser.memory import MemoryWatch
from nyx_audit.browser.parts import Known
from nyx_audit.browser.request import VisitRequest
from nyx_audit.browser.tab import Kit, Tab
from nyx_audit.errors import BrowserError, PageCrashed, PageFailed
from nyx_audit.model.access import Access
from nyx_audit.model.evidence.visit import PageEvidence, Plan
from nyx_audit.model.picture import Picture, Shot
from nyx_audit.model.reason import Reason, ReasonCode
from nyx_audit.net.gate import Gate, open_gate

T = TypeVar("T")
VISITS_A_CONTEXT = 50
OPEN_SECONDS = 10.0
LOGIN_SECONDS = 90.0


@dataclass(slots=True)
class _Room:
    """A site's context, and its idle tabs."""

    context: BrowserContext
    idle: list[Tab] = field(default_factory=list)
    visits: int = 0
    busy: int = 0


class Session:
    """A running browser. `visit` may be called from as many tasks as there should be tabs."""

    def __init__(self, launcher: Launcher, engine: Engine, logins: Logins | None = None) -> None:
        self._launcher, self._engine, self._logins = launcher, engine, logins or Logins()
        self._watching: asyncio.Task[None] | None = None
        self._browser: PlaywrightBrowser
        self._rooms: dict[str, _Room] = {}
        self._launching = asyncio.Lock()
        self._spare: _Room | None = None
        # The tabs that are open share it.
        self._known_rules: set[str] = set()
        # A server may keep what was filled in by who is signed in: two at once would be in each other's way.
        self._playing = asyncio.Lock()
        self._load = Load()
        self._known = Known()
        self._watch = MemoryWatch()

    async def start(self) -> None:
        """Launch the browser, and watch its memory. Raises BrowserError."""
        self._browser = await self._launcher.launch()
        self._watching = asyncio.create_task(self._watch.run())

    async def close(self) -> None:
        """End the browser, whatever state it is in."""
        if self._watching:
            self._watching.cancel()
            await bounded(self._browser.close())

    async def renew(self) -> None:
        """Give up the contexts of all sites: nothing that was loaded in them is known any more."""
        rooms, self._rooms = list(self._rooms.values()), {}
        for room in rooms:
            if not room.busy:
                await bounded(room.context.close())

    @property
    def version(self) -> str:
        """The browser's version."""
        return self._browser.version

    async def rules_of_engine(self) -> frozenset[str]:
        """Return the ids of the rules that the axe-core build has."""
        if not self._known_rules:
            self._known_rules.update(await engine_rules(self._engine, lambda: self._ask_engine("ruleId")))
        return frozenset(self._known_rules)

    async def tags_of_engine(self) -> dict[str, frozenset[str]]:
        """Return the tags of each of the build's rules: levels, criteria, standing."""
        found = await self._ask_engine("tags")
        return {rule: frozenset(tags) for rule, tags in found.items()}

    async def act_of_engine(self) -> dict[str, frozenset[str]]:
        """Return the W3C ACT rules that each of the build's rules claims to implement."""
        found = await self._ask_engine("actIds")
        return {rule: frozenset(ids or ()) for rule, ids in found.items()}

    async def _ask_engine(self, key: str) -> dict[str, Any]:
        """Ask in a tab that has loaded nothing; the first site then has it."""
        room, self._spare = self._spare or _Room(await self._new_context()), None
        tab = room.idle[0] if room.idle else await self._open(room.context)
        found = await tab.describe_engine(key)
        room.idle, self._spare = [tab], room
        return found

    async def locate(self, url: str, selectors: Sequence[str]) -> list[str | None]:
        """Load a page and return the key of the one element that each of a report's selectors finds, or None."""
        if not selectors:
            return []
        room = await self._room(VisitRequest(url, Plan({})), None)
        tab = await self._open(room.context)
        try:
            return await tab.locate(url, selectors)
        finally:
            room.busy -= 1
            await bounded(tab.page.close())

    async def measure(self, request: VisitRequest) -> Mapping[str, Any]:
        """Load one page in a context of its own on a slow phone, and return its lab figures.

        Raises PageSkipped, PageFailed, PageCrashed.
        """
        return await self._apart(request, lambda tab: tab.measure(request))

    async def pictures(self, request: VisitRequest, shots: Sequence[Shot]) -> dict[str, tuple[Picture, ...]]:
        """Load one page in a context of its own, and return pictures of its elements by the keys of their shots.

        Raises PageSkipped, PageFailed, PageCrashed.
        """
        return await self._apart(request, lambda tab: tab.pictures(request, shots))

    async def visit(self, request: VisitRequest) -> PageEvidence:
        """Visit one page within its deadline, which bounds everything: load, axe and probes.

        Where its site has a login that expired, it is renewed, and the page visited again. Raises PageSkipped,
        PageFailed, PageCrashed.
        """
        if request.alone:
            return await self._visit_alone(replace(request, alone=False))
        async with self._playing if request.script else contextlib.nullcontext():
            access = self._logins.accesses.of_host(request.url)
            if access is None:
                return await self._visit(request, None)
            return await self._logins.within(access, self._log_in, lambda: self._visit(request, access), request.pace)

    async def _log_in(self, access: Access) -> str:
        """Sign in within a context of its own, and return what it got as JSON."""
        login = access.login
        assert login is not None
        request = VisitRequest(login.start, Plan({}), seconds=LOGIN_SECONDS)
        with crashes_named():
            context = await self._new_context(access)
        try:
            with crashes_named():
                async with self._load.deadline(request.seconds):
                    tab = await self._open(context)
                    await unless_it_crashes(tab.crashed, tab.log_in(request, login, access.hosts))
                    return json.dumps(await context.storage_state())
        except TimeoutError as error:
            raise PageFailed(took_too_long(request.seconds, request.seconds)) from error
        finally:
            await bounded(context.close())

    async def _visit(self, request: VisitRequest, access: Access | None) -> PageEvidence:
        with crashes_named():
            room = await self._room(request, access)
        began = time.monotonic()
        tab: Tab | None = None
        left = False
        try:
            with crashes_named():
                async with self._load.deadline(request.seconds):
                    tab = room.idle.pop() if room.idle else await self._open(room.context)
                    evidence = await unless_it_crashes(tab.crashed, tab.visit(request))
            left = True
            return evidence
        except TimeoutError as error:
            raise PageFailed(took_too_long(request.seconds, time.monotonic() - began)) from error
        except (PageCrashed, PageFailed) as error:
            left = isinstance(error, PageFailed)
            if self._watch.ended_since(began):
                # This page or the one before it in the tab took too much; alone in a browser, it shows.
                left = False
                raise PageCrashed(self._watch.reason) from error
            raise
        except Exception:
            left = True
            raise
        finally:
            await self._give_back(request, room, tab, healthy=left)

    async def _visit_alone(self, request: VisitRequest) -> PageEvidence:
        try:
            async with open_session(self._launcher.find(), self._engine, logins=self._logins) as own:
                return await own.visit(request)
        except BrowserError as error:
            raise PageCrashed(Reason(ReasonCode.CRASHED, str(error))) from error

    async def _apart(self, request: VisitRequest, work: Callable[[Tab], Coroutine[Any, Any, T]]) -> T:
        """Return what the work in a tab of a context of its own brings, within its deadline."""
        access = self._logins.accesses.of_host(request.url)
        if access:
            await self._logins.ensure(access, self._log_in)
        with crashes_named():
            context = await self._new_context(access)
        began = time.monotonic()
        try:
            with crashes_named():
                async with self._load.deadline(request.seconds):
                    tab = await self._open(context)
                    return await unless_it_crashes(tab.crashed, work(tab))
        except TimeoutError as error:
            raise PageFailed(took_too_long(request.seconds, time.monotonic() - began)) from error
        finally:
            await bounded(context.close())

    async def _open(self, context: BrowserContext) -> Tab:
        shared = (self._load, self._known, self._known_rules, self._logins.accesses)
        kit = Kit(self.version, self._engine, self._launcher.gate, *shared)
        try:
            # A tab that dies while it opens is not known to be dead: its calls never end.
            async with asyncio.timeout(OPEN_SECONDS * self._load.slowdown()):
                return await Tab.open(context, kit)
        except TimeoutError as error:
            raise PageCrashed(crashed("it did not open")) from error

    async def _room(self, request: VisitRequest, access: Access | None) -> _Room:
        async with self._launching:
            if not self._browser.is_connected():
                self._rooms.clear()
                self._spare = None
                self._browser = await self._launcher.launch()
            await self.rules_of_engine()
            key = self._key(request, access)
            room = self._rooms.get(key)
            if room is None or room.visits >= VISITS_A_CONTEXT or request.fresh:
                old, room = room, await self._new_room(access, fresh=request.fresh)
                self._rooms[key] = room
                if old and not old.busy:
                    await bounded(old.context.close())
            room.visits += 1
            room.busy += 1
            return room

    def _key(self, request: VisitRequest, access: Access | None) -> str:
        """Where contexts are shared: by a site, while its login lasts."""
        if request.fresh:
            return f"{request.site}#fresh"
        return f"{request.site}#{access.hosts[0]}#{self._logins.times(access)}" if access else request.site

    async def _new_room(self, access: Access | None, *, fresh: bool) -> _Room:
        spare = None if fresh or access else self._spare
        if spare is None:
            return _Room(await self._new_context(access))
        self._spare = None
        return spare

    async def _give_back(self, request: VisitRequest, room: _Room, tab: Tab | None, *, healthy: bool) -> None:
        """Have the tab leave its page, in time of its own; one that does not is closed, and the next page has a new one."""
        kept = tab if tab and healthy and self._is_current(room, request) and await _leaves(tab) else None
        if tab and not kept:
            await bounded(tab.page.close())
        room.busy -= 1
        # While the tab left its page, the room may have been given up.
        if self._is_current(room, request):
            room.idle += [kept] if kept else []
        elif not room.busy:
            await bounded(room.context.close())

    def _is_current(self, room: _Room, request: VisitRequest) -> bool:
        return room in self._rooms.values() and not request.fresh

    async def _new_context(self, access: Access | None = None) -> BrowserContext:
        gate = self._launcher.gate
        proxy = "" if gate.is_behind_proxy else f"socks5://127.0.0.1:{gate.port}"
        context = await self._browser.new_context(
            no_viewport=True,
            service_workers="block",
            accept_downloads=False,
            permissions=[],
            user_agent=views.user_agent(self.version)["userAgent"],
            locale="en-US",
            **self._logins.context_options(access, proxy),
        )
        cookies = self._logins.cookies(access)
        if cookies:
            # Playwright keeps the type of these to itself.
            await context.add_cookies(cookies)  # type: ignore[arg-type]
        return context


@contextlib.asynccontextmanager
async def open_session(
    browser: Browser, engine: Engine, opening: Callable[[], AbstractAsyncContextManager[Gate]] = open_gate,
    logins: Logins | None = None,
) -> AsyncIterator[Session]:  # fmt: skip
    """Launch the browser, with a gate of its own, for as long as the block runs. `logins` are shared with others.

    Raises BrowserError where it does not start.
    """
    async with launching(lambda: browser, opening) as launcher, session_of(launcher, engine, logins) as session:
        yield session


@contextlib.asynccontextmanager
async def session_of(launcher: Launcher, engine: Engine, logins: Logins | None = None) -> AsyncIterator[Session]:
    """Use the browser that is being launched, for as long as the block runs.

    Raises BrowserError where it does not start.
    """
    session = Session(launcher, engine, logins)
    try:
        await session.start()
        yield session
    finally:
        await session.close()


async def _leaves(tab: Tab) -> bool:
    if tab.crashed.is_set():
        return False
    try:
        await tab.leave()
    except Error:
        return False
    return True
