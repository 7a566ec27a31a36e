"""Reads from the history, the configuration and a file of notes what the quarterly report is made of."""

from __future__ import annotations

import csv
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path

from nyx_audit.analysis.quarter.build import NOT_MEASURED
from nyx_audit.analysis.quarter.period import Period
from nyx_audit.analysis.quarter.records import AgencyInput, Point, Sample, SiteInput
from nyx_audit.analysis.summary import Summary, summarize
from nyx_audit.config.sites import Config, SiteConfig
from nyx_audit.errors import InputError, UsageError, did_you_mean
from nyx_audit.model.audit import Site
from nyx_audit.model.outcome import Area
from nyx_audit.model.reason import Reason, ReasonCode
from nyx_audit.report.plain import file_name
from nyx_audit.run.history import scored
from nyx_audit.store.history import History
from nyx_audit.store.runs import RunRow, SiteRow

Notes = Mapping[tuple[str, str], Mapping[str, str]]
COLUMNS = ("agency", "quarter", "name", "value")
LARGEST = 1_000_000


def read_agencies(
    history: History, period: Period, config: Config | None, notes: Notes, only: str | None = None
) -> list[AgencyInput]:
    """Return the agencies of the history's last four quarters, in the order of the configuration where there is one.

    A configuration leaves out sites that it no longer names. Raises UsageError where the quarter has no finished run,
    and for an agency that there is not.
    """
    reader = _Reader(history, period, [run for run in history.runs() if run.finished_at])
    reader.refuse_empty()
    found = []
    for name, title, sites, own in _agencies(reader.sites(), config):
        given = {**own.get(str(period), {}), **notes.get((name, str(period)), {})}
        found.append((name, title, sites, given))
    if only is not None:
        found = [one for one in found if only in (one[0], one[1])] or _refuse(only, [one[0] for one in found])
    configs = {one.site.id: one for one in config.sites} if config else {}
    return [
        AgencyInput(name, title, tuple(reader.site(site, configs.get(site.id)) for site in sites), given)
        for name, title, sites, given in found
    ]


def missing_sites(agencies: Sequence[AgencyInput], config: Config | None, only: str | None = None) -> list[str]:
    """Return the names of sites that the configuration declares and that no run of the quarters audited."""
    audited = {one.site.id for agency in agencies for one in agency.sites}
    mine = {
        site
        for agency in (config.agencies if config else ())
        if only in (None, agency.id, agency.name)
        for site in agency.sites
    }
    return [
        one.site.name for one in (config.sites if config else ()) if one.site.id in mine and one.site.id not in audited
    ]


def read_notes(path: Path) -> Notes:
    """Return a CSV file of notes (agency, quarter, name, value) by agency and quarter. Raises InputError."""
    try:
        if path.stat().st_size > LARGEST:
            raise InputError(path, f"is larger than {LARGEST // 1_000_000} MB")
        with path.open(encoding="utf-8-sig", newline="") as file:
            rows = list(csv.reader(file))
    except OSError as error:
        raise InputError(path, f"cannot be read ({error.strerror or error})") from error
    except (UnicodeDecodeError, csv.Error) as error:
        raise InputError(path, f"is no CSV in UTF-8 ({error})") from error
    if not rows or tuple(cell.strip() for cell in rows[0]) != COLUMNS:
        raise InputError(path, f"must begin with the line {','.join(COLUMNS)}", 1)
    found: dict[tuple[str, str], dict[str, str]] = {}
    for line, row in enumerate(rows[1:], 2):
        if not any(cell.strip() for cell in row):
            continue
        if len(row) != len(COLUMNS):
            raise InputError(path, f"has {len(row)} cells where {len(COLUMNS)} are needed", line)
        agency, quarter, name, value = (cell.strip() for cell in row)
        try:
            period = Period.read(quarter)
        except UsageError as error:
            raise InputError(path, str(error), line) from None
        found.setdefault((agency, str(period)), {})[name] = value
    return found


@dataclass(slots=True)
class _Reader:
    """Reads each run once."""

    history: History
    period: Period
    runs: Sequence[RunRow]
    _summaries: dict[int, Summary] = field(default_factory=dict)

    def refuse_empty(self) -> None:
        """Raise UsageError where no run was finished in the quarter."""
        periods = sorted({Period.of(run.finished_at) for run in self.runs if run.finished_at})
        if self.period not in periods:
            hint = f"there are runs of {', '.join(str(one) for one in periods[-4:])}" if periods else "there is none"
            raise UsageError(f"no run of the history was finished in {self.period}; {hint}")

    def sites(self) -> list[Site]:
        """Return the sites of the four quarters, as their newest run knows them."""
        found: dict[str, Site] = {}
        for run in self.runs:
            if run.finished_at and Period.of(run.finished_at) in self.period.last():
                for one in run.sites:
                    if one.audited:
                        found.setdefault(one.site.id, one.site)
        return list(found.values())

    def site(self, site: Site, config: SiteConfig | None) -> SiteInput:
        """Return all that is known of a site."""
        rows = [self._last(site.id, period) for period in self.period.last()]
        now, before = rows[-1], rows[-2]
        started = {run.id: run.finished_at for run in self.runs if run.finished_at}
        mine = [run.id for run in self.runs if any(one.site.id == site.id and one.audited for one in run.sites)]
        sample = self._sample(now, site.id)
        ruleset = sample.summary.audit.tool.ruleset if sample else ""
        points = [_point(period, row, ruleset) for period, row in zip(self.period.last(), rows, strict=True)]
        if sample and now and now[0].ruleset != ruleset:
            points[-1] = _scored_anew(points[-1], sample, site.id)
        first_seen, reopened = {}, frozenset[str]()
        if sample:
            one = next(each for each in sample.summary.sites if each.site and each.site.id == site.id)
            blocking = [group.id for group in one.groups if group.blocker]
            first_seen = {
                group: started[run] for group, run in self.history.first_failed(site.id, "group", blocking).items()
            }
        if sample and before:
            prints = {
                finding.fingerprint
                for page in sample.summary.audit.pages_of(site.id)
                for row in page.outcomes
                for finding in row.findings
            }
            first = self.history.first_failed(site.id, "fingerprint", prints)
            reopened = frozenset(name for name, run in first.items() if run < before[0].id)
        known = now[1].site if now else site
        return SiteInput(
            site=replace(known, owner=config.site.owner or known.owner) if config else known,
            points=tuple(points),
            now=sample,
            before=self._sample(before, site.id) if sample else None,
            first_seen=first_seen,
            reopened=reopened,
            known_since=started[min(mine)] if mine else None,
            journeys=config.journeys if config else (),
            share=config.share if config else 1.0,
        )

    def _last(self, site: str, period: Period) -> tuple[RunRow, SiteRow] | None:
        """A site's last finished run of a quarter."""
        for run in self.runs:
            if run.finished_at and Period.of(run.finished_at) == period:
                for one in run.sites:
                    if one.site.id == site and one.audited:
                        return run, one
        return None

    def _sample(self, row: tuple[RunRow, SiteRow] | None, site: str) -> Sample | None:
        if row is None:
            return None
        run = row[0].id
        if run not in self._summaries:
            self._summaries[run] = summarize(*scored(self.history, run))
        return Sample(self._summaries[run], self.history.keys(run, site))


def _point(period: Period, row: tuple[RunRow, SiteRow] | None, ruleset: str) -> Point:
    """Return a quarter's figure; the one made again under the current ruleset, where there is one."""
    if row is None:
        return Point(period, None, NOT_MEASURED)
    run, one = row
    anew = next((each for each in reversed(one.rescored) if each.ruleset == ruleset), None)
    if anew and run.ruleset != ruleset:
        return Point(period, anew.score, _reason(anew.reason), ruleset, _areas(anew.areas), True, run.id)
    return Point(period, one.score, _reason(one.reason), run.ruleset, _areas(one.areas), False, run.id)


def _scored_anew(point: Point, sample: Sample, site: str) -> Point:
    """Return the figure of a run whose formula is no more, as its summary has it."""
    (score,) = (one.score for one in sample.summary.sites if one.site and one.site.id == site)
    areas = {area: one.value for area, one in score.areas.items()}
    ruleset = sample.summary.audit.tool.ruleset
    return Point(point.period, score.value, _reason(score.reason), ruleset, areas, True, point.run)


def _reason(text: str) -> Reason | None:
    return Reason(ReasonCode.NO_SCORE, text) if text else None


def _areas(values: Mapping[str, float | None]) -> dict[Area, float | None]:
    return {Area(name): value for name, value in values.items() if name in list(Area)}


def _agencies(
    sites: Sequence[Site], config: Config | None
) -> list[tuple[str, str, list[Site], Mapping[str, Mapping[str, str]]]]:
    """Return agencies by id, name, sites and notes; without a configuration the id is made of the name."""
    if config is None:
        names = dict.fromkeys(site.agency or site.name for site in sites)
        return [
            (file_name(name), name, [site for site in sites if (site.agency or site.name) == name], {})
            for name in names
        ]
    known = {site.id: site for site in sites}
    found = [
        (one.id, one.name, [known[site] for site in one.sites if site in known], one.notes) for one in config.agencies
    ]
    return [one for one in found if one[2]]


def _refuse(name: str, known: Sequence[str]) -> list[tuple[str, str, list[Site], dict[str, str]]]:
    hint = did_you_mean(name, known)
    raise UsageError(f'the history has no agency "{name}" in these quarters{hint}; there are {", ".join(known)}')
