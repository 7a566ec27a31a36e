"""Checks of the page on which a service starts: what it tells before a person begins, and whether one can begin online."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping

from nyx_audit.checks.sites.fields import asked_of
from nyx_audit.checks.sites.registry import site_check
from nyx_audit.checks.sites.verdicts import of_page
from nyx_audit.model.facts import Facts, Link
from nyx_audit.model.outcome import Outcome, Verdict
from nyx_audit.model.reason import Reason, ReasonCode
from nyx_audit.model.rule import Rule
from nyx_audit.net.addresses import site_key
from nyx_audit.site.evidence import DOCUMENTS, Documents
from nyx_audit.site.records import SiteEvidence, SitePage
from nyx_audit.site.roles import BEGINS, is_step

WORDS_KNOWN = ("en", "es")
LITTLE_TEXT = 120
TOLD = {
    "how long it takes": re.compile(
        r"\b(\d+|one|two|three|five|ten|fifteen|twenty|thirty|forty-five|sixty|a few|several)\W{1,3}(to|or|-|–)?\W{0,3}\d{0,4}\W{0,3}(minutes?|mins?\b|hours?)"
        r"|\b(takes?|took|allow|within|in|up to)\b.{0,30}\b(minutes?|hours?|days?|weeks?|months?)\b|\bhow long\b|\b(processing|completion) times?\b"
        r"|\b\d+ (minutos|horas)\b|\b(tarda|toma|tom[ae]r[aá]|demora)\b.{0,30}\b(minutos?|horas?|d[ií]as?|semanas?)\b|\bcu[aá]nto (tiempo|tarda|demora)\b",
        re.IGNORECASE,
    ),
    "what you need": re.compile(
        r"\b(what|things|documents?|information|items) (you|to)('ll| will| may)? ?(need|have|bring|gather|submit)\b|\byou('ll| will| may| must| should)? (also )?(need|have|provide|submit|bring|include)\b"
        r"|\bhave\b.{0,40}\b(ready|available|on hand|handy|with you)\b|\bbefore you (start|begin|apply|file|order|renew)\b|\b(required|supporting|acceptable) (documents?|documentation|information|proofs?)\b|\bchecklist\b|\bgather\b|\bproof of\b"
        r"|\b(lo que|qu[eé]) (necesita|necesitar[aá])\b|\b(necesita|necesitar[aá]|tenga a mano|re[uú]na)\b|\bantes de (empezar|comenzar|solicitar)\b|\bdocumentos (necesarios|requeridos)\b",
        re.IGNORECASE,
    ),
    "who can use it": re.compile(
        r"\beligib\w+|\bineligible\b|\bqualif\w+|\bwho (can|may|is|should|must)\b|\bcan i\b|\byou (can|may|cannot|can't|may not)\b.{0,60}\b(if|unless|when)\b|\byou (must|have to|should|need to) (be|live|have (lived|worked|been))\b|\bif you (are|live|have|were|lost|work)\b|\b(open|available) to\b|\bresidents? (only|of)\b|\bapplicants? must\b"
        r"|\b(elegib\w+|califica\w*|requisitos)\b|\bqui[eé]n(es)? (puede|pueden)\b|\b(puede|podr[aá])\b.{0,60}\bsi\b|\b(debe|tiene que) (ser|vivir|tener)\b|\bsi usted (es|vive|tiene)\b",
        re.IGNORECASE,
    ),
    "what it costs": re.compile(
        r"\$ ?\d|\b(fees?|costs?|price|charges?|free|no charge|payments?|pay)\b|\b(tarifas?|costos?|cuesta|precio|gratis|gratuit[oa]s?|pagar?|pagos?)\b",
        re.IGNORECASE,
    ),
}


@site_check("start-tells", alone=True, options=("least",))
def judge_start_tells(rule: Rule, site: SiteEvidence) -> Mapping[str, Verdict]:
    """Fail the start of a service that tells too few of: time, what is needed, who it is for, cost."""
    verdicts = {}
    for page in starts(site):
        outcome, message = _tells(page.facts, int(rule.options["least"]))
        verdicts[page.url] = of_page(page.facts, outcome, message)
    return verdicts


def starts(site: SiteEvidence) -> Iterator[SitePage]:
    """Yield the pages on which one service starts; a page that leads to the forms of several is a list of services."""
    firsts = {step.url for journey in site.declared.journeys if (step := site.steps(journey)[0]) is not None}
    forms = {site_key(page.final_url) for page in site.pages.values() if is_step(page.facts)}
    for page in site.pages.values():
        begun = {
            site_key(link.href) for link in page.facts.links if site_key(link.href) in forms and BEGINS.match(link.text)
        }
        declared = page.url in firsts or page.role_reason.startswith("stated")
        if page.url in firsts or (page.role == "start" and (declared or len(begun) == 1)):
            yield page


def _tells(facts: Facts, least: int) -> tuple[Outcome, str]:
    words = "\n".join(
        (
            facts.whole_text,
            *(one.text for one in facts.headings),
            *(one.text for one in facts.links if one.landmark in ("main", "")),
        )
    )
    missing = [name for name, said in TOLD.items() if not said.search(words)]
    if len(TOLD) - len(missing) >= least:
        return Outcome.PASSED, ""
    message = f"does not say {', '.join(missing)}"
    sure = facts.language in WORDS_KNOWN and len(facts.text) >= LITTLE_TEXT and not facts.frames and not facts.is_cut
    return (Outcome.FAILED if sure else Outcome.CANT_TELL), message


FILES = re.compile(r"\.(pdf|docx?|odt|rtf|xlsx?)$", re.IGNORECASE)
FORM_WORDS = re.compile(
    r"\b(forms?|application|claim|request|petition|appeal|registration|solicitud|formularios?|planilla|apelaci[oó]n)\b|\b[A-Z]{1,4}[- ]?\d{2,5}\b",
    re.IGNORECASE,
)
PRINT_AND_MAIL = re.compile(
    r"\b(print|download|complete|fill (it |them |this form |the form )?(in|out)|sign)\b[^.]{0,80}\b(mail|fax|bring|(send|return) (it|them|the|your|this))\b|\b(mail|fax|send|return)\b[^.]{0,60}\b(form|application|it) to\b"
    r"|\b(imprim[ae]\w*|descargue|complete|llene|firme)\b[^.]{0,80}\b(env[ií]e\w*|mande|correo|fax|traiga)\b",
    re.IGNORECASE,
)
ONLINE = re.compile(
    r"\bonline\b|\b(e-?file|log ?in|sign ?in|portal|my ?account|web ?form|submit (it )?electronically|by e-?mail|e-?mail (it|the form|your))\b|\ben l[ií]nea\b|\biniciar sesi[oó]n\b|\bpor correo electr[oó]nico\b",
    re.IGNORECASE,
)
NO_PLACE = ("banner", "contentinfo", "navigation", "search")


@site_check("service-only-file")
def judge_service_only_file(_rule: Rule, site: SiteEvidence) -> Mapping[str, Verdict]:
    """Fail the start of a service whose only way is a file to print and send; elsewhere, and without those words, doubt."""
    verdicts = {}
    declared = {page.url for page in starts(site)}
    forms = {site_key(page.final_url) for page in site.pages.values() if is_step(page.facts)}
    for page in site.pages.values():
        files = _form_files(page.facts)
        printed = PRINT_AND_MAIL.search(page.facts.whole_text)
        may_start = page.url in declared or (printed and page.role in ("start", "content"))
        if not files or not may_start:
            continue
        if _online(page.facts, forms):
            verdicts[page.url] = of_page(page.facts, Outcome.PASSED)
            continue
        said = f', "{printed[0][:80]}"' if printed else ""
        sure = printed and page.url in declared and not page.facts.is_cut
        outcome = Outcome.FAILED if sure else Outcome.CANT_TELL
        message = f'the only way is a file, "{files[0].text or files[0].href}"{said}'
        verdicts[page.url] = of_page(page.facts, outcome, message)
    return verdicts


@site_check("form-only-untagged", DOCUMENTS)
def judge_form_only_untagged(rule: Rule, site: SiteEvidence, documents: Documents) -> Mapping[str, Verdict]:
    """Fail the start of a service whose only way is a PDF without tags or without text: a screen reader cannot read it."""
    verdicts = {}
    for url, verdict in judge_service_only_file(rule, site).items():
        if not any(one.outcome is Outcome.FAILED for one in verdict.judgements):
            continue
        page = site.pages[url]
        forms = [documents.read.get(link.href.partition("#")[0]) for link in _form_files(page.facts)]
        if any(form is not None and form.tagged and form.pages_with_text for form in forms):
            verdicts[url] = of_page(page.facts, Outcome.PASSED)
        elif None in forms:
            verdicts[url] = Verdict(untested=Reason(ReasonCode.NOT_GATHERED, "not every form could be read"))
        else:
            told = "the only way is a PDF that a screen reader cannot read: it has no tags, or no text"
            verdicts[url] = of_page(page.facts, Outcome.FAILED, told)
    return verdicts


def _form_files(facts: Facts) -> list[Link]:
    """The links of the page's own part that lead to a form as a file."""
    return [
        link
        for link in _own_links(facts)
        if is_file(link) and FORM_WORDS.search(f"{link.text} {link.href.rpartition('/')[2]}")
    ]


def is_file(link: Link) -> bool:
    """Return whether a link leads to a document that is filled in outside of the browser."""
    return bool(FILES.search(link.href.partition("?")[0].partition("#")[0]))


def _own_links(facts: Facts) -> list[Link]:
    return [link for link in facts.links if link.landmark not in NO_PLACE]


def _online(facts: Facts, forms: set[str]) -> bool:
    """Whether anything in the page's own part may lead to the service online."""
    if asked_of(facts) or facts.frames or ONLINE.search(facts.whole_text):
        return True
    return any(
        site_key(link.href) in forms
        or BEGINS.match(link.text)
        or ONLINE.search(link.text)
        or link.href.startswith("mailto:")
        for link in _own_links(facts)
        if not is_file(link)
    ) or any(BEGINS.match(button.text) for button in facts.buttons)
