"""Checks of what the home page of a site must offer: a search, the way to the privacy policy."""

from __future__ import annotations

import re
from collections.abc import Mapping

from nyx_audit.checks.sites.registry import site_check
from nyx_audit.checks.sites.verdicts import link_target, of_page
from nyx_audit.model.facts import Facts
from nyx_audit.model.outcome import Judgement, Outcome, Verdict
from nyx_audit.model.reason import ReasonCode
from nyx_audit.model.rule import Rule
from nyx_audit.site.records import SiteEvidence

SEARCH = re.compile(r"\b(search|find it|buscar|b[uú]squeda|buscador)\b", re.IGNORECASE)
PRIVACY = re.compile(r"\b(privacy|privacidad)\b|隐私|隱私|конфиденциальност|confidentialité", re.IGNORECASE)
AMONG_OTHERS = re.compile(
    r"\b(polic(y|ies)|legal|terms|disclaimers?|pol[ií]ticas?|t[eé]rminos|avisos? legal(es)?|web ?site information|about this site)\b",
    re.IGNORECASE,
)
WORDS_KNOWN = ("en", "es", "")
LINKS_KEPT = 3000


@site_check("site-search", options=("pages",))
def judge_site_search(rule: Rule, site: SiteEvidence) -> Mapping[str, Verdict]:
    """Fail the home page of a site of some size that has no search, and no link or button to one."""
    home = site.home
    alive = [reason for reason in site.not_audited.values() if reason.code is not ReasonCode.DEAD_LINK]
    if home is None or len(site.pages) + len(alive) < rule.options["pages"]:
        return {}
    return {home.url: of_page(home.facts, *_search(home.facts))}


def _search(facts: Facts) -> tuple[Outcome, str]:
    if any(one.search for one in facts.fields) or any(one.search for one in facts.forms):
        return Outcome.PASSED, ""
    if any(SEARCH.search(name) for name in facts.names):
        return Outcome.PASSED, ""
    if any("/search" in link.href.lower() or "buscar" in link.href.lower() for link in facts.links):
        return Outcome.PASSED, ""
    unnamed = not all(facts.names)
    if unnamed or facts.frames or _dead_header(facts) or facts.language not in WORDS_KNOWN:
        return Outcome.CANT_TELL, "no search was seen on the home page"
    return Outcome.FAILED, "the home page has no search, and no link or button to one"


def _dead_header(facts: Facts) -> bool:
    return any(one.dead and tag.endswith("header") for tag, one in facts.components.items())


@site_check("privacy-link")
def judge_privacy_link(_rule: Rule, site: SiteEvidence) -> Mapping[str, Verdict]:
    """Fail a home page without a link that names privacy (State Technology Law §203)."""
    home = site.home
    return {} if home is None else {home.url: _privacy(home.facts)}


def _privacy(facts: Facts) -> Verdict:
    named = [link for link in facts.links if PRIVACY.search(link.text)]
    shown = next((link for link in named if link.shown), None)
    if shown:
        return Verdict(passed=frozenset({link_target(shown).key}))
    if named:
        message = "cannot be seen as the page opens: the law requires a link that is easy to see"
        return Verdict((Judgement(link_target(named[0]), Outcome.CANT_TELL, message),))
    among = next(
        (link for link in facts.links if AMONG_OTHERS.search(link.text) or "privacy" in link.href.lower()), None
    )
    if among:
        message = f'"{among.text}" may lead to the privacy policy; the law requires a direct link'
        return Verdict((Judgement(link_target(among), Outcome.CANT_TELL, message),))
    dead = any(one.dead and "footer" in tag for tag, one in facts.components.items())
    if facts.frames or dead or facts.links_total >= LINKS_KEPT or facts.language not in WORDS_KNOWN:
        return of_page(facts, Outcome.CANT_TELL, "no link that names privacy was seen on the home page")
    return of_page(facts, Outcome.FAILED, "the home page has no link that names privacy")
