"""Crawls sites: the frontier decides, the auditor visits, the recorder keeps each page as it is done."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Sequence
from contextlib import asynccontextmanager
from dataclasses import dataclass, field, replace

from nyx_audit.config.sites import SiteConfig
from nyx_audit.crawl import traps
from nyx_audit.crawl.frontier import Frontier
from nyx_audit.crawl.items import FrontierRow, Item, State
from nyx_audit.crawl.redirects import Settled
from nyx_audit.crawl.twins import each_once
from nyx_audit.engine.auditor import Audited, Auditor, Job
from nyx_audit.engine.carry import Answers, Carrying
from nyx_audit.engine.check import run_until_stopped
from nyx_audit.engine.endings import pages_by_answer
from nyx_audit.engine.events import Note, PageFinished, PageStarted, SiteFinished, SiteStarted
from nyx_audit.engine.flows import ScanPoints, flow_jobs, is_scan_point
from nyx_audit.engine.found import named_in, settled_pages, with_left_out
from nyx_audit.engine.gather.gatherers import GatherContext, gatherers_for
from nyx_audit.engine.recording import Recorder
from nyx_audit.engine.robots import fetch_robots
from nyx_audit.engine.routes import within
from nyx_audit.engine.site import Visited, finish_site, site_evidence
from nyx_audit.engine.sitemaps import fetch_sitemaps
from nyx_audit.engine.trying import Trying, is_tried_at_once
from nyx_audit.model.page import Page, PageStatus
from nyx_audit.model.reason import Reason, ReasonCode
from nyx_audit.model.visit import Visit
from nyx_audit.net.client import open_session
from nyx_audit.net.policy import FetchPolicy
from nyx_audit.net.robots import HostRobots
from nyx_audit.redact import cleared_record

# Addresses that are decided on at a time.
TURN = 200


@dataclass(frozen=True, slots=True)
class _Sitemaps:
    """The pages that sitemaps name; what stands in one that was not read to its end is not known to be missing."""

    pages: tuple[str, ...] = ()
    is_whole: bool = True


@dataclass(slots=True)
class _Crawl:
    """One site under way."""

    config: SiteConfig
    auditor: Auditor
    recorder: Recorder
    robots: HostRobots
    frontier: Frontier
    rate: float
    closed: str = ""
    sitemap: _Sitemaps = field(default_factory=lambda: _Sitemaps(is_whole=False))
    pages: dict[str, Page] = field(default_factory=dict)
    scan_points: ScanPoints = field(default_factory=ScanPoints)
    changed: asyncio.Condition = field(default_factory=asyncio.Condition)

    @property
    def id(self) -> str:
        return self.config.site.id


async def crawl_sites(
    sites: Sequence[SiteConfig], auditor: Auditor, recorder: Recorder, *, tabs: int, stop: asyncio.Event
) -> dict[str, list[Page]]:
    """Return the pages of each site by its id: audited, failed and left out. Sites share the auditor's places."""
    found: dict[str, list[Page]] = {}

    async def one(site: SiteConfig) -> None:
        auditor.listen(SiteStarted(site.site.id, site.site.name))
        crawl: _Crawl | None = None
        try:
            crawl = await _prepare(site, auditor, recorder)
            async with _carrying(crawl) as carrying:
                await run_until_stopped([_work(crawl, carrying, stop) for _ in range(tabs)], stop)
                if not stop.is_set() and await _add_pages_by_answer(crawl):
                    await run_until_stopped([_work(crawl, carrying, stop) for _ in range(tabs)], stop)
                if not stop.is_set():
                    await _try_sample(crawl, carrying, tabs, stop)
                await crawl.scan_points.audit(crawl.id, crawl.frontier.visited, auditor, recorder, stop)
            found[site.site.id] = await _finished(crawl, stop)
        finally:
            if site.site.id not in found:
                found[site.site.id] = _unfinished(crawl) if crawl else _nothing(site)
            auditor.listen(SiteFinished(site.site.id))

    await run_until_stopped([one(site) for site in sites], stop)
    return {site.site.id: found.get(site.site.id) or _nothing(site) for site in sites}


async def _prepare(site: SiteConfig, auditor: Auditor, recorder: Recorder) -> _Crawl:
    """Read robots.txt and the sitemaps, and fill the frontier, or go on from what a killed run kept."""
    robots = await fetch_robots(site.starts, site.scope.hosts, auditor.hosts, site.rate)
    by_host = robots.by_host.values()
    frontier = Frontier(site.scope, robots, site.limits)
    rate = min([site.rate, *(1 / one.crawl_delay for one in by_host if one.crawl_delay)])
    closed = next((one.closed for one in by_host if one.closed), "")
    for host, one in robots.by_host.items():
        for note in one.notes:
            auditor.listen(Note(site.site.id, f"robots.txt of {host}: {note}"))
    crawl = _Crawl(site, auditor, recorder, robots, frontier, rate, closed)
    crawl.scan_points.jobs = flow_jobs_of(site, crawl)
    if site.sitemaps and not closed:
        crawl.sitemap = await _read_sitemaps(crawl)
    kept = recorder.rows(site.site.id)
    if kept:
        _resume(crawl, kept)
        return crawl
    for start in site.starts:
        frontier.add(start, depth=0, start=True)
    for pinned in site.pages:
        frontier.add(pinned, depth=0, pinned=True)
    async for url in _in_turns(crawl.sitemap.pages):
        frontier.add(url, depth=1, is_listed=True)
    recorder.keep(site.site.id, frontier.changes())
    return crawl


@asynccontextmanager
async def _carrying(crawl: _Crawl) -> AsyncIterator[Carrying]:
    """Open what decides on the pages that are carried over, for as long as the block runs."""
    site = crawl.config
    policy = FetchPolicy(site.starts[0], crawl.rate, robots=crawl.robots)
    async with open_session(crawl.auditor.hosts, policy) as session:
        sharing, refusal = crawl.auditor.sharing, crawl.frontier.refusal
        yield Carrying(Answers(session), sharing, site.starts[0], site.anew_every, refusal)


def _resume(crawl: _Crawl, kept: Sequence[FrontierRow]) -> None:
    """Go on from what was kept. What a sitemap lists by now is not added: the run is of the site as it was."""
    done = [page for page in crawl.recorder.pages(crawl.id) if page.status is not PageStatus.FAILED]
    crawl.pages = {page.url: page for page in done if not is_scan_point(page.url)}
    crawl.scan_points.done = {page.url: page for page in done if is_scan_point(page.url)}
    crawl.frontier.restore(_again(kept, crawl), list(crawl.pages))


async def _read_sitemaps(crawl: _Crawl) -> _Sitemaps:
    """Return the pages that the site's sitemaps name."""
    site, by_host = crawl.config, crawl.robots.by_host
    guess = [f"{site.starts[0].split('//')[0]}//{host}/sitemap.xml" for host in site.scope.hosts]
    named = [address for one in by_host.values() for address in one.sitemaps]
    problems: list[str] = []
    # What robots.txt names may be fetched, even where robots.txt closes its path.
    policy = FetchPolicy(site.starts[0], site.rate, others_rate=site.rate, robots=crawl.robots, heeds_robots=False)
    async with open_session(crawl.auditor.hosts, policy) as session:
        found = await fetch_sitemaps(named or guess, session, problems.append, guessed=not named)
    for problem in problems:
        crawl.auditor.listen(Note(crawl.id, problem))
    return _Sitemaps(tuple(found), is_whole=not problems)


async def _add_pages_by_answer(crawl: _Crawl) -> bool:
    """Add what only looked like a document to the frontier, and return whether there is any."""
    policy = FetchPolicy(crawl.config.starts[0], crawl.rate, robots=crawl.robots, refuse=traps.deed)
    async with open_session(crawl.auditor.hosts, policy) as session:
        found = await pages_by_answer(crawl.frontier.skipped, session)
    for url in found:
        crawl.frontier.add(url, depth=1, found_on=next(iter(crawl.frontier.linked_from(url)), None), is_page=True)
    crawl.recorder.keep(crawl.id, crawl.frontier.changes())
    return bool(found)


def _again(rows: Sequence[FrontierRow], crawl: _Crawl) -> list[FrontierRow]:
    """A page that failed in the killed run is visited again: its row waits."""
    return [
        replace(row, state=State.WAITING, turn=-1) if row.state is State.VISITED and row.url not in crawl.pages else row
        for row in rows
    ]


async def _work(crawl: _Crawl, carrying: Carrying, stop: asyncio.Event) -> None:
    """Take one page after another until none is left and none is under way."""
    while not stop.is_set():
        async with crawl.changed:
            item = crawl.frontier.next()
            while item is None:
                if not crawl.frontier.taken:
                    crawl.changed.notify_all()
                    return
                await crawl.changed.wait()
                item = crawl.frontier.next()
        await _one(crawl, carrying, item)
        async with crawl.changed:
            crawl.changed.notify_all()


async def _one(crawl: _Crawl, carrying: Carrying, item: Item) -> None:
    crawl.auditor.listen(PageStarted(crawl.id, item.url))
    tries = is_tried_at_once(item, crawl.frontier.found_within(item.depth))
    job = replace(job_of(crawl.config, item.url, crawl, named=item.named, start=item.start), tries=tries)
    access = crawl.config.access
    # What a page shows to who is signed in, no fetch outside of the browser sees.
    before = None if access and access.holds_session else crawl.recorder.last_visit(crawl.id, item.url)
    found = await carrying.over(item, before) or await crawl.auditor.audit(job)
    audited = within(crawl.config.scope, found)
    page = _noted(crawl, item, audited)
    address = crawl.frontier.address_of(page.final_url) if page.status is PageStatus.AUDITED else item.url
    async for link in _in_turns(audited.links):
        crawl.frontier.add(link, depth=item.depth + 1, found_on=address)
    crawl.frontier.done(item.url)
    crawl.pages[item.url] = page
    visit = carrying.kept(item, replace(audited, page=page), before)
    crawl.recorder.record(page, crawl.frontier.changes(), visit)
    crawl.auditor.listen(PageFinished(crawl.id, page, crawl.frontier.visited, _known(crawl)))


async def _in_turns(urls: Sequence[str]) -> AsyncIterator[str]:
    """Yield the addresses, and let the other tabs have their turn now and then: there may be a hundred thousand."""
    for number, url in enumerate(urls, 1):
        yield url
        if number % TURN == 0:
            await asyncio.sleep(0)


def _noted(crawl: _Crawl, item: Item, audited: Audited) -> Page:
    """Take notice of where a page leads, and return it."""
    page = audited.page
    if page.status is PageStatus.AUDITED:
        crawl.frontier.mark_visited(page.final_url, requested=item.url)
    away = item.named and audited.goes_to and crawl.config.scope.outside(audited.goes_to)
    if away:
        text = f"moves on by itself to {audited.goes_to[:200]}: {_with_remedy(away, audited.goes_to, crawl)}"
        return replace(page, status=PageStatus.FAILED, reason=Reason(ReasonCode.REDIRECTS_AWAY, text))
    if audited.goes_to:
        # Where a page goes on to by itself is as much a start as the page that was named.
        crawl.frontier.add(audited.goes_to, depth=item.depth, found_on=item.url, start=item.start, pinned=item.pinned)
    return page


def _known(crawl: _Crawl) -> int:
    """How many pages will have been visited at the end, as far as is known now."""
    return min(crawl.frontier.found, max(crawl.config.max_pages, crawl.frontier.visited))


def job_of(site: SiteConfig, url: str, crawl: _Crawl | None = None, *, named: bool, start: bool) -> Job:
    """Return how a page of a site is visited: every hop of a redirect must be of the site, and allowed."""
    hops: list[str] = []

    def allow(hop: str) -> Reason | None:
        hops.append(hop)
        # The address itself was decided on already, and is visited once more for the phone.
        refusal = None if crawl is None or hop == hops[0] else crawl.frontier.refusal(hop)
        return _with_remedy(refusal, hop, crawl) if refusal and crawl and named else refusal

    return Job(
        url=url,
        requested=url,
        site=site.site.id,
        rate=crawl.rate if crawl else site.rate,
        seconds=site.timeout,
        allow=allow,
        follows=crawl is not None,
        must=named,
        start=start,
        named="" if named else site.starts[0],
    )


def _with_remedy(refusal: Reason, url: str, crawl: _Crawl) -> Reason:
    """Return the reason why a page that a person named leads off the site, with what that person can do."""
    line = crawl.config.scope.remedy(url)
    advice = f'; name that address instead, or add "{line}" to the site in sites.yaml'
    return replace(refusal, text=refusal.text + advice) if line else refusal


async def _finished(crawl: _Crawl, stop: asyncio.Event) -> list[Page]:
    """Judge what only all pages of a site tell; a run that was stopped does that when it is resumed."""
    if stop.is_set():
        return _unfinished(crawl)
    visited = _visited(crawl, settled_pages(crawl.config, crawl.frontier, crawl.pages.values()))
    sitemap = crawl.sitemap.pages if crawl.sitemap.is_whole else None
    gatherers = gatherers_for(GatherContext(crawl.auditor, crawl.config, crawl.robots, crawl.rate, sitemap))
    if gatherers:
        topics = ", ".join(gatherers).replace("-", " ")
        crawl.auditor.listen(Note(crawl.id, f"all pages are visited; requesting from the host now: {topics}"))
    site_rules, judging = crawl.auditor.site_rules, crawl.auditor.judging
    pages = await finish_site(visited, crawl.config.declared, site_rules, gatherers, judging)
    return [*cleared_record(pages), *crawl.scan_points.pages(crawl.id)]


def _visited(crawl: _Crawl, settled: Settled) -> list[Visited]:
    """The pages of the site, each once, with their facts."""
    # Of thousands of pages, they are more than all else that is known of them: until now, only the recorder had them.
    kept = crawl.recorder.facts(crawl.id)
    facts = {page.url: kept.get(settled.visited.get(page.url, page.url)) for page in settled.pages}
    known = {url: one for url, one in facts.items() if one is not None}
    pages = with_left_out(crawl.config, crawl.frontier, settled, is_closed=bool(crawl.closed))
    return [Visited(page, facts.get(page.url)) for page in each_once(pages, known, named_in(crawl.config))]


async def _try_sample(crawl: _Crawl, carrying: Carrying, tabs: int, stop: asyncio.Event) -> None:
    """Visit once more what the sample of pages whose controls are tried still lacks, now that all pages are known."""

    async def audit(url: str) -> Audited:
        job = job_of(crawl.config, url, crawl, named=False, start=False)
        return within(crawl.config.scope, await crawl.auditor.audit(job))

    def visit_of(url: str, audited: Audited) -> Visit | None:
        return carrying.kept(Item(url, 0), audited, None)

    trying = Trying(crawl.id, crawl.auditor, crawl.recorder, crawl.pages, audit, visit_of)
    if trying.is_whole:
        return
    settled = settled_pages(crawl.config, crawl.frontier, crawl.pages.values())
    pages = site_evidence(_visited(crawl, settled), crawl.config.declared).pages.values()
    await trying.rest_of_sample(pages, settled.visited, tabs, stop)


def flow_jobs_of(site: SiteConfig, crawl: _Crawl | None = None) -> list[Job]:
    """Return how the steps of a site's flows are visited."""
    hosts = site.access.hosts if site.access else site.scope.hosts
    found = []
    for flow in site.flows:
        start = replace(job_of(site, flow.start, crawl, named=True, start=False), follows=False)
        found += flow_jobs(flow, hosts, start)
    return found


def _unfinished(crawl: _Crawl) -> list[Page]:
    """The pages as they were visited: which of them are one page is decided when all are known."""
    visited = Settled(list(crawl.pages.values()))
    left_out = with_left_out(crawl.config, crawl.frontier, visited, is_closed=bool(crawl.closed))
    return [*left_out, *crawl.scan_points.pages(crawl.id)]


def _nothing(site: SiteConfig) -> list[Page]:
    """A site that the run never came to."""
    reason = Reason(ReasonCode.STOPPED, "not audited: the run was stopped")
    return [Page(start, PageStatus.FAILED, site.site.id, reason=reason, start=True) for start in site.starts]
