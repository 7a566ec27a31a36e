"""Whether addresses answer as they did when they were audited: requested now and then, politely."""

from __future__ import annotations

import asyncio
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field

from nyx_audit.engine.auditor import Audited, Job
from nyx_audit.engine.carry import LANGUAGE, LIMITS, Answers
from nyx_audit.model.visit import Part
from nyx_audit.net.access import OPEN_TO_ALL, Accesses
from nyx_audit.net.addresses import host_of, is_loopback
from nyx_audit.net.client import Session, open_session
from nyx_audit.net.hosts import Hosts
from nyx_audit.net.pace import Pace
from nyx_audit.net.policy import FetchPolicy
from nyx_audit.net.sameness import has_same_content, part_of_answer

LOOPBACK_SECONDS = 2.0
ELSEWHERE_SECONDS = 30.0


@dataclass(slots=True)
class Polled:
    """What the pages of an audit were made of, as far as it came from their own hosts.

    `accesses` are what the hosts are shown. `jobs` are by host, as are `parts`, the answers, and `lost`, the addresses of
    pages that could not be audited. What somebody who is signed in sees is not polled: only the browser has the session.
    """

    accesses: Accesses = OPEN_TO_ALL
    jobs: dict[str, Job] = field(default_factory=dict)
    parts: dict[str, set[Part]] = field(default_factory=lambda: defaultdict(set))
    lost: dict[str, set[str]] = field(default_factory=lambda: defaultdict(set))

    def note(self, job: Job, audited: Audited) -> None:
        """Take what a page was made of."""
        host = host_of(job.url)
        access = self.accesses.of_host(job.url)
        if access and access.holds_session:
            return
        self.jobs.setdefault(host, job)
        if not audited.parts:
            self.lost[host].add(job.url)
        self.parts[host].update(part for part in audited.parts if host_of(part.hops[0]) == host)

    async def until_changed(self) -> None:
        """Return when a page, or what it is made of, answers otherwise. What differs each time is not waited for."""
        if not self.jobs:
            await asyncio.Event().wait()
        waiting = [asyncio.ensure_future(self._host(host, job)) for host, job in self.jobs.items()]
        try:
            await asyncio.wait(waiting, return_when=asyncio.FIRST_COMPLETED)
        finally:
            for one in waiting:
                one.cancel()
            await asyncio.gather(*waiting, return_exceptions=True)

    async def _host(self, host: str, job: Job) -> None:
        every = LOOPBACK_SECONDS if is_loopback(job.url) else ELSEWHERE_SECONDS
        hosts = Hosts(Pace(), accesses=self.accesses)
        restless: set[Part] = set()
        async with open_session(hosts, FetchPolicy(job.url, job.rate)) as session:
            while True:
                await asyncio.sleep(every)
                if await _any_is_back(session, self.lost[host]):
                    return
                if await _any_changed(session, self.parts[host] - restless, restless):
                    return


async def _any_is_back(session: Session, urls: Iterable[str]) -> bool:
    for url in urls:
        answer = await session.get(url, LIMITS, LANGUAGE)
        if answer.reason is None and (answer.status or 0) < 400:
            return True
    return False


async def _any_changed(session: Session, parts: Iterable[Part], restless: set[Part]) -> bool:
    answers = Answers(session)
    for part in parts:
        if await answers.are_same((part,)):
            continue
        url = part.hops[0]
        one = part_of_answer(await session.get(url, LIMITS, LANGUAGE))
        if one is None or one.reason:
            # A server that is started again is waited for.
            continue
        if has_same_content(one, await session.get(url, LIMITS, LANGUAGE)):
            return True
        restless.add(part)
    return False
