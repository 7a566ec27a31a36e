"""On which pages of a site the controls are tried: what costs seconds a page is spent on a sample of a large site.

Pages that were named, and one in eight by permanent random numbers, are tried at their visit; when all pages are known,
so are those where people act, and as many of each template as are lacking. The same site has the same sample in each run.
"""

from __future__ import annotations

import asyncio
from collections import Counter
from collections.abc import Awaitable, Callable, Collection, Iterable, Mapping
from dataclasses import dataclass, replace

from nyx_audit.crawl.items import Item
from nyx_audit.crawl.sampling import random_number
from nyx_audit.engine.auditor import Audited, Auditor
from nyx_audit.engine.check import run_until_stopped
from nyx_audit.engine.events import Note
from nyx_audit.engine.recording import Recorder
from nyx_audit.model.outcome import Outcome
from nyx_audit.model.page import Page, PageStatus, RuleOutcome
from nyx_audit.model.reason import Reason, ReasonCode
from nyx_audit.model.visit import Visit
from nyx_audit.site.records import SitePage

# A site of at most so many pages is tried whole; of a larger one, what is nearest to its start.
SMALL = 50
ONE_IN = 8
EACH = 3
# Where people do something, and how many of such pages are tried at most.
ACTING = frozenset({"start", "step", "contact", "search", "login"})
MOST_ACTING = 40


def is_tried_at_once(item: Item, known: int) -> bool:
    """Return whether the controls of a page are tried at its first visit; `known` pages are no further from the start."""
    return known <= SMALL or item.named or random_number(item.url) % ONE_IN == 0


def pages_to_try(pages: Iterable[SitePage], tried: Collection[str]) -> list[str]:
    """Return the addresses of the pages whose controls are still to be tried, in the order of their random numbers."""
    ordered = sorted(pages, key=lambda page: (random_number(page.url), page.url))
    acting = [page.url for page in ordered if page.journeys or page.role in ACTING][:MOST_ACTING]
    done = {*tried, *acting}
    of_template = Counter(page.facts.skeleton for page in ordered if page.url in done)
    found = [url for url in acting if url not in tried]
    for page in ordered:
        if page.url not in done and of_template[page.facts.skeleton] < EACH:
            of_template[page.facts.skeleton] += 1
            found.append(page.url)
    return found


@dataclass(frozen=True, slots=True)
class Trying:
    """Tries the controls of one site's pages.

    `pages` are those visited, by address, and are replaced; `audit` audits one anew, `visit_of` says what is kept of
    that for the next run.
    """

    site: str
    auditor: Auditor
    recorder: Recorder
    pages: dict[str, Page]
    audit: Callable[[str], Awaitable[Audited]]
    visit_of: Callable[[str, Audited], Visit | None]

    @property
    def tried(self) -> frozenset[str]:
        """The addresses of the pages whose controls were tried."""
        rules = {rule.id for rule in self.auditor.sampled_rules}
        return frozenset(url for url, page in self.pages.items() if page.is_judged_by_any(rules))

    @property
    def is_whole(self) -> bool:
        """Whether there is nothing left to try."""
        audited = {url for url, page in self.pages.items() if page.status is PageStatus.AUDITED}
        return not self.auditor.sampled_rules or audited <= self.tried

    async def rest_of_sample(
        self, pages: Iterable[SitePage], visited: Mapping[str, str], tabs: int, stop: asyncio.Event
    ) -> None:
        """Try what the sample lacks. `visited` is the address of the visit, for pages that are reported by another."""
        known, visits = {page.url: page for page in pages}, self.tried
        tried = {url for url in known if visited.get(url, url) in visits}
        left = [visited.get(url, url) for url in pages_to_try(known.values(), tried)]
        if not left:
            return
        self.auditor.listen(Note(self.site, f"trying the controls of {len(left)} more pages"))
        waiting = iter(left)

        async def work() -> None:
            for url in waiting:
                if stop.is_set():
                    return
                await self._one(url)

        await run_until_stopped([work() for _ in range(tabs)], stop)

    async def _one(self, url: str) -> None:
        """Audit a page with its controls; where it is no longer the page that it was, what they do is untested."""
        before, audited = self.pages[url], await self.audit(url)
        page = audited.page
        if page.status is PageStatus.AUDITED and page.final_url == before.final_url:
            self.pages[url] = page
            self.recorder.record(page, (), self.visit_of(url, audited))
            return
        reason = page.reason or Reason(ReasonCode.NOT_AUDITED, f"it led to {page.final_url[:200]} by then")
        rows = (RuleOutcome(rule.id, Outcome.UNTESTED, reason=reason) for rule in self.auditor.sampled_rules)
        self.pages[url] = replace(before, outcomes=(*before.outcomes, *rows))
        self.recorder.record(self.pages[url], (), None)
