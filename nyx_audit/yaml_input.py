"""Reads the YAML that people write: strict, with the line of each value, so that a mistake is one clear line.

YAML 1.1 reads `no` as false and `1.10` as 1.1. Here only `true` and `false` are truth values, and where text is
asked for, a number is refused. Aliases are refused: a small file can blow up by them.
"""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Mapping, Sequence
from functools import cache
from pathlib import Path
from typing import Any, TypeVar

import yaml
from pydantic import BaseModel, ValidationError

from nyx_audit.cache import cached
from nyx_audit.errors import InputError, did_you_mean, raise_all

Loader = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
Location = tuple[str | int, ...]
Model = TypeVar("Model", bound=BaseModel)
INTEGER = re.compile(r"[-+]?(0|[1-9][0-9]*)")
DAY = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")
DECIMAL = re.compile(r"^[-+]?[0-9]+\.[0-9]+")
MAX_BYTES = 5_000_000


def load_model(path: Path, model: type[Model], known: Any = None) -> tuple[Model, Callable[[Location], int | None]]:
    """Return the file as an instance of `model`, and a function that gives the line of a place in it.

    `known` is what `read_all` says of the file. Raises InputError with the first mistake: file, line, value, what is
    allowed.
    """
    reading = cache(lambda: read_yaml(path))
    data = reading()[0] if known is None else known

    def line_of(place: Location) -> int | None:
        lines = reading()[1]
        while place and place not in lines:
            place = place[:-1]
        return lines.get(place)

    try:
        return model.model_validate(data), line_of
    except ValidationError as error:
        raise_all(_mistakes(path, error, model, line_of))
        raise


def read_all(paths: Sequence[Path]) -> Mapping[Path, Any]:
    """Return the plain data of each file, kept from run to run. Nothing where one has a mistake: `load_model` says it."""
    try:
        texts = [read_text(path) for path in paths]
        parts = [read_text(Path(__file__)), *texts]
        kept = cached("yaml", parts, lambda: json.dumps([_parsed(*one)[0] for one in zip(paths, texts, strict=True)]))
    except InputError:
        return {}
    return dict(zip(paths, json.loads(kept), strict=True))


def read_yaml(path: Path) -> tuple[Any, dict[Location, int]]:
    """Return a YAML file's plain data, and the line of each place in it. Raises InputError."""
    return _parsed(path, read_text(path))


def read_text(path: Path) -> str:
    """Return a file of the user's as text. Raises InputError for one that cannot be read, is too large, or not in UTF-8."""
    try:
        if path.stat().st_size > MAX_BYTES:
            raise InputError(path, f"is larger than {MAX_BYTES // 1_000_000} MB")
        return path.read_text(encoding="utf-8")
    except OSError as error:
        raise InputError(path, f"cannot be read ({error.strerror or error})") from error
    except UnicodeDecodeError as error:
        raise InputError(path, f"is not in UTF-8 ({error.reason} at byte {error.start})") from error


def _parsed(path: Path, text: str) -> tuple[Any, dict[Location, int]]:
    try:
        node = yaml.compose(text, Loader=Loader)
    except yaml.MarkedYAMLError as error:
        mark = error.problem_mark or error.context_mark
        raise InputError(path, f"is not valid YAML: {error.problem}", mark.line + 1 if mark else None) from error
    except yaml.YAMLError as error:
        raise InputError(path, f"is not valid YAML: {str(error).splitlines()[0]}") from error
    if node is None:
        raise InputError(path, "is empty")
    lines: dict[Location, int] = {}
    return _Reader(path, lines).read(node, ()), lines


class _Reader:
    """Turns YAML's nodes into plain data."""

    def __init__(self, path: Path, lines: dict[Location, int]) -> None:
        self._path, self._lines = path, lines
        self._seen: set[int] = set()

    def read(self, node: yaml.Node, place: Location) -> Any:
        if id(node) in self._seen and not isinstance(node, yaml.ScalarNode):
            raise self._error(node, "aliases (*name) are not allowed: write the value out")
        self._seen.add(id(node))
        self._lines.setdefault(place, node.start_mark.line + 1)
        if isinstance(node, yaml.MappingNode):
            return self._mapping(node, place)
        if isinstance(node, yaml.SequenceNode):
            return [self.read(item, (*place, at)) for at, item in enumerate(node.value)]
        return self._scalar(node)

    def _mapping(self, node: yaml.MappingNode, place: Location) -> dict[str, Any]:
        found: dict[str, Any] = {}
        for key, value in node.value:
            if not isinstance(key, yaml.ScalarNode):
                raise self._error(key, "a key must be a word")
            if key.value in found:
                raise self._error(key, f'the key "{key.value}" is here twice')
            self._lines[(*place, key.value)] = key.start_mark.line + 1
            found[key.value] = self.read(value, (*place, key.value))
        return found

    def _scalar(self, node: yaml.Node) -> Any:
        text: str = node.value
        kind = node.tag.rpartition(":")[2]
        if getattr(node, "style", None) or kind == "str":
            return text
        if kind == "null":
            return None
        if text in ("true", "false"):
            return text == "true"
        if kind == "int" and INTEGER.fullmatch(text):
            return int(text)
        if kind == "float" and DECIMAL.fullmatch(text):
            return float(text)
        if kind == "timestamp" and DAY.fullmatch(text):
            return text
        raise self._error(node, f'"{text}" is read as a {kind} by YAML; write true or false, or put it in quotes')

    def _error(self, node: yaml.Node, problem: str) -> InputError:
        return InputError(self._path, problem, node.start_mark.line + 1)


def _mistakes(
    path: Path, error: ValidationError, model: type[BaseModel], line_of: Callable[[Location], int | None]
) -> list[InputError]:
    errors = error.errors()
    misspelt = {one["loc"][:-1] for one in errors if one["type"] == "extra_forbidden"}
    found = []
    for one in sorted(errors, key=lambda one: one["type"] != "extra_forbidden"):
        place: Location = one["loc"]
        # A misspelt key is the reason why another is missing.
        if one["type"] == "missing" and place[:-1] in misspelt:
            continue
        where = ".".join(str(step) for step in place) or "the file"
        found.append(InputError(path, _words(one, where, place, model), line_of(place)))
    return found


def _words(first: Mapping[str, Any], where: str, place: Location, model: type[BaseModel]) -> str:
    value = _short(first.get("input"))
    context = first.get("ctx", {})
    match first["type"]:
        case "extra_forbidden":
            known = _keys_at(model, place[:-1])
            allowed = f"; allowed are {', '.join(sorted(known))}" if known else ""
            return f'unknown key "{where}"{did_you_mean(str(place[-1]), known)}{allowed}'
        case "missing":
            return f'"{where}" is missing'
        case "enum" | "literal_error":
            expected = str(context.get("expected", "")).replace("'", "")
            words = re.split(r", | or ", expected)
            return (
                f"{where}: {value} is not allowed{did_you_mean(str(first.get('input')), words)}; allowed are {expected}"
            )
        case "string_type" if isinstance(first.get("input"), list | dict):
            return f"{where}: {value} is not text"
        case "string_type":
            return f"{where}: {value} is not text; put it in quotes"
        case "list_type":
            return f"{where}: {value} is not a list; put it in brackets, as in [one, two]"
        case "value_error":
            return f"{where}: {context.get('error', first['msg'])}"
        case _:
            return f"{where}: {value} is not allowed: {first['msg'][0].lower()}{first['msg'][1:]}"


def _keys_at(model: type[BaseModel], place: Location) -> set[str]:
    """Return the keys that the model knows at a place; models inside lists and mappings are looked into."""
    found: Any = model
    for step in place:
        if isinstance(step, int):
            # A place in a list, whose model was looked into already.
            continue
        if isinstance(found, type) and issubclass(found, BaseModel):
            field = found.model_fields.get(str(step)) or next(
                (one for one in found.model_fields.values() if one.alias == step), None
            )
            found = field.annotation if field else None
        found = _inner_model(found)
    return {field.alias or name for name, field in found.model_fields.items()} if found else set()


def _inner_model(annotation: Any) -> Any:
    if isinstance(annotation, type) and issubclass(annotation, BaseModel):
        return annotation
    for argument in getattr(annotation, "__args__", ()):
        found = _inner_model(argument)
        if found:
            return found
    return None


def _short(value: object) -> str:
    text = f'"{value}"' if isinstance(value, str) else repr(value)
    return text if len(text) <= 60 else text[:57] + "..."
