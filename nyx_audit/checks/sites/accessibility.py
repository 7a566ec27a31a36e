"""Checks of what a site says of its own accessibility: the link in its footer, and the page behind it."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping
from datetime import date

from nyx_audit.checks.sites.contact import TO_CONTACT, has_email, has_phone
from nyx_audit.checks.sites.dates import dates_in, days_said, months_between
from nyx_audit.checks.sites.registry import on_home, site_check
from nyx_audit.checks.sites.verdicts import WORDS_KNOWN, link_target, of_page
from nyx_audit.model.evidence.kind import optional
from nyx_audit.model.facts import Facts
from nyx_audit.model.outcome import Judgement, Outcome, Verdict
from nyx_audit.model.reason import Reason, ReasonCode
from nyx_audit.model.rule import Rule
from nyx_audit.net.addresses import site_key
from nyx_audit.site.evidence import DATE, LINKED_PAGES, Linked, LinkedPages, Today
from nyx_audit.site.linked import linked_pages
from nyx_audit.site.needed import accessibility_links, accessibility_page
from nyx_audit.site.records import SiteEvidence

LINKS_KEPT = 3000
# A page of less text may be made by what a program does not see.
LITTLE_TEXT = 150
WCAG = re.compile(
    r"\bWCAG\b|web content accessibility guidelines|pautas de accesibilidad para el contenido", re.IGNORECASE
)
NEAR = 120
VERSION = re.compile(r"(?<![\d.§-])([23]\.\d)(?!\.?\d)")
CURRENT = re.compile(
    r"\b(most (current|recent)|latest|current(ly)?|m[aá]s reciente|[uú]ltima|actual|vigente)\b", re.IGNORECASE
)
REPORT = re.compile(r"\bprogress report\b|\b103-d\b|\binforme de progreso\b", re.IGNORECASE)
FURTHER = re.compile(
    r"\b(statement|policy|policies|standards?|plan|report|conformance|wcag|vpat|declaraci[oó]n|pol[ií]tica)\b",
    re.IGNORECASE,
)
# Days that may be the statement's own, or of something that it speaks of: enough to be content, not to fail.
DATED = re.compile(
    r"\b(updated|reviewed|revised|effective|prepared|created|issued|published|tested|as of|dated?|fecha|actualiza\w+|actualización|revisad[oa]|revisión|vigente)\b",
    re.IGNORECASE,
)
Said = tuple[Outcome, str]


@site_check("accessibility-link")
def judge_accessibility_link(_rule: Rule, site: SiteEvidence) -> Mapping[str, Verdict]:
    """Fail a home page without a visible link in its footer that speaks of accessibility."""
    home = site.home
    if home is None:
        return {}
    outcome, message = _footer_link(home.facts)
    return {home.url: of_page(home.facts, outcome, message)}


def _footer_link(facts: Facts) -> Said:
    links = accessibility_links(facts)
    if any(link.shown and link.landmark == "contentinfo" for link in links):
        return Outcome.PASSED, ""
    if links:
        where = "not in what is marked as the footer" if links[0].shown else "not visible when the page opens"
        return Outcome.CANT_TELL, f'the link "{links[0].text}" is on the home page, and {where}'
    dead = [tag for tag, one in facts.components.items() if one.dead and "footer" in tag]
    if dead or facts.frames or facts.links_total >= LINKS_KEPT or facts.language not in WORDS_KNOWN:
        return Outcome.CANT_TELL, "no link that speaks of accessibility was seen on the home page"
    return Outcome.FAILED, "the home page has no link that speaks of accessibility"


@site_check("accessibility-contact", optional(LINKED_PAGES))
def judge_accessibility_contact(_rule: Rule, site: SiteEvidence, visited: LinkedPages | None) -> Mapping[str, Verdict]:
    """Fail an "Accessibility" link of the home page that leads to a page without any way to contact the agency."""
    return _behind_link(site, visited, _contact, dead=True)


def _contact(page: Linked) -> Said:
    hrefs = [href for href, _ in page.links]
    if has_phone(page.text, hrefs) or has_email(page.text, hrefs) or page.asks:
        return Outcome.PASSED, ""
    onward = next((words for _, words in page.links if TO_CONTACT.search(words)), "")
    if onward:
        return Outcome.CANT_TELL, f'{page.url} offers no way to contact the agency itself; "{onward}" may lead to one'
    if page.frames or len(page.text) < LITTLE_TEXT:
        return Outcome.CANT_TELL, f"no way to contact the agency was seen on {page.url}"
    return Outcome.FAILED, f"{page.url} has no telephone number, e-mail address or form, and no link to one"


@site_check("accessibility-statement", optional(LINKED_PAGES), options=("version",))
def judge_accessibility_statement(rule: Rule, site: SiteEvidence, visited: LinkedPages | None) -> Mapping[str, Verdict]:
    """Fail an accessibility page that names an older WCAG, or none, and is not a progress report."""
    return _behind_link(site, visited, lambda page: _version(page, str(rule.options["version"])))


def _version(page: Linked, current: str) -> Said:
    text = page.text
    near = [text[max(0, one.start() - NEAR) : one.end() + NEAR] for one in WCAG.finditer(text)]
    named = {version for part in near for version in VERSION.findall(part)}
    if REPORT.search(text) or any(_number(one) >= _number(current) for one in named):
        return Outcome.PASSED, ""
    if named:
        return Outcome.FAILED, f"{page.url} names WCAG {max(named, key=_number)}; the current version is {current}"
    if any(CURRENT.search(part) for part in near):
        return Outcome.CANT_TELL, f"{page.url} speaks of the current WCAG without its number"
    further = next((words for _, words in page.links if FURTHER.search(words) and "privacy" not in words.lower()), "")
    if further or page.frames or len(text) < LITTLE_TEXT:
        return Outcome.CANT_TELL, f"{page.url} names no version of WCAG; it may be on a page that it links to"
    return Outcome.FAILED, f"{page.url} names no version of WCAG"


def _home_with_link(site: SiteEvidence) -> Iterable[str]:
    """The home page, where it links to what the site says of its own accessibility."""
    return on_home(site) if accessibility_page(site) else ()


@site_check(
    "accessibility-statement-date", optional(LINKED_PAGES), DATE, options=("months",), untested_on=_home_with_link
)
def judge_accessibility_statement_date(
    rule: Rule, site: SiteEvidence, visited: LinkedPages | None, date_of_run: Today
) -> Mapping[str, Verdict]:
    """Fail an accessibility statement that says when it was last reviewed, and that was too long ago."""
    day = date_of_run.today
    return _behind_link(site, visited, lambda page: _age(page, day, int(rule.options["months"])), only=WCAG)


def _age(page: Linked, today: date, months: int) -> Said:
    dated = [day for day in days_said(page.text) if day <= today]
    others = [day for line in page.text.splitlines() if DATED.search(line) for day in dates_in(line) if day <= today]
    if any(months_between(day, today) <= months for day in others):
        return Outcome.PASSED, ""
    if not dated:
        return Outcome.CANT_TELL, f"{page.url} does not say when it was last reviewed"
    newest = max(dated)
    if months_between(newest, today) <= months:
        return Outcome.PASSED, ""
    return Outcome.FAILED, f"{page.url} was last reviewed on {newest.isoformat()}, more than {months} months ago"


def _behind_link(
    site: SiteEvidence,
    visited: LinkedPages | None,
    judge: Callable[[Linked], Said],
    *,
    only: re.Pattern[str] | None = None,
    dead: bool = False,
) -> Mapping[str, Verdict]:
    """Judge the page behind the home page's link; the verdict stands at the link.

    With `only`, pages that do not speak of it are left out. With `dead`, a link to nowhere fails: one rule says that.
    """
    home, link = site.home, accessibility_page(site)
    if home is None or link is None:
        return {}
    page = linked_pages(site, visited).get(site_key(link.href))
    if page is None or (page.problem and not page.gone):
        reason = page.problem if page else "it was not visited"
        return {
            home.url: Verdict(
                untested=Reason(ReasonCode.NOT_GATHERED, f"the page behind the accessibility link is unknown: {reason}")
            )
        }
    if (page.gone and not dead) or (only and not only.search(page.text)):
        return {}
    outcome, message = (Outcome.FAILED, f"leads to {page.url}, which {page.problem}") if page.gone else judge(page)
    target = link_target(link)
    if outcome is Outcome.PASSED:
        return {home.url: Verdict(passed=frozenset({target.key}))}
    return {home.url: Verdict((Judgement(target, outcome, message),))}


def _number(version: str) -> tuple[int, ...]:
    return tuple(int(part) for part in version.split("."))
