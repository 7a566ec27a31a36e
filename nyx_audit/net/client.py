"""The one polite way to the net outside of the browser: GET and HEAD within robots.txt, pace, reach and limits."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Mapping
from contextlib import asynccontextmanager
from dataclasses import dataclass, replace
from pathlib import Path
from types import MappingProxyType
from typing import Literal
from urllib.parse import urlsplit

from nyx_audit.model.reason import Reason, ReasonCode
from nyx_audit.net.access import fetch_fields
from nyx_audit.net.addresses import host_of, is_loopback, origin_of
from nyx_audit.net.bounds import Budget, Sink
from nyx_audit.net.fetched import Fetched
from nyx_audit.net.headers import retry_after
from nyx_audit.net.hosts import Hosts
from nyx_audit.net.policy import FetchPolicy, Limits, nothing
from nyx_audit.net.reach import Resolve, is_inside, resolve
from nyx_audit.net.redirects import Trail, location_of
from nyx_audit.net.robots import MAX_SIZE, Robots
from nyx_audit.net.transport import Transport, TransportError

BUSY = frozenset({429, 503})
ROBOTS_LIMITS = Limits(seconds=20.0, max_bytes=MAX_SIZE, max_hops=5)
# HEAD itself may have been the trouble; the same GET may be answered.
HEAD_FAILS = frozenset({ReasonCode.TIMEOUT, ReasonCode.UNREADABLE})
WITHOUT_END = frozenset({ReasonCode.REDIRECT_LOOP, ReasonCode.COOKIE_NEEDED, ReasonCode.TOO_MANY_REDIRECTS})
NO_FIELDS: Mapping[str, str] = MappingProxyType({})
Method = Literal["GET", "HEAD"]


@dataclass(frozen=True, slots=True)
class _Ask:
    """What is sent to each address of a fetch."""

    method: Method
    fields: Mapping[str, str]


@asynccontextmanager
async def open_session(hosts: Hosts, policy: FetchPolicy, resolving: Resolve = resolve) -> AsyncIterator[Session]:
    """Open a session that keeps to a policy, for as long as the block runs."""
    async with Transport(policy.own_hosts, resolving, hosts.accesses) as transport:
        yield Session(hosts, policy, transport)


@dataclass(frozen=True, slots=True)
class Session:
    """Fetches for one site. Nothing is raised for what a host does; each fetch returns a record."""

    hosts: Hosts
    policy: FetchPolicy
    _transport: Transport

    async def get(self, url: str, limits: Limits, fields: Mapping[str, str] = NO_FIELDS) -> Fetched:
        """Return what an address answers, with its body, cut at the limit; `fields` are further headers of the request."""
        body = bytearray()
        sink = Sink(body.extend, limits.max_bytes)
        fetched = await self._fetch(url, _Ask("GET", fields), limits, sink)
        return replace(fetched, body=bytes(body), is_cut=sink.is_cut)

    async def head(self, url: str, limits: Limits, fields: Mapping[str, str] = NO_FIELDS) -> Fetched:
        """Return what an address answers, without its body: by HEAD, and by GET where HEAD fails."""
        return await self._fetch(url, _Ask("HEAD", fields), limits, None)

    async def download(self, url: str, path: Path, limits: Limits) -> Fetched:
        """Write what an address answers to a file. One that is larger than the limit is a reason. Raises OSError."""
        with path.open("wb") as file:
            sink = Sink(file.write, limits.max_bytes)
            fetched = await self._fetch(url, _Ask("GET", NO_FIELDS), limits, sink)
        if not sink.is_cut:
            return fetched
        reason = Reason(ReasonCode.TOO_LARGE, f"is larger than {limits.max_bytes // 1_000_000} MB")
        return replace(fetched, reason=reason, is_cut=True)

    async def robots(self, url: str, *, anew: bool = False) -> Robots:
        """Return the robots.txt of an address's host, which is read once a run unless it is to be read `anew`.

        Raises ValueError for what is not an address.
        """
        if anew:
            self.hosts.robots.pop(origin_of(url), None)
        return (await self._robots(url))[0]

    async def refusal(self, url: str) -> Reason | None:
        """Return why an address must not be requested, or None; a page must not send us to this network."""
        try:
            if is_inside(url) and not self._may_be_inside(url):
                return Reason(ReasonCode.PRIVATE_ADDRESS, "an address of this network")
            return self.policy.refuse(url) or self.hosts.refusal(url) or await self._closed(url)
        except ValueError:
            return Reason(ReasonCode.NOT_AN_ADDRESS, "is not a web address")

    def rate(self, url: str) -> float:
        """Return the requests a second that a host bears, as far as its robots.txt was read.

        Raises ValueError for what is not an address.
        """
        rate = self.policy.rate if self._is_own(url) else self.policy.others_rate
        read = self.hosts.robots.get(origin_of(url))
        robots = self.policy.robots.by_host.get(host_of(url)) or (read and read[0])
        return min(rate, 1 / robots.crawl_delay) if robots and robots.crawl_delay else rate

    async def _fetch(self, url: str, ask: _Ask, limits: Limits, sink: Sink | None) -> Fetched:
        trail, budget = Trail([url], limits.max_hops), Budget(limits.seconds)
        while True:
            refusal = await self.refusal(trail.at)
            if refusal:
                return Fetched(tuple(trail.hops), reason=refusal)
            found = await self._tried(trail.at, ask, budget, sink)
            location = location_of(found.status, found.headers)
            reason = trail.follow(location, found.headers) if location else found.reason
            if reason or not location:
                return replace(found, hops=tuple(trail.hops), reason=reason)

    async def _tried(self, url: str, ask: _Ask, budget: Budget, sink: Sink | None) -> Fetched:
        """Request once, and once more by GET where HEAD failed, or where a busy host requested a pause."""
        first = await self._once(url, ask, budget, sink)
        if not self._is_worth_another(url, ask.method, first):
            return first
        return await self._once(url, replace(ask, method="GET"), budget, sink)

    def _is_worth_another(self, url: str, method: Method, first: Fetched) -> bool:
        if first.status in BUSY:
            pause = retry_after(first.headers)
            if pause is not None:
                return self.hosts.pause(url, first.status, pause)
        failed = first.reason.code in HEAD_FAILS if first.reason else (first.status or 0) >= 400
        return method == "HEAD" and failed

    async def _once(self, url: str, ask: _Ask, budget: Budget, sink: Sink | None) -> Fetched:
        await self.hosts.pace.wait(url, self.rate(url))
        try:
            # A HEAD that hangs leaves time for the GET.
            async with budget.spending(0.5 if ask.method == "HEAD" else 1.0):
                return await self._exchange(url, ask, sink)
        except TransportError as error:
            return Fetched((url,), reason=error.reason)
        except TimeoutError:
            return Fetched((url,), reason=Reason(ReasonCode.TIMEOUT, "did not answer in time"))

    async def _exchange(self, url: str, ask: _Ask, sink: Sink | None) -> Fetched:
        access = self.hosts.accesses.to(url)
        fields = {**ask.fields, **fetch_fields(access)} if access else ask.fields
        async with self._transport.send(ask.method, url, fields) as reply:
            # What stands beside a redirect, or a request for a pause, is not the content.
            is_content = reply.status not in BUSY and not location_of(reply.status, reply.headers)
            if sink and is_content:
                async for piece in reply.pieces():
                    if not sink.take(piece):
                        break
            return Fetched((url,), reply.status, headers=reply.headers)

    async def _closed(self, url: str) -> Reason | None:
        """Return why robots.txt closes an address, or None; where its host is the trouble, that is the reason."""
        if not self.policy.heeds_robots:
            return None
        own = self.policy.robots.by_host.get(host_of(url))
        if own is None and is_loopback(url):
            return None
        robots, trouble = (own, None) if own else await self._robots(url)
        closed = robots.reason(url)
        return (trouble or closed) if closed else None

    async def _robots(self, url: str) -> tuple[Robots, Reason | None]:
        origin, known = origin_of(url), self.hosts.robots
        async with self.hosts.reading.setdefault(origin, asyncio.Lock()):
            if origin not in known:
                open_to_all = replace(self, policy=replace(self.policy, heeds_robots=False, refuse=nothing))
                known[origin] = _read(await open_to_all.get(f"{origin}/robots.txt", ROBOTS_LIMITS))
        return known[origin]

    def _may_be_inside(self, url: str) -> bool:
        return (urlsplit(url).hostname or "").rstrip(".") in self.policy.own_hosts

    def _is_own(self, url: str) -> bool:
        return urlsplit(url).hostname == urlsplit(self.policy.page).hostname


def _read(answer: Fetched) -> tuple[Robots, Reason | None]:
    if answer.reason is None:
        return Robots.read(answer.status, answer.text, url=answer.final, is_cut=answer.is_cut), None
    if answer.reason.code in WITHOUT_END:
        # RFC 9309, 2.3.1.2: more than five redirects are as good as no file.
        return Robots(), None
    return Robots.read(None), answer.reason
