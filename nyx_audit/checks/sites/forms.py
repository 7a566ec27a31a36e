"""Checks of what a service asks of people."""

from __future__ import annotations

from nyx_audit.checks.sites.fields import asked_of
from nyx_audit.checks.sites.registry import site_check
from nyx_audit.checks.sites.verdicts import measured
from nyx_audit.model.outcome import Verdict
from nyx_audit.model.rule import Rule
from nyx_audit.site.records import SiteEvidence
from nyx_audit.site.roles import is_step


@site_check("questions-on-page", alone=True)
def judge_questions_on_page(_rule: Rule, site: SiteEvidence) -> dict[str, Verdict]:
    """Measure how many questions a step asks at once."""
    found = {}
    for page in site.pages.values():
        if not is_step(page.facts):
            continue
        count = len(asked_of(page.facts))
        found[page.url] = measured(page.facts, count, f"asks {count} questions on one page")
    return found
