"""The scores of sites, as rows: those of the run, and those that its outcomes have under another ruleset."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import Any

from sqlalchemy import Connection, Row, delete, insert, select

from nyx_audit.score import Score
from nyx_audit.store import schema
from nyx_audit.store.text import from_time, safe, to_json, to_time


@dataclass(frozen=True, slots=True)
class Result:
    """What is kept of a site's score. `law` are its law figures; `interval` what sampling leaves open, or None."""

    score: Score
    law: Mapping[str, Score] = field(default_factory=dict)
    interval: tuple[float, float] | None = None


@dataclass(frozen=True, slots=True)
class Rescored:
    """A site's score under another ruleset than that of the run."""

    ruleset: str
    made_at: datetime
    score: float | None
    before_cap: float | None
    reason: str
    areas: Mapping[str, float | None]
    law: Mapping[str, float | None]
    interval: tuple[float, float] | None


def result_values(result: Result | None) -> dict[str, Any]:
    """Return the columns of a score; None is that of a site that has none yet."""
    if result is None:
        return {"score": None, "before_cap": None, "score_reason": "", "areas": "{}", "law": "{}"}
    score = result.score
    low, high = result.interval or (None, None)
    return {
        "score": score.value,
        "before_cap": score.before_cap,
        "score_reason": safe(score.reason),
        "areas": to_json({area.value: one.value for area, one in score.areas.items()}),
        "law": to_json({law: one.value for law, one in result.law.items()}),
        "low": low,
        "high": high,
    }


def interval_of(row: Row[tuple[object, ...]]) -> tuple[float, float] | None:
    """Return the interval of a row that has one."""
    return None if row.low is None or row.high is None else (row.low, row.high)


def store_rescore(connection: Connection, site: int, snapshot: int, ruleset: str, result: Result) -> None:
    """Keep a site's score under a ruleset; it replaces the one under the same."""
    table = schema.rescore
    connection.execute(delete(table).where(table.c.site == site, table.c.ruleset == safe(ruleset)))
    values = {"site": site, "snapshot": snapshot, "ruleset": safe(ruleset), "made_at": to_time(datetime.now(UTC))}
    connection.execute(insert(table).values(**values, **result_values(result)))


def read_rescores(connection: Connection, first: int, last: int) -> dict[int, list[Rescored]]:
    """Return the scores made anew of the runs from `first` to `last`, by the site's row, the last made last."""
    found: dict[int, list[Rescored]] = {}
    query = (
        select(schema.rescore)
        .join_from(schema.rescore, schema.site, schema.rescore.c.site == schema.site.c.id)
        .where(schema.site.c.run.between(first, last))
        .order_by(schema.rescore.c.made_at, schema.rescore.c.id)
    )
    for row in connection.execute(query):
        found.setdefault(row.site, []).append(
            Rescored(
                row.ruleset,
                from_time(row.made_at),
                row.score,
                row.before_cap,
                row.score_reason,
                json.loads(row.areas),
                json.loads(row.law),
                interval_of(row),
            )
        )
    return found
