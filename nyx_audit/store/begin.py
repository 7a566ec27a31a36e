"""The begin of a run: its row, and those of its sites."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict
from datetime import UTC, datetime
from typing import Any

from sqlalchemy import Connection, insert

from nyx_audit.model.audit import Site, Tool
from nyx_audit.store import schema
from nyx_audit.store.scores import result_values
from nyx_audit.store.snapshots import TOOL
from nyx_audit.store.text import safe, to_json, to_time


def insert_run(connection: Connection, snapshot: int, tool: Tool, digest: str) -> int:
    """Insert a run that begins now, and return its number."""
    now = to_time(datetime.now(UTC))
    values = {
        "snapshot": snapshot,
        "digest": safe(digest),
        "ruleset": safe(tool.ruleset),
        "started_at": now,
        "touched_at": now,
        "complete": False,
        "incomplete": "[]",
        "tool": to_json(TOOL.dump_python(tool)),
        "confirmed": "{}",
    }
    return int(connection.execute(insert(schema.run).returning(schema.run.c.id), values).scalar_one())


def insert_sites(connection: Connection, run: int, sites: Mapping[int, Site]) -> None:
    """Insert the sites of a run, by their places."""
    if sites:
        connection.execute(insert(schema.site), [_site_values(run, place, site) for place, site in sites.items()])


def _site_values(run: int, number: int, site: Site) -> dict[str, Any]:
    words = {name: safe(getattr(site, name)) for name in ("name", "agency", "url", "owner")}
    journeys = to_json([asdict(one) for one in site.journeys])
    return {"run": run, "number": number, "site": safe(site.id), "journeys": journeys, **words, **result_values(None)}
