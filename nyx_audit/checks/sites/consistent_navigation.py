"""Whether a navigation has its links in the same order on every page: WCAG 3.2.3."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from nyx_audit.checks.sites.registry import site_check
from nyx_audit.model.facts import Menu, MenuLink
from nyx_audit.model.outcome import Judgement, Outcome, Target, Verdict
from nyx_audit.model.rule import Rule
from nyx_audit.net.addresses import site_key
from nyx_audit.site.records import SiteEvidence, SitePage

# Fewer links are no navigation of a site; numbers are those of a list in pages.
LEAST_LINKS = 4
Entry = tuple[str, str]


@dataclass(frozen=True, slots=True)
class _Shown:
    """A navigation as one page shows it."""

    page: SitePage
    menu: Menu
    order: tuple[Entry, ...]


@site_check("consistent-navigation")
def judge_consistent_navigation(_rule: Rule, site: SiteEvidence) -> Mapping[str, Verdict]:
    """Fail a navigation whose links are those of a navigation on other pages, in another order than most pages have."""
    same: dict[frozenset[Entry], list[_Shown]] = defaultdict(list)
    for page in site.pages.values():
        for one in _navigations(page):
            same[frozenset(one.order)].append(one)
    judgements: dict[str, list[Judgement]] = defaultdict(list)
    passed: dict[str, set[str]] = defaultdict(set)
    for group in same.values():
        if len({one.page.url for one in group}) < 2:
            continue
        usual = _usual(group)
        for one in group:
            if one.order == usual.order:
                passed[one.page.url].add(one.menu.key)
            else:
                judgements[one.page.url].append(_moved(one, usual))
    urls = judgements.keys() | passed.keys()
    return {url: Verdict(tuple(judgements[url]), frozenset(passed[url])) for url in urls}


def _navigations(page: SitePage) -> list[_Shown]:
    found = [_Shown(page, menu, tuple(dict.fromkeys(map(_entry, menu.links)))) for menu in page.facts.menus]
    return [one for one in found if sum(not text.isdigit() for text, _ in one.order) >= LEAST_LINKS]


def _entry(link: MenuLink) -> Entry:
    return link.text.casefold(), site_key(link.href) if link.href else ""


def _usual(group: Sequence[_Shown]) -> _Shown:
    """The navigation in the order that most pages have; of equals, that of the first page."""
    (order, _), *_ = Counter(one.order for one in group).most_common(1)
    return next(one for one in group if one.order == order)


def _moved(one: _Shown, usual: _Shown) -> Judgement:
    at = next(place for place, entry in enumerate(one.order) if entry != usual.order[place])
    here, there = (shown.menu.links for shown in (one, usual))
    words = {_entry(link): link.text for link in (*there, *here)}
    message = f'"{words[one.order[at]]}" comes where "{words[usual.order[at]]}" is on {usual.page.final_url} and pages like it'
    menu = one.menu
    target = Target(menu.key, menu.selector, "<nav>", name=menu.name, landmark="navigation")
    return Judgement(target, Outcome.FAILED, message)
