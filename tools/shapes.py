"""Writes the types of the records that scripts in pages fill, for the type checker of our JavaScript. `make docs`."""

from __future__ import annotations

import dataclasses
import types
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any, Union, get_args, get_origin, get_type_hints

from nyx_audit.checks import equal, language, media
from nyx_audit.model import facts
from nyx_audit.model.evidence import interaction, layout, orientation

PATH = Path(__file__).parent.parent / "nyx_audit" / "browser" / "js" / "types" / "shapes.d.ts"
NOTE = "// Written by tools/shapes.py from the records in nyx_audit/model; change those, not this file."
# Every record that a script in a page fills; the records inside of them are found by themselves.
RECORDS: tuple[type, ...] = (
    facts.Facts,
    *(
        layout.Bar,
        layout.Overflow,
        layout.CutText,
        layout.OverlappedText,
        layout.NarrowedPart,
        interaction.ChangingText,
    ),
    *(orientation.OrientationLoss, orientation.Turned),
    *(media.Media, equal.Words, language.Passage),
)
PLAIN = {str: "string", int: "number", float: "number", bool: "boolean", type(None): "null"}


def main() -> None:
    """Write the file."""
    PATH.write_text(declarations(RECORDS), encoding="utf-8")


def declarations(records: Iterable[type]) -> str:
    """Return a TypeScript interface for each record, and for each that it holds."""
    found: dict[str, str] = {}
    waiting = list(records)
    while waiting:
        record = waiting.pop(0)
        if record.__name__ in found:
            continue
        hints = get_type_hints(record)
        names = [one.name for one in dataclasses.fields(record)]
        lines = [f"  {name}: {_typed(hints[name], waiting)};" for name in names]
        found[record.__name__] = "\n".join([f"interface {record.__name__} {{", *lines, "}"])
    return "\n\n".join([NOTE, *found.values()]) + "\n"


def _typed(hint: Any, waiting: list[type]) -> str:
    """Return the TypeScript type of a field, and have the records in it declared too. Raises TypeError."""
    if hint in PLAIN:
        return PLAIN[hint]
    if dataclasses.is_dataclass(hint) and isinstance(hint, type):
        waiting.append(hint)
        return hint.__name__
    origin, inner = get_origin(hint), get_args(hint)
    if origin is tuple and inner[1:] == (Ellipsis,):
        return f"{_typed(inner[0], waiting)}[]"
    if origin is Mapping:
        return f"Record<{_typed(inner[0], waiting)}, {_typed(inner[1], waiting)}>"
    if origin in (Union, types.UnionType):
        return " | ".join(_typed(one, waiting) for one in inner)
    raise TypeError(f"no script in a page can fill a field of the type {hint}")


if __name__ == "__main__":
    main()
