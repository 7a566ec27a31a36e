"""Nothing but GET and HEAD leaves a tab, and no page goes on to another by itself, but while a person's actions are played.

Nor does a page lead to an address of this machine or its network, each hop of it and of its frames, and each request
of its scripts: `net/gate.py` judges them, and is the only way out for all that is not paused.

The debugger protocol's Fetch domain pauses only the resource types that can carry another method, which costs
1.08 times an unguarded navigation (`benchmarks/guard.py`); routing every request costs 2.4 times and turns the
cache off. Refusing with `Aborted` leaves the page as it is. Shared workers and popups have no tab whose requests
could be paused: `session.py` launches the browser without them. No domain pauses a web socket or what is prefetched
by speculation rules: `closed.js` closes them, and the gate has no way for a web socket.
"""

from __future__ import annotations

import asyncio
import contextlib
from collections.abc import Awaitable, Callable, Collection
from dataclasses import dataclass
from typing import Any

from playwright.async_api import CDPSession, Error

from nyx_audit.model.reason import Reason
from nyx_audit.net.access import Accesses, header_fields
from nyx_audit.net.addresses import host_of, without_userinfo

PAUSED = ("Document", "XHR", "Fetch", "Ping", "CSPViolationReport", "Other")
SAFE_METHODS = ("GET", "HEAD")

# Rules of what to prefetch, which a header names, come as a request of this type and are known by their answer only.
ANSWERED = "Other"
PREFETCH_RULES = "application/speculationrules+json"

# At the end of what was held back: it was to bring the next page.
MAIN = " as the page"

Allow = Callable[[str], Reason | None]
Judge = Callable[[str], Awaitable[Reason | None]]


@dataclass(frozen=True, slots=True)
class Leave:
    """What may leave while an action is played: the page for these hosts, and with `sends`, requests of any method to them."""

    hosts: frozenset[str]
    sends: bool


class Guard:
    """Watches one tab. `begin` opens the one navigation that is ours; all later ones are aborted and recorded.

    Requests bear the headers of the access to their host; no other host gets them.
    """

    def __init__(self, cdp: CDPSession, frame: str, accesses: Accesses) -> None:
        self._cdp, self.frame, self._accesses = cdp, frame, accesses
        self._leave: Leave | None = None
        self._tasks: set[asyncio.Task[None]] = set()
        self._allow: Allow
        self._judge: Judge
        self._ours: str | None = None
        self._open = False
        self.refused = 0
        self.chain: list[str] = []
        self.navigations: list[str] = []
        self.held: list[str] = []
        self.stopped_at: tuple[str, Reason] | None = None

    async def start(self) -> None:
        """Begin pausing requests; from here on nothing but GET and HEAD leaves."""
        self._cdp.on("Fetch.requestPaused", self._paused)
        patterns = [{"resourceType": kind, "requestStage": "Request"} for kind in PAUSED]
        patterns.append({"resourceType": ANSWERED, "requestStage": "Response"})
        # Only what bears a header of ours must be paused whatever it is for.
        hosts = [host for host, access in self._accesses.by_host.items() if header_fields(access)]
        patterns += [{"urlPattern": f"*://{host}/*", "requestStage": "Request"} for host in hosts]
        await self._cdp.send("Fetch.enable", {"patterns": patterns})

    def begin(self, allow: Allow, judge: Judge) -> None:
        """Let the next navigation of the main frame pass, each hop of it if neither `allow` nor `judge` has a reason
        against it. All other requests are only judged."""
        self._allow, self._judge, self._ours, self._open = allow, judge, None, True
        self.refused, self.chain, self.navigations, self.held, self.stopped_at = 0, [], [], [], None

    def play(self, leave: Leave | None) -> None:
        """Let what an action leads to pass from now on; None ends it."""
        self._leave = leave

    @property
    def is_playing(self) -> bool:
        """Whether an action is being played."""
        return self._leave is not None

    def stand_at(self, url: str) -> None:
        """Take an address for where the page is: actions led there, and no redirects."""
        self.chain, self._open = [url], False

    def reopen(self) -> None:
        """Let the same page be loaded once more: it takes the place of the first load in the chain."""
        del self.chain[-1:]
        self._ours, self._open = None, True

    def _paused(self, event: dict[str, Any]) -> None:
        task = asyncio.ensure_future(self._answer(event))
        self._tasks.add(task)
        task.add_done_callback(self._tasks.discard)

    async def _answer(self, event: dict[str, Any]) -> None:
        answer = {"requestId": event["requestId"]}
        # The tab may be gone by now; then the request is too.
        with contextlib.suppress(Error):
            if await self._refuses(event):
                await self._cdp.send("Fetch.failRequest", {**answer, "errorReason": "Aborted"})
            else:
                await self._cdp.send("Fetch.continueRequest", {**answer, **self._headers(event)})

    async def _refuses(self, event: dict[str, Any]) -> bool:
        request = event["request"]
        if "responseStatusCode" in event:
            return _is_prefetch_rules(event)
        if request["method"] not in SAFE_METHODS and not self._may_send(event):
            self.refused += 1
            return True
        if event["resourceType"] != "Document" or event.get("frameId") != self.frame:
            return await self._judge(request["url"]) is not None
        return await self._refuses_navigation(
            without_userinfo(request["url"]), event.get("networkId", event["requestId"])
        )

    def _may_send(self, event: dict[str, Any]) -> bool:
        if self._leave is None:
            return False
        request = event["request"]
        if self._leave.sends and is_of(request["url"], self._leave.hosts):
            return True
        is_main = event["resourceType"] == "Document" and event.get("frameId") == self.frame
        self.held.append(f"{request['method']} {without_userinfo(request['url'])[:200]}{MAIN if is_main else ''}")
        return False

    def _headers(self, event: dict[str, Any]) -> dict[str, Any]:
        """Return the headers of a request with those of the access to its host; nothing where there are none."""
        access = None if "responseStatusCode" in event else self._accesses.to(event["request"]["url"])
        more = header_fields(access) if access else {}
        if not more:
            return {}
        ours = {name.lower() for name in more}
        sent = {name: value for name, value in event["request"]["headers"].items() if name.lower() not in ours}
        return {"headers": [{"name": name, "value": value} for name, value in (sent | more).items()]}

    async def _refuses_navigation(self, url: str, load: str) -> bool:
        if self._leave:
            if not is_of(url, self._leave.hosts) or await self._judge(url):
                self.navigations.append(url)
                return True
            self.chain.append(url)
            return False
        if self._open and self._ours is None:
            self._ours = load
        if load != self._ours or not self._open:
            self.navigations.append(url)
            return True
        reason = self._allow(url) or await self._judge(url)
        if reason:
            self.stopped_at = (url, reason)
            return True
        self.chain.append(url)
        return False


def is_of(url: str, hosts: Collection[str]) -> bool:
    """Return whether an address is of one of these hosts; what is not a web address is of none."""
    try:
        return host_of(url) in hosts
    except ValueError:
        return False


def _is_prefetch_rules(event: dict[str, Any]) -> bool:
    headers = {str(one["name"]).lower(): str(one["value"]) for one in event.get("responseHeaders", ())}
    return headers.get("content-type", "").lower().startswith(PREFETCH_RULES)
