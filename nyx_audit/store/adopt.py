"""A whole run, as it was made elsewhere, becomes one of a history: all of it, or nothing."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime

from sqlalchemy import Connection, delete, select, update

from nyx_audit.model.audit import Audit
from nyx_audit.model.page import Carried, Page
from nyx_audit.model.visit import Visit
from nyx_audit.score.ruleset import Ruleset
from nyx_audit.store import schema
from nyx_audit.store.begin import insert_run, insert_sites
from nyx_audit.store.finish import finish_run
from nyx_audit.store.pages import Finished, store_page
from nyx_audit.store.scores import Result
from nyx_audit.store.sheets import store_sheet
from nyx_audit.store.snapshots import store_snapshot
from nyx_audit.store.text import from_time, safe
from nyx_audit.store.visits import Source, store_visit


@dataclass(frozen=True, slots=True)
class SiteOrigin:
    """What a history knows of a site in a run beside its pages.

    `run` is the number of the run there, `place` that of the site among all of its shards; `keys` are those of its pages,
    by address; `visits` have their conditions.
    """

    run: int
    place: int
    keys: Mapping[str, str]
    visits: Sequence[tuple[Visit, bytes]]


@dataclass(frozen=True, slots=True)
class Adopted:
    """A run to adopt: its audit with the figures of its scores, where its sites come from, what names its settings.

    `replaces` is a run of this history that has part of it.
    """

    audit: Audit
    figures: Ruleset
    results: Mapping[str, Result]
    origins: Mapping[str, SiteOrigin]
    settings: str
    replaces: int | None = None


def adopt_run(connection: Connection, adopted: Adopted) -> int:
    """Keep the run, and return its number here."""
    audit, origins = adopted.audit, adopted.origins
    snapshot = store_snapshot(connection, audit.tool.ruleset, audit.rules, adopted.figures)
    run = adopted.replaces or insert_run(connection, snapshot, audit.tool, adopted.settings)
    if adopted.replaces:
        _empty(connection, run, adopted.settings)
    insert_sites(connection, run, {origins[site.id].place: site for site in audit.sites})
    rows = dict(connection.execute(select(schema.site.c.site, schema.site.c.id).where(schema.site.c.run == run)).all())
    numbers = {site.id: _Numbers(connection, site.id, origins[site.id].run, run) for site in audit.sites}
    pages = tuple(numbers[page.site or ""].of_page(page) for page in audit.pages)
    for number, page in enumerate(pages):
        site = page.site or ""
        store_page(connection, rows[safe(site)], page, origins[site].keys[page.url], number=number)
    for site, origin in origins.items():
        for visit, conditions in origin.visits:
            _store(connection, rows[safe(site)], visit, conditions, numbers[site])
    here = replace(audit, pages=pages, run=run)
    finish_run(connection, run, Finished(here, rows, lambda page: page.url, stopped=False), adopted.results)
    return run


class _Numbers:
    """The numbers that the runs of a site in another history have here."""

    def __init__(self, connection: Connection, site: str, origin: int, run: int) -> None:
        self._origin, self._run = origin, run
        finished = (schema.site.c.site == safe(site), schema.run.c.finished_at.is_not(None), schema.run.c.id != run)
        table = schema.run.c
        query = select(table.id, table.started_at, table.finished_at).join_from(schema.site, schema.run)
        self._spans = [
            (int(number), from_time(start), from_time(end))
            for number, start, end in connection.execute(query.where(*finished))
        ]

    def of_page(self, page: Page) -> Page:
        return page if page.carried is None else replace(page, carried=self.of(page.carried))

    def of(self, carried: Carried) -> Carried:
        if carried.run == self._origin:
            return replace(carried, run=self._run)
        return replace(carried, run=self._at(carried.at) or carried.run)

    def _at(self, moment: datetime) -> int | None:
        return next((number for number, start, end in self._spans if start <= moment <= end), None)


def _store(connection: Connection, site: int, visit: Visit, conditions: bytes, numbers: _Numbers) -> None:
    assert visit.page.carried is not None
    sheet = store_sheet(connection, visit.page.outcomes)
    store_visit(connection, site, visit, Source(sheet, conditions, numbers.of(visit.page.carried)))


def _empty(connection: Connection, run: int, settings: str) -> None:
    connection.execute(delete(schema.site).where(schema.site.c.run == run))
    connection.execute(update(schema.run).where(schema.run.c.id == run).values(digest=settings))
