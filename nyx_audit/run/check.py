"""Checks exactly the pages that are named; nothing is crawled, and nothing is kept."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Sequence
from datetime import UTC, datetime

from nyx_audit.analysis.summary import Summary, summarize
from nyx_audit.engine.check import check_pages
from nyx_audit.engine.confirm import confirm_blockers
from nyx_audit.engine.events import Listener, ignore
from nyx_audit.errors import UsageError
from nyx_audit.model.audit import Audit
from nyx_audit.model.evidence.visit import PageEvidence
from nyx_audit.model.page import Page, PageStatus
from nyx_audit.run.named import jobs_for
from nyx_audit.run.options import Options, set_up_for_pages
from nyx_audit.run.running import running

SECONDS = 60.0


def check(pages: Sequence[str], *, options: Options | None = None, listen: Listener = ignore) -> Summary:
    """Audit exactly the pages named (addresses, local files, folders) and return the summary.

    `listen` receives the events of the run. Raises UsageError, BrowserError; what happens to a page is its status.
    """
    return asyncio.run(check_async(pages, options=options, listen=listen))


async def check_async(
    pages: Sequence[str],
    *,
    options: Options | None = None,
    listen: Listener = ignore,
    stop: asyncio.Event | None = None,
    weigh: Callable[[PageEvidence], None] | None = None,
) -> Summary:
    """Do as `check` within a running loop.

    `stop`, once set, ends the run politely: what is left is failed, with that reason. `weigh` gets the evidence of
    each visit, with what its parts cost; without it, costs are not measured.
    """
    if not pages:
        raise UsageError("name a page to check: an address, a file or a folder")
    setup = set_up_for_pages(options or Options())
    with jobs_for(pages, setup.options.timeout or SECONDS) as jobs:
        async with running(setup, listen, stop) as run:
            run.auditor.weigh = weigh
            done = await check_pages(jobs, run.auditor, tabs=setup.tabs, stop=run.stop)
            confirmed = await confirm_blockers(done, jobs, run.auditor, setup.catalogue, run.stop)
    audit = Audit(
        tool=run.tool,
        started_at=run.started_at,
        finished_at=datetime.now(UTC),
        rules={rule.id: rule for rule in setup.rules},
        sites=(),
        pages=tuple(done),
        incomplete=_incomplete(done),
        confirmed=confirmed,
    )
    return summarize(audit, setup.scoring)


def _incomplete(pages: Sequence[Page]) -> tuple[str, ...]:
    failed = [page for page in pages if page.status is PageStatus.FAILED]
    if failed:
        return (f"{len(failed)} of {len(pages)} pages could not be audited ({failed[0].reason})",)
    if all(page.status is PageStatus.SKIPPED for page in pages):
        return (f"no page was audited ({pages[0].reason})",)
    return ()
