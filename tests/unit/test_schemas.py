"""The schemas that are published: sound, described to the last key, and true of what the program takes."""

from __future__ import annotations

from collections.abc import Iterator
from enum import StrEnum
from pathlib import Path
from typing import Any

import pytest
import yaml
from jsonschema import Draft202012Validator

from nyx_audit.analysis.gating import Standing
from nyx_audit.analysis.tasks import Doing, People
from nyx_audit.catalogue.folder import packaged_folder
from nyx_audit.config.baseline_file import baseline_text
from nyx_audit.config.sites_file import template
from nyx_audit.model.baseline import Baseline, Entry
from nyx_audit.model.outcome import Area, Impact, Outcome, Owner, Tier, View
from nyx_audit.model.page import PageStatus
from nyx_audit.model.reason import ReasonCode
from nyx_audit.report.json import SCHEMA_VERSION
from nyx_audit.run.schemas import SCHEMAS, schema_of, version_of
from nyx_audit.yaml_input import read_yaml
from tests.support.schemas import problems

ROOT = Path(__file__).parents[2]
RULES = sorted(path for path in packaged_folder().glob("*/*.yaml"))


def _validator(name: str) -> Draft202012Validator:
    return Draft202012Validator(schema_of(name))


@pytest.mark.parametrize("name", SCHEMAS)
def test_a_schema_is_sound_and_says_what_it_is(name: str) -> None:
    schema = schema_of(name)
    Draft202012Validator.check_schema(schema)
    assert schema["$schema"] == "https://json-schema.org/draft/2020-12/schema"
    assert schema["$id"] == f"docs/schemas/{name}-{version_of(schema)}.json"
    assert schema["title"]
    assert schema["description"]


@pytest.mark.parametrize("name", SCHEMAS)
def test_every_key_of_a_schema_is_described(name: str) -> None:
    schema = schema_of(name)
    for place, key in _keys(schema):
        named = schema["$defs"].get(key.get("$ref", "").rpartition("/")[2], {})
        assert key.get("description") or named.get("description"), place


def _keys(schema: dict[str, Any]) -> Iterator[tuple[str, dict[str, Any]]]:
    for name, part in (("", schema), *schema["$defs"].items()):
        for key, value in part.get("properties", {}).items():
            yield f"{name}.{key}", value


@pytest.mark.parametrize(
    ("where", "words"),
    [
        ("impact", Impact), ("outcome_word", Outcome), ("view", View), ("people", People), ("doing", Doing),
        ("rule.area", Area), ("rule.tier", Tier), ("page.status", PageStatus), ("finding.owner", Owner),
        ("finding.standing", Standing),
    ],
    ids=lambda one: one if isinstance(one, str) else "",
)  # fmt: skip
def test_the_words_of_the_report_s_schema_are_those_of_the_program(where: str, words: type[StrEnum]) -> None:
    part, _, key = where.partition(".")
    found = schema_of("report")["$defs"][part]
    assert set((found["properties"][key] if key else found)["enum"]) == set(words)


def test_the_reason_codes_are_those_of_the_program() -> None:
    assert schema_of("report")["$defs"]["reason_code"]["examples"] == list(ReasonCode)


def test_the_version_of_the_report_is_that_which_is_written() -> None:
    assert version_of(schema_of("report")) == SCHEMA_VERSION


def test_every_rule_of_the_catalogue_is_valid_by_its_schema() -> None:
    validator = _validator("rule")
    assert len(RULES) > 200
    assert {path.name: found for path in RULES if (found := problems(validator, _yaml(path)))} == {}


def test_a_misspelt_key_of_a_rule_is_refused() -> None:
    rule = _yaml(RULES[0])
    assert problems(_validator("rule"), rule | {"titel": "x"})
    assert problems(_validator("rule"), {key: value for key, value in rule.items() if key != "fix"})


def _yaml(path: Path) -> Any:
    return yaml.safe_load(path.read_text(encoding="utf-8"))


def test_a_baseline_as_it_is_written_is_valid_by_its_schema() -> None:
    entry = Entry("label", "0123456789abcdef", 2, "main", "#town Town", "01234567")
    text = baseline_text(Baseline("b.yaml", {"a.example/": (entry,)}, ruleset="nyx-1+abc"))
    assert problems(_validator("baseline"), yaml.safe_load(text)) == []
    assert problems(_validator("baseline"), yaml.safe_load(text.replace("places: 2", "places: 0")))


@pytest.mark.parametrize("text", [template(), (ROOT / "sites.yaml").read_text(encoding="utf-8")])
def test_files_of_sites_are_valid_by_their_schema(text: str) -> None:
    assert problems(_validator("sites"), yaml.safe_load(text)) == []


def test_the_projects_of_the_docs_are_valid_by_their_schema(tmp_path: Path) -> None:
    blocks = [
        block.partition("```")[0]
        for path in (ROOT / "README.md", *(ROOT / "docs").glob("*.md"))
        for block in path.read_text(encoding="utf-8").split("```yaml\n")[1:]
    ]
    projects = [block for block in blocks if block.startswith("version: 1\n") and "agencies:" not in block]
    assert len(projects) >= 2
    for at, block in enumerate(projects):
        (tmp_path / f"{at}.yaml").write_text(block, encoding="utf-8")
        assert problems(_validator("project"), read_yaml(tmp_path / f"{at}.yaml")[0]) == []
