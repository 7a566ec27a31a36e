"""Checks of where a site's links lead, and how its pages hang together."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any
from urllib.parse import urlsplit

from nyx_audit.checks.registry import site_check
from nyx_audit.checks.sites.verdicts import link_target, measured, of_page
from nyx_audit.facts import Link
from nyx_audit.model import Judgement, Missing, Outcome, Rule, Verdict
from nyx_audit.site.paths import clicks_from_home
from nyx_audit.site.records import SiteEvidence, SitePage, plain

GONE = frozenset({404, 410})
# Answers that say nothing of whether the page is there: it may want a sign-in, or fewer questions.
SILENT = frozenset({401, 403, 407, 429, 999})
Said = tuple[Outcome, str]


@site_check("broken-links", evidence=("links",))
def judge_broken_links(_rule: Rule, site: SiteEvidence) -> Mapping[str, Verdict]:
    """Fail a link whose address answers 404 or 410, or whose host does not exist."""
    found = site.answers.get("links")
    if found is None or isinstance(found, Missing):
        return _untested(site, found)
    known = _known(site, found)
    verdicts = {}
    for page in site.pages.values():
        judgements, passed = [], set()
        for link in _links_once(page):
            outcome, message = known.get(plain(link.href), (Outcome.UNTESTED, ""))
            if outcome is Outcome.PASSED:
                passed.add(link.selector)
            elif outcome is not Outcome.UNTESTED:
                judgements.append(Judgement(link_target(link), outcome, message))
        verdicts[page.url] = Verdict(tuple(judgements), frozenset(passed))
    return verdicts


def _known(site: SiteEvidence, found: Mapping[str, Any]) -> dict[str, Said]:
    """What is known of each address, from the crawl and from what was asked."""
    known: dict[str, Said] = {}
    for page in site.pages.values():
        known[plain(page.url)] = known[plain(page.final_url)] = (Outcome.PASSED, "")
    for url, reason in site.not_audited.items():
        if reason.startswith("a dead link"):
            known[plain(url)] = (Outcome.FAILED, f"leads to {url}, which {reason.partition(': ')[2]}")
    for url, answer in found["answers"].items():
        known.setdefault(plain(url), _said(url, answer, reached=found["reached"]))
    return known


def _said(url: str, answer: Mapping[str, Any], *, reached: bool) -> Said:
    status, problem = answer["status"], answer["problem"]
    if problem == "no such host":
        # Where no other host answered, it may be our own net that is broken.
        return (Outcome.FAILED, f"leads to {url}, whose host does not exist") if reached else (Outcome.UNTESTED, "")
    if problem == "redirects in a circle":
        return Outcome.FAILED, f"leads to {url}, which redirects in a circle"
    if status in GONE:
        return Outcome.FAILED, f"leads to {url}, which answers {status}"
    if status is None or status in SILENT or problem:
        return Outcome.UNTESTED, ""
    if status >= 400:
        return Outcome.CANT_TELL, f"leads to {url}, which answered {status} when it was asked"
    return Outcome.PASSED, ""


@site_check("redirect-chains", evidence=("links",), options=("hops",))
def judge_redirect_chains(rule: Rule, site: SiteEvidence) -> Mapping[str, Verdict]:
    """Fail a link to the own host that is sent on more often than allowed."""
    found = site.answers.get("links")
    if found is None or isinstance(found, Missing):
        return _untested(site, found)
    hops = {plain(page.url): (len(page.redirects), page.final_url) for page in site.pages.values()}
    for url, answer in found["answers"].items():
        if answer["status"] is not None and answer["status"] < 400 and not answer["problem"]:
            hops.setdefault(plain(url), (answer["hops"], answer["final"]))
    verdicts = {}
    for page in site.pages.values():
        judgements, passed = [], set()
        for link in _links_once(page):
            count, final = hops.get(plain(link.href), (None, ""))
            if count is None or urlsplit(link.href).netloc != urlsplit(page.final_url).netloc:
                continue
            if count > rule.options.get("hops", 1):
                message = f"is sent on {count} times before it comes to {final}"
                judgements.append(Judgement(link_target(link), Outcome.FAILED, message))
            else:
                passed.add(link.selector)
        verdicts[page.url] = Verdict(tuple(judgements), frozenset(passed))
    return verdicts


@site_check("clicks-to-task")
def judge_clicks_to_task(_rule: Rule, site: SiteEvidence) -> Mapping[str, Verdict]:
    """Measure the fewest clicks from the home page to the first step of each declared journey."""
    clicks = clicks_from_home(site)
    if not clicks:
        return {}
    verdicts: dict[str, Verdict] = {}
    for journey in site.declared.journeys:
        first = site.steps(journey)[0]
        if first is None or first.role == "home":
            continue
        count = clicks.get(plain(first.final_url))
        if count is None:
            message = f'no way by visible links from the home page to "{journey.name}" was found'
            verdicts[first.url] = of_page(first.facts, Outcome.CANT_TELL, message)
        else:
            message = f'{count} clicks from the home page to "{journey.name}"'
            verdicts[first.url] = measured(first.facts, count, message)
    return verdicts


def _links_once(page: SitePage) -> list[Link]:
    """The page's links, each address once: the same link in the menu and the text is one thing to mend."""
    found: dict[str, Link] = {}
    for link in page.facts.links:
        if link.href.lower().startswith(("http://", "https://")) and plain(link.href) != plain(page.final_url):
            found.setdefault(plain(link.href), link)
    return list(found.values())


def _untested(site: SiteEvidence, found: Missing | None) -> Mapping[str, Verdict]:
    reason = found.reason if found else "the links were not asked for"
    return {url: Verdict(untested=reason) for url, page in site.pages.items() if page.facts.links}
