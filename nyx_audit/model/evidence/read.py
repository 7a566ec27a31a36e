"""From JSON to records: the one place where what a page's scripts say is validated."""

from __future__ import annotations

from typing import TypeVar

from pydantic import TypeAdapter, ValidationError

T = TypeVar("T")
_ADAPTERS: dict[type, TypeAdapter[object]] = {}


def read_record(record: type[T], data: object) -> T:
    """Return plain values as a record. Raises ValueError, in one line, where they do not fit."""
    if record not in _ADAPTERS:
        _ADAPTERS[record] = TypeAdapter(record)
    try:
        found = _ADAPTERS[record].validate_python(data)
    except ValidationError as error:
        first = error.errors()[0]
        place = ".".join(str(step) for step in first["loc"]) or "it"
        raise ValueError(f"{record.__name__}: {place}: {first['msg']}") from error
    assert isinstance(found, record)
    return found


def read_optional(record: type[T], data: object) -> T | None:
    """Return plain values as a record, or None where there are none. Raises ValueError where they do not fit."""
    return None if data is None else read_record(record, data)
