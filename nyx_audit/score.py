"""NYX-S, the score: pure functions from outcomes to numbers of 0 to 100. `docs/score.md` tells it in words.

A check is measured on a page where targets passed or failed; doubt and lack of evidence are in no fraction.
Quality g of a check on a page, check-first site score G, area S, site D: the letters are the document's.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from math import fsum

from nyx_audit.model import Area, Outcome, Page, PageStatus, Rule, RuleOutcome
from nyx_audit.ruleset import Blocker, Ruleset


@dataclass(frozen=True, slots=True)
class Measure:
    """One check on one page, as far as a score needs it."""

    passed: int
    failed: int
    untested: bool = False
    value: float | None = None
    groups: Mapping[str, int] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Sheet:
    """One page as the score sees it: its share of the site, where its blockers cap, its checks by rule.

    `rules` is None for a page that should have been audited and was not.
    """

    weight: float
    place: str
    checks: Mapping[str, Measure] | None


@dataclass(frozen=True, slots=True)
class Cap:
    """The most that a score may be, and why."""

    limit: float
    blocker: Blocker
    place: str


@dataclass(frozen=True, slots=True)
class Part:
    """What one check brings to its area: its weight with the prevalence ramp, and its quality on the site."""

    weight: float
    mean: float


@dataclass(frozen=True, slots=True)
class AreaScore:
    """One area of a site; `value` is None where it does not count, and `reason` says why."""

    value: float | None
    measured: int
    scored: int
    reason: str = ""


@dataclass(frozen=True, slots=True)
class Score:
    """A score with its ground. `value` is None where there is no number; `reason` says why."""

    value: float | None
    reason: str = ""
    before_cap: float | None = None
    worst_case: float | None = None
    cap: Cap | None = None
    gap: float = 0.0
    areas: Mapping[Area, AreaScore] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Mend:
    """Failed targets that are thought to pass: one group of a rule's findings, or the whole rule (`group` None)."""

    rule: str
    group: str | None = None


@dataclass(frozen=True, slots=True)
class Gain:
    """Points that a mend brings, after the cap and before it."""

    points: float
    before_cap: float


@dataclass(frozen=True, slots=True)
class Scoring:
    """What a score is computed with: the figures, and the scored rules by id."""

    ruleset: Ruleset
    rules: Mapping[str, Rule]

    def weight(self, rule: str) -> float:
        return self.ruleset.weight(self.rules[rule])


def score_site(sheets: Sequence[Sheet], scoring: Scoring) -> Score:
    """Return the score of a site from its pages; insufficient evidence gives no number."""
    audited = [sheet for sheet in sheets if sheet.checks is not None]
    if not audited:
        return Score(None, "no page could be audited")
    return _score(rule_parts(audited, scoring), find_cap(audited, scoring), sheets, scoring)


def score_page(sheet: Sheet, scoring: Scoring) -> Score:
    """Return the score of one page: the areas' weighted means of the qualities, capped by a blocker."""
    if sheet.checks is None:
        return Score(None, "not audited")
    blocker = next(iter(_blockers(sheet, scoring)), None)
    cap = Cap(scoring.ruleset.page_cap, blocker, "page") if blocker else None
    return _score(rule_parts([sheet], scoring), cap, [sheet], scoring)


def _score(parts: Mapping[str, Part], cap: Cap | None, sheets: Sequence[Sheet], scoring: Scoring) -> Score:
    gap = evidence_gap(sheets, scoring)
    areas = area_scores(parts, scoring)
    before = _mean_of_areas(areas, scoring)
    if before is None:
        return Score(None, "nothing was measured", gap=gap, areas=areas)
    if gap > scoring.ruleset.evidence_gap:
        return Score(None, f"insufficient evidence: {gap:.0%} of it could not be had", gap=gap, areas=areas, cap=cap)
    worst = _worst_case(sheets, cap, scoring) if gap else None
    return Score(_capped(before, cap), "", before, worst, cap, gap, areas)


def quality(measure: Measure, rule: Rule, ruleset: Ruleset) -> float:
    """Return g, 0 to 1: binary 1 or 0; counted, of which a failure costs at least half; numeric between good and poor."""
    if rule.quality == "numeric" and measure.value is not None and rule.good is not None and rule.poor is not None:
        return min(1.0, max(0.0, (rule.poor - measure.value) / (rule.poor - rule.good)))
    if not measure.failed:
        return 1.0
    if rule.quality == "binary":
        return 0.0
    return ruleset.half_floor * (1 - measure.failed / (measure.passed + measure.failed))


def rule_parts(sheets: Sequence[Sheet], scoring: Scoring, rules: Iterable[str] | None = None) -> dict[str, Part]:
    """Return G(c) and its weight w·r, by rule, for each check measured on a page of the site."""
    whole = fsum(sheet.weight for sheet in sheets)
    parts = {}
    for rule in rules if rules is not None else scoring.rules:
        known = [
            (sheet.weight, quality(measure, scoring.rules[rule], scoring.ruleset))
            for sheet in sheets
            if sheet.checks and (measure := sheet.checks.get(rule)) and _measured(measure)
        ]
        share = fsum(weight for weight, _ in known)
        if share and scoring.weight(rule):
            ramp = min(1.0, share / whole / scoring.ruleset.ramp)
            parts[rule] = Part(scoring.weight(rule) * ramp, fsum(weight * value for weight, value in known) / share)
    return parts


def area_scores(parts: Mapping[str, Part], scoring: Scoring) -> dict[Area, AreaScore]:
    """Return S(a): over the area's measured checks, the mean of their site qualities by weight and prevalence."""
    found: dict[Area, list[Part]] = {area: [] for area in Area}
    for rule, part in parts.items():
        found[scoring.rules[rule].area].append(part)
    return {area: _area(area, members, scoring) for area, members in found.items()}


def evidence_gap(sheets: Sequence[Sheet], scoring: Scoring) -> float:
    """Return U: the share of the evidence, by weight, that could not be had.

    A page that failed to be audited is untested in every check measured on at least half of the audited pages.
    """
    audited = [sheet for sheet in sheets if sheet.checks is not None]
    common = _common_rules(audited, scoring)
    had: list[float] = []
    lacking: list[float] = []
    for sheet in sheets:
        for rule in scoring.rules:
            weight = scoring.weight(rule) * sheet.weight
            if sheet.checks is None:
                if rule in common:
                    lacking.append(weight)
            elif measure := sheet.checks.get(rule):
                if _measured(measure):
                    had.append(weight)
                elif measure.untested:
                    lacking.append(weight)
    total = fsum(had) + fsum(lacking)
    return fsum(lacking) / total if total else 0.0


def find_cap(sheets: Sequence[Sheet], scoring: Scoring) -> Cap | None:
    """Return the lowest cap that a blocker on any page sets, or None."""
    caps = [
        Cap(scoring.ruleset.caps[sheet.place], blocker, sheet.place)
        for sheet in sheets
        for blocker in _blockers(sheet, scoring)
    ]
    return min(caps, key=lambda cap: cap.limit, default=None)


def gains(sheets: Sequence[Sheet], scoring: Scoring, mends: Iterable[Mend]) -> dict[Mend, Gain]:
    """Return what the site's score gains where the failed targets of each mend pass. Gains do not add up.

    The same formula as the score's; only the mended check is computed anew, since a mend changes no other.
    """
    audited = [sheet for sheet in sheets if sheet.checks is not None]
    parts, cap = rule_parts(audited, scoring), find_cap(audited, scoring)
    has_number = score_site(sheets, scoring).value is not None
    now = _mean_of_areas(area_scores(parts, scoring), scoring)
    found = {}
    for mend in mends:
        mended = [_mend(sheet, mend) for sheet in audited]
        better = {**parts, **rule_parts(mended, scoring, [mend.rule])}
        then = _mean_of_areas(area_scores(better, scoring), scoring)
        if now is None or then is None or not has_number:
            found[mend] = Gain(0.0, 0.0)
            continue
        lifted = find_cap(mended, scoring) if mend.rule in scoring.ruleset.blocker_rules() else cap
        found[mend] = Gain(_capped(then, lifted) - _capped(now, cap), then - now)
    return found


def page_gains(sheets: Sequence[Sheet], scoring: Scoring, mends: Iterable[Mend]) -> dict[Mend, Gain]:
    """Return what the mean score of pages that are no site gains by each mend; each page is scored by itself."""
    audited = [sheet for sheet in sheets if sheet.checks is not None]
    wanted = list(mends)
    each = [gains([Sheet(1.0, "home", sheet.checks)], scoring, wanted) for sheet in audited]
    return {
        mend: Gain(
            fsum(one[mend].points for one in each) / len(audited),
            fsum(one[mend].before_cap for one in each) / len(audited),
        )
        for mend in wanted
        if audited
    }


def sheet_of(page: Page, scoring: Scoring, *, place: str = "other", unconfirmed: Collection[str] = ()) -> Sheet | None:
    """Return a page as the score sees it, or None for one that was left out on purpose.

    `unconfirmed` are groups of a blocker's findings that could not be reproduced: doubts, not failures.
    """
    if page.status is PageStatus.SKIPPED:
        return None
    if page.status is PageStatus.FAILED:
        return Sheet(1.0, place, None)
    checks = {row.rule: _measure(row, unconfirmed) for row in page.outcomes if row.rule in scoring.rules}
    return Sheet(1.0, place, checks)


def _measure(row: RuleOutcome, unconfirmed: Collection[str]) -> Measure:
    groups: dict[str, int] = {}
    for finding in row.findings:
        if finding.outcome is Outcome.FAILED:
            groups[finding.group] = groups.get(finding.group, 0) + 1
    doubtful = sum(count for group, count in groups.items() if group in unconfirmed)
    kept = {group: count for group, count in groups.items() if group not in unconfirmed}
    return Measure(row.passed, row.failed - doubtful, bool(row.reason), row.value, kept)


def _mend(sheet: Sheet, mend: Mend) -> Sheet:
    measure = sheet.checks.get(mend.rule) if sheet.checks else None
    if sheet.checks is None or measure is None or not measure.failed:
        return sheet
    # Findings that were counted but not described belong to no group: only mending the whole rule clears them.
    mended = measure.failed if mend.group is None else measure.groups.get(mend.group, 0)
    left = measure.failed - mended
    value = measure.value if left else None
    better = Measure(measure.passed + mended, left, measure.untested, value, measure.groups)
    return Sheet(sheet.weight, sheet.place, {**sheet.checks, mend.rule: better})


def _measured(measure: Measure) -> bool:
    return measure.passed + measure.failed > 0


def _area(area: Area, parts: Sequence[Part], scoring: Scoring) -> AreaScore:
    scored = sum(1 for rule in scoring.rules.values() if rule.area is area and scoring.weight(rule.id))
    if scored < scoring.ruleset.checks_an_area_needs:
        return AreaScore(None, len(parts), scored, "not measured yet")
    if not parts:
        return AreaScore(None, 0, scored, "nothing of it was found on the pages")
    value = 100 * fsum(part.weight * part.mean for part in parts) / fsum(part.weight for part in parts)
    return AreaScore(value, len(parts), scored)


def _mean_of_areas(areas: Mapping[Area, AreaScore], scoring: Scoring) -> float | None:
    known = [(scoring.ruleset.areas[area], one.value) for area, one in areas.items() if one.value is not None]
    if not known:
        return None
    return fsum(weight * value for weight, value in known) / fsum(weight for weight, _ in known)


def _common_rules(audited: Sequence[Sheet], scoring: Scoring) -> set[str]:
    found: set[str] = set()
    for rule in scoring.rules:
        on = fsum(s.weight for s in audited if s.checks and rule in s.checks and _measured(s.checks[rule]))
        if on and on >= fsum(sheet.weight for sheet in audited) / 2:
            found.add(rule)
    return found


def _blockers(sheet: Sheet, scoring: Scoring) -> Iterable[Blocker]:
    for blocker in scoring.ruleset.blockers:
        measure = sheet.checks.get(blocker.rule) if sheet.checks and blocker.rule else None
        if measure and measure.failed:
            yield blocker


def _worst_case(sheets: Sequence[Sheet], cap: Cap | None, scoring: Scoring) -> float | None:
    """The score if everything untested had failed, pages that were not audited among it."""
    common = _common_rules([sheet for sheet in sheets if sheet.checks is not None], scoring)
    failed = Measure(0, 1)
    worst = []
    for sheet in sheets:
        checks = sheet.checks if sheet.checks is not None else {rule: Measure(0, 0, untested=True) for rule in common}
        known = {rule: failed if one.untested and not _measured(one) else one for rule, one in checks.items()}
        worst.append(Sheet(sheet.weight, sheet.place, known))
    value = _mean_of_areas(area_scores(rule_parts(worst, scoring), scoring), scoring)
    return None if value is None else _capped(value, cap)


def _capped(value: float, cap: Cap | None) -> float:
    return min(value, cap.limit) if cap else value
