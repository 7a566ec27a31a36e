"""The plugin for pytest, beside pytest-playwright, as a team's tests use it."""

from __future__ import annotations

import re
import subprocess
import sys
from pathlib import Path

from nyx_audit.examples.server import page, serving
from tests.support.command import environment

CONFTEST = """
import pytest
from nyx_audit.browser.find import find_browser

@pytest.fixture(scope="session")
def browser_type_launch_args():
    return {"executable_path": find_browser().path, "args": ["--no-sandbox"]}
"""
APP = """
import pytest

APP = '''<!doctype html><html lang="en"><head><title>Apply for a permit</title></head><body><main><h1>Apply</h1>
<button style="padding:20px" onclick="step.hidden = false">Next</button>
<form id="step" hidden><p>Town</p><input name="town" style="height:40px"></form></main></body></html>'''

@pytest.fixture
def app(page):
    page.set_content(APP)
    return page
"""


def _run(folder: Path, tests: str, *more: str) -> subprocess.CompletedProcess[str]:
    (folder / "conftest.py").write_text(CONFTEST)
    (folder / "test_app.py").write_text(APP + tests)
    command = [sys.executable, "-m", "pytest", "-q", "-p", "no:cacheprovider", *more]
    return subprocess.run(
        command, cwd=folder, env=environment(), capture_output=True, text=True, timeout=120, check=False
    )


NEXT = """
def test_second_step(app, nyx):
    app.get_by_role("button").click()
    nyx.check(app)
"""


def test_the_message_names_rule_place_and_fix_and_no_line_of_the_plugin(tmp_path: Path) -> None:
    ran = _run(tmp_path, NEXT)
    assert ran.returncode == 1, ran.stdout
    assert "AssertionError: about:blank: serious or worse: label" in ran.stdout
    assert "critical · label: People who hear the page are not told what to enter here" in ran.stdout
    assert "  input[name=town] (nothing names it" in ran.stdout
    assert "  Fix: " in ran.stdout
    assert "checker.py" not in ran.stdout


def test_a_sound_state_passes_and_a_marker_goes_over_the_project(tmp_path: Path) -> None:
    tests = """
def test_first_step(app, nyx):
    nyx.check(app)

@pytest.mark.nyx(skip_rules=["label"])
def test_marked(app, nyx):
    app.get_by_role("button").click()
    nyx.check(app)

def test_called(app, nyx):
    app.get_by_role("button").click()
    nyx.check(app, fail_on="never")
"""
    ran = _run(tmp_path, tests)
    assert (ran.returncode, "3 passed" in ran.stdout) == (0, True), ran.stdout


def test_ignores_of_the_project_hold_and_expire(tmp_path: Path) -> None:
    text = "version: 1\nignores:\n  - {rule: label, reason: next release, expires: DAY}\n"
    (tmp_path / "nyx-audit.yaml").write_text(text.replace("DAY", "2099-01-01"))
    assert _run(tmp_path, NEXT).returncode == 0
    (tmp_path / "nyx-audit.yaml").write_text(text.replace("DAY", "2020-01-01"))
    assert "an ignore has expired (2020-01-01): nyx-audit.yaml:3: label" in _run(tmp_path, NEXT).stdout


def test_a_baseline_is_written_by_one_session_and_held_by_the_next(tmp_path: Path) -> None:
    assert _run(tmp_path, NEXT, "--nyx-update-baseline").returncode == 0
    assert "rule: label" in (tmp_path / "nyx-baseline.yaml").read_text()
    assert _run(tmp_path, NEXT, "--nyx-baseline", "nyx-baseline.yaml").returncode == 0
    worse = NEXT.replace("nyx.check", "app.locator('h1').evaluate('(one) => one.append(new Image())')\n    nyx.check")
    ran = _run(tmp_path, worse, "--nyx-baseline", "nyx-baseline.yaml")
    assert "new since nyx-baseline.yaml, serious or worse: image-alt" in ran.stdout


def test_a_mistake_is_said_in_one_line(tmp_path: Path) -> None:
    tests = """
@pytest.mark.nyx(skip_rule="label")
def test_marker(app, nyx):
    nyx.check(app)

def test_rule(app, nyx):
    nyx.check(app, rules="labell")

def test_page(nyx):
    nyx.check("x")

def test_level(app, nyx):
    nyx.check(app, fail_on="sever")

def test_run(app, nyx):
    nyx.check(app, baseline="last")

@pytest.mark.nyx("minor")
def test_word(app, nyx):
    nyx.check(app)
"""
    ran = _run(tmp_path, tests)
    assert ran.returncode == 1
    assert 'nyx: there is no "skip_rule" (did you mean "skip_rules"?)' in ran.stdout
    assert 'there is no rule "labell" (did you mean "label"?)' in ran.stdout
    assert "a page of Playwright is needed, not str" in ran.stdout
    assert '"sever" is not a level' in ran.stdout
    assert '"last" is a run of a history; a test needs a file' in ran.stdout
    assert "takes keywords only, such as fail_on='minor'" in ran.stdout
    assert "nyx_audit/" not in ran.stdout


def test_the_example_of_the_docs_holds(tmp_path: Path) -> None:
    text = (Path(__file__).parents[2] / "docs" / "python.md").read_text(encoding="utf-8")
    (example,) = re.findall(r"```python\n(def test_.*?)```", text, re.DOTALL)
    sound = '<main><h1>Apply</h1><button style="padding:20px">Next</button></main>'
    with serving({"/apply": page(sound, title="Apply for a permit")}) as server:
        ran = _run(tmp_path, example.replace("http://localhost:8000", server.url))
    assert (ran.returncode, "1 passed" in ran.stdout) == (0, True), ran.stdout


def test_tests_without_a_check_import_nothing_of_the_program(tmp_path: Path) -> None:
    (tmp_path / "test_plain.py").write_text(
        "import sys\ndef test_plain():\n    assert not [name for name in sys.modules if name.startswith('nyx_audit.run')]\n"
    )
    command = [sys.executable, "-m", "pytest", "-q", "-p", "no:cacheprovider"]
    ran = subprocess.run(
        command, cwd=tmp_path, env=environment(), capture_output=True, text=True, timeout=60, check=False
    )
    assert ran.returncode == 0, ran.stdout
