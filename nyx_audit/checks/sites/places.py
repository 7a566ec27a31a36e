"""Checks of links to a place on another page of the site."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from urllib.parse import unquote

from nyx_audit.checks.sites.registry import site_check
from nyx_audit.checks.sites.verdicts import link_target
from nyx_audit.model.facts import ID_KEPT, Facts, Link
from nyx_audit.model.outcome import Judgement, Outcome, Verdict
from nyx_audit.model.rule import Rule
from nyx_audit.net.addresses import request_key, without_secrets
from nyx_audit.site.records import SiteEvidence, SitePage

# As `browser/js/library/places.js` has it: routes of apps, and parameters for their scripts.
ROUTE = re.compile(r"^[!?/]|[/=&]")
SHOWN = 60
# A page of which more are lost uses such addresses for its scripts.
MOST_DOUBTS = 3


@dataclass(frozen=True, slots=True)
class _Way:
    """A link of one page to a place on another."""

    link: Link
    address: str
    name: str
    there: Facts

    @property
    def is_sound(self) -> bool:
        spellings = (self.name[:ID_KEPT], unquote(self.name)[:ID_KEPT])
        return any(one in self.there.ids for one in spellings)


@site_check("place-on-other-page", alone=True)
def judge_place_on_other_page(_rule: Rule, site: SiteEvidence) -> Mapping[str, Verdict]:
    """Fail a link to a place that is not on another audited page without scripts; doubt it where a script may act.

    A doubt is reported once, on the first page that links there.
    """
    known = {
        request_key(url): page.facts
        for page in site.pages.values()
        if page.http_status == 200
        for url in (page.url, page.final_url)
    }
    ways = {url: list(_ways(page, known)) for url, page in site.pages.items()}
    doubts = _doubts(ways)
    return {url: _verdict(url, found, doubts) for url, found in ways.items() if found}


def _ways(page: SitePage, known: Mapping[str, Facts]) -> Iterator[_Way]:
    own = {request_key(page.url), request_key(page.final_url)}
    for link in page.facts.links:
        address, _, fragment = link.href.partition("#")
        name = fragment.partition(":~:")[0]
        there = known.get(request_key(address))
        if there is None or request_key(address) in own or not there.has_all_ids:
            continue
        if name and name.lower() != "top" and not ROUTE.search(name):
            yield _Way(link, request_key(address), name, there)


def _doubts(ways: Mapping[str, list[_Way]]) -> dict[tuple[str, str], str]:
    """Return the first page that links to each lost place of a page with scripts, where those are few."""
    lost: dict[str, dict[str, str]] = defaultdict(dict)
    for url, found in ways.items():
        for way in found:
            if way.there.scripted and not way.is_sound:
                lost[way.address].setdefault(way.name, url)
    few = {address: names for address, names in lost.items() if len(names) <= MOST_DOUBTS}
    return {(address, name): url for address, names in few.items() for name, url in names.items()}


def _verdict(url: str, ways: list[_Way], doubts: Mapping[tuple[str, str], str]) -> Verdict:
    judgements: list[Judgement] = []
    passed: set[str] = set()
    for way in ways:
        target = link_target(way.link)
        said = (
            f"leads to the place “{unquote(way.name)[:SHOWN]}” on {without_secrets(way.address)}, "
            "and nothing on that page has that name"
        )
        if way.is_sound:
            passed.add(target.key)
        elif not way.there.scripted:
            judgements.append(Judgement(target, Outcome.FAILED, said))
        elif doubts.get((way.address, way.name)) == url:
            judgements.append(Judgement(target, Outcome.CANT_TELL, f"{said} unless a script puts it there"))
    return Verdict(tuple(judgements), frozenset(passed))
