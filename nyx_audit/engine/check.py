"""Audits exactly the pages that are named."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Sequence

from nyx_audit.engine.auditor import Audited, Auditor, Job
from nyx_audit.engine.events import PageFinished, PageStarted, SiteFinished, SiteStarted
from nyx_audit.engine.site import Visited, judge_alone
from nyx_audit.model.page import Page, PageStatus
from nyx_audit.model.reason import Reason, ReasonCode

Seen = Callable[[Job, Audited], None]


def unseen(_job: Job, _audited: Audited) -> None:
    """Take no notice of what a page is made of."""


async def check_pages(
    jobs: Sequence[Job], auditor: Auditor, *, tabs: int, stop: asyncio.Event, seen: Seen = unseen
) -> list[Page]:
    """Return the pages in the order of the jobs; what a stop left undone is failed, with that reason.

    `seen` gets each as it was audited.
    """
    auditor.listen(SiteStarted("", "Pages", len(jobs)))
    done: dict[int, Page] = {}
    waiting = iter(enumerate(jobs))

    async def work() -> None:
        for at, job in waiting:
            if stop.is_set():
                return
            auditor.listen(PageStarted("", job.requested))
            audited = await auditor.audit(job)
            seen(job, audited)
            done[at] = await judge_alone(Visited(audited.page, audited.facts), auditor.site_rules, auditor.judging)
            auditor.listen(PageFinished("", done[at], len(done), len(jobs)))

    # While one more is judged, or waits for its host, no tab stands idle.
    await run_until_stopped([work() for _ in range(min(tabs + 1, len(jobs)))], stop)
    auditor.listen(SiteFinished(""))
    return [
        done.get(at)
        or Page(
            job.requested,
            PageStatus.FAILED,
            job.site,
            reason=Reason(ReasonCode.STOPPED, "not audited: the run was stopped"),
        )
        for at, job in enumerate(jobs)
    ]


async def run_until_stopped(work: Sequence, stop: asyncio.Event) -> None:  # type: ignore[type-arg]
    """Await all of the work, or cancel it when the run is stopped. An error of one ends all."""
    tasks = [asyncio.ensure_future(one) for one in work]
    stopper = asyncio.ensure_future(stop.wait())
    try:
        waiting = set(tasks)
        while waiting and not stop.is_set():
            finished, _ = await asyncio.wait({*waiting, stopper}, return_when=asyncio.FIRST_COMPLETED)
            for task in finished - {stopper}:
                task.result()
            waiting -= finished
    finally:
        stopper.cancel()
        for task in tasks:
            task.cancel()
        await asyncio.gather(*tasks, stopper, return_exceptions=True)
