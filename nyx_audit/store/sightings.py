"""When a defect was first met in the history."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Literal

from sqlalchemy import Connection, func, select

from nyx_audit.model import Outcome
from nyx_audit.store import schema
from nyx_audit.store.once import chunks
from nyx_audit.store.text import safe

Kind = Literal["group", "fingerprint"]


def first_failed(connection: Connection, site: str, kind: Kind, names: Iterable[str]) -> dict[str, int]:
    """Return the first finished run in which each group or fingerprint failed on a page of the site."""
    named = schema.finding.c[kind]
    found: dict[str, int] = {}
    for part in chunks(sorted({safe(name) for name in names})):
        query = (
            select(named, func.min(schema.run.c.id))
            .join_from(schema.finding, schema.occurrence, schema.occurrence.c.finding == schema.finding.c.id)
            .join(schema.page, schema.page.c.sheet == schema.occurrence.c.sheet)
            .join(schema.site, schema.page.c.site == schema.site.c.id)
            .join(schema.run, schema.site.c.run == schema.run.c.id)
            .where(
                named.in_(part),
                schema.site.c.site == site,
                schema.occurrence.c.outcome == Outcome.FAILED.value,
                schema.run.c.finished_at.is_not(None),
            )
            .group_by(named)
        )
        found |= {name: int(run) for name, run in connection.execute(query)}
    return found
