"""Runs as a list: when, which sites with what score, and which earlier run a site compares with."""

from __future__ import annotations

import json
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from pydantic import TypeAdapter
from sqlalchemy import Connection, Row, func, select

from nyx_audit.analysis.compare import Earlier, found_by_key
from nyx_audit.model.audit import Audit, Site
from nyx_audit.model.journey import Journey
from nyx_audit.model.page import PageStatus
from nyx_audit.model.shard import Shard
from nyx_audit.store import schema
from nyx_audit.store.pages import read_pages
from nyx_audit.store.scores import Rescored, interval_of, read_rescores
from nyx_audit.store.sheets import read_sheets
from nyx_audit.store.snapshots import TOOL, read_snapshot
from nyx_audit.store.text import from_time, safe

NOT_FINISHED = "the run was not finished"
# An earlier run with the same ruleset is worth going back for, but not for ever: the site has changed, too.
LOOK_BACK = 5
JOURNEY = TypeAdapter(Journey)


@dataclass(frozen=True, slots=True)
class SiteRow:
    """A site in a run. `change` is in points, None where `earlier` (a run, or None) does not compare.

    `rescored` are its scores under other rulesets, the last made last.
    """

    site: Site
    score: float | None
    before_cap: float | None
    reason: str
    areas: Mapping[str, float | None]
    audited: int
    found: int
    earlier: int | None
    change: float | None
    law: Mapping[str, float | None]
    interval: tuple[float, float] | None
    rescored: tuple[Rescored, ...] = ()


@dataclass(frozen=True, slots=True)
class RunRow:
    """A run as the list of runs shows it. `finished_at` is None for one that goes on, was stopped or was killed."""

    id: int
    started_at: datetime
    touched_at: datetime
    finished_at: datetime | None
    complete: bool
    incomplete: tuple[str, ...]
    ruleset: str
    sites: tuple[SiteRow, ...]
    settings: str = ""

    @property
    def shard(self) -> Shard | None:
        """The part of a whole that it is, None for the whole."""
        return Shard.of_settings(self.settings)


@dataclass(frozen=True, slots=True)
class Unfinished:
    """A run to resume, or None; `reason` names one that is not resumed, and why."""

    run: int | None
    reason: str = ""


@dataclass(frozen=True, slots=True)
class _Past:
    """A site in a finished run."""

    run: int
    ruleset: str
    score: float | None


def list_runs(connection: Connection, site: str | None, limit: int | None) -> list[RunRow]:
    """Return the runs (in which a site was), newest first."""
    query = select(schema.run).order_by(schema.run.c.id.desc()).limit(limit)
    if site is not None:
        query = query.where(schema.run.c.id.in_(select(schema.site.c.run).where(schema.site.c.site == site)))
    runs = connection.execute(query).all()
    if not runs:
        return []
    past = _past(connection)
    counts = _counts(connection, [run.id for run in runs if run.finished_at is None])
    rescored = read_rescores(connection, runs[-1].id, runs[0].id)
    sites: dict[int, list[SiteRow]] = {}
    found = connection.execute(
        select(schema.site, schema.run.c.ruleset)
        .join_from(schema.site, schema.run)
        .where(schema.site.c.run.between(runs[-1].id, runs[0].id))
        .order_by(schema.site.c.run, schema.site.c.number)
    )
    for row in found:
        if site is None or row.site == site:
            sites.setdefault(row.run, []).append(
                _site_row(row, past.get(row.site, ()), counts, rescored.get(row.id, ()))
            )
    return [
        RunRow(
            id=run.id,
            started_at=from_time(run.started_at),
            touched_at=from_time(run.touched_at),
            finished_at=from_time(run.finished_at) if run.finished_at else None,
            complete=run.complete,
            incomplete=incomplete_of(run),
            ruleset=run.ruleset,
            sites=tuple(sites.get(run.id, ())),
            settings=run.digest,
        )
        for run in runs
    ]


def find_unfinished(connection: Connection, digest: str, snapshot: int | None, sites: Collection[str]) -> Unfinished:
    """Return the last run that was not finished and had the same settings and the same snapshot of rules.

    Those of none of these sites are no concern of theirs: another process may be making one.
    """
    run = schema.run.c
    reason = ""
    of_sites = select(schema.site.c.run).where(schema.site.c.site.in_([safe(site) for site in sites]))
    unfinished = select(schema.run).where(run.finished_at.is_(None), run.id.in_(of_sites)).order_by(run.id.desc())
    for row in connection.execute(unfinished):
        if row.digest == digest and row.snapshot == snapshot:
            return Unfinished(row.id, reason)
        other = "settings" if row.digest != digest else "rules"
        reason = reason or f"run {row.id} was not finished, but had other {other}: it is not resumed"
    return Unfinished(None, reason)


def read_audit(connection: Connection, run: Row[tuple[object, ...]]) -> Audit:
    """Return the run of a row as its audit was, with the rules of then."""
    rules, _ = read_snapshot(connection, run.snapshot)
    sites = connection.execute(select(schema.site).where(schema.site.c.run == run.id).order_by(schema.site.c.number))
    return Audit(
        tool=TOOL.validate_json(run.tool),
        started_at=from_time(run.started_at),
        finished_at=from_time(run.finished_at or run.touched_at),
        rules=rules,
        sites=tuple(site_of(one) for one in sites),
        pages=tuple(kept.page for kept in read_pages(connection, run.id)),
        incomplete=incomplete_of(run),
        run=run.id,
        confirmed=json.loads(run.confirmed),
        shard=Shard.of_settings(run.digest),
    )


def incomplete_of(run: Row[tuple[object, ...]]) -> tuple[str, ...]:
    """Return why a run is not complete; one that has not said so itself was killed, or goes on."""
    said = tuple(json.loads(run.incomplete))
    return said if said or run.finished_at else (NOT_FINISHED,)


def earlier_run(
    connection: Connection, site: str, before: int, ruleset: str, rules: Collection[str] | None
) -> Earlier | None:
    """Return a site's part of the run that it compares with, or None."""
    chosen = _choose(_past(connection, site).get(site, ()), before, ruleset)
    if chosen is None:
        return None
    page, place = schema.page.c, schema.place.c
    of_site = (schema.site.c.run == chosen.run, schema.site.c.site == site)
    keys = connection.execute(
        select(place.key, page.sheet)
        .join_from(schema.page, schema.site, page.site == schema.site.c.id)
        .join(schema.place, page.place == place.id)
        .where(*of_site, page.status == PageStatus.AUDITED.value)
    ).all()
    sheets = read_sheets(connection, (sheet for _, sheet in keys))
    pages = found_by_key(((key, sheets[sheet]) for key, sheet in keys), rules)
    row = connection.execute(
        select(schema.run.c.finished_at, schema.site.c.found, schema.site.c.low)
        .join_from(schema.site, schema.run)
        .where(*of_site)
    ).one()
    return Earlier(
        chosen.run, from_time(row.finished_at), chosen.ruleset, chosen.score, pages, row.found, row.low is not None
    )


def _choose(past: Iterable[_Past], before: int, ruleset: str) -> _Past | None:
    last = [one for one in past if one.run < before][:LOOK_BACK]
    return next((one for one in last if one.ruleset == ruleset), last[0] if last else None)


def _past(connection: Connection, site: str | None = None) -> dict[str, list[_Past]]:
    """The finished runs in which each site was audited, newest first."""
    query = (
        select(schema.site.c.site, schema.run.c.id, schema.run.c.ruleset, schema.site.c.score)
        .join_from(schema.site, schema.run)
        .where(schema.run.c.finished_at.is_not(None), schema.site.c.audited > 0)
        .order_by(schema.run.c.id.desc())
    )
    if site is not None:
        query = query.where(schema.site.c.site == site)
    found: dict[str, list[_Past]] = {}
    for name, run, ruleset, score in connection.execute(query):
        found.setdefault(name, []).append(_Past(run, ruleset, score))
    return found


def _counts(connection: Connection, runs: Sequence[int]) -> dict[int, tuple[int, int]]:
    """Pages audited and found of the sites of runs that have not said it themselves."""
    page = schema.page.c
    rows = connection.execute(
        select(page.site, page.status, func.count())
        .join_from(schema.page, schema.site, page.site == schema.site.c.id)
        .where(schema.site.c.run.in_(runs))
        .group_by(page.site, page.status)
    )
    found: dict[int, tuple[int, int]] = {}
    for site, status, count in rows:
        audited, known = found.get(site, (0, 0))
        found[site] = (
            audited + (count if status == PageStatus.AUDITED.value else 0),
            known + (count if status != PageStatus.SKIPPED.value else 0),
        )
    return found


def site_of(row: Row[tuple[object, ...]]) -> Site:
    """Return the site of a row."""
    return Site(row.site, row.name, row.agency, row.url, row.owner, tuple(map(_journey, json.loads(row.journeys))))


def _journey(stored: Any) -> Journey:
    """A journey of a site; before their names and steps were stored, it was its id alone."""
    if isinstance(stored, str):
        return Journey(stored, stored, ())
    return JOURNEY.validate_python(stored)


def _site_row(
    row: Row[tuple[object, ...]],
    past: Iterable[_Past],
    counts: Mapping[int, tuple[int, int]],
    rescored: Iterable[Rescored],
) -> SiteRow:
    audited, found = counts.get(row.id, (row.audited or 0, row.found or 0))
    earlier = _choose(past, row.run, row.ruleset)
    before = earlier.score if earlier and earlier.ruleset == row.ruleset else None
    return SiteRow(
        site=site_of(row),
        score=row.score,
        before_cap=row.before_cap,
        reason=row.score_reason,
        areas=json.loads(row.areas),
        audited=audited,
        found=found,
        earlier=earlier.run if earlier else None,
        change=None if row.score is None or before is None else row.score - before,
        law=json.loads(row.law),
        interval=interval_of(row),
        rescored=tuple(rescored),
    )
