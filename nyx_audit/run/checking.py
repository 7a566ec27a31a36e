"""Audits the pages that are named, and sums them up."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Mapping, Sequence
from contextlib import AbstractAsyncContextManager
from dataclasses import replace
from datetime import UTC, datetime

from nyx_audit.analysis.summary import Summary, summarize
from nyx_audit.engine.auditor import Job
from nyx_audit.engine.check import Seen, check_pages, unseen
from nyx_audit.engine.confirm import confirm_blockers
from nyx_audit.engine.flows import flow_jobs
from nyx_audit.model.audit import Audit
from nyx_audit.model.evidence.visit import PageEvidence
from nyx_audit.model.page import Page, PageStatus
from nyx_audit.net.addresses import host_of
from nyx_audit.run.named import Piped, jobs_for
from nyx_audit.run.options import Options
from nyx_audit.run.positions import positions_of
from nyx_audit.run.running import Running, pictures_of
from nyx_audit.run.setup import Setup
from nyx_audit.run.sharding import deal_pages, shard_of_pages

SECONDS = 60.0


async def check_named(
    pages: Sequence[str | Piped],
    setup: Setup,
    opening: AbstractAsyncContextManager[Running],
    weigh: Callable[[PageEvidence], None] | None,
) -> Summary:
    """Return the summary of exactly these pages. Raises UsageError, BrowserError."""
    seconds = setup.options.timeout or SECONDS
    with jobs_for(pages, seconds) as named:
        # Who names what cannot be shared is told before the browser is there.
        deal_pages(named, setup.options.shard)
        named += steps_of(setup.options, seconds)
        async with opening as run:
            run.auditor.weigh = weigh
            return await check_jobs(named, setup, run)


async def check_jobs(named: Sequence[Job], setup: Setup, run: Running, seen: Seen = unseen) -> Summary:
    """Return the summary of the pages of these jobs, or of those of the shard; `seen` gets each as it is audited."""
    part = setup.options.shard
    jobs, shard = deal_pages(named, part), shard_of_pages(named, part)
    done = await check_pages(jobs, run.auditor, tabs=setup.tabs, stop=run.stop, seen=seen)
    confirmed = await confirm_blockers(done, jobs, run.auditor, setup.catalogue, run.stop)
    audit = replace(_audit(done, confirmed, setup, run), shard=shard)
    positions = await asyncio.to_thread(positions_of, audit)
    summary = summarize(replace(audit, positions=positions), setup.scoring)
    return replace(summary, pictures=await pictures_of(summary, jobs, setup, run))


def steps_of(options: Options, seconds: float) -> list[Job]:
    """Return how the steps of the flows are visited."""
    found = []
    for flow in options.flows:
        hosts = options.access.hosts if options.access else (host_of(flow.start),)
        found += flow_jobs(flow, hosts, Job(flow.start, flow.start, seconds=seconds))
    return found


def _audit(pages: Sequence[Page], confirmed: Mapping[str, bool], setup: Setup, run: Running) -> Audit:
    return Audit(
        tool=run.tool,
        started_at=run.started_at,
        finished_at=datetime.now(UTC),
        rules={rule.id: rule for rule in setup.rules},
        sites=(),
        pages=tuple(pages),
        incomplete=incomplete_of_pages(pages),
        confirmed=confirmed,
    )


def incomplete_of_pages(pages: Sequence[Page]) -> tuple[str, ...]:
    """Return why an audit of named pages is not complete."""
    failed = [page for page in pages if page.status is PageStatus.FAILED]
    if failed:
        return (f"{len(failed)} of {len(pages)} pages could not be audited ({failed[0].reason})",)
    if all(page.status is PageStatus.SKIPPED for page in pages):
        return (f"no page was audited ({pages[0].reason})",)
    return ()
