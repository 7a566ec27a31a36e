"""When a defect was first met in the history."""

from __future__ import annotations

from collections.abc import Collection
from typing import Literal

from sqlalchemy import Connection, func, select

from nyx_audit.model.outcome import Outcome
from nyx_audit.store import schema
from nyx_audit.store.dedup import chunks
from nyx_audit.store.text import safe

Kind = Literal["group", "fingerprint"]


def first_failed(connection: Connection, site: str, kind: Kind, names: Collection[str]) -> dict[str, int]:
    """Return the first finished run in which each group or fingerprint failed on a page of the site."""
    needed = {safe(name) for name in names}
    if not needed:
        return {}
    # Sheets first: most runs share theirs, and one join of all would go through every finding of every run.
    started = _first_of_sheets(connection, site)
    named, met = schema.finding.c[kind], schema.occurrence.c
    found: dict[str, int] = {}
    for part in chunks(list(started)):
        query = (
            select(met.sheet, named)
            .join_from(schema.occurrence, schema.finding, met.finding == schema.finding.c.id)
            .where(met.sheet.in_(part), met.outcome == Outcome.FAILED.value)
        )
        for sheet, name in connection.execute(query):
            if name in needed:
                found[name] = min(found.get(name, started[sheet]), started[sheet])
    return found


def _first_of_sheets(connection: Connection, site: str) -> dict[int, int]:
    """The first finished run in which each sheet of the site's pages was written."""
    query = (
        select(schema.page.c.sheet, func.min(schema.site.c.run))
        .join_from(schema.page, schema.site, schema.page.c.site == schema.site.c.id)
        .join(schema.run, schema.site.c.run == schema.run.c.id)
        .where(schema.site.c.site == site, schema.run.c.finished_at.is_not(None))
        .group_by(schema.page.c.sheet)
    )
    return {sheet: int(run) for sheet, run in connection.execute(query)}
