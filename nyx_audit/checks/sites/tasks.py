"""Checks of what the pages of a task say around it: a route for feedback, what comes next, how old they are."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from datetime import date

from nyx_audit.checks.sites.contact import TO_CONTACT, has_email
from nyx_audit.checks.sites.dates import dates_in, days_said, months_between
from nyx_audit.checks.sites.registry import site_check
from nyx_audit.checks.sites.verdicts import WORDS_KNOWN, of_page
from nyx_audit.model.evidence.kind import optional
from nyx_audit.model.facts import Facts
from nyx_audit.model.outcome import Outcome, Verdict
from nyx_audit.model.rule import Rule
from nyx_audit.net.addresses import site_key
from nyx_audit.site.evidence import DATE, LINKED_PAGES, Linked, LinkedPages, Today
from nyx_audit.site.linked import linked_pages
from nyx_audit.site.records import SiteEvidence, SitePage
from nyx_audit.site.roles import is_step

# A way to say what one thinks of this page or service; surveys, comments and feedback are subjects of offices, too.
FEEDBACK = re.compile(
    r"^\W*+(?:(?:give|send|share|leave|provide|submit|your|our|us|site|web ?site|page|customer|user|visitor|service|online|general|and|&|help|contact|contact us|questions?|comments?|suggestions?)[\s,/]+)*"
    r"(?:feedback|comments?|suggestions?|survey)(?:\s+(?:form|page|card|box|survey|us|here|and|&|or|on|about|for|this|our|the|site|web ?site|page|service|questions?|comments?|suggestions?|feedback|help|contact|complaints?))*\W*$|"
    r"\b(?:your|give|send|share|leave|provide) (?:us )?(?:your )?(?:feedback|comments|suggestions)\b|\bfeedback (?:on|about) (?:this|our|the site|the page)\b|"
    r"\b(?:take|complete|answer|fill (?:in|out)|start|begin) (?:a|an|our|the|this|your)?\s?(?:\w+[ -]){0,3}survey\b|\b(?:satisfaction|experience|feedback|web ?site|user|visitor|exit) survey\b(?! (?:results?|data|reports?|findings))|"
    r"\brate (?:this|your|our)\b|\b(?:was|is) this (?:page|information|answer|article|form)\b|\bdid you find what\b|"
    r"\btell us (?:what|how|about your)\b|\b(?:report|found|spotted|see|notice) (?:a|an) (?:problem|issue|error|bug|mistake)\b|\b(?:anything|something) wrong\b|\bwebmaster\b|\bimprove this\b|\bcomplaints?\b|"
    r"^\W*+(?:env[ií]e(?:nos)? |d[eé]nos |deje |comparta |sus? |tus? |y |o |preguntas )*(?:comentarios|sugerencias|encuesta)(?: y (?:comentarios|sugerencias|preguntas))?\W*$|\b(?:responda|complete|llene|haga|conteste) (?:la|una|esta|nuestra) (?:\w+ ){0,2}encuesta\b|"
    r"\bencuesta de (?:satisfacción|opinión)\b|\b(?:sus|tus) (?:comentarios|sugerencias)\b|\ble (?:fue|resultó) útil\b|\bquejas?\b|\bsu opini[oó]n\b|\b(?:informar?|reportar?|informe|reporte) (?:de )?un (?:problema|error)\b",
    re.IGNORECASE,
)
ASKS = re.compile(
    r"\b(?:was|is) this (?:page|information|answer|article|form) |\bdid you find what\b|\b(?:give|send|share|your) (?:us )?(?:your )?feedback\b|"
    r"\bhow (?:did|are) we do(?:ing)?\b|\ble fue útil\b|\bsu opinión\b",
    re.IGNORECASE,
)
TO_FORM = re.compile(r"\b(forms?|message|e-?mail|write|online|formulario|mensaje|correo)\b", re.IGNORECASE)
SERVICES = re.compile(
    r"medallia|qualtrics|kampyle|foresee|usabilla|hotjar|mopinion|getfeedback|surveymonkey|verint|touchpoints\.|pollfish|delighted",
    re.IGNORECASE,
)
NEXT = re.compile(
    r"\bwhat happens next\b|\bnext steps?\b|\bafter you (apply|submit|file|send|register)\b|\b(we|the (department|office|agency|board)|staff|an? \w+) "
    r"(will|may) (then )?(contact|call|e-?mail|send|mail|review|notify|process|tell|write|let you|decide|get back)\b|"
    r"\byou('ll| will| should| may| can expect to)? (then )?(receive|get|hear|be (notified|contacted|told))\b|\bprocessing (time|takes)\b|"
    r"\b(arrives?|takes?|allow|expect|within) .{0,20}\b(days|weeks|months|hours)\b|\btrack (your|the)\b|\bcheck (your|the) status\b|"
    r"\bqu[eé] sigue\b|\bpróximos pasos\b|\b(le|nos) (enviaremos|llamaremos|comunicaremos|avisaremos|responderemos|notificaremos)\b|\brecibir[aá]\b|\bqu[eé] (pasa|sucede|ocurre) (despu[eé]s|ahora)\b|\b(dentro de|en|tarda|toma|espere) .{0,20}\b(d[ií]as|semanas|meses|horas)\b",
    re.IGNORECASE,
)
OWN_DAY = re.compile(
    r"\b(?:page|content|last) (?:was )?(?:last )?(?:updated|reviewed|modified|revised)\b|^\W*(?:date )?(?:updated|reviewed|modified|revised)\b|"
    r"\b[uú]ltima actualización\b|^\W*(?:página )?actualizad[oa]\b",
    re.IGNORECASE,
)
SENT = r"application|request|form|claim|appeal|payment|registration|order|submission|message|report|complaint"
CONFIRMS = re.compile(
    rf"^(?:thank you|thanks)(?: for (?:your (?:{SENT})|applying|registering|submitting|contacting|filing|paying)\b.{{0,60}})?\W*$|"
    rf"^confirmation\W*$|^success\W*$|^(?:your )?(?:\w+ )?(?:{SENT})(?: has been| was| is)?(?: successfully)? (?:received|submitted|completed?|sent)\W*$|"
    r"^you have (?:successfully )?(?:applied|submitted|registered|paid)\b|^gracias\W*$|^confirmación\W*$|^(?:su )?solicitud (?:ha sido |fue )?(?:recibida|enviada)\W*$",
    re.IGNORECASE,
)


@site_check("feedback-route", optional(LINKED_PAGES))
def judge_feedback_route(_rule: Rule, site: SiteEvidence, visited: LinkedPages | None) -> Mapping[str, Verdict]:
    """Fail a page of a task without a way to say how it went: a link, button, form or survey, or a contact form."""
    known = linked_pages(site, visited)
    return {page.url: _feedback(page, known) for page in site.with_role("start", "step")}


def _feedback(page: SitePage, known: Mapping[str, Linked]) -> Verdict:
    facts = page.facts
    words = [
        *(link.text for link in facts.links), *(button.text for button in facts.buttons),
        *(heading.text for heading in facts.headings), *(field.label for field in facts.fields),
    ]  # fmt: skip
    addresses = [*facts.scripts, *(frame.src for frame in facts.frames), *(link.href for link in facts.links)]
    asked = any(FEEDBACK.search(one) for one in words) or bool(ASKS.search(facts.whole_text))
    if asked or any(SERVICES.search(one) for one in addresses):
        return of_page(facts, Outcome.PASSED)
    contacts = [link for link in facts.links if TO_CONTACT.search(link.text) and link.href.startswith("http")]
    behind = [known.get(site_key(link.href)) for link in contacts]
    if any(one and (one.asks or has_email(one.text, [href for href, _ in one.links])) for one in behind):
        return of_page(facts, Outcome.PASSED)
    if facts.frames or facts.language not in WORDS_KNOWN:
        return of_page(facts, Outcome.CANT_TELL, "no way to give feedback was seen")
    onward = any(one and any(TO_FORM.search(words) for _, words in one.links) for one in behind)
    if onward or None in behind:
        doubt = f'no way to give feedback was seen; "{contacts[0].text}" may lead to one'
        return of_page(facts, Outcome.CANT_TELL, doubt)
    return of_page(
        facts,
        Outcome.FAILED,
        "has no way to say how the task went: no feedback link, survey, contact form or e-mail address",
    )


@site_check("next-steps")
def judge_next_steps(_rule: Rule, site: SiteEvidence) -> Mapping[str, Verdict]:
    """Fail a page that confirms an application and does not say what happens next; the last form of a task is a doubt."""
    lasts = {
        page.url: page
        for journey in site.declared.journeys
        if len(journey.steps) > 1 and (page := site.steps(journey)[-1])
    }
    confirming = {page.url: page for page in site.pages.values() if _confirms(page.facts)}
    return {url: _next(page, sure=url in confirming) for url, page in {**lasts, **confirming}.items()}


def _confirms(facts: Facts) -> bool:
    """Whether the page's main heading says that something was received; a page that asks is not yet it."""
    heading = next((one.text for one in facts.headings if one.level == 1), "")
    return bool(CONFIRMS.match(heading)) and not is_step(facts)


def _next(page: SitePage, *, sure: bool) -> Verdict:
    facts = page.facts
    if NEXT.search(facts.whole_text):
        return of_page(facts, Outcome.PASSED)
    if sure and facts.language in WORDS_KNOWN and not facts.frames:
        return of_page(facts, Outcome.FAILED, "confirms what was sent, and does not say what happens next")
    return of_page(
        facts, Outcome.CANT_TELL, "the last step of the task does not say what happens next; the page after it may"
    )


def _services(site: SiteEvidence) -> list[SitePage]:
    """The first pages of services that are not yet their form."""
    return [page for page in site.with_role("start") if not is_step(page.facts)]


def _service_addresses(site: SiteEvidence) -> list[str]:
    return [page.url for page in _services(site)]


@site_check("last-updated", DATE, options=("months",), untested_on=_service_addresses)
def judge_last_updated(rule: Rule, site: SiteEvidence, date_of_run: Today) -> Mapping[str, Verdict]:
    """Fail the first page of a service that does not say when it was last reviewed, or where that is too long ago."""
    months = int(rule.options["months"])
    return {page.url: _updated(page.facts, date_of_run.today, months) for page in _services(site)}


def _updated(facts: Facts, today: date, months: int) -> Verdict:
    sure = [day for day in _days(facts) if day <= today]
    others = [day for one in facts.updated for day in dates_in(f"{one.datetime[:10]} {one.text}") if day <= today]
    if any(months_between(day, today) <= months for day in (*sure, *others)):
        return of_page(facts, Outcome.PASSED)
    if sure:
        message = f"was last updated on {max(sure).isoformat()}, more than {months} months ago"
        return of_page(facts, Outcome.FAILED, message)
    if facts.updated or facts.language not in WORDS_KNOWN:
        said = f': "{facts.updated[0].text[:80]}"' if facts.updated else ""
        return of_page(facts, Outcome.CANT_TELL, f"the day of its last update could not be read{said}")
    return of_page(facts, Outcome.FAILED, "does not say when it was last updated")


def _days(facts: Facts) -> Iterator[date]:
    """The days that are surely the page's own: a form or a law that is spoken of has its own."""
    for one in facts.updated:
        if OWN_DAY.search(one.text):
            yield from dates_in(f"{one.datetime[:10]} {one.text}")
    yield from days_said(facts.whole_text)
