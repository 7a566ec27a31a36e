"""A baseline as a file that people read and git merges: sorted, a line for each defect, nothing that counts them all."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any, Literal

from pydantic import Field

from nyx_audit.config.strict import Strict
from nyx_audit.model.baseline import Baseline, Entry
from nyx_audit.yaml_input import load_model

HEAD = """\
# What nyx-audit knows already: these findings do not fail a command that is given this file as --baseline.
# Written by `nyx-audit baseline update`. Conflicts in git may be resolved by keeping the lines of both sides.
"""


class EntryFile(Strict):
    """A defect that was there when the baseline was written."""

    page: str = Field(min_length=1, description="The page: host and path, or a file's path.")
    rule: str = Field(min_length=1, description="The rule's id.")
    fingerprint: str = Field(
        pattern="^([0-9a-f]{16})?$", description="What makes it the same defect; empty: what was counted alone."
    )
    places: int = Field(1, ge=1, description="How many elements of the page have this fingerprint.")
    landmark: str = Field("", description="The part of the page that it stands in.")
    words: str = Field("", description="Its selector and name, for people; not compared.")
    trait: str = Field("", pattern="^([0-9a-f]{8})?$", description="What stays of its element in another layout.")


class BaselineFile(Strict):
    """The defects that are known."""

    version: Literal[1] = Field(description="The version of this file's format.")
    ruleset: str = Field("", description="The ruleset under which it was written.")
    entries: list[EntryFile] = Field([], description="The defects, sorted by page, rule and fingerprint.")


def json_schema() -> dict[str, Any]:
    """Return the JSON Schema (draft 2020-12) of baseline files."""
    return {**BaselineFile.model_json_schema(), "title": "Baseline of nyx-audit"}


def load_baseline(path: Path) -> Baseline:
    """Return what a baseline file holds. Raises InputError with all mistakes: file, line, value, what is allowed."""
    file, _ = load_model(path, BaselineFile)
    pages: dict[str, dict[tuple[str, str], Entry]] = {}
    for one in file.entries:
        entry = Entry(one.rule, one.fingerprint, one.places, one.landmark, one.words, one.trait)
        here = pages.setdefault(one.page, {})
        known = here.get((one.rule, one.fingerprint), entry)
        # A merge may leave two lines on one defect.
        here[one.rule, one.fingerprint] = max(known, entry, key=lambda line: line.places)
    return Baseline(path.name, {page: tuple(here.values()) for page, here in pages.items()}, ruleset=file.ruleset)


def baseline_text(baseline: Baseline) -> str:
    """Return a baseline as the text of its file; the same baseline is the same text."""
    lines = sorted(f"  - {_line(page, entry)}\n" for page, entries in baseline.pages.items() for entry in entries)
    head = [HEAD, "version: 1\n", f"ruleset: {_quoted(baseline.ruleset)}\n"]
    return "".join([*head, "entries:\n" if lines else "entries: []\n", *lines])


def _line(page: str, entry: Entry) -> str:
    parts = [f"page: {_quoted(page)}", f"rule: {entry.rule}", f"fingerprint: {_quoted(entry.fingerprint)}"]
    parts += [f"places: {entry.places}"] if entry.places > 1 else []
    parts += [f"landmark: {_quoted(entry.landmark)}"] if entry.landmark else []
    parts += [f"trait: {_quoted(entry.trait)}"] if entry.trait else []
    parts += [f"words: {_quoted(entry.words)}"] if entry.words else []
    return f"{{{', '.join(parts)}}}"


def _quoted(text: str) -> str:
    """Return text as a YAML scalar in double quotes, as JSON has it too: what cannot be printed is escaped."""
    quoted = json.dumps(text.encode("utf-8", "replace").decode(), ensure_ascii=False)
    return "".join(one if one.isprintable() else f"\\U{ord(one):08X}" for one in quoted)
