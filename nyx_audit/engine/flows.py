"""The steps of flows as jobs: each is a scan point, whose state is reached by doing all that comes before it, anew."""

from __future__ import annotations

import asyncio
import re
from collections.abc import Collection, Sequence
from dataclasses import dataclass, field, replace

from nyx_audit.engine.auditor import Auditor, Job
from nyx_audit.engine.events import PageFinished, PageStarted
from nyx_audit.engine.recording import Recorder
from nyx_audit.engine.site import Visited, judge_alone
from nyx_audit.model.access import Flow, Script
from nyx_audit.model.page import Page, PageStatus
from nyx_audit.model.reason import Reason, ReasonCode

MARK = "#flow:"
LONGEST = 60
# What each action adds to the seconds that a page may take.
ACTION_SECONDS = 5.0


def flow_jobs(flow: Flow, hosts: Collection[str], start: Job) -> list[Job]:
    """Return a job for each step of a flow, which begins at the address of `start` and may lead to these hosts."""
    jobs = []
    for number, step in enumerate(flow.steps, 1):
        actions = tuple(action for one in flow.steps[:number] for action in one.actions)
        requested = f"{flow.start.partition('#')[0]}{MARK}{flow.id}/{number}-{_slug(step.name)}"
        called = f'step {number} of {len(flow.steps)} of the flow "{flow.name}": {step.name}'
        script = Script(actions, tuple(hosts), called)
        seconds = start.seconds + ACTION_SECONDS * len(actions)
        jobs.append(replace(start, url=flow.start, requested=requested, script=script, seconds=seconds))
    return jobs


def is_scan_point(url: str) -> bool:
    """Return whether an address is that of a step of a flow."""
    return MARK in url


@dataclass(slots=True)
class ScanPoints:
    """The steps of a site's flows: how each is visited, and what is known of those that are done."""

    jobs: Sequence[Job] = ()
    done: dict[str, Page] = field(default_factory=dict)

    async def audit(self, site: str, visited: int, auditor: Auditor, recorder: Recorder, stop: asyncio.Event) -> None:
        """Audit those that are not done yet, one after another: a server may keep what was filled in.

        `visited` are the pages of the site before them.
        """
        for job in self.jobs:
            if job.requested in self.done:
                continue
            if stop.is_set():
                return
            auditor.listen(PageStarted(site, job.requested))
            audited = await auditor.audit(job)
            page = await judge_alone(Visited(audited.page, audited.facts), auditor.site_rules, auditor.judging)
            self.done[page.url] = page
            recorder.record(page, [], None)
            auditor.listen(PageFinished(site, page, visited + len(self.done), visited + len(self.jobs)))

    def pages(self, site: str) -> list[Page]:
        """Return them in their order; one that the run never came to is failed."""
        reason = Reason(ReasonCode.STOPPED, "not audited: the run was stopped")
        return [
            self.done.get(job.requested) or Page(job.requested, PageStatus.FAILED, site, reason=reason)
            for job in self.jobs
        ]


def _slug(name: str) -> str:
    return re.sub(r"\W+", "-", name.lower()).strip("-")[:LONGEST]
