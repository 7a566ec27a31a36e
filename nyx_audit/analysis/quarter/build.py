"""Makes the quarterly report's record of what the history gave. Pure."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import UTC, datetime, time
from math import fsum

from nyx_audit.analysis.compare import Change, Earlier, compare, found_by_key
from nyx_audit.analysis.quarter.duties import answers_of
from nyx_audit.analysis.quarter.evidence import evidence_digest
from nyx_audit.analysis.quarter.period import Period
from nyx_audit.analysis.quarter.records import (
    AgencyInput,
    AgencyQuarter,
    Defects,
    FixFirst,
    Move,
    Pages,
    Point,
    Quarter,
    Sample,
    SiteInput,
    SiteQuarter,
)
from nyx_audit.analysis.quarter.tasks import stops_of, tasks_of
from nyx_audit.analysis.summary import SiteSummary, Summary, criteria_tested, is_beyond_limit, scorecards_for
from nyx_audit.catalogue.laws import Laws
from nyx_audit.model.outcome import Area
from nyx_audit.model.page import Page, PageStatus
from nyx_audit.model.reason import Reason, ReasonCode
from nyx_audit.score import Score, Scorecard
from nyx_audit.score.agency import SiteResult, score_agency
from nyx_audit.score.interval import change_interval
from nyx_audit.score.ruleset import Ruleset

FIXES = 5
NOT_MEASURED = Reason(ReasonCode.NOT_MEASURED, "not measured in this quarter")
OTHER_RULESET = Reason(ReasonCode.OTHER_RULESET, "another ruleset")
NO_NUMBER = Reason(ReasonCode.NO_SCORE, "no number")
NO_NUMBER_BEFORE = Reason(ReasonCode.NO_SCORE_BEFORE, "no number in the quarter before")

Seen = tuple[SiteInput, Summary, SiteSummary]


def build_quarter(
    period: Period,
    agencies: Sequence[AgencyInput],
    laws: Laws,
    figures: Ruleset,
    version: str,
    missing: Sequence[str] = (),
) -> Quarter:
    """Return the report of a quarter. `figures` give bands and areas to an agency that was not measured in it.

    `missing` are the names of sites that are declared and that no run of these quarters audited.
    """
    made = tuple(_agency(period, one, laws, figures) for one in agencies)
    ends = [site.finished_at for agency in made for site in agency.sites if site.finished_at]
    until = max(ends, default=datetime.combine(period.end, time(), UTC))
    return Quarter(period, made, laws, until, version, tuple(missing))


def _agency(period: Period, given: AgencyInput, laws: Laws, figures: Ruleset) -> AgencyQuarter:
    seen = [(one, one.now.summary, _summary_of(one, one.now)) for one in given.sites if one.now]
    ruleset = seen[0][1].scoring.ruleset if seen else figures
    rules = {name for _, summary, _ in seen for name in summary.scoring.rules}
    sites = tuple(_site(one) for one in given.sites)
    points = tuple(_point(at, when, given.sites, ruleset) for at, when in enumerate(period.last()))
    key_tasks = {one.site.id: bool(one.journeys or one.site.journeys) for one in given.sites}
    shares = [one.share for one in sites]
    results = [SiteResult(one.site.id, one.score, key_tasks[one.site.id]) for one in sites]
    score = score_agency(results, ruleset, {one.site.id: one.share for one in sites})
    tasks = [task for one, summary, _ in seen for task in tasks_of(one, summary, laws.languages)]
    defects = [site.defects for site in sites if site.defects]
    has_number = score.value is not None
    return AgencyQuarter(
        id=given.id,
        name=given.name,
        sites=sites,
        score=score,
        before_cap=_mean([site.score.before_cap for site in sites], shares) if has_number else None,
        low=_mean([_or(site.low, site.score.value) for site in sites], shares)
        if _sampled(sites) and has_number
        else None,
        high=_mean([_or(site.high, site.score.value) for site in sites], shares)
        if _sampled(sites) and has_number
        else None,
        points=points,
        move=_move(sites, points),
        pages=sum((site.pages for site in sites), Pages()),
        stops=tuple(stop for one, summary, site in seen for stop in stops_of(one, summary, site)),
        tasks=tuple(tasks),
        fixes=_fixes(seen),
        answers=answers_of(laws, [(summary, site) for _, summary, site in seen]),
        law={law: _mean([_value(site.law.get(law)) for site in sites], shares) for law in ("state", "federal")},
        defects=sum(defects, Defects()) if defects else None,
        notes=given.notes,
        evidence=evidence_digest(page for one, summary, _ in seen for page in summary.audit.pages_of(one.site.id)),
        criteria=_criteria(seen),
        proxies=ruleset.proxies,
        rulesets=tuple(sorted({site.ruleset for site in sites if site.ruleset})),
        unmeasured=tuple(one for one in ruleset.blockers if not one.is_measured(rules)),
    )


def _site(given: SiteInput) -> SiteQuarter:
    if given.now is None:
        return SiteQuarter(
            given.site, given.points, Score(None, NOT_MEASURED.text, code=NOT_MEASURED.code), share=given.share
        )
    summary = given.now.summary
    one = _summary_of(given, given.now)
    change = _change(given, given.now, one)
    value = one.score.value
    return SiteQuarter(
        site=given.site,
        points=given.points,
        score=one.score,
        band="" if value is None else summary.scoring.ruleset.band(round(value, 1)),
        run=summary.audit.run,
        finished_at=summary.audit.finished_at,
        ruleset=summary.audit.tool.ruleset,
        low=one.interval.low if one.interval else None,
        high=one.interval.high if one.interval else None,
        move=_move_of(given, change),
        pages=_pages(summary.audit.pages_of(given.site.id)),
        law=one.law,
        defects=_defects(change, given.reopened) if change else None,
        share=given.share,
    )


def _summary_of(given: SiteInput, sample: Sample) -> SiteSummary:
    return next(one for one in sample.summary.sites if one.site and one.site.id == given.site.id)


def _pages(pages: Sequence[Page]) -> Pages:
    skipped = [page for page in pages if page.status is PageStatus.SKIPPED]
    beyond = sum(map(is_beyond_limit, skipped))
    return Pages(
        audited=sum(page.status is PageStatus.AUDITED for page in pages),
        failed=sum(page.status is PageStatus.FAILED for page in pages),
        beyond=beyond,
        left_out=len(skipped) - beyond,
    )


def _change(given: SiteInput, now: Sample, one: SiteSummary) -> Change | None:
    """Return what became of the site since its last run of the quarter before."""
    if given.before is None:
        return None
    rules = now.summary.scoring.rules
    audit, old = now.summary.audit, given.before.summary.audit
    keys, known = given.before.keys, old.pages_of(given.site.id)
    pages = found_by_key(((keys[one.url], one.outcomes) for one in known if one.status is PageStatus.AUDITED), rules)
    before = given.points[-2]
    earlier = Earlier(old.run or 0, old.finished_at, before.ruleset, before.value, pages, _pages(known).known)
    return compare(
        audit.pages_of(given.site.id),
        earlier,
        ruleset=audit.tool.ruleset,
        score=one.score.value,
        key=_key_of(now),
        rules=rules,
    )


def _key_of(sample: Sample) -> Callable[[Page], str]:
    return lambda page: sample.keys[page.url]


def _move_of(given: SiteInput, change: Change | None) -> Move:
    if change is None or given.now is None or given.before is None:
        return Move(None, Reason(ReasonCode.NO_EARLIER_RUN, "no run in the quarter before"))
    if change.points is None:
        return Move(
            None, OTHER_RULESET if change.reason and change.reason.code is OTHER_RULESET.code else change.reason
        )
    found = change_interval(
        _scorecards(given, given.before, given.now.summary), _scorecards(given, given.now, given.now.summary),
        given.now.summary.scoring, given.site.journey_ids,
    )  # fmt: skip
    return Move(change.points, None, found.low, found.high) if found else Move(change.points)


def _scorecards(given: SiteInput, sample: Sample, under: Summary) -> list[Scorecard]:
    audit = sample.summary.audit
    scorecards = scorecards_for(audit.pages_of(given.site.id), under.scoring, audit.confirmed)
    return [replace(scorecard, key=sample.keys[url]) for url, scorecard in scorecards.items()]


def _defects(change: Change, reopened: frozenset[str]) -> Defects:
    back = len(change.new & reopened)
    return Defects(len(change.fixed), len(change.new) - back, back, len(change.still_open))


def _point(at: int, period: Period, sites: Sequence[SiteInput], ruleset: Ruleset) -> Point:
    """Return the agency's figure of a quarter. A site counts from the first quarter that it was audited in."""
    there = [one for one in sites if any(point.run is not None for point in one.points[: at + 1])]
    points = {one.site.id: one.points[at] for one in there}
    if not any(point.run is not None for point in points.values()):
        return Point(period, None, NOT_MEASURED)
    shares = {one.site.id: one.share for one in there}
    results = [SiteResult(name, Score(one.value, str(one.reason or ""))) for name, one in points.items()]
    score = score_agency(results, ruleset, shares)
    return Point(
        period,
        score.value,
        Reason(ReasonCode.NO_SCORE, score.reason) if score.reason else None,
        # Other sites make another figure, as another ruleset does.
        " ".join(sorted({f"{name}:{one.ruleset}" for name, one in points.items()})),
        {area: _mean([one.areas.get(area) for one in points.values()], [*shares.values()], some=True) for area in Area},
        any(one.anew for one in points.values()),
        max((one.run for one in points.values() if one.run is not None), default=None),
    )


def _move(sites: Sequence[SiteQuarter], points: Sequence[Point]) -> Move:
    """Return the agency's move: the mean of its sites'. Its bounds are the means of theirs, and so rather too wide."""
    before, now = points[-2], points[-1]
    if now.value is None or before.value is None:
        return Move(None, NO_NUMBER if now.value is None else NO_NUMBER_BEFORE)
    if now.ruleset != before.ruleset:
        return Move(None, Reason(ReasonCode.OTHER_SITES, "another ruleset, or other sites"))
    moves = [site.move for site in sites]
    low = high = None
    if any(move.low is not None for move in moves):
        low, high = (
            _mean([_or(one.low, one.points) for one in moves], [site.share for site in sites]),
            _mean([_or(one.high, one.points) for one in moves], [site.share for site in sites]),
        )
    return Move(now.value - before.value, None, low, high)


def _fixes(seen: Sequence[Seen]) -> tuple[FixFirst, ...]:
    fixes = [FixFirst(one.site, group) for one, _, site in seen for group in site.groups]
    fixes.sort(
        key=lambda fix: (
            not fix.group.blocker,
            -fix.group.gain.points,
            -fix.group.gain.before_cap,
            -len(fix.group.pages),
            fix.site.id,
            fix.group.id,
        )
    )
    return tuple(fixes[:FIXES])


def _criteria(seen: Sequence[Seen]) -> tuple[str, ...]:
    found = {
        criterion
        for one, summary, _ in seen
        for criterion in criteria_tested(summary.audit, summary.audit.pages_of(one.site.id))
    }
    return tuple(sorted(found, key=lambda criterion: [int(part) for part in criterion.split(".")]))


def _sampled(sites: Sequence[SiteQuarter]) -> bool:
    return any(site.low is not None for site in sites)


def _value(score: Score | None) -> float | None:
    return score.value if score else None


def _or(value: float | None, other: float | None) -> float | None:
    return other if value is None else value


def _mean(values: Sequence[float | None], shares: Sequence[float], *, some: bool = False) -> float | None:
    """Return the mean by shares; None where one that counts is lacking, or with `some` where all are."""
    counted = [(value, share) for value, share in zip(values, shares, strict=True) if share]
    known = [(value, share) for value, share in counted if value is not None]
    if not known or (len(known) < len(counted) and not some):
        return None
    return fsum(value * share for value, share in known) / fsum(share for _, share in known)
