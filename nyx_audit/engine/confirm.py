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
        for page, groups in failed:
            if page.site != site:
                continue
            if page.is_carried:
                tried = known.get(site or "", {})
                confirmed |= {group: tried[group] for group in groups.keys() & tried.keys() - confirmed.keys()}
            new = groups.keys() - confirmed.keys()
            if new and not stop.is_set():
                rules = {groups[group].id: groups[group] for group in sorted(new)}
                seen = await _seen_again(by_address[site, page.url], list(rules.values()), auditor)
                confirmed |= {group: group in seen for group in new}
        return confirmed

    found = await asyncio.gather(*(of_site(site) for site in dict.fromkeys(page.site for page, _ in failed)))
    # Of a group that several sites share, the first of them decides.
    return {group: is_seen for one in reversed(found) for group, is_seen in one.items()}


def _failed_blockers(pages: Sequence[Page], catalogue: Catalogue) -> Iterator[tuple[Page, Mapping[str, Rule]]]:
    """Yield each page on which a rule of pages blocks, with the rules by the groups of their findings."""
    for page in pages:
        groups = {
            group: catalogue.rules[row.rule]
            for row in page.outcomes
            if any(catalogue.ruleset.blocking(row.rule, page.role)) and not is_of_site(catalogue.rules[row.rule])
            for group in _failed(row)
        }
        if groups:
            yield page, groups


def _failed(row: RuleOutcome) -> set[str]:
    return {finding.group for finding in row.findings if finding.outcome is Outcome.FAILED}


async def _seen_again(job: Job, rules: Sequence[Rule], auditor: Auditor) -> set[str]:
    """Return the groups that each further visit finds; none where one fails."""
    seen = await asyncio.gather(*(_seen(job, rules, auditor) for _ in range(TIMES)))
    return set.intersection(*seen)


async def _seen(job: Job, rules: Sequence[Rule], auditor: Auditor) -> set[str]:
    await auditor.pace.wait(job.url, job.rate)
    request = VisitRequest(
        job.url,
        plan_for(rules),
        job.site or "",
        job.named,
        job.allow,
        fresh=True,
        script=job.script,
        seconds=job.seconds,
    )
    try:
        async with auditor.places:
            evidence = await visit_again(auditor.visitor, request)
        results = await auditor.judging.page(rules, evidence)
    except VisitError:
        return set()
    return {group for result in results for group in _failed(result)}
