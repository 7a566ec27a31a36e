"""The rules and figures that a run was made with, kept whole: it can be shown when the catalogue has changed."""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Any

from pydantic import TypeAdapter
from sqlalchemy import Connection, select

from nyx_audit.model.audit import Tool
from nyx_audit.model.rule import Rule
from nyx_audit.score.ruleset import Ruleset
from nyx_audit.store import schema
from nyx_audit.store.dedup import store_deduplicated
from nyx_audit.store.text import digest_of, safe

RULES = TypeAdapter(dict[str, Rule])
FIGURES = TypeAdapter(Ruleset)
TOOL = TypeAdapter(Tool)


def store_snapshot(connection: Connection, fingerprint: str, rules: Mapping[str, Rule], figures: Ruleset) -> int:
    """Return the id of the snapshot, and insert it where it is new."""
    digest, words = _words(fingerprint, rules, figures)
    return store_deduplicated(connection, schema.snapshot, {digest: words})[digest]


def find_snapshot(connection: Connection, fingerprint: str, rules: Mapping[str, Rule], figures: Ruleset) -> int | None:
    """Return the id of exactly this snapshot, or None."""
    digest, _ = _words(fingerprint, rules, figures)
    found: int | None = connection.scalar(select(schema.snapshot.c.id).where(schema.snapshot.c.digest == digest))
    return found


def read_snapshot(connection: Connection, snapshot: int) -> tuple[dict[str, Rule], Ruleset]:
    """Return the rules and figures of a snapshot."""
    row = connection.execute(select(schema.snapshot).where(schema.snapshot.c.id == snapshot)).one()
    return RULES.validate_json(row.rules), FIGURES.validate_python(_figures(row.figures))


def _figures(text: str) -> dict[str, Any]:
    """Return the figures as this program has them: before 2026.4 a blocker had one rule, or none."""
    figures: dict[str, Any] = json.loads(text)
    for blocker in figures["blockers"]:
        rule = blocker.pop("rule", None)
        if rule:
            blocker["rules"] = [rule]
    return figures


def _words(fingerprint: str, rules: Mapping[str, Rule], figures: Ruleset) -> tuple[bytes, dict[str, str]]:
    words = {
        "ruleset": safe(fingerprint),
        "rules": RULES.dump_json(dict(rules)).decode(),
        "figures": FIGURES.dump_json(figures).decode(),
    }
    return digest_of(*words.values()), words
