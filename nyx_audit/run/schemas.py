"""The JSON Schemas of what the program reads and writes, each by its name and version. docs/schemas.md has the promise."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from importlib.resources import files
from typing import Any

from nyx_audit.catalogue import rule_file
from nyx_audit.config import baseline_file, project_file, sites_file

DIALECT = "https://json-schema.org/draft/2020-12/schema"
# Where the project keeps them. It names a schema; it is no address that anything is fetched from.
FOLDER = "docs/schemas"


def _report() -> dict[str, Any]:
    text = (files("nyx_audit.report") / "schemas" / "report.json").read_text(encoding="utf-8")
    schema: dict[str, Any] = json.loads(text)
    return schema


SCHEMAS: Mapping[str, Callable[[], dict[str, Any]]] = {
    "report": _report,
    "baseline": baseline_file.json_schema,
    "sites": sites_file.json_schema,
    "project": project_file.json_schema,
    "rule": rule_file.json_schema,
}


def schema_of(name: str) -> dict[str, Any]:
    """Return a schema (draft 2020-12) as it is published, with its identifier. Raises KeyError for an unknown name."""
    schema = SCHEMAS[name]()
    head = {one: schema[one] for one in ("title", "description")}
    return {"$schema": DIALECT, "$id": f"{FOLDER}/{file_name(name, schema)}", **head, **schema}


def schema_text(name: str) -> str:
    """Return a schema as the text of its file."""
    return json.dumps(schema_of(name), indent=1, ensure_ascii=False) + "\n"


def version_of(schema: Mapping[str, Any]) -> int:
    """Return the version of the format that a schema describes: that of its key, 1 for one without such a key."""
    keys = schema["properties"]
    return int((keys.get("schema_version") or keys.get("version") or {"const": 1})["const"])


def file_name(name: str, schema: Mapping[str, Any]) -> str:
    """Return what the file of a published schema is called."""
    return f"{name}-{version_of(schema)}.json"
