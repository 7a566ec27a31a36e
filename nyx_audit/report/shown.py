"""What the HTML report shows of a summary, bounded: the template only lays it out. Pure."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from nyx_audit.analysis.rows import rows
from nyx_audit.analysis.summary import Group, SiteSummary, Summary
from nyx_audit.model.outcome import Area
from nyx_audit.model.page import Page, PageStatus
from nyx_audit.model.rule import Rule
from nyx_audit.model.wcag import LEVELS_A_AA, Criterion
from nyx_audit.report import words
from nyx_audit.report.cards import OPEN, Bounds, Card, Place, Topic, cards_of, place, topics_of
from nyx_audit.report.coverage import carried_note, carried_sentence
from nyx_audit.report.places import line_of
from nyx_audit.report.plain import clean
from nyx_audit.score import AreaScore, Score

PAGES, FEWEST_PAGES = 1000, 50
REASONS = 25
NAMED = 10
NOTES = 3


@dataclass(frozen=True, slots=True)
class Grade:
    """A score with its words. `slug` names the band for the style sheet."""

    score: Score
    text: str
    band: str
    slug: str


@dataclass(frozen=True, slots=True)
class AreaRow:
    """An area of a site; `share` is what it counts for in this site's score."""

    name: str
    area: AreaScore
    grade: Grade
    share: str
    proxy: bool


@dataclass(frozen=True, slots=True)
class PageRow:
    """A page in the table of pages."""

    number: int
    place: Place
    title: str
    page: Page
    status: str
    reason: str
    notes: tuple[str, ...]
    grade: Grade
    failed: int
    doubts: int
    untested: int


@dataclass(frozen=True, slots=True)
class Reason:
    """Why pages were not looked at; or, with `rules`, why rules could not be tested on pages."""

    reason: str
    count: int
    places: tuple[Place, ...] = ()
    more: int = 0
    rules: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class SiteShown:
    """One site, or the pages of `check`."""

    id: str
    name: str
    summary: SiteSummary
    home: Place | None
    grade: Grade
    weakest: AreaRow | None
    areas: tuple[AreaRow, ...]
    top: tuple[Card, ...]
    rest: tuple[Card, ...]
    more_cards: int
    doubts: tuple[Topic, ...]
    more_doubts: int
    advice: tuple[Topic, ...]
    more_advice: int
    pages: tuple[PageRow, ...]
    more_pages: int
    not_audited: tuple[Reason, ...]
    skipped: tuple[Reason, ...]
    untested: tuple[Reason, ...]


@dataclass(frozen=True, slots=True)
class Shown:
    """The whole report."""

    summary: Summary
    sites: tuple[SiteShown, ...]
    audited: int
    found: int
    tested: tuple[Criterion, ...]
    not_tested: tuple[Criterion, ...]
    rules: tuple[Rule, ...]
    carried: str

    @property
    def lowest(self) -> SiteShown | PageRow | None:
        """What has the lowest score: a site, or a page where there are no sites."""
        candidates: Sequence[SiteShown | PageRow] = self.sites
        if not self.summary.audit.sites:
            candidates = [page for site in self.sites for page in site.pages]
        scored = [one for one in candidates if one.grade.score.value is not None]
        return min(scored, key=lambda one: one.grade.score.value or 0.0, default=None)

    @property
    def first(self) -> Card | None:
        """What to fix before all else: the best first card of all sites."""
        cards = [site.top[0] for site in self.sites if site.top]
        return min(cards, key=lambda card: (not card.group.blocker, -card.group.gain.points), default=None)


def shown(summary: Summary) -> Shown:
    """Return what the report shows."""
    tested = frozenset(summary.criteria_tested)
    numbered = 0
    sites = []
    for order, site in enumerate(summary.sites, 1):
        sites.append(_site(site, f"s{order}", numbered, summary))
        numbered += len(sites[-1].pages)
    found = {card.group.rule.id: card.group.rule for site in sites for card in (*site.top, *site.rest)}
    found |= {topic.rule.id: topic.rule for site in sites for topic in (*site.doubts, *site.advice)}
    return Shown(
        summary=summary,
        sites=tuple(sites),
        audited=sum(site.audited for site in summary.sites),
        found=sum(site.found for site in summary.sites),
        tested=tuple(one for one in LEVELS_A_AA if one.number in tested),
        not_tested=tuple(one for one in LEVELS_A_AA if one.number not in tested),
        rules=tuple(found[rule] for rule in sorted(found)),
        carried=carried_sentence(summary),
    )


def _site(site: SiteSummary, name: str, numbered: int, summary: Summary) -> SiteShown:
    pages = summary.audit.pages_of(site.site.id if site.site else None)
    listed = [page for page in pages if page.status is not PageStatus.SKIPPED]
    bounds = Bounds.of(len(summary.sites))
    limit = max(FEWEST_PAGES, PAGES // max(1, len(summary.sites)))
    table = tuple(_page(page, number, summary) for number, page in enumerate(listed[:limit], numbered))
    numbers = {row.page.url: row.number for row in table}
    cards, more_cards = cards_of(site.groups, name, bounds, numbers, site.change)
    cards = tuple(replace(card, line=_line(card.group, summary)) for card in cards)
    areas = _areas(site.score, summary)
    scored = [row for row in areas if row.area.value is not None]
    doubts, more_doubts = topics_of(site.doubts, bounds, numbers)
    advice, more_advice = topics_of(site.advice, bounds, numbers)
    return SiteShown(
        id=name,
        name=clean(site.name, 200),
        summary=site,
        home=place(site.site.url) if site.site else None,
        grade=_grade(site.score, summary),
        weakest=min(scored, key=lambda row: row.area.value or 0.0) if scored and site.score.value is not None else None,
        areas=areas,
        top=tuple(card for card in cards if card.number <= OPEN),
        rest=tuple(card for card in cards if card.number > OPEN),
        more_cards=more_cards,
        doubts=doubts,
        more_doubts=more_doubts,
        advice=advice,
        more_advice=more_advice,
        pages=table,
        more_pages=len(listed) - len(table),
        not_audited=_reasons(site.not_audited),
        skipped=_reasons(site.skipped),
        untested=_untested(pages),
    )


def _line(group: Group, summary: Summary) -> str:
    return clean(line_of(group.sample, group.sample_page, summary), 300)


def _grade(score: Score, summary: Summary) -> Grade:
    band = words.band(score.value, summary.scoring.ruleset)
    return Grade(score, words.exact(score.value), band, band.replace(" ", "-"))


def _areas(score: Score, summary: Summary) -> tuple[AreaRow, ...]:
    ruleset = summary.scoring.ruleset
    return tuple(
        AreaRow(
            area.value.capitalize(),
            one,
            _grade(Score(one.value, one.reason), summary),
            words.percent(ruleset.areas[area] / 100) if one.value is not None else "",
            area in ruleset.proxies,
        )
        for area in Area
        if (one := score.areas.get(area))
    )


def _page(page: Page, number: int, summary: Summary) -> PageRow:
    scored = [row for row in rows(page, summary.audit) if row.rule.id in summary.scoring.rules]
    return PageRow(
        number=number,
        place=place(page.url),
        title=clean(page.title, 120),
        page=page,
        status=words.STATUSES[page.status],
        reason=clean(words.reason_text(page), 300),
        notes=tuple(clean(note, 200) for note in (carried_note(page), *page.notes[:NOTES]) if note),
        grade=_grade(summary.page_scores[page.site, page.url], summary),
        failed=sum(row.failed_count for row in scored),
        doubts=sum(row.doubt_count for row in scored),
        untested=sum(bool(row.said.reason) for row in scored),
    )


def _reasons(pages: Sequence[Page]) -> tuple[Reason, ...]:
    grouped: dict[str, list[Page]] = {}
    for page in pages:
        grouped.setdefault(clean(words.reason_text(page), 300) or words.NO_REASON, []).append(page)
    ranked = sorted(grouped.items(), key=lambda item: -len(item[1]))
    found = [
        Reason(reason, len(members), tuple(place(page.url) for page in members[:NAMED]), max(0, len(members) - NAMED))
        for reason, members in ranked[:REASONS]
    ]
    rest = sum(len(members) for _, members in ranked[REASONS:])
    return (*found, Reason("other reasons", rest)) if rest else tuple(found)


def _untested(pages: Sequence[Page]) -> tuple[Reason, ...]:
    on: dict[str, set[str]] = {}
    rules: dict[str, dict[str, None]] = {}
    for page in pages:
        for row in page.outcomes:
            if row.reason:
                reason = clean(row.reason.text, 300)
                on.setdefault(reason, set()).add(page.url)
                rules.setdefault(reason, {})[row.rule] = None
    ranked = sorted(on, key=lambda reason: -len(on[reason]))[:REASONS]
    return tuple(Reason(reason, len(on[reason]), rules=tuple(rules[reason])) for reason in ranked)
