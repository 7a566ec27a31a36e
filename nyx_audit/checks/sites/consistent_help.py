"""Whether help stands in the same place on every page: WCAG 2.2, 3.2.6."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from nyx_audit.checks.sites.registry import site_check
from nyx_audit.checks.sites.verdicts import link_target
from nyx_audit.model.facts import Link
from nyx_audit.model.outcome import Judgement, Outcome, Verdict
from nyx_audit.model.rule import Rule
from nyx_audit.net.addresses import site_key
from nyx_audit.site.records import SiteEvidence, SitePage

HELP = re.compile(
    r"^\W*(contact( us)?|help( (center|desk|and contact))?|get help|support|customer service|chat( with us)?|live chat|faqs?|"
    r"frequently asked questions|contacto|cont[aá]ctenos|comun[ií]quese con nosotros|ayuda|centro de ayuda|servicio al cliente|soporte|chat en vivo|preguntas frecuentes)\W*$",
    re.IGNORECASE,
)
REPEATED = {"banner": "header", "contentinfo": "footer"}
# With fewer links in common, two pages have not the same header and footer.
LEAST_IN_COMMON = 4
Key = tuple[str, str]


@dataclass(frozen=True, slots=True)
class _Frame:
    """The links that a page's header and footer hold, in their order."""

    page: SitePage
    links: Mapping[tuple[str, Key], Link]

    def landmarks_of(self, key: Key) -> list[str]:
        return [landmark for landmark, other in self.links if other == key]


@site_check("consistent-help")
def judge_consistent_help(_rule: Rule, site: SiteEvidence) -> Mapping[str, Verdict]:
    """Fail a help link in header or footer that stands elsewhere among the same other links than on most pages."""
    having: dict[Key, list[_Frame]] = defaultdict(list)
    for page in site.pages.values():
        frame = _frame(page)
        for key in {key: None for (_, key), link in frame.links.items() if HELP.match(link.text)}:
            having[key].append(frame)
    judgements: dict[str, list[Judgement]] = defaultdict(list)
    passed: dict[str, set[str]] = defaultdict(set)
    for key, frames in having.items():
        usual = _usual(frames)
        for frame in frames if len(frames) > 1 else ():
            message = _moved(frame, usual, key)
            link = next(link for (_, other), link in frame.links.items() if other == key)
            if message:
                judgements[frame.page.url].append(Judgement(link_target(link), Outcome.FAILED, message))
            else:
                passed[frame.page.url].add(link.selector)
    urls = judgements.keys() | passed.keys()
    return {url: Verdict(tuple(judgements[url]), frozenset(passed[url])) for url in urls}


def _frame(page: SitePage) -> _Frame:
    links: dict[tuple[str, Key], Link] = {}
    for link in page.facts.links:
        if link.shown and link.landmark in REPEATED:
            links.setdefault((link.landmark, (site_key(link.href), link.text.casefold())), link)
    return _Frame(page, links)


def _usual(frames: Sequence[_Frame]) -> _Frame:
    """The page whose header and footer most pages have; of equals, the first one of the site."""
    alike: dict[tuple[tuple[str, Key], ...], list[_Frame]] = defaultdict(list)
    for frame in frames:
        alike[tuple(frame.links)].append(frame)
    return max(alike.values(), key=len)[0]


def _moved(frame: _Frame, usual: _Frame, key: Key) -> str:
    """Say where a help link stands, and where else it usually does; nothing where it is not sure that it moved.

    Sure it is only among the same other links in the same order.
    """
    here, there = frame.landmarks_of(key), usual.landmarks_of(key)
    if len(here) != 1 or len(there) != 1:
        return ""
    common = frame.links.keys() & usual.links.keys()
    others = [one for one in frame.links if one in common and one[1] != key]
    if len(others) < LEAST_IN_COMMON or others != [one for one in usual.links if one in common and one[1] != key]:
        return ""
    elsewhere = f"on {usual.page.final_url} and pages like it"
    if here != there:
        return f"is in the {REPEATED[here[0]]} of this page, and in the {REPEATED[there[0]]} {elsewhere}"
    inside = [one for one in others if one[0] == here[0]]
    if len(inside) < LEAST_IN_COMMON - 1 or _rank(frame, key, inside) == _rank(usual, key, inside):
        return ""
    return f"comes after {_rank(frame, key, inside)} of the {len(inside)} same links here, and after {_rank(usual, key, inside)} {elsewhere}"


def _rank(frame: _Frame, key: Key, others: Sequence[tuple[str, Key]]) -> int:
    """How many of the other links come before it."""
    order = list(frame.links)
    at = next(place for place, (_, other) in enumerate(order) if other == key)
    return sum(order.index(one) < at for one in others)
