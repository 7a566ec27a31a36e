"""What a page is for, by plain signs, each with its reason. Pure.

A role decides the stratum of a page in the score. What `sites.yaml` states holds; of the rest, the first sign that
fits, in the order below. A page without any sign is content.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from urllib.parse import parse_qsl, urlsplit

from nyx_audit.model.facts import Facts, Link
from nyx_audit.net.addresses import site_key
from nyx_audit.site.records import Declared, SitePage

ROLES = (
    "home", "start", "step", "content", "contact", "help", "search", "login", "legal", "news", "document", "language",
)  # fmt: skip

# Words of an address, of the page's first heading, and of links in the footer that tell a role.
SIGNS: Mapping[str, tuple[re.Pattern[str], re.Pattern[str]]] = {
    "contact": (
        re.compile(r"^(contact|contact-?us|contacts|contacto|contactos|cont[aá]ctenos|contactanos|informacion-de-contacto)$"),
        # Not "Contact tracing", nor "Contact lenses".
        re.compile(
            r"^(contact( us| information| details)?(?=\W*$|\W+(and|the|your|our|an?|form|page)\b)|contact (?-i:[A-Z]{2,6})\W*$|how to (contact|reach|get in touch with) |"
            r"(get|stay) in touch|reach us|contacto\b|cont[aá]ctenos\b|informaci[oó]n de contacto|c[oó]mo contactar|(comun[ií]quese|p[oó]ngase en contacto) con\b)", re.I,
        ),
    ),
    "help": (
        re.compile(r"^(help|faqs?|support|ayuda|frequently-asked-questions|preguntas-frecuentes)$"),
        re.compile(r"^(help|faqs?|frequently asked questions|support|ayuda|preguntas frecuentes)\b", re.I),
    ),
    "legal": (
        re.compile(
            r"^(privacy(-policy)?|legal|terms(-of-(use|service))?|disclaimers?|accessibility(-statement)?|policies|foil|privacidad|"
            r"politicas?(-de-privacidad)?|aviso-legal|accesibilidad|terminos(-de-uso|-y-condiciones)?)$"
        ),
        re.compile(
            r"^(privacy|accessibility|terms (of|and)|disclaimer|legal|pol[ií]ticas? de privacidad|privacidad|aviso (legal|de privacidad)|t[eé]rminos (de|y)|"
            r"(declaraci[oó]n de )?accesibilidad)\b", re.I,
        ),
    ),
    "search": (
        re.compile(r"^(search|search-results|buscar|busqueda|resultados-de-busqueda)$"),
        re.compile(r"^(search( results)?|resultados de (la )?b[uú]squeda|b[uú]squeda|buscar)\b", re.I),
    ),
    "login": (
        re.compile(r"^(login|log-in|signin|sign-in|logon|iniciar-sesion|ingresar)$"),
        re.compile(r"^(log ?in|sign ?in|log ?on|(iniciar|inicie|inicio de) sesi[oó]n)\b", re.I),
    ),
    "news": (
        re.compile(r"^(news|newsroom|press(-releases?)?|media|blog|announcements|noticias|prensa|comunicados(-de-prensa)?)$"),
        re.compile(r"^(news|press releases?|newsroom|noticias|comunicados? de prensa)\b", re.I),
    ),
}  # fmt: skip
DATED = re.compile(r"/(19|20)\d\d/(0?[1-9]|1[0-2])(/|$)")
NEWS_TYPES = frozenset({"NewsArticle", "BlogPosting", "ReportageNewsArticle"})
SERVICE_TYPES = frozenset({"GovernmentService", "GovernmentPermit"})
QUERIES = frozenset({"q", "query", "search", "s", "keys", "keyword", "keywords", "search_api_fulltext"})
# What a link or button into a service says first.
BEGINS = re.compile(
    r"^(apply|start|begin|renew|register|file|request|order|enroll|enrol|appeal|get started|sign up|claim|pay|book|schedule|"
    r"solicit(?:a|e|ar)|comenzar|comience|empezar|empiece|iniciar|inicie|renueve|renovar|reg[ií]str(?:ese|arse)|inscr[ií]ba(?:se)?|inscribirse|"
    r"pagar|pague|presentar|presente|programar|programe|pedir|pida|apelar|apele|reclamar|reclame)\b(?! (?:a |the )?(search|reading|contact|sesi[oó]n))",
    re.IGNORECASE,
)
STEP_FIELDS = 2
# Headings of pages that show how a part of a design system or a library is used, with an example to try.
SHOWS_CODE = re.compile(
    r"^(usage|code|props|properties|api|installation|variants|variations|slots|events|methods|css parts|custom properties|sample code|code examples?|"
    r"when (not )?to use( (this|it).{0,30})?)\W*$",
    re.IGNORECASE,
)
COPIES_CODE = re.compile(r"^(copy|show|view|hide|edit) (the )?(code|source|markup|html|example)\b", re.IGNORECASE)
SIGNS_OF_CODE = 2
TITLE_ENDS = re.compile(r"\s[|–—-]\s|[|»]")
# What the button of a form says that narrows a list, or looks up an office; "Apply" alone also ends an application.
FINDS = re.compile(
    r"^(search|find(?! out)|filter|go\b|show|locate|look ?up|refine|buscar|encontrar|filtrar|mostrar)", re.IGNORECASE
)
NARROWS = re.compile(r"^(apply|aplicar)( (filters?|filtros?))?$", re.IGNORECASE)


def with_roles(pages: Iterable[SitePage], declared: Declared) -> list[SitePage]:
    """Return the pages with their roles, the reason of each, and the journeys that they are a step of."""
    known = list(pages)
    stated = {site_key(url): role for role, urls in declared.roles.items() for url in urls}
    footers = _footer_roles(known)
    forms = {site_key(page.final_url) for page in known if is_step(page.facts)}
    journeys: dict[str, list[str]] = {}
    for journey in declared.journeys:
        for step in journey.steps:
            journeys.setdefault(site_key(step), []).append(journey.id)
    main = _main_language(known, declared)
    found = []
    for page in known:
        names = {site_key(page.url), site_key(page.final_url)}
        role, reason = _role(page, declared, main, forms, footers)
        for name in names & stated.keys():
            role, reason = stated[name], "stated in the configuration"
        own = tuple(dict.fromkeys(one for name in sorted(names) for one in journeys.get(name, ())))
        if own and role == "content":
            role, reason = _role_in_journey(names, declared)
        found.append(replace(page, role=role, role_reason=reason, journeys=own))
    return found


def is_step(facts: Facts) -> bool:
    """Return whether a page asks a person for something: a form that is no search, no filter, no newsletter, no example."""
    if _shows_code(facts):
        return False
    forms: dict[str, int] = {}
    finders = {form.selector for form in facts.forms if form.method == "get" and _finds(form.selector, facts)}
    # What changes the language of the page asks nothing.
    languages = {one.selector for one in facts.translators if one.kind == "select"}
    for one in facts.questions:
        if one.selector not in languages and one.landmark not in ("banner", "contentinfo", "navigation"):
            forms[one.form] = forms.get(one.form, 0) + 1
    uploads = any(one.type == "file" for one in facts.questions)
    return uploads or any(count >= STEP_FIELDS for form, count in forms.items() if form and form not in finders)


def _shows_code(facts: Facts) -> bool:
    """Whether a page documents a part that others build pages of: its form is an example."""
    signs = {one.text.lower() for one in facts.headings if SHOWS_CODE.match(one.text)}
    copies = any(COPIES_CODE.match(one.text) for one in facts.buttons)
    return len(signs) + copies >= SIGNS_OF_CODE


def asks_for_sign_in(facts: Facts) -> bool:
    """Return whether a page asks for a password, and for little else."""
    return any(one.type == "password" and one.shown for one in facts.fields) and len(facts.questions) <= STEP_FIELDS + 1


def is_login_address(url: str) -> bool:
    """Return whether an address says that it is that of a sign-in."""
    words = _words_of(urlsplit(url).path)
    return bool(words) and bool(SIGNS["login"][0].match(words[-1]))


def _words_of(path: str) -> list[str]:
    return [word for word in re.split(r"[/.]", path.lower()) if word not in ("", "html", "htm", "aspx", "php")]


def _finds(form: str, facts: Facts) -> bool:
    """Whether a form narrows what its page shows: by what its buttons say, or lists to choose from with no answer that must be given."""
    words = [one.text for one in facts.buttons if one.form == form]
    if any(FINDS.match(one) for one in words):
        return True
    fields = [one for one in facts.questions if one.form == form]
    typed = [one for one in fields if one.tag != "select" and one.type not in ("radio", "checkbox")]
    return (
        any(NARROWS.match(one) for one in words)
        and len(typed) < min(2, len(fields))
        and not any(one.required for one in fields)
    )


def _role(
    page: SitePage, declared: Declared, main: str, forms: set[str], footers: Mapping[str, tuple[str, str]]
) -> tuple[str, str]:
    facts, parts = page.facts, urlsplit(page.final_url)
    if site_key(page.url) == site_key(declared.start) or site_key(page.final_url) == site_key(declared.start):
        return "home", "the site's start address"
    if main and facts.language and facts.language != main:
        return "language", f'its language is "{facts.language}", the site\'s is "{main}"'
    if asks_for_sign_in(facts):
        return "login", "it asks for a password and little else"
    if any(name.lower() in QUERIES for name, value in parse_qsl(parts.query) if value):
        return "search", "its address holds a query for the search"
    if site_key(page.final_url) in footers:
        return footers[site_key(page.final_url)]
    words = _words_of(parts.path)
    for role, (address, _) in SIGNS.items():
        if words and address.match(words[-1]):
            return role, f'"{words[-1]}" in its address'
    heading = next((one.text for one in facts.headings if one.level == 1), "")
    for role, (_, said) in SIGNS.items():
        if said.match(heading):
            return role, f'its heading is "{heading[:60]}"'
    if SIGNS["contact"][1].match(TITLE_ENDS.split(facts.title)[0].strip()):
        return "contact", f'its title is "{facts.title[:60]}"'
    if NEWS_TYPES & set(facts.types):
        return "news", "its structured data says that it is news"
    if any(SIGNS["news"][0].match(word) for word in words[:-1]) or DATED.search(parts.path):
        return "news", "its address is one of news"
    if is_step(facts):
        return "step", "a form asks for answers"
    begins = _begins(facts, forms)
    if begins:
        return "start", f'"{begins.text[:60]}" leads to a form'
    if SERVICE_TYPES & set(facts.types):
        return "start", "its structured data says that it is a service"
    return "content", "no sign of another role"


def _begins(facts: Facts, forms: set[str]) -> Link | None:
    for link in facts.links:
        inside = link.landmark in ("main", "")
        if inside and BEGINS.match(link.text) and site_key(link.href) in forms:
            return link
    return None


def _footer_roles(pages: Sequence[SitePage]) -> dict[str, tuple[str, str]]:
    """The pages that most footers call contact, privacy and so on."""
    found: dict[str, tuple[str, str]] = {}
    for page in pages:
        for link in page.facts.links:
            # A link into a part of a page says what that part is, not the page.
            if link.landmark != "contentinfo" or "#" in link.href:
                continue
            for role in ("contact", "help", "legal"):
                if SIGNS[role][1].match(link.text):
                    found.setdefault(site_key(link.href), (role, f'footers call it "{link.text[:60]}"'))
    return found


def _main_language(pages: Sequence[SitePage], declared: Declared) -> str:
    """The language of the home page; what is not in it is a language version."""
    for page in pages:
        if site_key(declared.start) in (site_key(page.url), site_key(page.final_url)) and page.facts.language:
            return page.facts.language
    return declared.languages[0].partition("-")[0] if declared.languages else ""


def _role_in_journey(names: set[str], declared: Declared) -> tuple[str, str]:
    for journey in declared.journeys:
        if names & {site_key(journey.steps[0])}:
            return "start", f'the first step of "{journey.name}"'
    return "step", "a step of a declared journey"
