"""Makes tables of keys of JSON Schemas, so that what is documented is what is checked."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

Schema = Mapping[str, Any]
WORDS = {"string": "text", "integer": "whole number", "boolean": "true or false", "object": "keys", "null": "null"}


def tables(schemas: Mapping[str, Schema], with_defaults: bool = True) -> list[str]:
    """Return a section for each schema, by its heading, then one for each part that they name, once."""
    parts: dict[str, Schema] = {}
    for schema in schemas.values():
        for name in _named(schema, schema):
            parts.setdefault(name, schema["$defs"][name])
    owner = {name: schema for schema in schemas.values() for name in schema.get("$defs", {})}
    sections = [_section(heading, one, one, with_defaults) for heading, one in schemas.items()]
    sections += [_section(_heading(name, one), one, owner[name], with_defaults) for name, one in parts.items()]
    return [line for section in sections for line in section]


def _named(part: Any, schema: Schema) -> Iterator[str]:
    """Yield the parts with keys of their own that a part names, in the order in which a reader meets them."""
    seen: set[str] = set()
    waiting = [*_references(part.get("allOf", ())), *_references(part["properties"])]
    while waiting:
        name = waiting.pop(0)
        if name in seen:
            continue
        seen.add(name)
        one = schema["$defs"][name]
        if "properties" in one:
            yield name
        waiting = [*_references(one), *waiting]


def _references(part: Any) -> Iterator[str]:
    if isinstance(part, Mapping):
        if "$ref" in part:
            yield part["$ref"].rpartition("/")[2]
        for one in part.values():
            yield from _references(one)
    elif isinstance(part, Sequence) and not isinstance(part, str):
        for one in part:
            yield from _references(one)


def _section(heading: str, part: Schema, schema: Schema, with_defaults: bool) -> list[str]:
    last = "default" if with_defaults else ""
    lines = [f"## {heading}", "", part.get("description", ""), ""]
    lines += [f"| key | value | {f'{last} | ' if last else ''}meaning |", f"|---|---|{'---|' if last else ''}---|"]
    for name, key in part["properties"].items():
        cells = [f"`{name}`", _words(key, schema)]
        if with_defaults:
            cells.append("required" if name in part.get("required", ()) else _default(key))
        elif name not in part.get("required", ()):
            cells[1] += ", may be absent"
        lines.append(f"| {' | '.join([*cells, _cell(_meaning(key, schema))])} |")
    return [*lines, ""]


def _heading(name: str, part: Schema) -> str:
    title = str(part.get("title", name)).removesuffix("File")
    return re.sub(r"(?<=[a-z])(?=[A-Z])", " ", title).capitalize()


def _meaning(key: Schema, schema: Schema) -> str:
    if "description" in key or "$ref" not in key:
        return str(key.get("description", ""))
    return str(_of(key, schema).get("description", ""))


def _default(key: Schema) -> str:
    default = key.get("default")
    return "" if default in (None, "", [], {}) or isinstance(default, dict) else f"`{json.dumps(default)}`"


def _words(key: Schema, schema: Schema) -> str:
    """Return what a value may be, in words."""
    if "$ref" in key:
        name, part = key["$ref"].rpartition("/")[2], _of(key, schema)
        heading = _heading(name, part)
        text = "text, or " if isinstance(part.get("type"), list) else ""
        anchor = heading.lower().replace(" ", "-")
        return f"{text}[{heading}](#{anchor})" if "properties" in part else _words(part, schema)
    if "anyOf" in key:
        return " or ".join(
            _words(one, schema) for one in key["anyOf"] if one != {"type": "null"} or "default" not in key
        )
    if "const" in key:
        return f"`{key['const']}`"
    if "enum" in key:
        return ", ".join(f"`{one}`" for one in key["enum"])
    return _plain(key, schema)


def _plain(key: Schema, schema: Schema) -> str:
    kinds = key["type"] if isinstance(key.get("type"), list) else [key.get("type")]
    if kinds == ["array"]:
        return f"list of {_words(key.get('items', {}), schema)}"
    if kinds == ["object"] and isinstance(key.get("additionalProperties"), Mapping):
        return f"by name: {_words(key['additionalProperties'], schema)}"
    words = " or ".join(WORDS.get(str(one), str(one)) for one in kinds if one)
    low, high = key.get("minimum"), key.get("maximum")
    if high is not None:
        return f"{words}, {low:,} to {high:,}"
    return f"{words}, {low:,} or more" if low else words or "anything"


def _of(key: Schema, schema: Schema) -> Schema:
    found: Schema = schema["$defs"][key["$ref"].rpartition("/")[2]]
    return found


def _cell(text: str) -> str:
    return text.replace("|", "\\|").replace("\n", " ")
