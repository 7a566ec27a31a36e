"""Turns the page of a tab into a phone's, loading it again where it asked at load what device this is."""

from __future__ import annotations

import re
from dataclasses import dataclass

from playwright.async_api import CDPSession, Error, Page, Response
from playwright.async_api import TimeoutError as PlaywrightTimeout

from nyx_audit.browser import answers, views
from nyx_audit.browser.guard import SAFE_METHODS, Guard
from nyx_audit.browser.loads import Loads
from nyx_audit.browser.request import LOAD_SECONDS, VisitRequest
from nyx_audit.browser.world import Worlds
from nyx_audit.errors import PageFailed
from nyx_audit.model.reason import Reason, ReasonCode

# Asking whether a touch event exists leaves no trace in the page, so scripts are searched for the question.
TOUCH_QUESTION = r"ontouchstart|TouchEvent|createTouch"
# Of a document that is not kept, only what stands in it is left.
MENTIONS = "(question) => [...document.scripts].some((one) => new RegExp(question).test(one.text))"

# While a page waits for what must come before its first picture, nothing that is measured by pictures ever ends.
IS_DRAWN = """() => Promise.race([
    new Promise((done) => requestAnimationFrame(() => done(true))),
    new Promise((done) => setTimeout(done, 1000, false)),
])"""


@dataclass(frozen=True, slots=True)
class Phone:
    """The parts of a tab that make its page a phone's."""

    page: Page
    cdp: CDPSession
    worlds: Worlds
    guard: Guard
    loads: Loads
    version: str

    async def become(self, request: VisitRequest, response: Response, slowdown: float) -> list[str]:
        """Turn the page into a phone's, and return a note where it was loaded again for that.

        It is waited for so many times longer than on a quiet machine.

        Raises PageFailed where it did not load again.
        """
        top = await self.worlds.of(self.guard.frame)
        question = await self._question(response)
        places = await self.worlds.call(top, "() => nyx.elements.places()") if question else None
        await views.touch(self.cdp, self.version, on=True)
        await views.show(self.cdp, views.PHONE)
        if places is None:
            return []
        await self._reload(request)
        loaded = await self._loaded(LOAD_SECONDS * slowdown)
        top = await self.worlds.of(self.guard.frame)
        await self.worlds.call(top, "(places) => nyx.elements.adopt(places)", places)
        return [f"loaded again as a phone: it asked for {question}", *loaded]

    async def asks(self, response: Response) -> bool:
        """Return whether the page asked at load what device this is."""
        return bool(await self._question(response))

    async def _reload(self, request: VisitRequest) -> None:
        await request.pace()
        self.guard.reopen()
        self.worlds.forget()
        try:
            await self.page.reload(wait_until="commit", timeout=request.seconds * 1000)
        except Error as error:
            if not isinstance(error, PlaywrightTimeout) and "net::" not in str(error):
                # The tab or the browser died: that says nothing of the page.
                raise
            why = answers.network_reason(str(error))
            raise PageFailed(Reason(why.code, f"did not load again as a phone: {why}")) from error

    async def _loaded(self, seconds: float) -> list[str]:
        """Wait until all of the page is there, and return a note where only its document is.

        Raises PageFailed where that cannot be seen either.
        """
        if await self.loads.loaded(self.page, seconds, lambda: False):
            return []
        top = await self.worlds.of(self.guard.frame)
        if not self.loads.arrived or not await self.worlds.call(top, IS_DRAWN):
            text = f"did not load again as a phone within {seconds:.0f} s"
            raise PageFailed(Reason(ReasonCode.TIMEOUT, text))
        return [f"not fully loaded as a phone after {LOAD_SECONDS:.0f} s; audited as it was"]

    async def _question(self, response: Response) -> str:
        """Return what the page asked about the device at load, in words; empty where it did not."""
        if "user-agent" in response.headers.get("vary", "").lower():
            return "the user agent (by its Vary header)"
        found = await self.cdp.send(
            "Runtime.evaluate", {"expression": "window[Symbol.for('nyx.sensed')]", "returnByValue": True}
        )
        sensed = found["result"].get("value")
        if isinstance(sensed, str) and sensed:
            return re.sub(r"[^A-Za-z, ]", "", sensed)[:80]
        return "touch events" if await self._scripts_mention_touch(response.request.method) else ""

    async def _scripts_mention_touch(self, method: str) -> bool:
        top = await self.worlds.of(self.guard.frame)
        if await self.worlds.call(top, MENTIONS, TOUCH_QUESTION):
            return True
        tree = (await self.cdp.send("Page.getResourceTree"))["frameTree"]
        frame, url = tree["frame"]["id"], tree["frame"]["url"]
        # To search an answer that is not kept, the browser requests it once more: nothing is to be sent twice.
        document = [url] if method in SAFE_METHODS else []
        scripts = [*document, *(one["url"] for one in tree["resources"] if one["type"] == "Script")]
        for one in scripts:
            query = {"frameId": frame, "url": one, "query": TOUCH_QUESTION, "isRegex": True}
            try:
                answer = await self.cdp.send("Page.searchInResource", query)
            except Error:
                continue
            if answer["result"]:
                return True
        return False
