"""What tells people how to reach somebody: telephone, address, hours, e-mail, a form. Pure.

Numbers stand in official texts for much else. What is written before one says what it is not, and patterns take the
shape of the real thing: no area code begins with 0 or 1, hours have a beginning and an end, a street has a name.
"""

from __future__ import annotations

import re
from collections.abc import Iterable

_PHONE = re.compile(
    r"(?<![\d-])(?:\+?1[-. ]?)?(?:\([2-9]\d{2}\)|[2-9]\d{2})[-. /]{0,2}[2-9]\d{2}[-. ]\d{4}(?![\d-])|\+\d[\d ().-]{7,}\d|(?<![\d-])[2-9]\d{2}-\d{4}(?![\d-])|"
    r"(?<!\d)1-8\d\d-[\dA-Z-]{7,10}\b|\b(?:[Cc]all|[Dd]ial|[Ll]lame al|[Mm]arque) (?:el )?[2-9]11\b"
)
# What a number is by the words before it; of a telephone, too, people say "number", and "about your case".
_OTHER_NUMBER = re.compile(
    r"(?:\b(?:id|ids|docket|isbn|issn|ein|ssn|zip|sections?|room|expediente|secci[oó]n|"
    r"(?:case|permit|licen[cs]e|account|invoice|reference|ref|form|order|parcel|file|grant|contract|bill|tax|confirmation|tracking|serial|catalog|"
    r"caso|formulario|factura)s? (?:nos?|numbers?|num|id|code|n[uú]mero)|no)\.?|[§#$€£])[:\s#]{0,3}$",
    re.IGNORECASE,
)
EMAIL = re.compile(
    r"(?<![\w.+-])[\w.+-]+(?:@|\s?\[at\]\s?|\s\(at\)\s)[\w-]+(?:\.[\w-]+)*(?:\.|\s?\[dot\]\s?)[a-z]{2,}", re.IGNORECASE
)
_KINDS = (
    "Street|St|Avenue|Ave|Road|Rd|Boulevard|Blvd|Plaza|Lane|Ln|Drive|Dr|Place|Pl|Square|Sq|Court|Ct|Highway|Hwy|Route|"
    "Parkway|Pkwy|Broadway|Way|Row|Terrace|Mall|Circle|Campus|Center|Turnpike"
)
_GAP = r"[ \t]+"
_STREET = re.compile(
    rf"\b\d{{1,6}}[\w-]{{0,10}},?{_GAP}(?:(?:[A-Z\d][\w.'-]{{0,30}}{_GAP}){{1,4}}(?:{_KINDS}|{_KINDS.upper()})|Broadway|Plaza)\b|"
    rf"\b(?:One|Two|Three|Four|Five|ONE|TWO){_GAP}(?:[A-Z][\w.'-]{{0,30}}{_GAP}){{0,3}}(?:{_KINDS})\b|\b[Pp]\.?\s?[Oo]\.?\s+[Bb][Oo][Xx]\s+\w+|"
    rf"\bApartado Postal \d|\b(?:NY|N\.Y\.|New York),?\s+1\d{{4}}\b(?![\d,]| [a-z])|\bEmpire State Plaza\b|\b[Cc]alle\s+[A-Z\d]"
)
_NO_STREET = re.compile(r"\b(?:Law|Act|Code|Supreme|Family|District|Circuit|Appeals|Claims)\b", re.IGNORECASE)
# "In 2014", "Section 12", "Room 154": what follows is no street.
_BEFORE_NO_STREET = re.compile(
    r"(?:[§#$-]|\b(?:in|of|since|for|section|sections|article|chapter|title|part|law|no|form|room|exit|page|figure|table|january|february|march|april|"
    r"may|june|july|august|september|october|november|december)\.?)\s{0,2}$",
    re.IGNORECASE,
)
_DAY = r"(?:mon|tue|tues|wed|thu|thur|thurs|fri|sat|sun|monday|tuesday|wednesday|thursday|friday|saturday|sunday)s?\.?"
_DIA = r"(?:lunes|martes|miércoles|jueves|viernes|sábado|domingo|lun|vie)\.?"
_CLOCK = r"(?:\d{1,2}(?::\d\d)?\s?[ap]\.?\s?m\b\.?|noon\b|midnight\b|mediod[ií]a\b|medianoche\b)"
_TO = r"\s*(?:to|through|thru|until|till|and|a|y|hasta|-|–|—)\s*(?:las\s+)?"
HOURS = re.compile(
    rf"\b(?:{_CLOCK}|\d{{1,2}}(?::\d\d)?){_TO}{_CLOCK}|\b\d{{1,2}}:\d\d{_TO}\d{{1,2}}:\d\d(?!\d)|"
    rf"\b(?:open|opens|closed?|closes|until|from|starting|abierto|abre|cierra|hasta|desde)\b[^.\n]{{0,30}}\b{_CLOCK}|"
    rf"\b24\s?/\s?7\b|\b24 hours a day\b|\bopen 24 hours\b|\blas 24 horas\b|"
    rf"\b{_DAY}\s*(?:to|through|thru|until|-|–|—)\s*{_DAY}|\b{_DIA}\s*(?:a|-|–|—)\s*{_DIA}|"
    r"\b(?:office|business|opening|working)\s+hours\b|\bhours(?: of operation)?:|\bhorario\b|\bhoras de (?:oficina|atenci[oó]n|servicio)\b|"
    r"\bd[ií]as (?:laborables|h[aá]biles)\b|\bopen (?:daily|weekdays|every day)\b",
    re.IGNORECASE,
)
TO_CONTACT = re.compile(
    r"\b(contact|help|support|contacto|cont[aá]ctenos|comun[ií]quese|ayuda|get in touch|reach us)\b", re.IGNORECASE
)
OFFICES = re.compile(
    r"\b((?:find|locate|visit)\b.{0,30}\b(?:office|location|center|counter|branch)|(?:office|service|center|branch|our)s? (?:locations?|locator|near)|"
    r"locations|offices|in[- ]person|walk[- ]in|oficinas|ubicaciones|en persona|directions|c[oó]mo llegar)\b",
    re.IGNORECASE,
)  # fmt: skip
_NEAR = 40


def has_phone(text: str, hrefs: Iterable[str] = ()) -> bool:
    """Return whether there is a telephone number, linked or written."""
    if any(one.lower().startswith("tel:") for one in hrefs):
        return True
    return any(
        found[0].startswith("(") or not _OTHER_NUMBER.search(_before(text, found)) for found in _PHONE.finditer(text)
    )


def has_address(text: str) -> bool:
    """Return whether there is the address of a place, or a box for mail."""
    return any(
        not _BEFORE_NO_STREET.search(_before(text, found))
        and not _NO_STREET.search(text[found.start() : found.end() + 10])
        for found in _STREET.finditer(text)
    )


def has_hours(text: str) -> bool:
    """Return whether a text says when an office is open; a moment is not that."""
    return bool(HOURS.search(text))


def has_email(text: str, hrefs: Iterable[str]) -> bool:
    """Return whether there is an e-mail address, linked or written."""
    return any(one.lower().startswith("mailto:") for one in hrefs) or bool(EMAIL.search(text))


def _before(text: str, found: re.Match[str]) -> str:
    return text[max(0, found.start() - _NEAR) : found.start()]
