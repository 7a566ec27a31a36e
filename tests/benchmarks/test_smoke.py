"""Each benchmark runs to its end on something tiny, and prints figures of it. What they are hangs on the machine."""

from __future__ import annotations

import re
import subprocess
import sys
from pathlib import Path

import pytest

from benchmarks.reports import large_history, measured
from nyx_audit.examples.server import page
from nyx_audit.store.history import History
from tests.support.history import keep
from tests.support.history import page as kept_page

PAGE = page('<main><h1>Fees</h1><p style="color: #bbb">Pale</p><img src="x.png"><a href="b.html">More</a></main>')


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Two pages that link to each other."""
    made = tmp_path_factory.mktemp("pages")
    (made / "index.html").write_text(PAGE)
    (made / "b.html").write_text(PAGE.replace("b.html", "index.html"))
    return made


def bench(name: str, *words: object, statuses: tuple[int, ...] = (0,)) -> str:
    command = [sys.executable, "-m", f"benchmarks.{name}", *map(str, words)]
    done = subprocess.run(command, check=False, capture_output=True, text=True, timeout=120)
    assert done.returncode in statuses, done.stdout + done.stderr
    return done.stdout


def test_speed_compares_an_audit_with_the_bare_loop(folder: Path) -> None:
    said = bench("speed", folder, "--pages", 1, "--runs", 1)
    assert re.search(r"1 pages, 2 tabs, median of 1: bare loop \d.*: \d+\.\d\d times", said)


def test_rules_names_the_rules_that_cost_most(folder: Path) -> None:
    said = bench("rules", folder, "--pages", 1, "--times", 1)
    assert re.search(r"all 1 pages\n\nThe most costly of \d+ rules", said)


def test_the_program_says_what_it_said_before(folder: Path) -> None:
    program = f"{sys.executable} -m nyx_audit"
    said = bench("outcomes", "--commands", program, f"{program} check --tabs 1", folder, "--pages", 1, "--times", 1)
    assert said.endswith("0 gone, 0 new, 0 unsteady\n")


def test_a_version_that_tests_less_says_something_else(folder: Path) -> None:
    program = f"{sys.executable} -m nyx_audit check --no-probes --rule"
    commands = (f"{program} image-alt", f"{program} color-contrast")
    said = bench("outcomes", "--commands", *commands, folder, "--pages", 1, "--times", 1, statuses=(1,))
    assert re.search(r"image-alt: [1-9]", said)


def test_probes_compares_visits_that_use_the_page_with_one_that_looks() -> None:
    said = bench("probes", "--stops", 10, "--runs", 1)
    assert re.search(r"10 stops, links, controls, menus: looked at \d.*with all probes \d+\.\d\d s \(\d+\.\d\d\)", said)


def test_growth_fits_a_slope_for_each_cost(tmp_path: Path) -> None:
    drawing = tmp_path / "growth.svg"
    # On a busy machine, a slope through three short times may be steep.
    said = bench(
        "growth", "--generated", "100,200,800", "--kinds", "links", "--times", 1, "--svg", drawing, statuses=(0, 1)
    )
    assert re.search(r"\d +links +visit", said)
    assert "<circle" in drawing.read_text()


def test_peers_compares_pages_a_minute_on_the_same_pages(folder: Path) -> None:
    said = bench("peers", folder, "--pages", 2, "--runs", 1, "--only", "bare")
    assert "nyx-audit run: 2 of 2 pages" in said
    assert "bare loop of axe.run(): 2 of 2 pages" in said


def test_the_calibration_prints_bands_and_the_rank_agreement() -> None:
    said = bench("calibration", "--only", "order-1.html (none|zoom)", "--least", "1")
    assert "| health/records/order-1.html | zoom | poor | poor | 59.0 | yes |" in said
    assert said.endswith("2 of 2 pages are in the band that people agree on; rank agreement (Kendall's tau) 1.00\n")


def test_scoring_prints_what_each_part_takes() -> None:
    said = bench("scoring", "--pages", 20, "--checks", 10)
    assert re.search(r"the site: .*\n.*\n.*\n\d+ fixes: .*\nall: \d+\.\d\d s", said)


def test_the_long_run_prints_the_memory_of_each_kind_of_process() -> None:
    said = bench("long_run", "--pages", 4, "--every", 2, "--", "--no-probes")
    figures = [int(cell) for cell in re.findall(r"\d+(?= \|)", said.splitlines()[2])]
    assert all(figures), said


def test_reports_are_made_of_as_many_pages_as_requested(tmp_path: Path) -> None:
    seed = tmp_path / "seed.sqlite"
    with History.open(seed, write=True) as opened:
        keep(opened, [kept_page(), kept_page("fees")])
    first, second = large_history(tmp_path / "large.sqlite", seed, pages=30, sites=2)
    assert first > second
    (line,) = measured(tmp_path / "large.sqlite", tmp_path, only="csv")
    assert line.took.status == 1
    assert len({row.split(",")[2] for row in (tmp_path / "report.csv").read_text().splitlines()[1:]}) == 30
