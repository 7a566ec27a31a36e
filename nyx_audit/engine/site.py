"""What is judged when all pages of a site are known: roles, the evidence of the host, the rules of a site."""

from __future__ import annotations

import asyncio
import hashlib
import logging
from collections.abc import Awaitable, Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

from nyx_audit.catalogue.plan import is_of_page
from nyx_audit.engine.judging import InProcess, Judging
from nyx_audit.errors import BrowserError, PageFailed
from nyx_audit.judge.worker import SiteOutcomes
from nyx_audit.model.evidence.kind import Missing
from nyx_audit.model.facts import Facts
from nyx_audit.model.outcome import Outcome
from nyx_audit.model.page import Page, PageStatus, RuleOutcome
from nyx_audit.model.reason import Reason, ReasonCode, fault_reason
from nyx_audit.model.rule import Rule
from nyx_audit.site.records import Declared, SiteEvidence, SitePage
from nyx_audit.site.roles import with_roles


@dataclass(frozen=True, slots=True)
class Visited:
    """A page with its facts, None where they could not be read."""

    page: Page
    facts: Facts | None


LOG = logging.getLogger(__name__)
IN_PROCESS = InProcess()
UNKNOWN = Reason(ReasonCode.OTHER, "for a reason that was not recorded")
# Returns the record of one kind of site evidence, or Missing with the reason why it is unavailable.
Gatherer = Callable[[SiteEvidence], Awaitable[object]]


async def finish_site(
    pages: Sequence[Visited], declared: Declared, rules: Sequence[Rule], gatherers: Mapping[str, Gatherer],
    judging: Judging = IN_PROCESS,
) -> list[Page]:  # fmt: skip
    """Return the pages with their roles, and with the outcomes of the rules of a site."""
    evidence = site_evidence(pages, declared)
    answers = await _all_gathered(gatherers, evidence)
    return await _judged(pages, replace(evidence, answers=answers), rules, judging)


async def _all_gathered(gatherers: Mapping[str, Gatherer], evidence: SiteEvidence) -> dict[str, object]:
    """What the gatherers bring, side by side. Raises BrowserError."""
    tasks = {name: asyncio.ensure_future(_gathered(gather, evidence)) for name, gather in gatherers.items()}
    try:
        return dict(zip(tasks, await asyncio.gather(*tasks.values()), strict=True))
    finally:
        for task in tasks.values():
            task.cancel()
        await asyncio.gather(*tasks.values(), return_exceptions=True)


async def _gathered(gather: Gatherer, evidence: SiteEvidence) -> object:
    """What a gatherer brings. A fault in it costs the rules that need its evidence, not the night."""
    try:
        return await gather(evidence)
    except BrowserError:
        raise
    except Exception as fault:
        LOG.exception("gathering site evidence broke")
        return Missing(fault_reason(fault))


async def judge_alone(visited: Visited, rules: Iterable[Rule], judging: Judging = IN_PROCESS) -> Page:
    """Return a page that was named by itself, with its role and the outcomes of what can be judged without its site."""
    alone = [rule for rule in rules if is_of_page(rule)]
    evidence = replace(site_evidence([visited], Declared("", "", languages=())), whole=False)
    return (await _judged([visited], evidence, alone, judging))[0]


def site_evidence(pages: Sequence[Visited], declared: Declared) -> SiteEvidence:
    """Return what the facts of a site's pages say of it."""
    known = [
        SitePage(page.url, page.final_url or page.url, page.http_status or 0, facts, page.redirects)
        for page, facts in ((one.page, one.facts) for one in pages)
        if facts is not None and page.status is PageStatus.AUDITED
    ]
    # Which tab came first must not decide which of two equal pages is the example for the others.
    known.sort(key=lambda page: (len(page.url), page.url))
    others = {one.page.url: _reason(one.page) for one in pages if one.page.status is not PageStatus.AUDITED}
    return SiteEvidence(declared, {page.url: page for page in with_roles(known, declared)}, others)


def _reason(page: Page) -> Reason:
    """Why a page was not audited, with the status that its host answered: the history keeps that with the page."""
    return replace(page.reason or UNKNOWN, status=page.http_status)


async def _judged(
    pages: Sequence[Visited], evidence: SiteEvidence, rules: Sequence[Rule], judging: Judging
) -> list[Page]:
    outcomes = await _outcomes(evidence, rules, judging)
    known_pages, documents = [one.page for one in pages], evidence.documents
    others = documents.keys() - {page.url for page in known_pages}
    site = evidence.declared.id or None
    found = []
    for page in (*known_pages, *(Page(url, PageStatus.SKIPPED, site) for url in sorted(others))):
        known = evidence.pages.get(page.url)
        if page.url in documents:
            found.append(_document(page, outcomes[page.url]))
            continue
        if known is None:
            found.append(_without_facts(page, rules))
            continue
        found.append(
            replace(
                page,
                role=known.role,
                role_reason=known.role_reason,
                journeys=known.journeys,
                template=hashlib.sha256(known.facts.skeleton.encode()).hexdigest()[:12],
                outcomes=(*page.outcomes, *outcomes[page.url]),
            )
        )
    return found


async def _outcomes(evidence: SiteEvidence, rules: Sequence[Rule], judging: Judging) -> SiteOutcomes:
    try:
        return await judging.site(rules, evidence)
    except PageFailed as failure:
        untested = [RuleOutcome(one.id, Outcome.UNTESTED, reason=failure.reason) for one in rules]
        return dict.fromkeys((*evidence.pages, *evidence.documents), untested)


def _document(page: Page, outcomes: Sequence[RuleOutcome]) -> Page:
    """A document that a browser does not draw, and that was read all the same."""
    return replace(
        page,
        status=PageStatus.AUDITED,
        reason=None,
        final_url=page.url,
        role="document",
        role_reason="a document, which was read",
        outcomes=tuple(outcomes),
    )


def _without_facts(page: Page, rules: Sequence[Rule]) -> Page:
    """A page whose facts could not be read is not clean of what a site's rules ask."""
    if page.status is not PageStatus.AUDITED:
        return page
    unread = Reason(ReasonCode.NOT_GATHERED, "the page's facts could not be read")
    untested = [RuleOutcome(one.id, Outcome.UNTESTED, reason=unread) for one in rules]
    return replace(page, outcomes=(*page.outcomes, *untested))
