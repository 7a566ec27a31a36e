"""Reads `nyx-audit.yaml`: how the pages of one project are checked."""

from __future__ import annotations

from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Literal

from pydantic import Field

from nyx_audit.config.terms_file import IgnoreFile, Strict, TermsFile, ignores_of
from nyx_audit.model.terms import Ignore
from nyx_audit.yaml_input import DIALECT, load_model


@dataclass(frozen=True, slots=True)
class Project:
    """What a project says of how its pages are checked; a path in it is one from the folder of its file."""

    pages: tuple[str, ...] = ()
    terms: TermsFile = field(default_factory=TermsFile)
    ignores: tuple[Ignore, ...] = ()


class ProjectFile(Strict):
    """How the pages of a project are checked."""

    version: Literal[1] = Field(description="The version of this file's format.")
    pages: list[str] = Field([], description="What is checked where nothing is named: addresses, files, folders.")
    terms: TermsFile = Field(TermsFile(), description="What fails the command, and which rules run.")
    ignores: list[IgnoreFile] = Field([], description="Defects that fail nothing until they expire.")


def json_schema() -> dict[str, Any]:
    """Return the JSON Schema (draft 2020-12) by which editors complete and check `nyx-audit.yaml`."""
    return {"$schema": DIALECT, **ProjectFile.model_json_schema(), "title": "nyx-audit.yaml"}


def load_project(path: Path) -> Project:
    """Return a project's file. Raises InputError with all mistakes: file, line, value, what is allowed."""
    file, line_of = load_model(path, ProjectFile)
    lines = [line_of(("ignores", at)) for at in range(len(file.ignores))]
    pages = tuple(
        one if "://" in one or not (path.parent / one).exists() else str(path.parent / one) for one in file.pages
    )
    return Project(pages, file.terms, ignores_of(path, file.ignores, lines))
