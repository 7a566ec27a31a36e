"""Deletes old runs, and what only they held."""

from __future__ import annotations

from collections.abc import Sequence

from sqlalchemy import Column, Connection, Table, delete, select

from nyx_audit.store import schema


def delete_old_runs(connection: Connection, keep: int) -> int:
    """Delete all runs but the last `keep` finished ones, and return how many.

    One that was not finished goes, too, unless it is the newest of all: that one may be resumed.
    """
    run = schema.run.c
    newest = connection.scalar(select(run.id).order_by(run.id.desc()).limit(1))
    finished = select(run.id).where(run.finished_at.is_not(None)).order_by(run.id.desc()).limit(keep)
    kept = {newest, *connection.scalars(finished)}
    old = [number for number in connection.scalars(select(run.id)) if number not in kept]
    for number in old:
        connection.execute(delete(schema.run).where(run.id == number))
    if old:
        delete_orphans(connection)
    return len(old)


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
