"""Checks of the pages that tell how to reach the agency."""

from __future__ import annotations

import re
from collections.abc import Mapping

from nyx_audit.checks.sites.contact import OFFICES, has_address, has_email, has_hours, has_phone
from nyx_audit.checks.sites.registry import site_check
from nyx_audit.checks.sites.verdicts import ROOT, WORDS_KNOWN, of_page
from nyx_audit.model.facts import Facts
from nyx_audit.model.outcome import Judgement, Outcome, Target, Verdict
from nyx_audit.model.rule import Rule
from nyx_audit.net.addresses import site_key
from nyx_audit.site.records import SiteEvidence, SitePage
from nyx_audit.site.roles import SIGNS, is_step

# Words of links that may lead to what the contact page itself lacks.
LEADS = {
    "a telephone number": re.compile(r"\b(phone|telephone|call|numbers?|directory|tel[eé]fonos?|llame|office|offices|locations?)\b", re.I),
    "the hours": re.compile(r"\b(hours|schedules?|offices?|locations?|horarios?|phone|call|directory)\b", re.I),
    "an address": re.compile(rf"{OFFICES.pattern}|\b(address(es)?|mail|map|office|location|directory|direcci[oó]n)\b", re.I),
    "a form or an e-mail address": re.compile(r"\b(forms?|e-?mail|write|message|ask|submit|chat|feedback|contact|correo|formulario|escr[ií]ba)\b", re.I),
}  # fmt: skip
TO_CONTACT = re.compile(
    r"^\W*+(?:[\w ]{1,60} (?:and|&) )?contact(?:s| us| information| details)?(?: (?:and|&) [\w ]{1,60})?\W*$|^\W*+(?:contacto|cont[aá]ctenos)\W*$",
    re.IGNORECASE,
)
NUMBER = r"(?:\d+|one|two|three|four|five|seven|ten|same|next|few|una?|dos|tres|cinco|diez)"
UNIT = r"(?:hours?|(?:business|working|calendar)\s+(?:hours?|days?)|days?|weeks?|horas?|días?)"
REPLY = r"(?:repl(?:y|ies)|respon[ds]\w*|answer(?:ed|s)?|get back|hear (?:back )?from|contact you|reach out|returned?|contest\w+|comunicaremos)"
REPLY_TIME = re.compile(
    rf"\b{REPLY}\b.{{0,100}}\b{NUMBER}\b.{{0,25}}\b{UNIT}\b|\b{NUMBER}\b.{{0,25}}\b{UNIT}\b.{{0,60}}\b{REPLY}\b",
    re.IGNORECASE,
)


def _lacks(facts: Facts) -> dict[str, bool]:
    """What a contact page should have, and whether it is missing."""
    text, hrefs = facts.whole_text, [link.href for link in facts.links]
    there = {
        "a telephone number": has_phone(text, hrefs),
        "the hours": has_hours(text),
        "an address": has_address(text) or "PostalAddress" in facts.types,
        "a form or an e-mail address": has_email(text, hrefs) or _has_form(facts),
    }
    return {name: not found for name, found in there.items()}


def _contact_pages(site: SiteEvidence) -> list[SitePage]:
    """The pages of that role, and those that the home page's header or footer calls so: one page may be for several things."""
    called = {
        site_key(link.href)
        for link in (site.home.facts.links if site.home else ())
        if link.landmark in ("banner", "contentinfo", "navigation")
        and "#" not in link.href
        and (TO_CONTACT.search(link.text) or SIGNS["contact"][1].match(link.text))
    }
    home = site.home.url if site.home else ""
    return [
        page
        for page in site.pages.values()
        if page.role == "contact" or (called & {site_key(page.url), site_key(page.final_url)} and page.url != home)
    ]


@site_check("contact-page")
def judge_contact_page(_rule: Rule, site: SiteEvidence) -> Mapping[str, Verdict]:
    """Fail what the contact pages of a site lack together; it stands on the one that has most."""
    pages = _contact_pages(site)
    if not pages:
        return {}
    lacking = {page.url: _lacks(page.facts) for page in pages}
    best = min(pages, key=lambda page: sum(lacking[page.url].values()))
    judgements, passed = [], set()
    for name in LEADS:
        target = Target(f"{best.facts.key} {name}", ROOT, name=name, shape=name)
        if not all(one[name] for one in lacking.values()):
            passed.add(target.key)
            continue
        doubt = _doubt(name, pages)
        outcome = Outcome.CANT_TELL if doubt else Outcome.FAILED
        judgements.append(Judgement(target, outcome, f"the contact page lacks {name}{doubt}"))
    return {best.url: Verdict(tuple(judgements), frozenset(passed))}


def _doubt(name: str, pages: list[SitePage]) -> str:
    for page in pages:
        if page.facts.frames:
            return "; a frame may hold it"
        if page.facts.language not in WORDS_KNOWN:
            return "; its words are not known"
        for link in page.facts.links:
            if link.landmark in ("main", "") and LEADS[name].search(link.text) and not link.raw.startswith("#"):
                return f'; "{link.text}" may lead to it'
    return ""


@site_check("reply-time")
def judge_reply_time(_rule: Rule, site: SiteEvidence) -> Mapping[str, Verdict]:
    """Fail a contact page with a form or an e-mail address that does not say when an answer comes."""
    pages = _contact_pages(site)
    # Said once, it holds for the others.
    said = any(REPLY_TIME.search(page.facts.whole_text.replace("\n", " ")) for page in pages)
    verdicts = {}
    for page in pages:
        facts = page.facts
        own = [link.href for link in facts.links if link.landmark in ("main", "")]
        if not (has_email(facts.text, own) or _has_form(facts)):
            continue
        if said:
            verdicts[page.url] = of_page(facts, Outcome.PASSED)
        elif facts.frames or facts.language not in WORDS_KNOWN:
            verdicts[page.url] = of_page(facts, Outcome.CANT_TELL, "no word on when an answer comes was seen")
        else:
            message = "takes questions in writing, and does not say when an answer comes"
            verdicts[page.url] = of_page(facts, Outcome.FAILED, message)
    return verdicts


def _has_form(facts: Facts) -> bool:
    return is_step(facts) or any(field.tag == "textarea" and field.shown for field in facts.fields)
