"""What a page was made of: each answer that it got, with its validators and a digest of its content.

The content is read from the browser's memory, so that nothing is requested twice, and what is kept is what was audited.
"""

from __future__ import annotations

import base64
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from playwright.async_api import CDPSession, Error, Page

from nyx_audit.model.visit import Part
from nyx_audit.net.addresses import without_userinfo
from nyx_audit.net.headers import Headers
from nyx_audit.net.hosts import TOO_MANY_REQUESTS
from nyx_audit.net.sameness import NOT_MODIFIED, digest_of_bytes, digest_of_text, part_of

# Neither changes the page: the guard lets no report leave, and a preflight has no content.
WITHOUT_EFFECT = frozenset({"Ping", "CSPViolationReport", "Preflight"})
# Their answers are not kept in the browser's memory.
UNREADABLE = frozenset({"XHR", "Fetch", "EventSource", "Media", "TextTrack"})
# A page with more of them is audited anew in every run.
MOST = 500
MOST_BYTES = 5_000_000
SERVER_ERROR = 500
# What many pages share.
MOST_KNOWN = 2000


@dataclass(frozen=True, slots=True)
class _Answer:
    status: int
    headers: Headers


@dataclass(slots=True)
class Known:
    """What the tabs of a browser have learned: the last whole answer of each address, digests of contents."""

    answers: dict[str, _Answer] = field(default_factory=dict)
    digests: dict[tuple[str, ...], str] = field(default_factory=dict)

    def whole(self, url: str, answer: _Answer) -> _Answer:
        """Return an answer, instead of a "not modified" that of which the browser has the content."""
        if answer.status != NOT_MODIFIED:
            _make_room(self.answers)
            self.answers[url] = answer
            return answer
        before = self.answers.get(url)
        return before if before and _confirms(answer.headers, before.headers) else answer


@dataclass(slots=True)
class _Request:
    kind: str
    frame: str
    hops: list[str]
    answer: _Answer | None = None
    size: float = 0
    is_over: bool = False
    is_lost: bool = False


@dataclass
class Parts:
    """Notes what a tab's page loads; `begin` forgets the last page. `frame` is the tab's main frame."""

    page: Page
    cdp: CDPSession
    frame: str
    known: Known
    _requests: dict[str, _Request] = field(default_factory=dict)
    _is_whole: bool = True

    def start(self) -> None:
        """Note all requests from when the Network domain is enabled."""
        self.cdp.on("Network.requestWillBeSent", self._sent)
        self.cdp.on("Network.responseReceived", self._received)
        self.cdp.on("Network.loadingFinished", self._finished)
        self.cdp.on("Network.loadingFailed", self._failed)
        # What a worker loads is not seen here.
        self.page.on("worker", lambda _worker: self._give_up())

    def begin(self) -> None:
        """Forget the last page."""
        self._requests, self._is_whole = {}, True

    async def read(self) -> tuple[Part, ...]:
        """Return all that the page was made of, its document first; empty where not all of that is known."""
        loaded = [one for one in self._requests.values() if not one.is_lost and one.kind not in WITHOUT_EFFECT]
        documents = [one for one in loaded if one.kind == "Document" and one.frame == self.frame]
        if not self._is_whole or not documents or not all(map(_has_arrived, loaded)):
            return ()
        found: dict[tuple[str, ...], Part] = {}
        for one in (documents[-1], *loaded):
            part = await self._part(one)
            before = found.setdefault(part.hops, part)
            if not part.can_be_compared or (before.etag, before.modified) != (part.etag, part.modified):
                return ()
        return tuple(found.values())

    async def _part(self, request: _Request) -> Part:
        assert request.answer is not None
        status, headers = request.answer.status, request.answer.headers
        digest = await self._digest(request, headers) if status < 400 and request.kind not in UNREADABLE else ""
        return part_of(tuple(request.hops), status, headers, digest)

    async def _digest(self, request: _Request, headers: Headers) -> str:
        """Return the digest of what was loaded, empty where the browser does not have it any more."""
        if request.size > MOST_BYTES:
            return ""
        stamps = [headers.first(name) for name in ("date", "etag", "last-modified", "content-length")]
        # What comes from the browser's cache has the date of the answer that it was.
        key = (request.hops[-1], *stamps)
        if not stamps[0] or key not in self.known.digests:
            _make_room(self.known.digests)
            self.known.digests[key] = await self._read(request)
        return self.known.digests[key]

    async def _read(self, request: _Request) -> str:
        query = {"frameId": request.frame, "url": request.hops[-1]}
        try:
            found = await self.cdp.send("Page.getResourceContent", query)
        except Error:
            if self.page.is_closed():
                raise
            return ""
        content = str(found["content"])
        return digest_of_bytes(base64.b64decode(content)) if found["base64Encoded"] else digest_of_text(content)

    def _sent(self, event: Mapping[str, Any]) -> None:
        url = without_userinfo(event["request"]["url"])
        if not url.startswith(("http://", "https://")):
            return
        request = self._requests.get(event["requestId"])
        if request and "redirectResponse" in event:
            request.hops.append(url)
        elif len(self._requests) >= MOST:
            self._give_up()
        else:
            self._requests[event["requestId"]] = _Request(event.get("type", ""), event.get("frameId", ""), [url])

    def _received(self, event: Mapping[str, Any]) -> None:
        if request := self._requests.get(event["requestId"]):
            answer = _Answer(int(event["response"]["status"]), _headers(event["response"]))
            request.answer = self.known.whole(request.hops[-1], answer)

    def _finished(self, event: Mapping[str, Any]) -> None:
        if request := self._requests.get(event["requestId"]):
            request.is_over, request.size = True, event.get("encodedDataLength", 0)

    def _failed(self, event: Mapping[str, Any]) -> None:
        request = self._requests.get(event["requestId"])
        if request is None or request.kind in WITHOUT_EFFECT:
            return
        # Browsers give up the content of an error, but not that it was one.
        request.is_over, request.is_lost = True, request.answer is None
        # What the guard, a policy of the page's or its own script holds off would be held off again.
        if not (event.get("canceled") or event.get("blockedReason") or event.get("corsErrorStatus")):
            self._give_up()

    def _give_up(self) -> None:
        self._is_whole = False


def _has_arrived(request: _Request) -> bool:
    """Whether it answered, and not by what another time may be another answer."""
    if not request.is_over or request.answer is None:
        return False
    status = request.answer.status
    return status < SERVER_ERROR and status not in (NOT_MODIFIED, TOO_MANY_REQUESTS)


def _headers(response: Mapping[str, Any]) -> Headers:
    """Return the headers of an answer; of several of one name, the browser makes lines."""
    return Headers(tuple((name, line) for name, value in response["headers"].items() for line in value.split("\n")))


def _confirms(now: Headers, before: Headers) -> bool:
    """Return whether the validators that "not modified" states, if any, are those of the answer that it stands for."""
    stated = ((now.first(name), before.first(name)) for name in ("etag", "last-modified"))
    return all(not one or one == other for one, other in stated)


def _make_room(known: dict[Any, Any]) -> None:
    if len(known) >= MOST_KNOWN:
        known.clear()
