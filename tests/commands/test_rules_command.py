"""A new rule, and the examples of one, as a contributor runs them."""

from __future__ import annotations

from pathlib import Path

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
