"""The validator of GitHub's rules refuses what GitHub refuses."""

from __future__ import annotations

import copy
import json
import random
from collections.abc import Callable
from typing import Any

import pytest

from nyx_audit.run.rendering import render
from tests.support.build import finding, outcome, page, summary
from tests.support.github_sarif import problems

SOUND = json.loads(render(summary([page("a.html", outcome("label", finding()))]), "sarif"))
RUN, RESULT, RULE = SOUND["runs"][0], SOUND["runs"][0]["results"][0], SOUND["runs"][0]["tool"]["driver"]["rules"][0]


def result_of(document: dict[str, Any]) -> dict[str, Any]:
    found: dict[str, Any] = document["runs"][0]["results"][0]
    return found


def rule_of(document: dict[str, Any]) -> dict[str, Any]:
    found: dict[str, Any] = document["runs"][0]["tool"]["driver"]["rules"][0]
    return found


def at(document: dict[str, Any]) -> dict[str, Any]:
    found: dict[str, Any] = result_of(document)["locations"][0]["physicalLocation"]
    return found


def test_a_sound_report_is_taken() -> None:
    assert not problems(json.dumps(SOUND))


@pytest.mark.parametrize(
    ("broken", "said"),
    [
        (lambda one: one.update(version="2.0.0"), "version is not 2.1.0"),
        (lambda one: one.update({"$schema": "x"}), "$schema is not"),
        (lambda one: one.update(runs=[]), "0 runs"),
        (lambda one: one.update(runs=[RUN] * 21), "21 runs"),
        (lambda one: one["runs"][0].pop("results"), "there are no results"),
        (lambda one: one["runs"][0]["tool"]["driver"].pop("name"), "the tool has no name"),
        (lambda one: one["runs"][0].update(results=[RESULT] * 25_001), "25001 results"),
        (lambda one: one["runs"][0].update(results=[RESULT, RESULT]), "result 1: the same as an earlier one"),
        (lambda one: one["runs"][0]["tool"]["driver"].update(rules=[RULE] * 25_001), "25001 rules"),
        (lambda one: one["runs"][0]["tool"]["driver"].update(rules=[RULE] * 2), "two rules have one id"),
        (lambda one: rule_of(one).pop("id"), "no id"),
        (lambda one: rule_of(one).update(name="x" * 256), "its name is too long"),
        (lambda one: rule_of(one)["shortDescription"].update(text="x" * 1025), "shortDescription has 1025"),
        (lambda one: rule_of(one).pop("fullDescription"), "fullDescription has 0"),
        (lambda one: rule_of(one)["help"].pop("markdown"), "no help.markdown"),
        (lambda one: rule_of(one)["help"].pop("text"), "no help.text"),
        (lambda one: rule_of(one).pop("defaultConfiguration"), "no default level"),
        (lambda one: rule_of(one)["properties"].update(tags=["x"] * 11), "11 tags, of which 10 are shown"),
        (lambda one: rule_of(one)["properties"].update(tags=["x"] * 21), "21 tags are refused"),
        (lambda one: rule_of(one)["properties"].pop("precision"), "no precision"),
        (lambda one: rule_of(one)["properties"].update({"problem.severity": "critical"}), "no problem.severity"),
        (lambda one: rule_of(one)["properties"].update({"security-severity": "9.0"}), "of security"),
        (lambda one: result_of(one).update(ruleIndex=1), "it is of no rule"),
        (lambda one: result_of(one).update(message={}), "no message"),
        (lambda one: result_of(one).update(level="critical"), "no level"),
        (lambda one: result_of(one)["partialFingerprints"].pop("primaryLocationLineHash"), "no primaryLocationLineHash"),
        (lambda one: result_of(one).update(locations=[]), "0 locations"),
        (lambda one: result_of(one).update(locations=result_of(one)["locations"] * 1001), "1001 locations"),
        (lambda one: at(one).pop("artifactLocation"), "no file"),
        (lambda one: at(one)["artifactLocation"].update(uri="https://a.example/"), "https is refused"),
        (lambda one: at(one)["artifactLocation"].update(uri="file:///a.html"), "not relative"),
        (lambda one: at(one)["artifactLocation"].update(uri="/a.html"), "not relative"),
        (lambda one: at(one)["artifactLocation"].update(uri="a/%2E%2E/b"), "leads out of the repository"),
        (lambda one: at(one)["artifactLocation"].update(uri="a b.html"), "not the URI of a file"),
        (lambda one: at(one)["artifactLocation"].update(uri="a.html?b"), "not the URI of a file"),
        (lambda one: at(one).pop("region"), "a region needs start and end"),
        (lambda one: at(one)["region"].update(startLine=0), "a region needs start and end"),
        (lambda one: at(one)["region"].pop("endColumn"), "a region needs start and end"),
        (lambda one: at(one)["region"].update(startLine=2), "a region ends before it starts"),
    ],
)  # fmt: skip
def test_a_broken_report_is_refused(broken: Callable[[dict[str, Any]], object], said: str) -> None:
    document = copy.deepcopy(SOUND)
    broken(document)
    assert any(said in problem for problem in problems(json.dumps(document)))


def test_a_report_of_more_than_10_mb_compressed_is_refused() -> None:
    noise = random.Random(7).randbytes(12_000_000).hex()
    assert any("10 MB" in one for one in problems(json.dumps(SOUND | {"properties": {"noise": noise}})))
