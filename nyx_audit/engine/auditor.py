"""One page, from address to outcomes: visit, judge, and a bounded number of further tries."""

from __future__ import annotations

import asyncio
import logging
import os
import time
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Protocol

from nyx_audit.browser.request import VisitRequest, anywhere
from nyx_audit.catalogue.plan import is_of_site, plan_for
from nyx_audit.crawl.traps import signs_out
from nyx_audit.engine.afterwards import Afterwards
from nyx_audit.engine.events import Listener, Waiting
from nyx_audit.engine.gather.destinations import LinkDestinations
from nyx_audit.engine.gather.links import Links
from nyx_audit.engine.judging import InProcess, Judging
from nyx_audit.engine.sharing import Sharing
from nyx_audit.errors import BrowserError, PageCrashed, PageFailed, PageSkipped
from nyx_audit.judge.share import refuse_unread
from nyx_audit.model.access import Script
from nyx_audit.model.evidence.kind import Missing
from nyx_audit.model.evidence.kinds import is_sampled
from nyx_audit.model.evidence.visit import PageEvidence, Plan
from nyx_audit.model.facts import Facts
from nyx_audit.model.page import Page, PageStatus
from nyx_audit.model.reason import Reason, ReasonCode, dead_link, fault_reason
from nyx_audit.model.rule import Rule
from nyx_audit.model.visit import Part
from nyx_audit.net.access import OPEN_TO_ALL, Accesses
from nyx_audit.net.again import pause_for
from nyx_audit.net.hosts import Hosts
from nyx_audit.net.pace import Pace
from nyx_audit.redact import cleared, cleared_record

LOG = logging.getLogger(__name__)
# A host that is busy is asked once more, after what it asks for, and never waits for longer than this.
PATIENCE = 60.0


class Visitor(Protocol):
    """What visits pages: the browser, as the engine knows it."""

    async def visit(self, request: VisitRequest) -> PageEvidence:
        """Return the evidence of one page. Raises PageSkipped, PageFailed, PageCrashed."""
        ...

    async def measure(self, request: VisitRequest) -> Mapping[str, object]:
        """Return the lab figures of one page's load on a slow phone. Raises PageSkipped, PageFailed, PageCrashed."""
        ...


@dataclass(frozen=True, slots=True)
class Job:
    """A page to audit, and how the host is to be treated; `named` is as in `VisitRequest`.

    `tries` is whether its controls are tried, which costs seconds. `script` is what is done on the page first.
    """

    url: str
    requested: str
    site: str | None = None
    rate: float = 2.0
    seconds: float = 60.0
    allow: Callable[[str], Reason | None] = anywhere
    follows: bool = False
    must: bool = True
    start: bool = False
    named: str = ""
    tries: bool = True
    script: Script | None = None


@dataclass(frozen=True, slots=True)
class Audited:
    """A page; where it was visited, what it links to and is made of; where it went on by itself, the address.

    `parts` are the answers that it was made of, where they are kept and all known.
    """

    page: Page
    links: tuple[str, ...] = ()
    goes_to: str = ""
    facts: Facts | None = None
    parts: tuple[Part, ...] = ()

    def at(self, url: str) -> Audited:
        """Return the page as that of the address that was requested."""
        return replace(self, page=replace(self.page, url=url))


@dataclass(slots=True)
class Auditor:
    """Audits pages by a set of rules; without `probes`, what needs the page moved is untested.

    `weigh` gets the evidence of each visit, with what its parts cost; without it, costs are not measured. With `keeps`,
    what each page was made of is noted, for a later run.
    """

    visitor: Visitor
    rules: Sequence[Rule]
    listen: Listener
    probes: bool = True
    weigh: Callable[[PageEvidence], None] | None = None
    keeps: bool = False
    judging: Judging = field(default_factory=InProcess)
    pace: Pace = field(default_factory=Pace)
    accesses: Accesses = OPEN_TO_ALL
    # For the pages that the browser works on at a time, whatever for: as many as cores, so that none slows another down.
    places: asyncio.Semaphore = field(default_factory=lambda: asyncio.Semaphore(os.cpu_count() or 1))
    page_rules: tuple[Rule, ...] = field(init=False)
    sampled_rules: tuple[Rule, ...] = field(init=False)
    quick_rules: tuple[Rule, ...] = field(init=False)
    site_rules: tuple[Rule, ...] = field(init=False)
    plan: Plan = field(init=False)
    quick_plan: Plan = field(init=False)
    hosts: Hosts = field(init=False)
    afterwards: Afterwards = field(init=False)
    links: Links = field(init=False)
    sharing: Sharing = field(default_factory=Sharing)

    def __post_init__(self) -> None:
        self.page_rules = tuple(rule for rule in self.rules if not is_of_site(rule))
        self.site_rules = tuple(rule for rule in self.rules if is_of_site(rule))
        # Without probes, nothing costs seconds, and all that needs them says that they are off.
        self.sampled_rules = tuple(rule for rule in self.page_rules if self.probes and is_sampled(rule))
        self.quick_rules = tuple(rule for rule in self.page_rules if rule not in self.sampled_rules)
        self.plan = plan_for(self.page_rules, probes=self.probes)
        self.quick_plan = plan_for(self.quick_rules, probes=self.probes, sampled=False)
        self.hosts = Hosts(self.pace, accesses=self.accesses)
        self.afterwards = Afterwards(LinkDestinations(self.hosts))
        self.links = Links(self.hosts)

    async def audit(self, job: Job) -> Audited:
        """Audit a page; whatever happens to it becomes its status and reason. No secret of the run is in it."""
        audited = await self._audit(job)
        # An address with a hidden secret is another address: nobody can go there.
        left = self.hosts.left_alone
        links = tuple(one for one in audited.links if cleared(one) == one and one.partition("#")[0] not in left)
        return cleared_record(replace(audited, links=links, page=replace(audited.page, url=""))).at(job.requested)

    async def _audit(self, job: Job) -> Audited:
        began = time.monotonic()
        try:
            visited = await self._visit(job)
            self._leave_alone(visited)
            rules = self.page_rules if job.tries else self.quick_rules
            evidence = cleared_record(await self.afterwards.complete(visited, self.plan, rules, job.rate))
            if self.weigh:
                self.weigh(evidence)
            outcomes = await self.judging.page(rules, evidence)
            refuse_unread(outcomes)
        except PageSkipped as skip:
            # A page that was named must be audited: where it leads off the site, that is no reason to be content.
            status = PageStatus.FAILED if job.must and skip.leaves else PageStatus.SKIPPED
            return Audited(_page(job, status, skip.reason, began), goes_to=skip.goes_to)
        except PageFailed as failure:
            status = PageStatus.SKIPPED if failure.gone and not job.must else PageStatus.FAILED
            reason = failure.reason
            if status is PageStatus.SKIPPED:
                reason = dead_link(reason)
            return Audited(_page(job, status, reason, began))
        except BrowserError:
            raise
        except Exception as fault:
            LOG.exception("the audit of %s broke", job.url)
            # A page that the program itself stumbles over costs that page, not the night; it is never clean.
            return Audited(_page(job, PageStatus.FAILED, fault_reason(fault), began))
        page = Page(
            url=job.requested,
            status=PageStatus.AUDITED,
            site=job.site,
            final_url=evidence.final_url,
            http_status=evidence.http_status,
            title=evidence.title[:300],
            start=job.start,
            redirects=evidence.redirects,
            notes=(*((job.script.called,) if job.script else ()), *_notes(evidence)),
            refused=evidence.refused,
            seconds=round(time.monotonic() - began, 2),
            outcomes=self.sharing.shared(outcomes),
        )
        facts = None if isinstance(evidence.facts, Missing) else evidence.facts
        return Audited(page, evidence.links, facts=facts, parts=evidence.parts)

    def _leave_alone(self, visited: PageEvidence) -> None:
        """Have no link be requested by which a visitor who is signed in would sign out, by what it says."""
        if self.accesses.of_host(visited.url) is None or isinstance(visited.facts, Missing):
            return
        for link in visited.facts.links:
            if signs_out(link.text):
                reason = Reason(ReasonCode.ACTION, f"a link that signs out ({link.text[:60]})")
                self.hosts.left_alone[link.href.partition("#")[0]] = reason

    async def _visit(self, job: Job) -> PageEvidence:
        request = VisitRequest(
            url=job.url,
            plan=self.plan if job.tries else self.quick_plan,
            site=job.site or "",
            named=job.named,
            allow=job.allow,
            pace=self.pace.for_page(job.url, job.rate),
            follows=job.follows,
            must=job.must,
            seconds=job.seconds,
            costs=self.weigh is not None,
            keeps=self.keeps,
            script=job.script,
            fresh=job.script is not None,
        )
        for last in (False, True):
            await self.pace.wait(job.url, job.rate)
            try:
                async with self.places:
                    return await self.visitor.visit(request)
            except PageCrashed as crash:
                # What died may have been taken down by the page in the next tab, or may take that down.
                request = replace(request, alone=True)
                if last:
                    text = f"crashed the browser's tab twice ({crash})"
                    raise PageFailed(Reason(crash.reason.code, text)) from crash
            except PageFailed as failure:
                if last or not self._is_worth_a_wait(job, failure):
                    raise
        raise AssertionError("unreachable")

    def _is_worth_a_wait(self, job: Job, failure: PageFailed) -> bool:
        """Whether the host is busy for a while; it is then held for as long as it asks."""
        if failure.retry_after is None and failure.reason.code is not ReasonCode.BUSY:
            return False
        default = pause_for(job.url)
        seconds = default if failure.retry_after is None else failure.retry_after
        if seconds > PATIENCE:
            return False
        self.listen(Waiting(job.site or "", job.requested, seconds, str(failure)))
        self.pace.hold(job.url, seconds)
        return True


def _page(job: Job, status: PageStatus, reason: Reason, began: float) -> Page:
    seconds = round(time.monotonic() - began, 2)
    return Page(
        job.requested, status, job.site, http_status=reason.status, reason=reason, start=job.start, seconds=seconds
    )


def _notes(evidence: PageEvidence) -> tuple[str, ...]:
    notes = list(evidence.notes)
    if evidence.refused:
        notes.append(f"{evidence.refused} of its requests were blocked: only GET and HEAD leave the browser")
    notes += [f"tried to move on by itself to {url[:200]}" for url in evidence.navigations[:3]]
    return tuple(notes)
