"""A blocker caps a score only where it is seen again, twice, in contexts that no other page has touched."""

from __future__ import annotations

import asyncio
from collections.abc import Iterator, Mapping, Sequence
from types import MappingProxyType

from nyx_audit.browser.request import VisitRequest
from nyx_audit.catalogue.load import Catalogue
from nyx_audit.catalogue.plan import is_of_site, plan_for
from nyx_audit.engine.again import visit_again
from nyx_audit.engine.auditor import Auditor, Job
from nyx_audit.errors import VisitError
from nyx_audit.model.outcome import Outcome
from nyx_audit.model.page import Page, RuleOutcome
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
    failed = list(_failed_blockers(pages, catalogue))

    async def of_site(site: str | None) -> dict[str, bool]:
        confirmed: dict[str, bool] = {}
        for page, rule, groups in failed:
            if page.site != site:
                continue
            if page.is_carried:
                tried = known.get(site or "", {})
                confirmed |= {group: tried[group] for group in groups & tried.keys() - confirmed.keys()}
            new = groups - confirmed.keys()
            if new and not stop.is_set():
                seen = await _seen_again(by_address[site, page.url], rule, auditor)
                confirmed |= {group: group in seen for group in new}
        return confirmed

    found = await asyncio.gather(*(of_site(site) for site in dict.fromkeys(page.site for page, _, _ in failed)))
    # Of a group that several sites share, the first of them decides.
    return {group: is_seen for one in reversed(found) for group, is_seen in one.items()}


def _failed_blockers(pages: Sequence[Page], catalogue: Catalogue) -> Iterator[tuple[Page, Rule, set[str]]]:
    """Yield each page on which a blocking rule of pages fails, with the groups of its findings."""
    blocking = catalogue.ruleset.blocker_rules()
    for page in pages:
        for row in page.outcomes:
            groups = _failed(row) if row.rule in blocking else set()
            if groups and not is_of_site(catalogue.rules[row.rule]):
                yield page, catalogue.rules[row.rule], groups


def _failed(row: RuleOutcome) -> set[str]:
    return {finding.group for finding in row.findings if finding.outcome is Outcome.FAILED}


async def _seen_again(job: Job, rule: Rule, auditor: Auditor) -> set[str]:
    """Return the groups that each further visit finds; none where one fails."""
    seen = await asyncio.gather(*(_seen(job, rule, auditor) for _ in range(TIMES)))
    return set.intersection(*seen)


async def _seen(job: Job, rule: Rule, auditor: Auditor) -> set[str]:
    await auditor.pace.wait(job.url, job.rate)
    request = VisitRequest(
        job.url, plan_for([rule]), job.site or "", job.named, job.allow, fresh=True, seconds=job.seconds
    )
    try:
        async with auditor.places:
            evidence = await visit_again(auditor.visitor, request)
        (result,) = await auditor.judging.page([rule], evidence)
    except VisitError:
        return set()
    return _failed(result)
