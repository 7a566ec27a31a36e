"""Rows that are stored once, however often they are met: found again by a digest of their content."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from itertools import islice
from typing import Any, TypeVar

from sqlalchemy import Connection, Table, insert, select

# SQLite takes 32,766 parameters at most, older ones 999.
CHUNK = 500
Item = TypeVar("Item")


def store_deduplicated(
    connection: Connection, table: Table, rows: Mapping[bytes, Mapping[str, Any]]
) -> dict[bytes, int]:
    """Return the id of each row by its digest, and insert those that the table lacks."""
    known = _ids(connection, table, list(rows))
    new = [digest for digest in rows if digest not in known]
    if new:
        connection.execute(insert(table), [{"digest": digest, **rows[digest]} for digest in new])
        known |= _ids(connection, table, new)
    return known


def chunks(items: Sequence[Item]) -> Iterator[list[Item]]:
    """Return the items in parts that fit one statement."""
    rest = iter(items)
    while part := list(islice(rest, CHUNK)):
        yield part


def _ids(connection: Connection, table: Table, digests: Sequence[bytes]) -> dict[bytes, int]:
    found: dict[bytes, int] = {}
    for part in chunks(digests):
        rows = connection.execute(select(table.c.digest, table.c.id).where(table.c.digest.in_(part)))
        found |= {bytes(digest): number for digest, number in rows}
    return found
