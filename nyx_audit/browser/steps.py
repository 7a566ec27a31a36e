"""Plays the actions of a login or a flow in a tab. Only while it does may the page go on, and what an action sends leave."""

from __future__ import annotations

import asyncio
import time
from dataclasses import dataclass, field, replace

from playwright.async_api import Error, Frame, Locator, Page, Request, Response
from playwright.async_api import TimeoutError as PlaywrightTimeout

from nyx_audit.browser import answers
from nyx_audit.browser.arrival import Arrival
from nyx_audit.browser.controls import ControlError, find_control
from nyx_audit.browser.guard import MAIN, Leave, is_of
from nyx_audit.browser.world import ScriptError
from nyx_audit.errors import PageFailed, VisitError
from nyx_audit.model.access import Action, Deed, Script, plain
from nyx_audit.model.reason import Reason, ReasonCode

# Seconds of a quiet machine: until a control is there, a text can be seen, one thing is done, the page has gone on.
FIND_SECONDS, SEE_SECONDS, DO_SECONDS, GO_SECONDS, STILL_MS = 5.0, 10.0, 10.0, 20.0, 2000
# What a click starts by a script begins a moment later.
MOMENT = 0.15
MOST_HOPS = 10
ELSEWHERE = "whose host is not of the site; name it in access.hosts"


@dataclass
class _Going:
    """Whether the main frame is on its way to another document, and what answered last."""

    page: Page
    under_way: set[Request] = field(default_factory=set)
    response: Response | None = None

    def watch(self) -> None:
        self.page.on("request", self._begins)
        self.page.on("requestfailed", self._ends)
        self.page.on("framenavigated", self._arrives)
        self.page.on("response", self._answers)

    def forget(self) -> None:
        self.page.remove_listener("request", self._begins)
        self.page.remove_listener("requestfailed", self._ends)
        self.page.remove_listener("framenavigated", self._arrives)
        self.page.remove_listener("response", self._answers)

    def _is_ours(self, request: Request) -> bool:
        return request.is_navigation_request() and request.frame == self.page.main_frame

    def _begins(self, request: Request) -> None:
        if self._is_ours(request):
            self.under_way = {request}

    def _ends(self, request: Request) -> None:
        self.under_way.discard(request)

    def _arrives(self, frame: Frame) -> None:
        if frame == self.page.main_frame:
            self.under_way.clear()

    def _answers(self, response: Response) -> None:
        if self._is_ours(response.request):
            self.response = response


@dataclass(frozen=True, slots=True)
class Steps:
    """The parts of a tab that play actions."""

    page: Page
    arrival: Arrival

    async def play(self, script: Script) -> Response | None:
        """Do what the script says, one action after another; return what answered the last document, None where none did.

        Raises PageFailed with the action that could not be done.
        """
        going = _Going(self.page)
        going.watch()
        try:
            for number, action in enumerate(script.actions, 1):
                called = f"action {number} ({action})"
                self._refuse_elsewhere(script, called)
                self.arrival.guard.play(Leave(frozenset(script.hosts), sends=action.sends))
                await self._one(action, called, script, going)
        finally:
            self.arrival.guard.play(None)
            going.forget()
        self.arrival.guard.stand_at(self.page.url)
        return going.response

    def _refuse_elsewhere(self, script: Script, called: str) -> None:
        """Raise PageFailed where the page is not of the site: it would be told what only the site may know."""
        if not is_of(self.page.url, script.hosts):
            raise _failed(called, f"the page is {self.page.url[:200]}, {ELSEWHERE}")

    def _frames(self, script: Script) -> list[Frame]:
        """The frames of the site: what others embed is told nothing."""
        return [one for one in self.page.frames if is_of(one.url, script.hosts) or one.url.startswith("about:")]

    async def _one(self, action: Action, called: str, script: Script, going: _Going) -> None:
        guard = self.arrival.guard
        held, led = len(guard.held), len(guard.navigations)
        try:
            await self._do(action, script)
            await self._settled(going)
        except ControlError as error:
            hint = f"; before it, a request was held back that would send ({guard.held[-1]})" if guard.held else ""
            raise _failed(called, f"{error}{hint}") from error
        except PlaywrightTimeout as error:
            raise _failed(called, f"could not be done within {DO_SECONDS:.0f} s") from error
        except Error as error:
            if self.page.is_closed() or "crashed" in str(error).lower():
                raise
            raise _failed(called, str(error).splitlines()[0][:200]) from error
        if guard.navigations[led:]:
            raise _failed(called, f"leads to {guard.navigations[-1][:200]}, {ELSEWHERE}")
        if any(one.endswith(MAIN) for one in guard.held[held:]):
            what = guard.held[-1].removesuffix(MAIN)
            raise _failed(called, f"sends something ({what}), which only an action with `sends: true` may")
        if going.response and going.response.status >= 400:
            _refuse_error(called, going.response)

    async def _do(self, action: Action, script: Script) -> None:
        slowdown = self.arrival.machine.slowdown()
        within = DO_SECONDS * slowdown * 1000
        match action.deed:
            case Deed.GOTO:
                await self.page.goto(action.what, wait_until="commit", timeout=GO_SECONDS * slowdown * 1000)
            case Deed.PRESS:
                await self.page.keyboard.press(action.what)
            case Deed.WAIT_FOR:
                await self._seen(action.what, SEE_SECONDS * slowdown)
            case _:
                control = await find_control(
                    lambda: self._frames(script), action.deed, action.what, FIND_SECONDS * slowdown
                )
                await _use(control, action, within)

    async def _seen(self, text: str, seconds: float) -> None:
        """Wait until a text can be seen in any frame. Raises ControlError."""
        ends = time.monotonic() + seconds
        while time.monotonic() < ends:
            for frame in self.page.frames:
                try:
                    if await frame.get_by_text(text).locator("visible=true").count():
                        return
                except Error:
                    continue
            await asyncio.sleep(MOMENT)
        title = (await self.page.title())[:100]
        raise ControlError(f'the text "{text}" did not come; the page is "{title}"')

    async def _settled(self, going: _Going) -> None:
        """Wait until the page has gone on, if it does, and stands still."""
        slowdown = self.arrival.machine.slowdown()
        for _ in range(MOST_HOPS):
            await asyncio.sleep(MOMENT)
            ends = time.monotonic() + GO_SECONDS * slowdown
            while going.under_way and time.monotonic() < ends:
                await asyncio.sleep(MOMENT / 3)
            self.arrival.worlds.forget()
            try:
                await self.page.wait_for_load_state("load", timeout=GO_SECONDS * slowdown * 1000)
                await self.arrival.still(STILL_MS)
            except (ScriptError, PlaywrightTimeout):
                # It went on meanwhile, or never ends to load: it is taken as it stands.
                continue
            except Error:
                if self.page.is_closed():
                    raise
                continue
            if not going.under_way:
                return


async def _use(control: Locator, action: Action, within: float) -> None:
    value = plain(action.value)
    match action.deed:
        case Deed.FILL:
            await control.fill(value, timeout=within)
        case Deed.CHECK:
            await control.check(timeout=within)
        case Deed.UNCHECK:
            await control.uncheck(timeout=within)
        case Deed.CHOOSE:
            await _choose(control, value, within)
        case _:
            await control.click(timeout=within)


async def _choose(control: Locator, option: str, within: float) -> None:
    """Choose in a list, or a radio button of a group."""
    if await control.evaluate("(one) => one.localName === 'select'"):
        options = [str(one).strip() for one in await control.locator("option").all_inner_texts()]
        if option not in options:
            raise ControlError(f'there is no option "{option}"; there are {", ".join(options[:8])}')
        await control.select_option(label=option, timeout=within)
        return
    for role in ("radio", "checkbox"):
        button = control.get_by_role(role, name=option, exact=True)
        if await button.count():
            await button.first.check(timeout=within)
            return
    await control.click(timeout=within)
    await control.page.get_by_role("option", name=option, exact=True).first.click(timeout=within)


def _refuse_error(called: str, response: Response) -> None:
    """Raise PageFailed with the action whose answer is an error; its code tells whether a login is needed."""
    try:
        answers.refuse(response.status, response.headers)
    except VisitError as error:
        raise PageFailed(replace(error.reason, text=f"{called}: {error}")) from error


def _failed(called: str, why: str) -> PageFailed:
    return PageFailed(Reason(ReasonCode.STEP_FAILED, f"{called}: {why}"))
