"""Reads `nyx-audit.yaml`: how the pages of one project are checked."""

from __future__ import annotations

from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Literal

from pydantic import Field, field_validator

from nyx_audit.config.access import access_of, flows_of
from nyx_audit.config.access_file import AccessFile, FlowFile
from nyx_audit.config.strict import Strict, refuse_same_id
from nyx_audit.config.terms_file import IgnoreFile, TermsFile, ignores_of
from nyx_audit.errors import InputError
from nyx_audit.model.access import Access, Flow
from nyx_audit.model.terms import Ignore
from nyx_audit.net.addresses import host_of, is_web, read_address
from nyx_audit.yaml_input import load_model


@dataclass(frozen=True, slots=True)
class Project:
    """What a project says of how its pages are checked; a path in it is one from the folder of its file."""

    pages: tuple[str, ...] = ()
    terms: TermsFile = field(default_factory=TermsFile)
    ignores: tuple[Ignore, ...] = ()
    access: Access | None = None
    flows: tuple[Flow, ...] = ()


class ProjectFile(Strict):
    """How the pages of a project are checked."""

    version: Literal[1] = Field(description="The version of this file's format.")
    pages: list[str] = Field([], description="What is checked where nothing is named: addresses, files, folders.")
    terms: TermsFile = Field(TermsFile(), description="What fails the command, and which rules run.")
    ignores: list[IgnoreFile] = Field([], description="Defects that fail nothing until they expire.")
    access: AccessFile | None = Field(
        None,
        description="How pages are entered that are not open to everybody: on its hosts, else on those of `pages`.",
    )
    flows: list[FlowFile] = Field(
        [], description="Forms that are filled in step by step, each step audited in its state; checked with the pages."
    )

    @field_validator("flows")
    @classmethod
    def _flows(cls, value: list[FlowFile]) -> list[FlowFile]:
        refuse_same_id("flows", [one.id for one in value])
        return value


def json_schema() -> dict[str, Any]:
    """Return the JSON Schema (draft 2020-12) by which editors complete and check `nyx-audit.yaml`."""
    return {**ProjectFile.model_json_schema(), "title": "nyx-audit.yaml"}


def load_project(path: Path) -> Project:
    """Return a project's file. Raises InputError with all mistakes: file, line, value, what is allowed."""
    file, line_of = load_model(path, ProjectFile)
    lines = [line_of(("ignores", at)) for at in range(len(file.ignores))]
    pages = tuple(
        one if "://" in one or not (path.parent / one).exists() else str(path.parent / one) for one in file.pages
    )
    ignores = ignores_of(path, file.ignores, lines)
    starts = [one for one in (*pages, *(flow.start for flow in file.flows)) if is_web(one)]
    if file.access:
        starts += [read_address(one) for one in file.access.hosts]
    if not starts and (file.access or file.flows):
        key = "access" if file.access else "flows"
        how = "name the hosts that it is for, such as hosts: [localhost:3000]"
        if key == "flows":
            how = f'"{file.flows[0].start}" is on no host; write a whole address, such as http://localhost:3000/apply'
        raise InputError(path, f"{key}: {how}", line_of((key,)))
    access = None
    if file.access:
        hosts = file.access.hosts or list(dict.fromkeys(map(host_of, starts)))
        if len(hosts) > 1 and not file.access.hosts:
            text = f"access: the pages are of {len(hosts)} hosts; name those that it is for: hosts: [{hosts[0]}]"
            raise InputError(path, text, line_of(("access",)))
        access = access_of(file.access, starts[0], hosts, path.parent)
    return Project(pages, file.terms, ignores, access, flows_of(file.flows, starts[0] if starts else "", path.parent))
