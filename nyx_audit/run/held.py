"""Audits a page that a test holds, in the state that the test brought it to."""

from __future__ import annotations

import time
from dataclasses import replace
from datetime import UTC, datetime
from functools import cache

from nyx_audit.analysis.summary import Summary, summarize
from nyx_audit.browser.held import HeldPage
from nyx_audit.catalogue.plan import is_of_site, plan_for
from nyx_audit.engine.judging import InProcess
from nyx_audit.engine.site import Visited, judge_alone
from nyx_audit.errors import BrowserError, PageFailed
from nyx_audit.judge.share import refuse_unread
from nyx_audit.model.audit import Audit
from nyx_audit.model.evidence.kind import Missing
from nyx_audit.model.evidence.visit import PageEvidence, Plan
from nyx_audit.model.outcome import View
from nyx_audit.model.page import Page as AuditedPage
from nyx_audit.model.page import PageStatus
from nyx_audit.model.rule import Rule
from nyx_audit.run.options import Options
from nyx_audit.run.running import tool_of
from nyx_audit.run.setup import Setup, set_up_for_pages


class Page:
    """A page of Playwright's that the caller holds: it is audited as it stands, and stays as it was.

    It is neither loaded nor moved: rules that need keys, pointers, time, other windows or the page as the server sent
    it are untested. Raises UsageError for what is not such a page, and for mistakes in the options.
    """

    def __init__(self, page: object, options: Options | None = None) -> None:
        self._held = HeldPage(page)
        self._setup = _set_up(options or Options())

    def audit(self) -> Summary:
        """Return the summary of a page of the synchronous interface. Raises UsageError, BrowserError."""
        return self._held.wait(self.audit_async())

    async def audit_async(self) -> Summary:
        """Return the summary of a page of the asynchronous interface. Raises BrowserError."""
        setup, started = self._setup, datetime.now(UTC)
        began = time.monotonic()
        evidence = await self._held.look(setup.engine, self._plan)
        page = await _judged(setup, evidence, time.monotonic() - began)
        tool = tool_of(setup, setup.engine.version, self._held.browser_version, frozenset())
        audit = Audit(
            tool=replace(tool, missing_rules=()),
            started_at=started,
            finished_at=datetime.now(UTC),
            rules={rule.id: rule for rule in setup.rules},
            sites=(),
            pages=(page,),
        )
        return summarize(audit, setup.scoring)

    def _plan(self, view: View) -> Plan:
        return plan_for(_in_view(self._setup.rules, view), probes=False)


_set_up = cache(set_up_for_pages)


async def _judged(setup: Setup, evidence: PageEvidence, seconds: float) -> AuditedPage:
    (view,) = evidence.axe
    rules = [rule for rule in _in_view(setup.rules, view) if not is_of_site(rule)]
    page = AuditedPage(
        evidence.url,
        PageStatus.AUDITED,
        final_url=evidence.final_url,
        http_status=evidence.http_status,
        title=evidence.title[:300],
        start=True,
        notes=evidence.notes,
        seconds=round(seconds, 2),
        outcomes=await InProcess().page(rules, evidence),
    )
    try:
        refuse_unread(page.outcomes)
    except PageFailed as failed:
        raise BrowserError(f"the page that the test holds cannot be audited: {failed.reason}") from failed
    facts = None if isinstance(evidence.facts, Missing) else evidence.facts
    return await judge_alone(Visited(page, facts), [rule for rule in setup.rules if is_of_site(rule)])


def _in_view(rules: tuple[Rule, ...], view: View) -> list[Rule]:
    """Return the rules of the view that the page is in, for that view alone: the other one is nobody's doubt."""
    return [replace(rule, views=(view,)) for rule in rules if view in rule.views]
