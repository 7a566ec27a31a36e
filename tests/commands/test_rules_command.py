"""A new rule, and the examples of one, as a contributor runs them."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from tests.support.command import nyx


def test_a_new_rule_holds_from_the_start(tmp_path: Path) -> None:
    made = nyx("rules", "new", "empty-paragraph", "--to", "own", cwd=tmp_path)
    assert made.status == 0, made.err
    assert sorted(path.name for path in (tmp_path / "own").iterdir()) == ["empty-paragraph.js", "empty-paragraph.yaml"]
    ran = nyx("rules", "--rules", "own", "test", "empty-paragraph", cwd=tmp_path)
    assert (ran.status, ran.out.splitlines()[-1]) == (0, "all examples hold")


def test_an_example_that_does_not_hold_is_named_with_what_differs(tmp_path: Path) -> None:
    nyx("rules", "new", "empty-paragraph", "--to", "own", cwd=tmp_path)
    script = tmp_path / "own" / "empty-paragraph.js"
    script.write_text(script.read_text().replace("!== ''", "=== ''"))
    ran = nyx("rules", "--rules", "own", "test", "empty-paragraph", cwd=tmp_path)
    assert ran.status == 1
    assert "✗ empty-paragraph: passed: A paragraph with words" in ran.out
    assert "it is failed, and should be passed" in ran.out


def test_a_rule_that_exists_is_not_written_over(tmp_path: Path) -> None:
    ran = nyx("rules", "new", "label", "--to", "own", cwd=tmp_path)
    assert (ran.status, "exists already" in ran.err) == (2, True)
    assert not (tmp_path / "own").exists()


def test_an_id_is_small_letters_with_hyphens(tmp_path: Path) -> None:
    ran = nyx("rules", "new", "../Label", cwd=tmp_path)
    assert (ran.status, "is not an id" in ran.err) == (2, True)


def test_a_rule_is_printed_as_json_with_its_standards_and_examples() -> None:
    ran = nyx("rules", "show", "label", "--json")
    found = ran.report
    assert (ran.status, found["id"], found["impact"]) == (0, "label", "critical")
    assert {"what", "why", "fix", "weight", "affects", "standards"} <= found.keys()
    assert {example["outcome"] for example in found["examples"]} >= {"passed", "failed", "inapplicable"}


def test_the_list_is_that_of_rules_with_its_filters() -> None:
    listed = json.loads(nyx("rules", "list", "--wcag", "1.4.3", "--json").out)
    assert listed == json.loads(nyx("rules", "--wcag", "1.4.3", "--json").out)
    assert "color-contrast" in {rule["id"] for rule in listed}


@pytest.mark.parametrize(
    ("words", "hint"),
    [
        (("rules", "show", "lable"), 'there is no rule "lable" (did you mean "label"?)'),
        (("rules", "test", "lable"), 'there is no rule "lable" (did you mean "label"?)'),
        (("check", "x.html", "--rule", "lable"), 'there is no rule "lable" (did you mean "label"?)'),
        (("check", "x.html", "--skip-rule", "lable"), 'there is no rule "lable" (did you mean "label"?)'),
        (("check", "x.html", "--budget", "lable=1"), '(did you mean "label"?)'),
        (("check", "x.html", "--tag", "wcag3aa"), '(did you mean "wcag2aa"?)'),
        (("rules", "--wcag", "1.4.33"), '"1.4.33" (did you mean "1.4.3"?); they are written like 1.4.3'),
        (("rules", "--wcag", "focus visible"), "(did you mean 2.4.7 Focus Visible?)"),
        (("rules", "list", "--wcag", "contrast"), "(did you mean 1.4.3 Contrast (Minimum), 1.4.6 Contrast (Enhanced),"),
        (("rules", "list", "--wcag", "xyzzy"), 'there is no success criterion "xyzzy"; they are written like 1.4.3'),
    ],
)
def test_what_is_spelt_wrong_is_answered_with_the_nearest(tmp_path: Path, words: tuple[str, ...], hint: str) -> None:
    (tmp_path / "x.html").write_text("<p>A</p>")
    ran = nyx(*words, cwd=tmp_path)
    assert ran.status == 2
    assert hint in ran.last_line
