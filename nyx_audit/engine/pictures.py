"""Takes pictures of what is to be fixed first, when all is judged: each of its pages is loaded once more."""

from __future__ import annotations

import asyncio
from collections.abc import Mapping, Sequence
from contextlib import suppress
from typing import Protocol

from nyx_audit.analysis.summary import Group, Summary
from nyx_audit.browser.request import VisitRequest
from nyx_audit.engine.auditor import Auditor, Job
from nyx_audit.errors import VisitError
from nyx_audit.model.evidence.visit import Plan
from nyx_audit.model.outcome import View
from nyx_audit.model.picture import Picture, Shot, Way
from nyx_audit.model.rule import Rule

# Of each site, and of all together: a report is one file.
EACH, MOST = 15, 60
TIMES = 2
WAYS: Mapping[str, Way] = {
    "focus": Way.FOCUS,
    "on-focus": Way.FOCUS,
    "obscured": Way.FOCUS,
    "opened": Way.PRESS,
    "shown": Way.HOVER,
}

Pictures = Mapping[str, tuple[Picture, ...]]


class Camera(Protocol):
    """What takes pictures of pages: the browser, as the engine knows it."""

    async def pictures(self, request: VisitRequest, shots: Sequence[Shot]) -> dict[str, tuple[Picture, ...]]:
        """Return pictures of a page's elements. Raises PageSkipped, PageFailed, PageCrashed."""
        ...


async def take_pictures(summary: Summary, jobs: Sequence[Job], camera: Camera, auditor: Auditor) -> Pictures:
    """Return pictures of what is to be fixed first, by group; none of what cannot be seen any more."""
    by_address = {(job.site, job.requested): job for job in jobs}
    wanted: dict[tuple[str | None, str], list[Shot]] = {}
    for site in summary.sites:
        for group in site.groups[: min(EACH, MOST // len(summary.sites) or 1)]:
            wanted.setdefault((site.site.id if site.site else None, group.sample_page), []).append(shot_of(group))
    known = [(by_address[page], shots) for page, shots in wanted.items() if page in by_address]
    found = await asyncio.gather(*(_of_page(job, shots, camera, auditor) for job, shots in known))
    return {group: pictures for one in found for group, pictures in one.items()}


def shot_of(group: Group) -> Shot:
    """Return how the picture of a group's sample is taken."""
    return Shot(group.id, group.sample.selector, way_of(group.rule), phone=group.sample.views == (View.MOBILE,))


def way_of(rule: Rule) -> Way:
    """Return what is done with an element so that a picture shows what a rule found."""
    return next((WAYS[kind] for kind in rule.evidence if kind in WAYS), Way.STILL)


async def _of_page(job: Job, shots: Sequence[Shot], camera: Camera, auditor: Auditor) -> Pictures:
    request = VisitRequest(
        job.url, Plan({}), job.site or "", job.named, job.allow, script=job.script, seconds=job.seconds
    )
    for _ in range(TIMES):
        await auditor.pace.wait(job.url, job.rate)
        with suppress(VisitError):
            async with auditor.places:
                return await camera.pictures(request, shots)
    # A report without pictures is a report.
    return {}
