"""Checks of the site's own search, by what it answers."""

from __future__ import annotations

from collections.abc import Mapping

from nyx_audit.checks.sites.registry import site_check
from nyx_audit.checks.sites.verdicts import of_page
from nyx_audit.model.outcome import Outcome, Verdict
from nyx_audit.model.reason import Reason, ReasonCode
from nyx_audit.model.rule import Rule
from nyx_audit.net.addresses import site_key
from nyx_audit.site.evidence import SEARCH, SearchAnswer, SearchAnswers
from nyx_audit.site.needed import first_steps
from nyx_audit.site.records import SiteEvidence, SitePage

GONE = (404, 410)


@site_check("search-answers", SEARCH)
def judge_search_answers(_rule: Rule, site: SiteEvidence, found: SearchAnswers) -> Mapping[str, Verdict]:
    """Fail a search that breaks, or finds nothing, when it is used with a word that the site's headings share."""
    home, answer = site.home, found.answers.get(found.word)
    if home is None or answer is None:
        return {}
    return {home.url: _answers(home, found, answer, site)}


def _answers(home: SitePage, found: SearchAnswers, answer: SearchAnswer, site: SiteEvidence) -> Verdict:
    if answer.refusal:
        return _not_used(answer.refusal)
    search = f'the search for "{found.word}" ({answer.requested})'
    if answer.failure:
        # 401, 403 and 429 are for programs; 400 may need what else stands in the form.
        outcome = Outcome.FAILED if answer.failure.status in GONE else Outcome.CANT_TELL
        return of_page(home.facts, outcome, f"{search} {answer.failure}")
    if answer.is_home:
        # A form without an address of its own may be answered by a script.
        outcome = Outcome.FAILED if found.stated else Outcome.CANT_TELL
        return of_page(home.facts, outcome, f"{search} shows the home page as it is")
    if _results(home, answer, site):
        return of_page(home.facts, Outcome.PASSED)
    return of_page(home.facts, Outcome.CANT_TELL, f"{search} showed no result that could be recognized")


def _not_used(refusal: Reason) -> Verdict:
    return Verdict(untested=Reason(ReasonCode.NOT_GATHERED, f"the search was not used: {refusal}"))


def _results(home: SitePage, answer: SearchAnswer, site: SiteEvidence) -> set[str]:
    """The pages of the site that the answer leads to and the home page does not; a copy of the home page is not an answer."""
    known = {site_key(one) for page in site.pages.values() for one in (page.url, page.final_url)}
    around = {site_key(link.href) for link in home.facts.links if link.landmark not in ("main", "")}
    return {site_key(one) for one in answer.links} & known - around - {site_key(home.final_url)}


def _finds_others(answer: SearchAnswer, site: SiteEvidence) -> bool:
    """Whether the answer surely has results, and not only menus, which a page without a main part may have anywhere."""
    home = site.home
    if home is None or answer.is_home or answer.failure:
        return False
    menus = set() if home.facts.has_main else {site_key(link.href) for link in home.facts.links}
    return bool(_results(home, answer, site) - menus)


def _starts_of_tasks(site: SiteEvidence) -> list[str]:
    return [page.url for page in first_steps(site)]


@site_check("task-found-by-search", SEARCH, untested_on=_starts_of_tasks)
def judge_task_found_by_search(_rule: Rule, site: SiteEvidence, found: SearchAnswers) -> Mapping[str, Verdict]:
    """Fail a journey whose name the search answers with other pages only; without any answer, it is a doubt."""
    verdicts = {}
    for journey in site.declared.journeys:
        first, answer = site.steps(journey)[0], found.answers.get(journey.name)
        if first is None or answer is None:
            continue
        if answer.refusal:
            verdicts[first.url] = _not_used(answer.refusal)
            continue
        steps = {site_key(step) for step in journey.steps} | {site_key(first.final_url)}
        if not answer.is_home and steps & {site_key(one) for one in answer.links}:
            verdicts[first.url] = of_page(first.facts, Outcome.PASSED)
            continue
        failed = not answer.frames and _finds_others(answer, site)
        message = f'the search for "{journey.name}" ({answer.requested}) does not lead to it on its first page'
        verdicts[first.url] = of_page(first.facts, Outcome.FAILED if failed else Outcome.CANT_TELL, message)
    return verdicts
