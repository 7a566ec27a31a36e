"""The rules and figures that a run was made with, kept whole: it can be shown when the catalogue has changed."""

from __future__ import annotations

import json
from collections.abc import Mapping

from pydantic import TypeAdapter
from sqlalchemy import Connection, select

from nyx_audit.model.audit import Tool
from nyx_audit.model.rule import Rule
from nyx_audit.score.ruleset import FORMULA, Ruleset
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


def read_snapshot(connection: Connection, snapshot: int) -> tuple[dict[str, Rule], Ruleset | None]:
    """Return the rules and figures of a snapshot; None for figures of a formula that there is no code for any more."""
    row = connection.execute(select(schema.snapshot).where(schema.snapshot.c.id == snapshot)).one()
    is_current = json.loads(row.figures).get("formula") == FORMULA
    return RULES.validate_json(row.rules), FIGURES.validate_json(row.figures) if is_current else None


def _words(fingerprint: str, rules: Mapping[str, Rule], figures: Ruleset) -> tuple[bytes, dict[str, str]]:
    words = {
        "ruleset": safe(fingerprint),
        "rules": RULES.dump_json(dict(rules)).decode(),
        "figures": FIGURES.dump_json(figures).decode(),
    }
    return digest_of(*words.values()), words
