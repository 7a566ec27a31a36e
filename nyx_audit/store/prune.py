"""Deletes old runs, and what only they held."""

from __future__ import annotations

from collections.abc import Sequence

from sqlalchemy import Column, Connection, Table, delete, select

from nyx_audit.store import schema


def delete_old_runs(connection: Connection, keep: int) -> int:
    """Delete all runs but the last `keep` finished ones of each site, and return how many.

    One that was not finished goes, too, unless it is the newest of one of its sites: that one may be resumed.
    """
    every = set(connection.scalars(select(schema.run.c.id)))
    old = every - _kept(connection, keep)
    for number in sorted(old):
        connection.execute(delete(schema.run).where(schema.run.c.id == number))
    if old:
        delete_orphans(connection)
    return len(old)


def _kept(connection: Connection, keep: int) -> set[int]:
    """The runs that stay: sites may be audited by runs of their own, and each has its past."""
    kept: set[int] = set()
    seen: dict[str, int] = {}
    newest: set[str] = set()
    rows = connection.execute(
        select(schema.site.c.site, schema.run.c.id, schema.run.c.finished_at)
        .join_from(schema.site, schema.run)
        .order_by(schema.run.c.id.desc())
    )
    for site, run, finished_at in rows:
        if finished_at is None:
            if site not in newest:
                kept.add(run)
        elif seen.setdefault(site, 0) < keep:
            seen[site] += 1
            kept.add(run)
        newest.add(site)
    return kept


def delete_orphans(connection: Connection) -> None:
    """Delete what no run, page or sheet points to any more."""
    page = schema.page.c
    pointed: list[tuple[Table, Sequence[Column[int]]]] = [
        (schema.address, [page.address]),
        (schema.place, [page.place]),
        (schema.sheet, [page.sheet, schema.visit.c.sheet]),
        (schema.finding, [schema.occurrence.c.finding]),
        (schema.memory, [schema.visit.c.memory]),
        (schema.snapshot, [schema.run.c.snapshot, schema.rescore.c.snapshot]),
    ]
    for table, pointers in pointed:
        connection.execute(delete(table).where(*(table.c.id.not_in(select(pointer)) for pointer in pointers)))
