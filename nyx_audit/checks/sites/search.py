"""Checks of the site's own search, by what it answers."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from nyx_audit.checks.sites.registry import site_check
from nyx_audit.checks.sites.verdicts import of_page
from nyx_audit.model.evidence.kind import Missing
from nyx_audit.model.outcome import Outcome, Verdict
from nyx_audit.model.reason import Reason, ReasonCode
from nyx_audit.model.rule import Rule
from nyx_audit.site.records import SiteEvidence, SitePage, plain


@site_check("search-answers", evidence=("search",))
def judge_search_answers(_rule: Rule, site: SiteEvidence) -> Mapping[str, Verdict]:
    """Fail a search that breaks, or finds nothing, when it is asked for a word that the site's headings share."""
    home, found = site.home, site.answers.get("search")
    if home is None:
        return {}
    if found is None or isinstance(found, Missing):
        return {
            home.url: Verdict(
                untested=found.reason if found else Reason(ReasonCode.NOT_GATHERED, "the search was not asked")
            )
        }
    answer = found["answers"].get(found.get("word", ""))
    if answer is None:
        return {}
    return {home.url: _answers(home, found, answer, site)}


def _answers(home: SitePage, found: Mapping[str, Any], answer: Mapping[str, Any], site: SiteEvidence) -> Verdict:
    word = found["word"]
    if "refused" in answer:
        return Verdict(untested=Reason(ReasonCode.NOT_GATHERED, f"the search was not asked: {answer['refused']}"))
    asked = f'asked for "{word}" ({answer["asked"]})'
    if "problem" in answer:
        # 401, 403 and 429 are for programs; 400 may want what else stands in the form.
        sure = answer["problem"].startswith(("answered 404", "answered 410"))
        outcome = Outcome.FAILED if sure else Outcome.CANT_TELL
        return of_page(home.facts, outcome, f"the search {asked} {answer['problem']}")
    if answer["is_home"]:
        # A form without an address of its own may be answered by a script.
        outcome = Outcome.FAILED if found.get("stated", True) else Outcome.CANT_TELL
        return of_page(home.facts, outcome, f"the search {asked} shows the home page as it is")
    if _results(home, answer, site):
        return of_page(home.facts, Outcome.PASSED)
    return of_page(home.facts, Outcome.CANT_TELL, f"no result was seen when the search was {asked}")


def _results(home: SitePage, answer: Mapping[str, Any], site: SiteEvidence) -> set[str]:
    """The pages of the site that the answer leads to and the home page does not; a copy of the home page is no answer."""
    known = {plain(one) for page in site.pages.values() for one in (page.url, page.final_url)}
    around = {plain(link.href) for link in home.facts.links if link.landmark not in ("main", "")}
    return {plain(one) for one in answer["links"]} & known - around - {plain(home.final_url)}


def _finds_others(answer: Mapping[str, Any], site: SiteEvidence) -> bool:
    """Whether the answer surely has results, and not only menus, which a page without a main part may have anywhere."""
    home = site.home
    if home is None or answer.get("is_home") or "links" not in answer:
        return False
    menus = set() if home.facts.has_main else {plain(link.href) for link in home.facts.links}
    return bool(_results(home, answer, site) - menus)


@site_check("task-found-by-search", evidence=("search",))
def judge_task_found_by_search(_rule: Rule, site: SiteEvidence) -> Mapping[str, Verdict]:
    """Fail a journey whose name the search answers with other pages only; without any answer, it is a doubt."""
    found = site.answers.get("search")
    if found is None or isinstance(found, Missing):
        reason = found.reason if found else Reason(ReasonCode.NOT_GATHERED, "the search was not asked")
        firsts = [site.steps(journey)[0] for journey in site.declared.journeys]
        return {first.url: Verdict(untested=reason) for first in firsts if first}
    verdicts = {}
    for journey in site.declared.journeys:
        first, answer = site.steps(journey)[0], found["answers"].get(journey.name)
        if first is None or answer is None:
            continue
        if "refused" in answer:
            verdicts[first.url] = Verdict(
                untested=Reason(ReasonCode.NOT_GATHERED, f"the search was not asked: {answer['refused']}")
            )
            continue
        steps = {plain(step) for step in journey.steps} | {plain(first.final_url)}
        if not answer.get("is_home") and steps & {plain(one) for one in answer.get("links", ())}:
            verdicts[first.url] = of_page(first.facts, Outcome.PASSED)
            continue
        failed = not answer.get("frames") and _finds_others(answer, site)
        message = f'the search asked for "{journey.name}" ({answer["asked"]}) does not lead to it on its first page'
        verdicts[first.url] = of_page(first.facts, Outcome.FAILED if failed else Outcome.CANT_TELL, message)
    return verdicts
