"""Which languages a page offers, by the names on its links, buttons and lists. Pure."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

from nyx_audit.model.facts import Facts, Link

# How the languages call themselves, and what English and Spanish pages call them.
NAMES = {
    "ar": "العربية|عربي|عربى|arabic|árabe",
    "bn": "বাংলা|bengali|bangla|bengalí",
    "en": "english|inglés",
    "es": "español|spanish|castellano|espanol",
    "fr": "français|french|francés",
    "ht": "kreyòl ayisyen|kreyòl|ayisyen|haitian creole|haitian-creole|haitian kreyol|haitian|criollo haitiano",
    "it": "italiano|italian",
    "ko": "한국어|한국의|korean|coreano",
    "pl": "polski|polish|polaco",
    "ru": "русский|russian|ruso",
    "ur": "اردو|urdu|urdú",
    "yi": "ייִדיש|יידיש|אידיש|yiddish|yídish",
    "zh": "中文|简体中文|繁體中文|繁体中文|简体|繁體|漢語|汉语|chinese simplified|simplified chinese|chinese traditional|"
    "traditional chinese|chinese|chino simplificado|chino tradicional|chino|mandarin",
}
CODES = {
    "ji": "yi",
    "cmn": "zh",
    "yue": "zh",
    "zho": "zh",
    "spa": "es",
    "hat": "ht",
    "cpf": "ht",
    "kor": "ko",
    "rus": "ru",
}
# What may stand beside the name on a link that only changes the language.
AROUND = re.compile(
    r"\b(translate|translation|translated|view|read|see|this|the|page|site|website|in|into|to|en|language|select|choose|switch|"
    r"version|versión|ver|leer|esta|página|sitio|idioma|traducir|al|selected|current|a|change|google|icon|flag|of|simplified|traditional|simplificado|tradicional)\b",
)
# A control, or a page about languages: there may be more behind it than can be seen.
CLEARLY = re.compile(
    r"\btranslat(?:e|ion|ions|or)\b|\btraduc\w+|\bidiomas?\b|\bmultilingual\b|🌐|^\W*languages?\W*$|"
    r"\b(?:choose|select|change|switch|your|other|more|all|in|preferred) (?:a |your |the )?languages?\b|"
    r"\blanguage (?:access|assistance|help|services?|menu|selector|picker|options?|resources)\b",
    re.IGNORECASE,
)
SERVICES = re.compile(
    r"translate\.google|translate\.goog|gtranslate|weglot|localizejs|transifex|bablic|smartling|microsofttranslator"
)

UNIVERSAL = frozenset({"nygov-universal-navigation"})
# A letter in Spanish is no Spanish site.
DOCUMENT = re.compile(r"\.(?:pdf|docx?|xlsx?|pptx?|mp[34]|zip)(?:[?#]|$)", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Offer:
    """What a page offers: the codes of `languages`, and whether there is a control that does not show them all."""

    languages: frozenset[str]
    unclear: str = ""


def primary(tag: str) -> str:
    """Return the primary code of a language tag, one code a language; empty for what is no tag."""
    found = re.match(r"^([a-z]{2,3})(?:[-_]|$)", tag.strip().lower())
    return CODES.get(found[1], found[1]) if found else ""


def named_language(text: str) -> str:
    """Return the code of the language that a text names and nothing else ("Español", "Chinese (中文)"), or an empty text."""
    left = f" {_bare(text)} "
    named = set()
    for code, names in _names():
        for name in names:
            if name in left:
                named.add(code)
                left = left.replace(name, " ")
    left = re.sub(r"[\W_]+", "", AROUND.sub(" ", left))
    return next(iter(named)) if len(named) == 1 and not left else ""


def switchers(facts: Facts) -> Iterator[tuple[str, Link]]:
    """Yield the links that change the language, with the code of it."""
    for link in facts.links:
        code = named_language(link.text)
        if code and _is_page(link):
            yield code, link


def offered(facts: Facts) -> Offer:
    """Return the languages that a page offers itself in, whether or not its menus are open."""
    found = {code for code, _ in switchers(facts)} | {primary(one.lang) for one in facts.alternates} - {"x", ""}
    names = [
        *(button.text for button in facts.buttons),
        *(link.text for link in facts.links if not DOCUMENT.search(link.href)),
    ]
    found |= {named_language(name) for name in names}
    unclear = ""
    for one in facts.translators:
        if one.kind == "google":
            found |= {primary(code) for code in one.offered} or set(NAMES)
        elif one.kind == "google-dead":
            unclear = unclear or "the place for a translator stayed empty"
        elif not _is_answer(facts, one.selector):
            found |= {named_language(option) for option in one.offered}
        elif any(CLEARLY.search(field.label) for field in facts.fields if field.selector == one.selector):
            # Some pages are one form from head to foot.
            unclear = unclear or "a list of languages may change the page's own, or be a question"
    if any(SERVICES.search(address) for address in (*facts.scripts, *(one.href for one in facts.links))):
        unclear = unclear or "a translating service is built in"
    unclear = unclear or next((f'"{name}" may lead to more' for name in names if CLEARLY.search(name)), "")
    header = facts.components.get("nys-unavheader")
    if header and header.dead:
        unclear = unclear or "the universal header did not come to life"
    if UNIVERSAL & set(facts.ids) and not header:
        unclear = unclear or "the universal header may hold more"
    if len(facts.frames) and not found - {"", "en"}:
        unclear = unclear or "a frame may hold more"
    return Offer(frozenset(found - {""}), unclear)


def _is_page(link: Link) -> bool:
    return link.href.lower().startswith(("http://", "https://")) and not DOCUMENT.search(link.href)


def _is_answer(facts: Facts, selector: str) -> bool:
    """Whether a list of languages is one question of a form among others: it asks for the person's own language."""
    field = next((one for one in facts.fields if one.selector == selector), None)
    return field is not None and bool(field.form) and sum(one.form == field.form for one in facts.questions) > 1


@cache
def _names() -> tuple[tuple[str, tuple[str, ...]], ...]:
    """Longer names first: what is left of "simplified chinese" must not be a language of its own."""
    return tuple(
        (code, tuple(sorted({_bare(one) for one in names.split("|")}, key=len, reverse=True)))
        for code, names in NAMES.items()
    )


def _bare(text: str) -> str:
    """Letters without their marks, in lower case."""
    apart = unicodedata.normalize("NFKD", text.casefold())
    return "".join(letter for letter in apart if not unicodedata.combining(letter)).strip()
