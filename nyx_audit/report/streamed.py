"""JSON text in parts, so that a report of thousands of pages is never in memory as a whole. Pure."""

from __future__ import annotations

import json
from collections.abc import Iterator
from types import GeneratorType
from typing import Any

# Without an indent, the encoder is the one in C.
_encode = json.JSONEncoder(ensure_ascii=False).encode


class Written(str):
    """A value that is JSON text already."""


class Lines(tuple[Any, ...]):
    """A list with a line for each item."""


def written(value: Any) -> Iterator[str]:
    """Yield a value as JSON text. A generator in it becomes a list with a line for each item, made when it is written.

    A page can hold halves of characters, which no encoding can write: they become question marks.
    """
    if isinstance(value, GeneratorType):
        yield from _enclosed("[", map(written, value), "]")
    elif isinstance(value, dict) and any(isinstance(one, GeneratorType) for one in value.values()):
        yield from _enclosed("{", (_entry(key, one) for key, one in value.items()), "}")
    else:
        yield text_of(value).encode("utf-8", "replace").decode("utf-8")


def text_of(value: Any) -> Written:
    """Return a value without generators as JSON text."""
    if isinstance(value, Written):
        return value
    if isinstance(value, Lines):
        return Written("[\n" + ",\n".join(map(text_of, value)) + "\n]")
    if isinstance(value, dict) and any(isinstance(one, Lines) for one in value.values()):
        return Written("{" + ",\n".join(f"{_encode(key)}: {text_of(one)}" for key, one in value.items()) + "}")
    return Written(_encode(value))


def _entry(key: str, value: Any) -> Iterator[str]:
    yield f"{_encode(key)}: "
    yield from written(value)


def _enclosed(before: str, items: Iterator[Iterator[str]], after: str) -> Iterator[str]:
    yield before
    separator = "\n"
    for item in items:
        yield separator
        yield from item
        separator = ",\n"
    yield "\n" + after
