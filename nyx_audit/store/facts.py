"""The facts of a site's pages, kept while its run is under way: a run that is gone on with judges all of them."""

from __future__ import annotations

import zlib
from functools import cache

from pydantic import TypeAdapter, ValidationError
from sqlalchemy import Connection, delete, insert, select

from nyx_audit.model.facts import Facts
from nyx_audit.store import schema
from nyx_audit.store.text import safe


@cache
def _adapter() -> TypeAdapter[Facts]:
    return TypeAdapter(Facts)


def store_facts(connection: Connection, site: int, url: str, facts: Facts) -> None:
    """Write the facts of a page of a site's row; they replace those of the same address."""
    table = schema.facts
    data = zlib.compress(_adapter().dump_json(facts), 6)
    connection.execute(delete(table).where(table.c.site == site, table.c.url == safe(url)))
    connection.execute(insert(table).values(site=site, url=safe(url), data=data))


def read_facts(connection: Connection, site: int) -> dict[str, Facts]:
    """Return the facts of a site's pages by address; those that another version wrote are left out."""
    found = {}
    for url, data in connection.execute(
        select(schema.facts.c.url, schema.facts.c.data).where(schema.facts.c.site == site)
    ):
        try:
            found[url] = _adapter().validate_json(zlib.decompress(data))
        except (ValidationError, zlib.error):
            continue
    return found
