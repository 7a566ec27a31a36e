"""What tells people how to reach somebody: telephone, address, hours, e-mail, a form. Pure."""

from __future__ import annotations

import re
from collections.abc import Iterable

PHONE = re.compile(
    r"(?<![\d-])(?:\+?1[-. ]?)?(?:\(\d{3}\)|\d{3})[-. /]{0,2}\d{3}[-. ]\d{4}(?!\d)|\+\d[\d ().-]{7,}\d|(?<![\d-])\d{3}-\d{4}(?![\d-])|"
    r"(?<!\d)1-8\d\d-[\dA-Z-]{7,10}\b|\b(?:[Cc]all|[Dd]ial|[Ll]lame al) [2-9]11\b"
)
EMAIL = re.compile(
    r"(?<![\w.+-])[\w.+-]+(?:@|\s?\[at\]\s?|\s\(at\)\s)[\w-]+(?:\.[\w-]+)*(?:\.|\s?\[dot\]\s?)[a-z]{2,}", re.IGNORECASE
)
_KINDS = (
    "Street|St|Avenue|Ave|Road|Rd|Boulevard|Blvd|Plaza|Lane|Ln|Drive|Dr|Place|Pl|Square|Sq|Court|Ct|Highway|Hwy|Route|"
    "Parkway|Pkwy|Broadway|Way|Row|Terrace|Mall|Circle|Campus|Center|Turnpike"
)
STREET = re.compile(
    rf"\b\d{{1,6}}[\w-]{{0,10}},?\s+(?:[A-Z\d][\w.'-]{{0,30}}\s+){{0,4}}(?:{_KINDS}|{_KINDS.upper()})\b|\b(?:One|Two|Three|Four|Five|ONE|TWO)\s+"
    rf"(?:[A-Z][\w.'-]{{0,30}}\s+){{0,3}}(?:{_KINDS})\b|\b[Pp]\.?\s?[Oo]\.?\s+[Bb][Oo][Xx]\s+\w+|\b(?:NY|N\.Y\.|New York),?\s+1\d{{4}}\b|"
    rf"\bEmpire State Plaza\b|\b[Cc]alle\s+[A-Z\d]"
)
_DAY = r"(?:mon|tue|tues|wed|thu|thur|thurs|fri|sat|sun|monday|tuesday|wednesday|thursday|friday|saturday|sunday)s?\.?"
_DIA = r"(?:lunes|martes|miércoles|jueves|viernes|sábado|domingo|lun|vie)\.?"
HOURS = re.compile(
    rf"\b\d{{1,2}}(?::\d\d)?\s?[ap]\.?\s?m\b|\b24\s?(?:/\s?7|hours)|\b{_DAY}\s*(?:to|through|thru|until|-|–|—)\s*{_DAY}|"
    rf"\b{_DIA}\s*(?:a|-|–|—)\s*{_DIA}|\b(?:office|business|opening|working)\s+hours\b|\bhorario\b|\bdías laborables\b|"
    r"\bopen (?:daily|weekdays|every day)\b",
    re.IGNORECASE,
)
TO_CONTACT = re.compile(
    r"\b(contact|help|support|contacto|cont[aá]ctenos|ayuda|get in touch|reach us)\b", re.IGNORECASE
)
OFFICES = re.compile(
    r"\b((?:find|locate|visit)\b.{0,30}\b(?:office|location|center|counter|branch)|(?:office|service|center|branch|our)s? (?:locations?|locator|near)|"
    r"locations|offices|in[- ]person|walk[- ]in|oficinas|en persona|directions)\b",
    re.IGNORECASE,
)  # fmt: skip


def has_phone(text: str, hrefs: Iterable[str]) -> bool:
    """Return whether there is a telephone number, linked or written."""
    return any(one.lower().startswith("tel:") for one in hrefs) or bool(PHONE.search(text))


def has_email(text: str, hrefs: Iterable[str]) -> bool:
    """Return whether there is an e-mail address, linked or written."""
    return any(one.lower().startswith("mailto:") for one in hrefs) or bool(EMAIL.search(text))
