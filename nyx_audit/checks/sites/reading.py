"""Checks of how a page's own text can be read."""

from __future__ import annotations

from collections.abc import Mapping

from nyx_audit.checks.sites.registry import site_check
from nyx_audit.checks.sites.verdicts import measured
from nyx_audit.model.outcome import Verdict
from nyx_audit.model.rule import Rule
from nyx_audit.site.records import SiteEvidence


@site_check("line-length", alone=True)
def judge_line_length(_rule: Rule, site: SiteEvidence) -> Mapping[str, Verdict]:
    """Measure the characters a line of running text in a desktop window."""
    return {
        page.url: measured(page.facts, page.facts.line_length, f"lines of {page.facts.line_length} characters")
        for page in site.pages.values()
        if page.facts.line_length
    }
