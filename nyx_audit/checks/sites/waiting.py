"""Checks of whether people can save a call or a wait: appointments, the state of a case, waiting times."""

from __future__ import annotations

import re
from collections.abc import Mapping

from nyx_audit.checks.sites.registry import site_check
from nyx_audit.checks.sites.verdicts import of_page
from nyx_audit.model.outcome import Outcome, Verdict
from nyx_audit.model.reason import ReasonCode
from nyx_audit.model.rule import Rule
from nyx_audit.site.records import SiteEvidence, SitePage

WORDS = re.compile(
    r"\b(check|see|view|track|follow)\b.{0,30}\b(status|progress)\b|\btrack (your|my|an?) \w+|\b(application|claim|case|order|refund) status\b|"
    r"\bappointments?\b|\bwait(ing)? times?\b|\breserve (?:a|an|your|my|now|online)\b|\b(?:make|book|change|cancel|online|your|my) (?:\w+ )?reservations?\b|^reservations?\W*$|"
    r"\bestado de (su|mi|la|una) (solicitud|caso|reclamo|orden)\b|\bcitas?\b|\btiempos? de espera\b",
    re.IGNORECASE,
)
# To an office, and not to see somebody in one.
TO_OFFICE = re.compile(
    r"\b(?:announc\w+|governor(?:'s|’s)?|mayor(?:'s|’s)?|judicial|executive|cabinet|board|commission|council|gubernatorial|key|senior|staff|faculty)\b.{0,30}\bappointments?\b|"
    r"\bappointments? (?:to|of|as)\b(?! (?:see|visit|meet|speak|talk|renew|apply|get|take|file|register|your|an?\b))|\bappointments? (?:and|&) (?:nominations?|confirmations?|promotions?|vacancies)\b|"
    r"\b(?:boards?|commissions?|nominations?)\b.{0,20}\bappointments?\b",
    re.IGNORECASE,
)
TASKS = ("start", "step")


@site_check("saves-a-wait")
def judge_saves_a_wait(_rule: Rule, site: SiteEvidence) -> Mapping[str, Verdict]:
    """Fail a site of services on which no link, heading or button speaks of an appointment, a status or a wait.

    Where pages were left out for the limit, they may.
    """
    home = site.home
    if home is None or not (site.declared.journeys or any(site.with_role(*TASKS))):
        return {}
    if any(_speaks(page) for page in site.pages.values()):
        return {home.url: of_page(home.facts, Outcome.PASSED)}
    cut = any(reason.code is ReasonCode.PAGE_LIMIT for reason in site.not_audited.values())
    message = "no link, heading or button of the audited pages speaks of an appointment, the status of a case or a waiting time"  # fmt: skip
    return {home.url: of_page(home.facts, Outcome.CANT_TELL if cut else Outcome.FAILED, message)}


def _speaks(page: SitePage) -> bool:
    facts = page.facts
    said = [one.text for part in (facts.links, facts.headings, facts.buttons) for one in part]
    return any(WORDS.search(text) and not TO_OFFICE.search(text) for text in said)
