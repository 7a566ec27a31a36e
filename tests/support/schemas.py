"""Holds JSON to the schemas that the program publishes."""

from __future__ import annotations

from typing import Any

from jsonschema import Draft202012Validator
from jsonschema.exceptions import relevance

from nyx_audit.run.schemas import schema_of


def strict(schema: dict[str, Any]) -> dict[str, Any]:
    """Return a schema that admits no key which it does not describe."""
    tight: dict[str, Any] = _tight(schema)
    # Its keys stand among those of sites and pages.
    del tight["$defs"]["score"]["unevaluatedProperties"]
    return tight


def _tight(part: Any) -> Any:
    if isinstance(part, list):
        return [_tight(one) for one in part]
    if not isinstance(part, dict):
        return part
    tight = {name: _tight(one) for name, one in part.items()}
    return tight | {"unevaluatedProperties": False} if part.get("type") == "object" and "properties" in part else tight


REPORT = Draft202012Validator(schema_of("report"))
STRICT_REPORT = Draft202012Validator(strict(schema_of("report")))


def problems(validator: Draft202012Validator, value: Any) -> list[str]:
    """Return what a schema finds wrong, the nearest first: the place and the problem."""
    found = sorted(validator.iter_errors(value), key=relevance, reverse=True)
    return [f"{'/'.join(map(str, one.absolute_path))}: {one.message[:200]}" for one in found]
