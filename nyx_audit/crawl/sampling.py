"""Which pages of a large site are audited, and how many each of them stands for. Pure: the same site, the same pages.

The structured part holds what people cannot do without, and one page of each template; the random part follows
permanent random numbers, so that two audits of a site share most of their pages, and a change is one of the site.
"""

from __future__ import annotations

import hashlib
import re
from collections import Counter
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass

# Changing it draws another panel: scores before and after are then of other pages.
SALT = "nyx-panel-1:"
# No template has more of the random part than this.
LARGEST_TEMPLATE = 0.3
# The structured part has at most this share of what may be visited.
LARGEST_STRUCTURED = 0.5

# What people look for by its usual address, before any page of it was seen.
KINDS = {
    "contact": "contact contact-us contactus contacto",
    "help": "help faq faqs support ayuda",
    "search": "search find buscar",
    "login": "login log-in signin sign-in account my-account",
    "legal": "privacy privacy-policy terms legal accessibility accessibility-statement disclaimer",
    "start": "apply renew register start appeal enroll enrol report request pay schedule solicitar renovar",
    "form": "form forms application applications formularios",
}
BY_WORD = {word: kind for kind, words in KINDS.items() for word in words.split()}
ENDING = re.compile(r"\.[a-z0-9]{2,5}$", re.IGNORECASE)
NUMBER = re.compile(r"\d+")


@dataclass(frozen=True, slots=True)
class Known:
    """A page that is known; `chosen` where it was visited.

    `template` is a digest of its skeleton, empty before a visit. A `certain` page is audited whatever the luck.
    """

    url: str
    chosen: bool
    template: str = ""
    certain: bool = False


def random_number(url: str) -> int:
    """Return the permanent random number of a canonical address, 0 to 2**64 - 1: the same in every run."""
    return int.from_bytes(hashlib.sha256((SALT + url).encode("utf-8", "replace")).digest()[:8])


def kind_of(url: str) -> str:
    """Return what a page most likely is by its address, one of `KINDS`; empty where nothing says so."""
    for segment in reversed(_segments(url)):
        kind = BY_WORD.get(ENDING.sub("", segment))
        if kind:
            return kind
    return ""


def pattern_of(url: str) -> str:
    """Return what addresses of one template mostly share: the host and the folders, numbers made equal."""
    address, question, _ = url.partition("?")
    host = address.partition("://")[2].partition("/")[0].lower()
    *folders, _ = _segments(url) or [""]
    shape = "/".join(NUMBER.sub("#", folder) for folder in folders)
    return f"{host}/{shape}{question}"


def panel(urls: Iterable[str], size: int, visited: Collection[str] = ()) -> list[str]:
    """Return which of the waiting addresses to visit, in their order, `size` at most.

    First the structured part: of each kind, then of each pattern that no visited page has, the address with the
    smallest number. Then the others by their numbers, a pattern with at most 30 % of them as long as others wait.
    """
    waiting = sorted(set(urls), key=lambda url: (random_number(url), url))
    structured = _structured(waiting, visited)[: int(size * LARGEST_STRUCTURED)]
    first = set(structured)
    rest = [url for url in waiting if url not in first]
    left = size - len(structured)
    most = max(1, int(left * LARGEST_TEMPLATE))
    taken: Counter[str] = Counter()
    chosen: list[str] = []
    spare: list[str] = []
    for url in rest:
        pattern = pattern_of(url)
        taken[pattern] += 1
        (chosen if taken[pattern] <= most else spare).append(url)
    return [*structured, *[*chosen, *spare][:left]]


def templates_of(pages: Sequence[Known]) -> dict[str, str]:
    """Return what each page was chosen from, by address; named pages are each by themselves: they were not chosen.

    An address that was not visited has no skeleton: it is taken to have the one that most visited pages of its pattern
    have. So patterns of one template are one, and a pattern of which no page was visited is by itself.
    """
    skeletons: dict[str, Counter[str]] = {}
    for page in pages:
        if page.chosen and page.template and not page.certain:
            skeletons.setdefault(pattern_of(page.url), Counter())[page.template] += 1
    usual = {pattern: min(found, key=lambda one: (-found[one], one)) for pattern, found in skeletons.items()}
    patterns = {page.url: pattern_of(page.url) for page in pages}
    return {
        page.url: f"={page.url}" if page.certain else usual.get(patterns[page.url], patterns[page.url])
        for page in pages
    }


def weights_of(pages: Sequence[Known]) -> dict[str, float]:
    """Return how many pages of the site each chosen page stands for; all 1 where every known page was chosen.

    In a template all pages stand for equally many; those of templates of which none was chosen are spread over all.
    """
    templates = templates_of(pages)
    known, chosen = Counter(templates.values()), Counter(templates[page.url] for page in pages if page.chosen)
    seen = sum(count for template, count in known.items() if chosen[template] and not template.startswith("="))
    unseen = sum(count for template, count in known.items() if not chosen[template])
    spread = 1 + unseen / seen if seen else 1.0
    return {
        page.url: 1.0 if page.certain else known[templates[page.url]] / chosen[templates[page.url]] * spread
        for page in pages
        if page.chosen
    }


def _structured(waiting: Sequence[str], visited: Collection[str]) -> list[str]:
    kinds = {kind_of(url) for url in visited}
    patterns = {pattern_of(url) for url in visited}
    by_kind: dict[str, str] = {}
    by_pattern: dict[str, str] = {}
    for url in waiting:
        by_kind.setdefault(kind_of(url), url)
        by_pattern.setdefault(pattern_of(url), url)
    first = [by_kind[kind] for kind in KINDS if kind in by_kind and kind not in kinds]
    second = [url for pattern, url in by_pattern.items() if pattern not in patterns]
    return list(dict.fromkeys([*first, *second]))


def _segments(url: str) -> list[str]:
    path = url.partition("://")[2].partition("?")[0].partition("/")[2]
    return [segment for segment in path.lower().split("/") if segment]
