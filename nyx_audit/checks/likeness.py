"""Whether two addresses serve one purpose, by what they show or by themselves. Sure or not at all."""

from __future__ import annotations

import re
from enum import StrEnum
from urllib.parse import SplitResult, urlsplit

from nyx_audit.model.evidence.page import Destination

SHELL = 20
PHONE = re.compile(r"\+?\(?\d(?:[\s().\u2010-\u2013/-]{0,3}\d){6,}")
WORD = re.compile(r"[^\W_]+")
DOCUMENT = re.compile(r"\.(?:pdf|docx?|xlsx?|pptx?|odt|ods|rtf|csv|zip|txt|epub)$", re.I)
SHORTENERS = frozenset(
    ["bit.ly", "t.co", "youtu.be", "goo.gl", "tinyurl.com", "ow.ly", "fb.me", "fb.com", "lnkd.in", "x.com", "twitter.com",
     "go.usa.gov", "wa.me", "m.me", "buff.ly"]
)  # fmt: skip


class Likeness(StrEnum):
    """Whether two addresses serve one purpose. `apart` is judged by the addresses alone."""

    SAME = "same"
    DIFFERENT = "different"
    APART = "apart"
    UNKNOWN = "unknown"


def likeness_of_content(one: Destination, other: Destination, name: str) -> Likeness:
    """Compare what two pages say; `name` is what both are called. Sure or not at all."""
    texts = [_plain(page.text) for page in (one, other)]
    if one.final and one.final == other.final:
        return Likeness.SAME
    empty = [len(text) < SHELL for text in texts]
    if all(empty):
        # A page that is empty until its script reads the address shows what the address asks for.
        chosen = one.scripts and other.scripts
        return Likeness.DIFFERENT if chosen and one.asks and other.asks else Likeness.UNKNOWN
    if any(empty):
        bare = one if empty[0] else other
        return Likeness.UNKNOWN if bare.scripts else Likeness.DIFFERENT
    if texts[0] == texts[1]:
        return Likeness.SAME
    phones = [{re.sub(r"\D", "", found) for found in PHONE.findall(page.text)} for page in (one, other)]
    if all(phones):
        if phones[0] & phones[1]:
            return Likeness.UNKNOWN
        return Likeness.DIFFERENT if _says(one, name) == _says(other, name) else Likeness.UNKNOWN
    words = [set(WORD.findall(text)) for text in texts]
    shared = len(words[0] & words[1])
    if not all(words) or shared / len(words[0] | words[1]) >= 0.5:
        return Likeness.UNKNOWN
    if _says(one, name) and _says(other, name):
        return Likeness.UNKNOWN
    return Likeness.DIFFERENT if shared / min(map(len, words)) < 0.7 else Likeness.UNKNOWN


def apart(one: str, other: str) -> Likeness:
    """Judge two addresses by themselves: sites of other names, and documents of other names, are hardly ever one."""
    try:
        first, second = urlsplit(one), urlsplit(other)
    except ValueError:
        return Likeness.UNKNOWN
    if not {first.scheme, second.scheme} <= {"http", "https"}:
        # A telephone number or a mail address is a purpose of its own.
        kinds = {first.scheme, second.scheme}
        return (
            Likeness.APART if kinds <= {"http", "https", "tel", "mailto", "sms"} and one and other else Likeness.UNKNOWN
        )
    hosts = [_host(part) for part in (first, second)]
    if hosts[0] != hosts[1]:
        if SHORTENERS & set(hosts):
            return Likeness.UNKNOWN
        return Likeness.UNKNOWN if _labels(hosts[0]) & _labels(hosts[1]) else Likeness.APART
    names = [part.path.rpartition("/")[2] for part in (first, second)]
    if all(map(DOCUMENT.search, names)) and names[0].lower() != names[1].lower():
        return Likeness.APART
    return Likeness.UNKNOWN


def _labels(host: str) -> set[str]:
    """Return the names in a host that are an organisation's own, not those of domains that many share."""
    shared = {"com", "org", "net", "gov", "edu", "co", "ac", "io", "github", "info", "us", "uk", "eu", "int", "mil"}
    return {label for label in host.partition(":")[0].split(".") if len(label) > 2 and label not in shared} or {host}


def kind_of(address: str) -> tuple[str, ...]:
    """Return all that `apart` makes of an address."""
    try:
        parts = urlsplit(address)
    except ValueError:
        return ("no address",)
    name = parts.path.rpartition("/")[2].lower()
    return parts.scheme, _host(parts), name if DOCUMENT.search(name) else "", "some" if address else ""


def _host(parts: SplitResult) -> str:
    return parts.netloc.lower().removeprefix("www.")


def _says(page: Destination, name: str) -> bool:
    """Return whether the page's title and headings hold half of the name's words: then the name may describe it."""
    heads = set(WORD.findall(_plain(f"{page.title} {page.headings}")))
    named = [word for word in WORD.findall(_plain(name)) if len(word) > 2] or WORD.findall(_plain(name))
    return bool(named) and 2 * sum(word in heads for word in named) >= len(named)


def _plain(text: str) -> str:
    return " ".join(text.lower().split())
