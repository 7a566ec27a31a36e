"""Whether the host itself has the browser leave a page, or load it again, after a time."""

from __future__ import annotations

import re
from collections.abc import Mapping

from nyx_audit.checks.sites.registry import site_check
from nyx_audit.checks.sites.verdicts import of_page
from nyx_audit.model.facts import Facts
from nyx_audit.model.outcome import Outcome, Verdict
from nyx_audit.model.rule import Rule
from nyx_audit.site.records import SiteEvidence

# As browsers read it: seconds, and perhaps an address behind a sign.
DELAY = re.compile(r"^(\d{1,9})(?:\.[\d.]*)?(?:[\s;,]|$)")
# Beyond twenty hours a time limit is exempt (WCAG 2.2.1).
TWENTY_HOURS = 72_000


@site_check("refresh-header", alone=True)
def judge_refresh_header(_rule: Rule, site: SiteEvidence) -> Mapping[str, Verdict]:
    """Fail a page whose answer has a Refresh header with a delay; one without a delay is a redirect."""
    return {page.url: _verdict(page.facts, page.facts.refresh) for page in site.pages.values() if page.facts.refresh}


def _verdict(facts: Facts, header: str) -> Verdict:
    delay = DELAY.match(header.strip())
    seconds = int(delay[1]) if delay else 0
    outcome = Outcome.FAILED if 0 < seconds <= TWENTY_HOURS else Outcome.PASSED
    message = f"the host has the browser leave this page, or load it again, after {seconds} seconds"
    return of_page(facts, outcome, message)
