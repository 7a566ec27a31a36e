"""A blocker caps a score only where it is seen again, twice, in contexts that no other page has touched."""

from __future__ import annotations

import asyncio
from collections.abc import Mapping, Sequence
from types import MappingProxyType

from nyx_audit.browser.request import VisitRequest
from nyx_audit.catalogue.load import Catalogue
from nyx_audit.catalogue.plan import is_of_site, plan_for
from nyx_audit.engine.again import visit_again
from nyx_audit.engine.auditor import Auditor, Job
from nyx_audit.errors import VisitError
from nyx_audit.model.outcome import Outcome
from nyx_audit.model.page import Page
from nyx_audit.model.rule import Rule

TIMES = 2
NOTHING: Mapping[str, Mapping[str, bool]] = MappingProxyType({})


async def confirm_blockers(
    pages: Sequence[Page], jobs: Sequence[Job], auditor: Auditor, catalogue: Catalogue, stop: asyncio.Event,
    known: Mapping[str, Mapping[str, bool]] = NOTHING,
) -> dict[str, bool]:  # fmt: skip
    """Return, by group of findings of a blocking rule, whether it was reproduced. `jobs` say how a page is visited.

    `known` are the groups that an earlier run tried, by site: of a page that is carried over, they are, too.
    """
    by_address = {(job.site, job.requested): job for job in jobs}
    confirmed: dict[str, bool] = {}
    for page in pages:
        for row in page.outcomes:
            if row.rule not in catalogue.ruleset.blocker_rules() or is_of_site(catalogue.rules[row.rule]):
                continue
            groups = {finding.group for finding in row.findings if finding.outcome is Outcome.FAILED}
            if page.is_carried:
                tried = known.get(page.site or "", {})
                confirmed |= {group: tried[group] for group in groups & tried.keys() - confirmed.keys()}
            new = groups - confirmed.keys()
            if not new or stop.is_set():
                continue
            seen = await _seen_again(by_address[page.site, page.url], catalogue.rules[row.rule], auditor)
            confirmed.update({group: group in seen for group in new})
    return confirmed


async def _seen_again(job: Job, rule: Rule, auditor: Auditor) -> set[str]:
    seen: list[set[str]] = []
    for _ in range(TIMES):
        await auditor.pace.wait(job.url, job.rate)
        request = VisitRequest(
            job.url, plan_for([rule]), job.site or "", job.named, job.allow, fresh=True, seconds=job.seconds
        )
        try:
            (result,) = await auditor.judging.page([rule], await visit_again(auditor.visitor, request))
        except VisitError:
            return set()
        seen.append({finding.group for finding in result.findings if finding.outcome is Outcome.FAILED})
    return set.intersection(*seen)
