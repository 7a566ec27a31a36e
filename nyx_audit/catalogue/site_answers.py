"""The site evidence that the examples of rules state, validated into its records."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from pydantic import TypeAdapter, ValidationError

from nyx_audit.errors import did_you_mean
from nyx_audit.site.evidence import SITE_KINDS


def site_records(answers: Mapping[str, Any]) -> dict[str, object]:
    """Return the records of an example's `answers` by the name of their kind. Raises ValueError with the first mistake."""
    return {name: _record(name, data) for name, data in answers.items()}


def _record(name: str, data: Any) -> object:
    kind = SITE_KINDS.get(name)
    if kind is None or kind.record is None:
        known = ", ".join(SITE_KINDS)
        raise ValueError(f'there is no site evidence "{name}"{did_you_mean(name, SITE_KINDS)}; there are {known}')
    try:
        return TypeAdapter[object](kind.record).validate_python(data)
    except ValidationError as error:
        # A misspelt key is the reason why another is missing.
        first = min(error.errors(), key=lambda one: one["type"] != "unexpected_keyword_argument")
        where = ".".join(str(step) for step in (name, *first["loc"]))
        message = "unknown key" if first["type"] == "unexpected_keyword_argument" else first["msg"].lower()
        raise ValueError(f"{where}: {message}") from error
