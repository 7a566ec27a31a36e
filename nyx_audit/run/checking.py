"""Audits the pages that are named, and sums them up."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from contextlib import AbstractAsyncContextManager
from dataclasses import replace
from datetime import UTC, datetime

from nyx_audit.analysis.summary import Summary, summarize
from nyx_audit.engine.auditor import Job
from nyx_audit.engine.check import check_pages
from nyx_audit.engine.confirm import confirm_blockers
from nyx_audit.engine.flows import flow_jobs
from nyx_audit.model.audit import Audit
from nyx_audit.model.evidence.visit import PageEvidence
from nyx_audit.model.page import Page, PageStatus
from nyx_audit.net.addresses import host_of
from nyx_audit.run.named import jobs_for
from nyx_audit.run.options import Options
from nyx_audit.run.running import Running, pictures_of
from nyx_audit.run.setup import Setup

SECONDS = 60.0


async def check_named(
    pages: Sequence[str],
    setup: Setup,
    opening: AbstractAsyncContextManager[Running],
    weigh: Callable[[PageEvidence], None] | None,
) -> Summary:
    """Return the summary of exactly these pages. Raises UsageError, BrowserError."""
    seconds = setup.options.timeout or SECONDS
    with jobs_for(pages, seconds) as jobs:
        jobs += _steps_of(setup.options, seconds)
        async with opening as run:
            run.auditor.weigh = weigh
            done = await check_pages(jobs, run.auditor, tabs=setup.tabs, stop=run.stop)
            confirmed = await confirm_blockers(done, jobs, run.auditor, setup.catalogue, run.stop)
            summary = summarize(_audit(done, confirmed, setup, run), setup.scoring)
            return replace(summary, pictures=await pictures_of(summary, jobs, setup, run))


def _steps_of(options: Options, seconds: float) -> list[Job]:
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
        incomplete=_incomplete(pages),
        confirmed=confirmed,
    )


def _incomplete(pages: Sequence[Page]) -> tuple[str, ...]:
    failed = [page for page in pages if page.status is PageStatus.FAILED]
    if failed:
        return (f"{len(failed)} of {len(pages)} pages could not be audited ({failed[0].reason})",)
    if all(page.status is PageStatus.SKIPPED for page in pages):
        return (f"no page was audited ({pages[0].reason})",)
    return ()
