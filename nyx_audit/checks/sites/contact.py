"""What tells people how to reach somebody: telephone, address, hours, e-mail, a form. Pure."""

from __future__ import annotations

import re
from collections.abc import Iterable

PHONE = re.compile(
    r"(?<![\d-])(?:\+?1[-. ]?)?(?:\(\d{3}\)|\d{3})[-. ]?\s?\d{3}[-. ]\d{4}(?!\d)|(?<!\d)1-8\d\d-[\dA-Z-]{7,10}\b|\b[2-9]11\b(?=[^\d]|$)"
)
EMAIL = re.compile(
    r"[\w.+-]+(?:@|\s?\[at\]\s?|\s\(at\)\s)[\w-]+(?:\.[\w-]+)*(?:\.|\s?\[dot\]\s?)[a-z]{2,}", re.IGNORECASE
)
STREET = re.compile(
    r"\b\d+[\w-]*\s+(?:[NSEW]\.?\s+)?(?:[\w.'-]+\s+){0,4}?(?:street|st|avenue|ave|road|rd|boulevard|blvd|plaza|lane|ln|drive|dr|"
    r"place|pl|square|sq|court|ct|highway|hwy|route|parkway|pkwy|broadway|way|row|terrace|mall|circle|campus|center)\b"
    r"|\b(?:one|two|three|four|five)\s+(?:[\w.'-]+\s+){0,3}?(?:street|avenue|plaza|square|place|center|tower)\b"
    r"|\bP\.?\s?O\.?\s+box\s+\w+|\b(?:NY|New York),?\s+1\d{4}\b|\bempire state plaza\b|\bcalle\s+\w+",
    re.IGNORECASE,
)
HOURS = re.compile(
    r"\b\d{1,2}(?::\d\d)?\s?(?:a|p)\.?\s?m\b|\b24\s?(?:/\s?7|hours)|\b(?:mon|tues?|wed(?:nes)?|thu(?:rs)?|fri)(?:day)?s?\b.{0,20}"
    r"\b(?:to|through|thru|-|–|and)\b.{0,20}\b(?:day|fri|sat)|\b(?:office|business|opening|working)\s+hours\b|\b(?:mon|lun)\w*\s?[-–]\s?\w+"
    r"|\blunes\b.{0,20}\bviernes\b|\bhorario\b|\bdías laborables\b|\bworking days from\b|\bopen (?:daily|weekdays|every day)\b",
    re.IGNORECASE,
)  # fmt: skip
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
