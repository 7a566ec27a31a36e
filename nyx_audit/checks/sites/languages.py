"""Checks of the languages that a site can be read in."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass

from nyx_audit.checks.sites.registry import site_check
from nyx_audit.checks.sites.verdicts import ROOT, link_target, of_page
from nyx_audit.model.evidence.kind import optional
from nyx_audit.model.facts import Alternate, Facts, Link
from nyx_audit.model.outcome import Judgement, Outcome, Target, Verdict
from nyx_audit.model.reason import Reason, ReasonCode
from nyx_audit.model.rule import Rule
from nyx_audit.net.addresses import alternate_key, site_key
from nyx_audit.site.evidence import LINKED_PAGES, Linked, LinkedPages
from nyx_audit.site.languages import Offer, offered, primary
from nyx_audit.site.linked import linked_pages
from nyx_audit.site.needed import first_steps, versions
from nyx_audit.site.records import SiteEvidence, SitePage

TAG = re.compile(
    r"^(x-default|[a-z]{2,3}(-[a-z]{3}){0,3}(-[a-z]{4})?(-([a-z]{2}|\d{3}))?(-[a-z\d]{5,8})*)$", re.IGNORECASE
)
# Less text than this may be the same in two languages: names, numbers.
LEAST_TEXT = 200
LEAST_LINE = 30
SAME, PARTLY = 0.9, 0.3


@site_check("translate-control", options=("languages",))
def judge_translate_control(rule: Rule, site: SiteEvidence) -> Mapping[str, Verdict]:
    """Fail a home page that offers no way to read it in the listed languages, or each language that is not among them."""
    home = site.home
    if home is None:
        return {}
    listed: Mapping[str, str] = rule.options["languages"]
    own = _own(home, site)
    wanted = {code: name for code, name in listed.items() if code != own}
    offer = offered(home.facts)
    if not offer.languages & wanted.keys():
        if offer.unclear:
            return {home.url: of_page(home.facts, Outcome.CANT_TELL, f"no list of languages was seen; {offer.unclear}")}
        said = "none of the listed languages" if offer.languages - {own} else "no other language"
        return {home.url: of_page(home.facts, Outcome.FAILED, f"the home page offers {said}")}
    return {home.url: _each(home.facts, wanted, offer)}


def _each(facts: Facts, wanted: Mapping[str, str], offer: Offer) -> Verdict:
    """A target for each language: offered, or missing; a doubt where a control may hold more than was seen."""
    outcome = Outcome.CANT_TELL if offer.unclear else Outcome.FAILED
    doubt = f"; {offer.unclear}" if offer.unclear else ""
    missing = tuple(
        Judgement(_language(facts, code, name), outcome, f"{name} is not offered{doubt}")
        for code, name in wanted.items()
        if code not in offer.languages
    )
    return Verdict(missing, frozenset(_language(facts, code, "").key for code in wanted if code in offer.languages))


def _own(page: SitePage, site: SiteEvidence) -> str:
    """The language of a page; where it declares none, the first one of its site."""
    return primary(page.facts.lang) or primary(next(iter(site.declared.languages), ""))


def _language(facts: Facts, code: str, name: str) -> Target:
    return Target(f"{facts.key} {code}", ROOT, name=name)


@site_check("journey-languages")
def judge_journey_languages(_rule: Rule, site: SiteEvidence) -> Mapping[str, Verdict]:
    """Fail a step of a journey that offers no version in a language which the configuration promises for it."""
    promised: dict[str, tuple[SitePage, dict[str, str]]] = {}
    for journey in site.declared.journeys:
        for step in site.steps(journey):
            if step is None:
                continue
            wanted = promised.setdefault(step.url, (step, {}))[1]
            own = _own(step, site)
            wanted |= {code: tag for tag in journey.languages if (code := primary(tag)) != own}
    return {url: _each(step.facts, wanted, offered(step.facts)) for url, (step, wanted) in promised.items() if wanted}


@site_check("translated-version", optional(LINKED_PAGES), options=("right_to_left",))
def judge_translated_version(rule: Rule, site: SiteEvidence, visited: LinkedPages | None) -> Mapping[str, Verdict]:
    """Fail a link to another language whose page is gone, is not in it, runs the wrong way, or is not this page's version."""
    known, home = linked_pages(site, visited), site.home
    rtl = frozenset(rule.options["right_to_left"])
    at_home = {(one.code, site_key(one.page.url)) for one in _known_versions(home, known)} if home else set()
    chosen = {page.url for page in (*([home] if home else []), *first_steps(site))}
    verdicts = {}
    for page in site.pages.values():
        other = home is not None and _is_other(page, home)
        judgements, passed = [], set()
        for one in _known_versions(page, known):
            outcome, message = _defect(page, one.page, one.code, rtl=one.code in rtl)
            if outcome is Outcome.PASSED and other and (one.code, site_key(one.page.url)) in at_home:
                message = f"leads to {one.page.url}, as the home page's link does, not to this page's version"
                outcome = Outcome.FAILED
            if outcome is Outcome.PASSED:
                passed.add(one.link.selector)
            else:
                judgements.append(Judgement(link_target(one.link), outcome, message))
        missed = page.url in chosen and versions(page) and not judgements and not passed
        untested = (
            Reason(ReasonCode.NOT_GATHERED, "the versions in other languages were not visited") if missed else None
        )
        verdicts[page.url] = Verdict(tuple(judgements), frozenset(passed), untested)
    return verdicts


def _is_other(page: SitePage, home: SitePage) -> bool:
    """Whether a page is not the home page, by whatever address or in whatever language: that rightly has the same links."""
    same = site_key(page.final_url) == site_key(home.final_url) or page.facts.text == home.facts.text
    return not same and page.facts.language == home.facts.language


@dataclass(frozen=True, slots=True)
class _Version:
    """A link to another language, and the page behind it."""

    code: str
    link: Link
    page: Linked


def _known_versions(page: SitePage, known: Mapping[str, Linked]) -> list[_Version]:
    """The links of a page to other languages whose pages are known: visited for the home page and starts of tasks, of others by chance."""
    found = []
    for code, link in versions(page):
        version = known.get(site_key(link.href))
        if version is None or (version.problem and not version.gone):
            continue
        if site_key(version.url) not in (site_key(page.url), site_key(page.final_url)):
            found.append(_Version(code, link, version))
    return found


def _defect(page: SitePage, version: Linked, code: str, *, rtl: bool) -> tuple[Outcome, str]:
    if version.gone:
        return Outcome.FAILED, f"leads to {version.url}, which {version.problem}"
    declared = primary(version.lang)
    if declared != code:
        says = f'declares the language "{version.lang[:30]}"' if version.lang.strip() else "declares no language"
        return Outcome.FAILED, f"leads to {version.url}, which {says}, not {code}"
    if rtl and version.dir != "rtl":
        return Outcome.FAILED, f"leads to {version.url}, whose text runs from left to right"
    share = _same(page.facts, version)
    if share >= SAME and not version.translated:
        return Outcome.FAILED, f"leads to {version.url}, whose text is the same as this page's"
    if share >= PARTLY:
        return Outcome.CANT_TELL, f"{share:.0%} of the text of {version.url} is the same as this page's"
    return Outcome.PASSED, ""


def _same(facts: Facts, version: Linked) -> float:
    """The share of the version's text that stands on the original, too, in long lines."""
    here = {block.text for block in facts.blocks}
    lines = [line for line in version.lines if len(line) >= LEAST_LINE]
    total = sum(map(len, lines))
    return sum(len(line) for line in lines if line in here) / total if total >= LEAST_TEXT else 0.0


@site_check("hreflang", alone=True)
def judge_hreflang(_rule: Rule, site: SiteEvidence) -> Mapping[str, Verdict]:
    """Fail an alternate address whose language is no tag, or whose page does not name this one in return."""
    known = {alternate_key(one): page for page in site.pages.values() for one in (page.url, page.final_url)}
    verdicts = {}
    for page in site.pages.values():
        judgements, passed = [], set()
        for one in page.facts.alternates:
            message = _alternate_defect(page, one, known)
            if message:
                target = Target(
                    one.selector, one.selector, f'<link rel="alternate" hreflang="{one.lang}">', name=one.lang
                )
                judgements.append(Judgement(target, Outcome.FAILED, message))
            else:
                passed.add(one.selector)
        verdicts[page.url] = Verdict(tuple(judgements), frozenset(passed))
    return verdicts


def _alternate_defect(page: SitePage, one: Alternate, known: Mapping[str, SitePage]) -> str:
    if not TAG.match(one.lang):
        return f'"{one.lang}" is not a language tag'
    there = known.get(alternate_key(one.href))
    if there is None or there.url == page.url:
        return ""
    here = {alternate_key(page.url), alternate_key(page.final_url)}
    if here & {alternate_key(other.href) for other in there.facts.alternates}:
        return ""
    return f"{there.final_url} does not name this page in return"
