"""The visits of a run: what its sites are judged by, and what a later run compares pages with and carries over.

Only those of the last finished run of a site are kept, and those of runs that may be resumed. What a visit brought
beside its outcomes is stored once, however many runs carry the page over.
"""

from __future__ import annotations

import json
import zlib
from dataclasses import dataclass, replace
from functools import cache
from typing import Any

from pydantic import TypeAdapter, ValidationError
from pydantic_core import PydanticSerializationError
from sqlalchemy import Connection, Row, delete, exists, insert, select

from nyx_audit.model.facts import Facts
from nyx_audit.model.page import Carried
from nyx_audit.model.visit import Visit
from nyx_audit.store import schema
from nyx_audit.store.dedup import store_deduplicated
from nyx_audit.store.sheets import read_sheets
from nyx_audit.store.text import digest_of_bytes, from_time, safe, to_json, to_time


@cache
def _adapter() -> TypeAdapter[Visit]:
    return TypeAdapter(Visit)


@dataclass(frozen=True, slots=True)
class Source:
    """Where a visit's outcomes come from.

    `sheet` holds them, `conditions` name all that they hang on beside the page, `audited` is the run that found them.
    """

    sheet: int
    conditions: bytes
    audited: Carried


def store_visit(connection: Connection, site: int, visit: Visit, source: Source) -> None:
    """Write the visit of a page of a site's row; it replaces that of the same address."""
    table, url = schema.visit, safe(visit.page.url)
    connection.execute(delete(table).where(table.c.site == site, table.c.url == url))
    connection.execute(
        insert(table).values(
            site=site,
            url=url,
            memory=_store_memory(connection, visit),
            sheet=source.sheet,
            conditions=source.conditions,
            rest=visit.rest,
            audited_in=source.audited.run,
            audited_at=to_time(source.audited.at),
        )
    )


def read_facts(connection: Connection, site: int) -> dict[str, Facts]:
    """Return the facts of the pages of a site's row by address; those that another version wrote are left out."""
    query = select(schema.visit.c.url, schema.memory.c.data).join_from(schema.visit, schema.memory)
    visits = ((row.url, _read(row.data)) for row in connection.execute(query.where(schema.visit.c.site == site)))
    return {url: visit.facts for url, visit in visits if visit and visit.facts}


def read_visit(connection: Connection, site: int, url: str, conditions: bytes) -> Visit | None:
    """Return the visit of an address in a site's row, under the same conditions; its page says which run audited it."""
    table = schema.visit.c
    row = connection.execute(
        select(schema.visit, schema.memory.c.data)
        .join_from(schema.visit, schema.memory)
        .where(table.site == site, table.url == safe(url), table.conditions == conditions)
    ).first()
    visit = _read(row.data) if row else None
    return _whole(connection, visit, row) if visit and row else None


def read_visits(connection: Connection, site: int) -> list[tuple[Visit, bytes]]:
    """Return the visits of a site's row with their conditions; those that another version wrote are left out."""
    query = select(schema.visit, schema.memory.c.data).join_from(schema.visit, schema.memory)
    rows = connection.execute(query.where(schema.visit.c.site == site).order_by(schema.visit.c.url)).all()
    read = ((row, _read(row.data)) for row in rows)
    return [(_whole(connection, visit, row), row.conditions) for row, visit in read if visit]


def last_visits(connection: Connection, site: str, before: int) -> int | None:
    """Return the row of a site in the last finished run before another that has visits, None where there is none."""
    run, row = schema.run.c, schema.site.c
    found: int | None = connection.scalar(
        select(row.id)
        .join_from(schema.site, schema.run)
        .where(row.site == safe(site), run.id < before, run.finished_at.is_not(None))
        .where(exists().where(schema.visit.c.site == row.id))
        .order_by(run.id.desc())
        .limit(1)
    )
    return found


def confirmed_in(connection: Connection, site: int) -> dict[str, bool]:
    """Return which groups of findings were seen again, or not, in the run of a site's row."""
    query = select(schema.run.c.confirmed).join_from(schema.site, schema.run).where(schema.site.c.id == site)
    found: dict[str, bool] = json.loads(connection.scalar(query) or "{}")
    return found


def forget_visits(connection: Connection, site: int) -> None:
    """Delete the visits of the finished runs before a site's row, which is now the last."""
    row, this = schema.site.alias(), schema.site.c
    older = (
        select(this.id)
        .join_from(schema.site, schema.run)
        .join(row, (row.c.site == this.site) & (row.c.run > this.run))
        .where(row.c.id == site, schema.run.c.finished_at.is_not(None))
    )
    connection.execute(delete(schema.visit).where(schema.visit.c.site.in_(older)))


def forget_memories(connection: Connection) -> None:
    """Delete what no visit points to any more."""
    connection.execute(delete(schema.memory).where(schema.memory.c.id.not_in(select(schema.visit.c.memory))))


def _store_memory(connection: Connection, visit: Visit) -> int:
    bare = replace(visit, page=replace(visit.page, outcomes=(), carried=None), rest=0)
    data = _dump(bare)
    digest = digest_of_bytes(data)
    return store_deduplicated(connection, schema.memory, {digest: {"data": zlib.compress(data, 6)}})[digest]


def _dump(visit: Visit) -> bytes:
    try:
        return _adapter().dump_json(visit)
    except PydanticSerializationError:
        # A page can hold halves of characters, which no encoding can write.
        return to_json(_adapter().dump_python(visit, mode="json")).encode()


def _read(data: bytes) -> Visit | None:
    try:
        return _adapter().validate_json(zlib.decompress(data))
    except (ValidationError, zlib.error):
        return None


def _whole(connection: Connection, visit: Visit, row: Row[Any]) -> Visit:
    outcomes = read_sheets(connection, [row.sheet])[row.sheet]
    carried = Carried(row.audited_in, from_time(row.audited_at))
    return replace(visit, page=replace(visit.page, outcomes=outcomes, carried=carried), rest=row.rest)
