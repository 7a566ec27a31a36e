"""What of a page did not arrive: its document broken off, style sheets, scripts. By the debugger protocol's Network domain."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from playwright.async_api import CDPSession, Page

from nyx_audit.browser.parts import Parts
from nyx_audit.model.visit import Part

WATCHED = ("Document", "Stylesheet", "Script")
# A page with more of them is no less incomplete.
MOST, MOST_NOTED = 50, 5
POLL_SECONDS, GRACE_SECONDS = 0.1, 1.0


@dataclass(frozen=True, slots=True)
class Lost:
    """A part of a page that did not arrive: its kind (Stylesheet, Script), its address, and why not."""

    kind: str
    url: str
    why: str

    @property
    def words(self) -> str:
        return "a style sheet" if self.kind == "Stylesheet" else "a script"


class Loads:
    """Watches what a tab loads; `begin` forgets the last page."""

    def __init__(self, cdp: CDPSession, frame: str, parts: Parts) -> None:
        self._cdp, self._frame, self._parts = cdp, frame, parts
        self.begin()

    async def start(self) -> None:
        """Watch from now on. Bodies are not kept."""
        self._cdp.on("Network.requestWillBeSent", self._sent)
        self._cdp.on("Network.responseReceived", self._received)
        self._cdp.on("Network.loadingFinished", self._finished)
        self._cdp.on("Network.loadingFailed", self._failed)
        self._parts.start()
        await self._cdp.send("Network.enable", {"maxTotalBufferSize": 0, "maxResourceBufferSize": 0})

    async def loaded(self, page: Page, seconds: float, moves_on: Callable[[], bool]) -> bool:
        """Wait until the page is loaded, its document broke off, or it `moves_on`, which may keep it from ever loading.

        Returns whether any of it came within these seconds.
        """
        waiting = (
            asyncio.ensure_future(page.wait_for_load_state("load", timeout=0)),
            asyncio.ensure_future(self._broken.wait()),
            asyncio.ensure_future(_once(moves_on)),
        )
        try:
            done, _ = await asyncio.wait(waiting, timeout=seconds, return_when=asyncio.FIRST_COMPLETED)
            for one in done:
                one.result()
            if not done:
                self._is_late = True
            return bool(done)
        finally:
            for one in waiting:
                one.cancel()

    def begin(self) -> None:
        """Forget what was lost; a document that is loaded from here on is the page's."""
        self._addresses: dict[str, tuple[str, str]] = {}
        self._document = ""
        self.arrived = False
        self.broke_off = ""
        self._broken = asyncio.Event()
        self.lost: dict[str, Lost] = {}
        self._is_late = False
        self._parts.begin()

    async def parts(self) -> tuple[Part, ...]:
        """Return all that the page was made of, its document first; empty where not all answered, or not in time."""
        return () if self._is_late else await self._parts.read()

    def notes(self) -> list[str]:
        """Return a sentence for each of the first parts that did not arrive."""
        lost = [self.lost[url] for url in sorted(self.lost)][:MOST_NOTED]
        return [f"{one.words} did not load ({one.why}): {one.url[:200]}" for one in lost]

    def lost_sheets(self) -> list[str]:
        """Return the addresses of the style sheets that did not arrive; which was given up first is chance."""
        return sorted(one.url for one in self.lost.values() if one.kind == "Stylesheet")

    def _sent(self, event: Mapping[str, Any]) -> None:
        kind = event.get("type")
        if kind in WATCHED and event.get("frameId") == self._frame:
            self._addresses[event["requestId"]] = (kind, event["request"]["url"])

    def _received(self, event: Mapping[str, Any]) -> None:
        kind, url = self._addresses.get(event["requestId"], ("", ""))
        response = event["response"]
        if kind == "Document":
            # One that the guard aborts gets no answer: the last that did is the page.
            self._document, self.arrived, self.broke_off = event["requestId"], False, ""
        elif kind and response["status"] >= 400:
            self._lose(kind, url, f"answered {response['status']}")
        elif kind == "Stylesheet" and not _is_css(response):
            self._lose(kind, url, f"is {response.get('mimeType') or 'of no known type'}, not a style sheet")

    def _finished(self, event: Mapping[str, Any]) -> None:
        self.arrived = self.arrived or event["requestId"] == self._document

    def _failed(self, event: Mapping[str, Any]) -> None:
        kind, url = self._addresses.get(event["requestId"], ("", ""))
        # What a policy of the page's own blocks, or its script cancels, no visitor gets either.
        if not kind or event.get("canceled") or event.get("blockedReason"):
            return
        if kind != "Document":
            self._lose(kind, url, event["errorText"])
        elif event["requestId"] == self._document:
            self.broke_off = event["errorText"]
            self._broken.set()

    def _lose(self, kind: str, url: str, why: str) -> None:
        if len(self.lost) < MOST:
            self.lost.setdefault(url, Lost(kind, url, why))


async def _once(holds: Callable[[], bool]) -> None:
    """Wait until it holds, and for a while then: what loads all the same may do so."""
    while not holds():
        await asyncio.sleep(POLL_SECONDS)
    await asyncio.sleep(GRACE_SECONDS)


def _is_css(response: Mapping[str, Any]) -> bool:
    # Without a type, and in old documents with any, browsers take what is linked as one.
    return response.get("mimeType", "") in ("", "text/css")
