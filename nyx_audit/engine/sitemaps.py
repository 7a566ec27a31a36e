"""The pages that a site's sitemaps name."""

from __future__ import annotations

import asyncio
from collections import deque
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field

from nyx_audit.crawl.sitemap import MAX_SIZE, Sitemap, parse_sitemap
from nyx_audit.net.again import pause_before_another
from nyx_audit.net.client import Session
from nyx_audit.net.fetched import GONE, Fetched
from nyx_audit.net.policy import Limits

LIMITS = Limits(seconds=20.0, max_bytes=MAX_SIZE, max_hops=5)
# A host that is slow with each of its sitemaps does not hold up the night.
ALL_SECONDS = 300.0
MAX_SITEMAPS = 50
MAX_PAGES = 100_000


async def fetch_sitemaps(
    addresses: Sequence[str],
    session: Session,
    note: Callable[[str], None],
    *,
    guessed: bool = False,
    seconds: float = ALL_SECONDS,
) -> list[str]:
    """Return the pages that sitemaps name, those of indexes among them, read within so many seconds altogether.

    What could not be read is noted, in a sentence each; where the addresses are only `guessed`, nobody said that there
    is a sitemap, and one that is not there is not missing.
    """
    reading = _Reading(session, note, guessed)
    reading.take(addresses)
    try:
        async with asyncio.timeout(seconds):
            await reading.read_all()
    except TimeoutError:
        note(f"the sitemaps were not all read: the {seconds:.0f} s for them were over")
    return list(reading.pages)


@dataclass(slots=True)
class _Reading:
    """Sitemaps under way. Of an index without end, only as many addresses are kept as are read."""

    session: Session
    note: Callable[[str], None]
    guessed: bool
    pages: dict[str, None] = field(default_factory=dict)
    _waiting: deque[str] = field(default_factory=deque)
    _seen: set[str] = field(default_factory=set)
    _left_out: int = 0
    _later: dict[str, float] = field(default_factory=dict)
    _is_second: bool = False

    def take(self, addresses: Sequence[str]) -> None:
        for one in dict.fromkeys(addresses):
            if one in self._seen:
                continue
            if len(self._seen) >= MAX_SITEMAPS:
                self._left_out += 1
                continue
            self._seen.add(one)
            self._waiting.append(one)

    async def read_all(self) -> None:
        await self._read_waiting()
        if self._later:
            await asyncio.sleep(max(self._later.values()))
            self._waiting.extend(self._later)
            self._is_second = True
            await self._read_waiting()
        if len(self.pages) >= MAX_PAGES:
            self.note(f"the sitemaps name more than {MAX_PAGES:,} pages; the rest was left out")
        elif self._left_out:
            self.note(f"{self._left_out:,} further sitemaps were not read (the limit is {MAX_SITEMAPS})")

    async def _read_waiting(self) -> None:
        while self._waiting and len(self.pages) < MAX_PAGES:
            await self._read(self._waiting.popleft())

    async def _read(self, url: str) -> None:
        answer = await self.session.get(url, LIMITS)
        if answer.failure:
            pause = None if self._is_second else pause_before_another(answer)
            if pause is not None:
                self._later[url] = pause
            elif not (self.guessed and answer.status in GONE):
                self.note(f"the sitemap {url} could not be read ({answer.failure})")
            return
        # A large one takes seconds to read, in which the tabs must not wait.
        found = await asyncio.to_thread(parse_sitemap, answer.body, answer.final)
        if self.guessed and found.is_page:
            return
        problem = found.problem or _cut(answer)
        if problem:
            self.note(f"the sitemap {url}: {problem}")
        self._keep(found)

    def _keep(self, found: Sitemap) -> None:
        room = MAX_PAGES - len(self.pages)
        self.pages.update(dict.fromkeys(found.pages[:room]))
        self.take(found.sitemaps)


def _cut(answer: Fetched) -> str:
    return f"it is larger than {MAX_SIZE // 1_000_000} MB; the rest was left out" if answer.is_cut else ""
