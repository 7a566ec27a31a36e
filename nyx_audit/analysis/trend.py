"""How the scores of sites went from run to run, and what drove each change. Pure."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import datetime

from nyx_audit.analysis.summary import Group, SiteSummary, Summary
from nyx_audit.model.audit import Site
from nyx_audit.model.outcome import Area
from nyx_audit.model.page import PageStatus
from nyx_audit.model.rule import Rule

DRIVERS = 2
LEAST = 0.05


@dataclass(frozen=True, slots=True)
class Driver:
    """A group of findings that moved the score: `points` won (or lost, below 0), as its gain says.

    `before_cap` says that a cap hid them from the score.
    """

    rule: Rule
    message: str
    points: float
    before_cap: bool = False


@dataclass(frozen=True, slots=True)
class Step:
    """A site in one run. `broken`: it does not compare with the run before, whose ruleset was another.

    `change` is None where there is nothing to subtract; `sampled` says that it may be chance.
    `templates` are how many new skeletons its pages have, `template_pages` on how many pages.
    """

    run: int
    at: datetime
    score: float | None
    reason: str
    areas: Mapping[Area, float | None]
    ruleset: str
    broken: bool = False
    change: float | None = None
    sampled: bool = False
    drivers: tuple[Driver, ...] = ()
    templates: int = 0
    template_pages: int = 0


@dataclass(slots=True)
class SiteTrend:
    """A site over its runs, oldest first."""

    site: Site
    steps: list[Step] = field(default_factory=list)


def build_trends(runs: Iterable[Summary], sites: Iterable[str] = ()) -> list[SiteTrend]:
    """Return the trend of each site (of these) over runs that are given oldest first; only one run is held at a time."""
    wanted = frozenset(sites)
    found: dict[str, SiteTrend] = {}
    groups: dict[str, dict[str, Group]] = {}
    seen: dict[str, set[str]] = {}
    for summary in runs:
        for one in summary.sites:
            if one.site is None or not one.audited or (wanted and one.site.id not in wanted):
                continue
            trend = found.setdefault(one.site.id, SiteTrend(one.site))
            trend.site = one.site
            before = trend.steps[-1] if trend.steps else None
            trend.steps.append(
                _step(summary, one, before, groups.get(one.site.id, {}), seen.setdefault(one.site.id, set()))
            )
            groups[one.site.id] = {group.id: group for group in one.groups}
    return list(found.values())


def _step(summary: Summary, one: SiteSummary, before: Step | None, old: Mapping[str, Group], seen: set[str]) -> Step:
    assert one.site is not None
    audit, value = summary.audit, one.score.value
    pages = [
        page.template
        for page in audit.pages_of(one.site.id)
        if page.status is PageStatus.AUDITED and page.template and page.template not in seen
    ]
    # What no earlier run has said anything of is not new.
    new = pages if before and seen else []
    seen.update(pages)
    broken = before is not None and before.ruleset != audit.tool.ruleset
    compares = before is not None and not broken and before.score is not None and value is not None
    return Step(
        run=audit.run or 0,
        at=audit.finished_at,
        score=value,
        reason=one.score.reason,
        areas={area: score.value for area, score in one.score.areas.items()},
        ruleset=audit.tool.ruleset,
        broken=broken,
        change=value - before.score if compares and before and before.score is not None and value is not None else None,
        sampled=one.interval is not None,
        drivers=_drivers(old, {group.id: group for group in one.groups}) if compares else (),
        templates=len(set(new)),
        template_pages=len(new),
    )


def _drivers(old: Mapping[str, Group], now: Mapping[str, Group]) -> tuple[Driver, ...]:
    """Return the groups whose gain was lost or won most: what could be gained then and cannot now was won.

    A group that stands as it stood moved nothing, though a cap that went may show more of its gain now.
    """
    moved = []
    for name in old.keys() | now.keys():
        was, is_ = old.get(name), now.get(name)
        group = is_ or was
        assert group is not None
        if was and is_ and (was.places, len(was.pages)) == (is_.places, len(is_.pages)):
            continue
        points = (was.gain.points if was else 0.0) - (is_.gain.points if is_ else 0.0)
        hidden = (was.gain.before_cap if was else 0.0) - (is_.gain.before_cap if is_ else 0.0)
        moved.append((abs(points), abs(hidden), name, group, points, hidden))
    moved.sort(key=lambda one: (-one[0], -one[1], one[2]))
    found = []
    for size, hidden_size, _, group, points, hidden in moved[:DRIVERS]:
        if size >= LEAST:
            found.append(Driver(group.rule, group.sample.message, points))
        elif hidden_size >= LEAST:
            found.append(Driver(group.rule, group.sample.message, hidden, True))
    return tuple(found)
