"""What the audit says of each duty of the law. Automated evidence, never a finding that a site conforms. Pure."""

from __future__ import annotations

from collections.abc import Sequence

from nyx_audit.analysis.quarter.records import Answer
from nyx_audit.analysis.summary import SiteSummary, Summary
from nyx_audit.catalogue.laws import Duty, Laws
from nyx_audit.model.outcome import Outcome
from nyx_audit.model.page import PageStatus
from nyx_audit.model.rule import Rule

SAID = (Outcome.PASSED, Outcome.FAILED)


def answers_of(laws: Laws, sites: Sequence[tuple[Summary, SiteSummary]]) -> tuple[Answer, ...]:
    """Return what the rules of each duty said on the pages of these sites; duties without rules are left out.

    The duties that name a version of WCAG have a figure of their own.
    """
    return tuple(_answer(duty, sites) for duty in laws.duties if duty.rules)


def _answer(duty: Duty, sites: Sequence[tuple[Summary, SiteSummary]]) -> Answer:
    measured = doubts = 0
    failed: set[str] = set()
    rules: dict[str, Rule] = {}
    for summary, one in sites:
        groups = [group for group in (*one.groups, *one.advice) if group.rule.id in duty.rules]
        failed |= {page for group in groups for page in group.pages}
        rules |= {group.rule.id: group.rule for group in groups}
        doubts += sum(group.rule.id in duty.rules for group in one.doubts)
        for page in summary.audit.pages_of(one.site.id if one.site else None):
            if page.status is PageStatus.AUDITED:
                measured += any(row.rule in duty.rules and row.outcome in SAID for row in page.outcomes)
    state = "failed" if failed else "doubt" if doubts else "passed" if measured else "unmeasured"
    return Answer(duty, state, len(failed), measured, tuple(rules.values()))
