"""What is installed works from an empty folder: the wheel holds the rules, the sample site and all that runs in pages."""

from __future__ import annotations

import json
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

from tests.support.command import environment
from tests.support.schemas import STRICT_REPORT, problems

ROOT = Path(__file__).parents[2]


@pytest.fixture(scope="module")
def installed(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("wheel")
    build = [sys.executable, "-m", "build", "--wheel", "--no-isolation", "--outdir", str(folder), str(ROOT)]
    subprocess.run(build, check=True, capture_output=True)
    target = folder / "site"
    with zipfile.ZipFile(next(folder.glob("*.whl"))) as wheel:
        wheel.extractall(target)
    return target


def _run(installed: Path, cwd: Path, *arguments: str) -> subprocess.CompletedProcess[str]:
    # The installed copy comes before the checkout, whose folder an editable install names last.
    env = environment(PYTHONPATH=str(installed), PYTHONSAFEPATH="1")
    command = [sys.executable, "-m", "nyx_audit", *arguments]
    return subprocess.run(command, check=False, capture_output=True, text=True, cwd=cwd, env=env, timeout=240)


def test_the_rules_are_listed_from_an_empty_folder(installed: Path, tmp_path: Path) -> None:
    done = _run(installed, tmp_path, "rules")
    assert done.returncode == 0, done.stderr
    assert "image-alt" in done.stdout


def test_the_scripts_of_rules_and_the_library_ship_and_their_types_do_not(installed: Path) -> None:
    package = installed / "nyx_audit"
    assert (package / "rules" / "access" / "color-contrast.js").is_file()
    assert (package / "rules" / "access" / "shared" / "media.js").is_file()
    assert (package / "browser" / "js" / "library" / "dom.js").is_file()
    assert not list(package.rglob("*.d.ts"))


def test_the_demo_runs_from_an_empty_folder_and_leaves_nothing_there_but_its_reports(
    installed: Path, tmp_path: Path
) -> None:
    state = tmp_path / "state"
    work = tmp_path / "work"
    work.mkdir()
    history, rules = str(state / "demo.sqlite"), ("--rule", "label", "--rule", "color-contrast", "--rule", "pdf-tagged")
    done = _run(
        installed,
        work,
        "demo",
        "--history",
        history,
        "--html",
        "report.html",
        "--json",
        "-",
        "--fail-on",
        "never",
        *rules,
    )
    assert done.returncode == 0, done.stderr
    report = json.loads(done.stdout)
    assert [site["name"] for site in report["sites"]] == ["Health", "Motor Vehicles", "Labor"]
    assert problems(STRICT_REPORT, report) == []
    assert [path.name for path in work.iterdir()] == ["report.html"]


def test_the_program_found_is_the_installed_one(installed: Path, tmp_path: Path) -> None:
    done = _run(installed, tmp_path, "doctor")
    assert str(installed) in done.stdout


def test_the_wheel_holds_only_the_package_and_its_man_page(installed: Path) -> None:
    beside = [path for path in installed.iterdir() if path.name != "nyx_audit" and path.suffix != ".dist-info"]
    (files,) = (path for path in beside if path.suffix == ".data")
    assert beside == [files]
    page = files / "data" / "share" / "man" / "man1" / "nyx-audit.1"
    assert [path for path in files.rglob("*") if path.is_file()] == [page]
