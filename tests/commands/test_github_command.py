"""A step of a workflow: annotations, the summary of the job, and pages that would like to write commands."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from tests.support.command import nyx

# The name of the image is shown on screen.
PAGE = """<!doctype html><html lang="en"><head><title>##[error]title</title>
<meta name="viewport" content="width=device-width"></head><body><main><h1>Head</h1>
<img src="data:,"
  id="##[add-mask]a"><p lang="::error::xx">A word in no language.</p></main></body></html>"""


@pytest.fixture
def project(tmp_path: Path) -> Path:
    (tmp_path / "site").mkdir()
    (tmp_path / "site/a.html").write_text(PAGE, encoding="utf-8")
    return tmp_path


def outside_of_stopped(lines: list[str]) -> list[str]:
    """Return the lines that GitHub would look for commands."""
    found, token = [], ""
    for line in lines:
        if token:
            token = "" if line == f"::{token}::" else token
        elif line.startswith("::stop-commands::"):
            token = line.removeprefix("::stop-commands::")
        else:
            found.append(line)
    assert not token
    return found


def test_a_step_annotates_the_line_and_adds_to_the_summary(project: Path) -> None:
    (project / "summary.md").write_text("what was there\n", encoding="utf-8")
    ran = nyx("check", "site", cwd=project, GITHUB_ACTIONS="true", GITHUB_STEP_SUMMARY=str(project / "summary.md"))
    assert ran.status == 1
    read = outside_of_stopped(ran.out.splitlines())
    assert any(line.startswith("::error file=site/a.html,line=3,endLine=4,title=") for line in read)
    assert all(line.startswith(("::error ", "::warning ", "::notice ")) for line in read)
    written = (project / "summary.md").read_text(encoding="utf-8")
    assert written.startswith("what was there\n## nyx-audit: ❌ fails\n")


def test_commands_do_not_go_where_a_report_goes(project: Path) -> None:
    ran = nyx("check", "site", "--json", "-", cwd=project, GITHUB_ACTIONS="true")
    assert json.loads(ran.out)["complete"] is True
    assert "::error file=site/a.html" in ran.err
    read = outside_of_stopped(ran.err.splitlines())
    assert not [line for line in read if "##[" in line and not line.lstrip().startswith("::error ")]


def test_elsewhere_nothing_is_annotated(project: Path) -> None:
    ran = nyx("check", "site", cwd=project)
    assert "::" not in ran.out.replace("::error::xx", "")


def test_a_summary_that_cannot_be_written_costs_a_line(project: Path) -> None:
    ran = nyx("check", "site", "--quiet", cwd=project, GITHUB_STEP_SUMMARY=str(project))
    assert ran.status == 1
    assert "nyx-audit: GITHUB_STEP_SUMMARY: cannot be written (Is a directory)" in ran.err
