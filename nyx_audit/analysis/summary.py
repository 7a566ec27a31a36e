"""What a person wants to know of an audit: how are we doing, what to fix first, what was not looked at. Pure.

Every report shows this one summary, so that terminal, HTML and CSV say the same in the same order.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence, Set
from dataclasses import dataclass, field, replace

from nyx_audit.analysis.compare import Change
from nyx_audit.analysis.gating import Gating
from nyx_audit.analysis.tasks import Known, TaskVerdict, verdicts_of
from nyx_audit.crawl import sampling
from nyx_audit.model.audit import Audit, Site
from nyx_audit.model.evidence.kinds import is_sampled
from nyx_audit.model.outcome import Impact, Outcome
from nyx_audit.model.page import Finding, Page, PageStatus
from nyx_audit.model.picture import Picture
from nyx_audit.model.reason import ReasonCode
from nyx_audit.model.rule import Rule
from nyx_audit.score import (
    Fix,
    Gain,
    Score,
    Scorecard,
    Scoring,
    gains,
    page_gains,
    score_page,
    score_site,
    scorecards_of,
)
from nyx_audit.score.caps import blocked_by
from nyx_audit.score.interval import Interval, score_interval
from nyx_audit.score.law import STATE, law_figures
from nyx_audit.score.ruleset import Blocker


@dataclass(frozen=True, slots=True)
class Group:
    """The same defect wherever it stands: one template fixed clears every page of it.

    `places` counts targets, `pages` are the addresses; `gain` is for fixing it on all of them, `blocker`
    what it is to people on at least one. `new`: at least one of its findings was not there before; `known`, `ignored`:
    each of them is in the baseline, or ignored.
    """

    id: str
    rule: Rule
    outcome: Outcome
    sample: Finding
    sample_page: str
    pages: tuple[str, ...]
    places: int
    gain: Gain
    blocker: Blocker | None = None
    new: bool = False
    ignored: bool = False
    known: bool = False


@dataclass(frozen=True, slots=True)
class SiteSummary:
    """One site, or the pages of `check` (site None): its score, coverage and groups, best fix first.

    `law` are the figures of the federal and the state law, of sites only; `interval` is what sampling leaves open,
    None where no page was left out for the limit; `carried` of the audited pages were audited in an earlier run;
    `tried` are those whose controls were tried, None where that was all of them, or where nothing was to be tried;
    `tasks` are the verdicts on its declared key tasks.
    """

    site: Site | None
    score: Score
    audited: int
    found: int
    groups: tuple[Group, ...]
    doubts: tuple[Group, ...]
    advice: tuple[Group, ...]
    rule_gains: Mapping[str, Gain]
    not_audited: tuple[Page, ...]
    skipped: tuple[Page, ...]
    change: Change | None = None
    law: Mapping[str, Score] = field(default_factory=dict)
    interval: Interval | None = None
    carried: int = 0
    tried: int | None = None
    tasks: tuple[TaskVerdict, ...] = ()

    @property
    def name(self) -> str:
        return self.site.name if self.site else "Pages"


@dataclass(frozen=True, slots=True)
class Summary:
    """An audit and all that is computed of it.

    `page_scores` by (site, address), `pictures` by group, where some were taken; `gating` is what the command's terms
    make of it.
    """

    audit: Audit
    sites: tuple[SiteSummary, ...]
    page_scores: Mapping[tuple[str | None, str], Score]
    scoring: Scoring
    criteria_tested: tuple[str, ...]
    pictures: Mapping[str, tuple[Picture, ...]] = field(default_factory=dict)
    gating: Gating = field(default_factory=Gating)

    @property
    def defects(self) -> int:
        """How many defects there are: groups of findings of scored rules that failed."""
        return sum(len(site.groups) for site in self.sites)

    @property
    def failures(self) -> int:
        """How many of the defects are of rules that may fail a command."""
        return sum(len([group for group in site.groups if group.rule.tier.gates]) for site in self.sites)


def summarize(audit: Audit, scoring: Scoring) -> Summary:
    """Return the summary of an audit, compared with no other; see `marked.py`."""
    sites: list[Site | None] = [*audit.sites] or [None]
    parts = []
    page_scores: dict[tuple[str | None, str], Score] = {}
    unconfirmed = _unconfirmed(audit.confirmed)
    for site in sites:
        pages = audit.pages_of(site.id if site else None)
        scorecards = scorecards_for(pages, scoring, audit.confirmed)
        for page in pages:
            scorecard = scorecards.get(page.url)
            page_scores[page.site, page.url] = score_page(scorecard, scoring) if scorecard else Score(None, "left out")
        known = Known(scorecards, scoring, audit.rules, unconfirmed)
        tasks = verdicts_of(site.journeys, pages, known) if site else ()
        parts.append(replace(_site(site, pages, list(scorecards.values()), scoring, audit, unconfirmed), tasks=tasks))
    return Summary(audit, tuple(parts), page_scores, scoring, criteria_tested(audit))


def scorecards_for(pages: Sequence[Page], scoring: Scoring, confirmed: Mapping[str, bool]) -> dict[str, Scorecard]:
    """Return the pages of a site as the score sees them, by address.

    Where the site has more pages than were visited, each stands for as many as it was chosen from.
    """
    known = [
        sampling.Known(
            page.url,
            page.status is not PageStatus.SKIPPED,
            page.template,
            page.start or scoring.ruleset.stratum(page.role, bool(page.journeys)) != "content",
        )
        for page in pages
        if page.status is not PageStatus.SKIPPED or is_beyond_limit(page)
    ]
    if all(one.chosen for one in known):
        return scorecards_of(pages, scoring, unconfirmed=_unconfirmed(confirmed))
    return scorecards_of(
        pages,
        scoring,
        unconfirmed=_unconfirmed(confirmed),
        weights=sampling.weights_of(known),
        templates=sampling.templates_of(known),
    )


def known_of(pages: Sequence[Page], summary: Summary) -> Known:
    """Return what the verdict on a site's key tasks is made of."""
    scorecards = scorecards_for(pages, summary.scoring, summary.audit.confirmed)
    return Known(scorecards, summary.scoring, summary.audit.rules, _unconfirmed(summary.audit.confirmed))


def is_beyond_limit(page: Page) -> bool:
    """Return whether a page is of the site and was left out by the limit alone: the audited pages stand for it."""
    return page.reason is not None and page.reason.code is ReasonCode.PAGE_LIMIT


def _unconfirmed(confirmed: Mapping[str, bool]) -> frozenset[str]:
    return frozenset(group for group, held in confirmed.items() if not held)


def criteria_tested(audit: Audit, pages: Sequence[Page] | None = None) -> tuple[str, ...]:
    """Return the success criteria, of the 55 of levels A and AA, of which a rule passed or failed on at least one page.

    `pages` are those that count; all of the audit's where none are given.
    """
    counted = audit.pages if pages is None else pages
    said = {row.rule for page in counted for row in page.outcomes if row.outcome in (Outcome.PASSED, Outcome.FAILED)}
    rules = [audit.rules[rule] for rule in said if rule in audit.rules]
    found = {criterion for rule in rules if rule.tier.gates for criterion in STATE.intersection(rule.wcag)}
    return tuple(sorted(found, key=lambda criterion: [int(part) for part in criterion.split(".")]))


def reasons(pages: Sequence[Page]) -> list[tuple[str, int]]:
    """Return why pages were not audited, most frequent first."""
    return Counter(str(page.reason or "") for page in pages).most_common()


def _site(
    site: Site | None,
    pages: Sequence[Page],
    scorecards: Sequence[Scorecard],
    scoring: Scoring,
    audit: Audit,
    unconfirmed: frozenset[str],
) -> SiteSummary:
    found = _groups(pages, audit, unconfirmed)
    failed = [group for group in found if group.outcome is Outcome.FAILED]
    fixes = {Fix(group.rule.id, group.id) for group in failed} | {Fix(group.rule.id) for group in failed}
    journeys = site.journey_ids if site else ()
    scored = [fix for fix in fixes if fix.rule in scoring.rules]
    won = (gains if site else page_gains)(scorecards, scoring, scored, journeys)
    none = Gain(0.0, 0.0)
    blockers = blocked_by(scorecards, scoring)
    in_tasks = {page.url for page in pages if page.journeys}
    ranked = sorted(
        (
            replace(group, gain=won.get(Fix(group.rule.id, group.id), none), blocker=blockers.get(group.id))
            for group in failed
        ),
        key=lambda group: _rank(group, won.get(Fix(group.rule.id), none), in_tasks),
    )
    return SiteSummary(
        site=site,
        score=_score_of(site, scorecards, scoring),
        audited=sum(page.status is PageStatus.AUDITED for page in pages),
        carried=sum(page.is_carried for page in pages),
        tried=_tried(pages, audit.rules),
        found=sum(page.is_found for page in pages),
        groups=tuple(group for group in ranked if scoring.ruleset.weight(group.rule)),
        doubts=tuple(
            group for group in found if group.outcome is Outcome.CANT_TELL and scoring.ruleset.weight(group.rule)
        ),
        advice=tuple(group for group in ranked if not scoring.ruleset.weight(group.rule)),
        rule_gains={fix.rule: gain for fix, gain in won.items() if fix.group is None},
        not_audited=tuple(page for page in pages if page.status is PageStatus.FAILED),
        skipped=tuple(page for page in pages if page.status is PageStatus.SKIPPED),
        law=law_figures(scorecards, scoring, journeys) if site else {},
        interval=score_interval(scorecards, scoring, journeys) if site else None,
    )


def _tried(pages: Sequence[Page], rules: Mapping[str, Rule]) -> int | None:
    sampled = {name for name, rule in rules.items() if is_sampled(rule)}
    audited = [page for page in pages if page.status is PageStatus.AUDITED and page.role != "document"]
    tried = sum(page.is_judged_by_any(sampled) for page in audited)
    return tried if 0 < tried < len(audited) else None


def _rank(group: Group, whole: Gain, in_tasks: Set[str]) -> tuple[object, ...]:
    """What is to be fixed first sorts first: blockers of key tasks, other blockers, then what the whole rule brings."""
    rule = group.rule
    return (
        not group.blocker or in_tasks.isdisjoint(group.pages),
        not group.blocker,
        rule.impact is Impact.MINOR and not rule.tier.gates,
        -whole.points,
        -whole.before_cap,
        -rule.impact.rank,
        rule.id,
        -group.gain.points,
        -group.gain.before_cap,
        group.id,
    )


def _score_of(site: Site | None, scorecards: Sequence[Scorecard], scoring: Scoring) -> Score:
    if site:
        return score_site(scorecards, scoring, site.journey_ids)
    if len(scorecards) == 1:
        return score_page(scorecards[0], scoring)
    return Score(None, "single pages, not a site")


def _groups(pages: Sequence[Page], audit: Audit, unconfirmed: frozenset[str]) -> list[Group]:
    places: Counter[tuple[str, Outcome]] = Counter()
    on: dict[tuple[str, Outcome], dict[str, None]] = {}
    first: dict[tuple[str, Outcome], tuple[Rule, Finding, str]] = {}
    for page in pages:
        for row in page.outcomes:
            for finding in row.findings:
                outcome = Outcome.CANT_TELL if finding.group in unconfirmed else finding.outcome
                key = (finding.group, outcome)
                places[key] += 1
                on.setdefault(key, {})[page.url] = None
                first.setdefault(key, (audit.rules[row.rule], finding, page.url))
    nothing = Gain(0.0, 0.0)
    return [
        Group(key[0], rule, key[1], sample, page, tuple(on[key]), places[key], nothing)
        for key, (rule, sample, page) in first.items()
    ]


def worst_impact(summary: Summary) -> Impact | None:
    """Return the highest impact of a failed outcome that may fail a command, or None."""
    impacts = [group.rule.impact for site in summary.sites for group in site.groups if group.rule.tier.gates]
    return max(impacts, key=lambda impact: impact.rank, default=None)
