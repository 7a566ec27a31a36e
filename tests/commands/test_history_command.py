"""`history` and `show`, as their users run them."""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path

import pytest

from nyx_audit.model.page import Page, PageStatus
from nyx_audit.store.history import History
from tests.support.build import because
from tests.support.command import nyx
from tests.support.history import audit_of, begin, keep, page

FAILED = Page("https://health.example/slow", PageStatus.FAILED, "health", reason=because("timed out after 60 s"))


@pytest.fixture
def where(tmp_path: Path) -> Path:
    """A history of three runs: a whole one, one that is not complete, one that was killed."""
    path = tmp_path / "nyx-history.sqlite"
    with History.open(path, write=True) as history:
        keep(history, [page(), page("b", names=("b",))], 80.0)
        second = begin(history)
        pages = [page(), FAILED]
        history.record(second, page(), "health.example/")
        incomplete = replace(audit_of(second, pages), incomplete=("Health: 1 of 2 pages could not be audited",))
        history.finish(second, incomplete, {})
        history.record(begin(history), page("", "labor"), "key")
    return path


def test_runs_are_listed_newest_first(where: Path) -> None:
    ran = nyx("history", "--history", str(where))
    assert ran.status == 0
    lines = [line.split() for line in ran.out.splitlines()]
    assert [line[0] for line in lines if line[0].isdigit()] == ["3", "2", "1"]
    assert "80.0" in ran.out
    assert "1 of 2" in ran.out
    for state in ("not finished", "not complete", "complete"):
        assert state in ran.out


def test_one_site_is_listed_over_time(where: Path) -> None:
    ran = nyx("history", "--site", "health", "--json", "-", "--history", str(where))
    runs = json.loads(ran.out)["runs"]
    assert [[site["id"] for site in run["sites"]] for run in runs] == [["health"]] * 3
    assert runs[2]["sites"][0]["score"] == 80.0
    assert runs[1]["incomplete"] == ["Health: 1 of 2 pages could not be audited"]
    assert runs[1]["sites"][0]["change"] == {"run": 1, "points": None}
    assert (runs[0]["finished_at"], runs[0]["complete"]) == (None, False)


def test_an_unknown_site_is_answered_with_the_nearest(where: Path) -> None:
    ran = nyx("history", "--site", "helth", "--history", str(where))
    assert ran.status == 2
    assert ran.last_line == 'nyx-audit: the history has no site "helth" (did you mean "health"?)'


def test_without_a_history_it_says_how_to_get_one(tmp_path: Path) -> None:
    for command in ("history", "show"):
        ran = nyx(command, cwd=tmp_path)
        assert ran.status == 2
        assert ran.last_line == "nyx-audit: nyx-history.sqlite: there is no history here yet; nyx-audit run makes one"
    assert list(tmp_path.iterdir()) == []


def test_the_history_of_the_folder_or_the_environment_is_the_default(where: Path) -> None:
    assert nyx("history", cwd=where.parent).status == 0
    assert nyx("history", NYX_HISTORY=str(where)).status == 0


def test_a_list_that_cannot_be_written_is_one_line(where: Path, tmp_path: Path) -> None:
    ran = nyx("history", "--json", str(tmp_path), "--history", str(where))
    assert ran.status == 2
    assert ran.last_line.startswith(f"nyx-audit: --json {tmp_path}: cannot be written (")


def test_old_runs_are_pruned_and_the_newest_stays(where: Path) -> None:
    ran = nyx("history", "prune", "--keep", "1", "--history", str(where))
    assert (ran.status, ran.err.strip()) == (0, "Deleted 1 run; 2 kept.")
    assert nyx("history", "--history", str(where), "prune", "--keep", "1").err.strip() == "Deleted 0 runs; 2 kept."
    with History.open(where, write=False) as history:
        assert [run.id for run in history.runs()] == [3, 2]


def test_pruning_waits_for_no_run_that_is_under_way(where: Path) -> None:
    with History.open(where, write=True, sites=["health"]):
        ran = nyx("history", "prune", "--keep", "1", "--history", str(where))
    assert ran.status == 5
    assert "is under way; prune it when it is done" in ran.last_line


def test_a_run_is_shown_again_with_its_reports_and_status(where: Path) -> None:
    ran = nyx("show", "1", "--json", "-", "--history", str(where))
    assert ran.status == 1
    assert ran.last_line == "Found 1 defect (critical at worst); audit complete."
    assert [one["url"] for one in json.loads(ran.out)["pages"]] == [page().url, page("b").url]
    assert json.loads(ran.out)["sites"][0]["change"] is None


def test_a_run_is_compared_with_the_one_before_it(where: Path) -> None:
    ran = nyx("show", "2", "--json", "-", "--history", str(where), "--fail-on", "never")
    assert ran.status == 3
    change = json.loads(ran.out)["sites"][0]["change"]
    assert (change["run"], change["still_open"], change["new"]) == (1, ["print-a"], [])


def test_the_last_run_is_shown_even_if_it_was_killed(where: Path) -> None:
    for arguments in ((), ("last",), ("3",)):
        ran = nyx("show", *arguments, "--quiet", "--fail-on", "never", "--history", str(where))
        assert ran.status == 3
        assert ran.err.strip() == "Found 1 defect (critical at worst); audit not complete: the run was not finished."


@pytest.mark.parametrize("run", ["99", "-1", "first", "9" * 30])
def test_a_run_that_there_is_not_is_wrong_usage(where: Path, run: str) -> None:
    ran = nyx("show", "--history", str(where), "--", run)
    assert ran.status == 2
    assert len(ran.err.strip().splitlines()) == 1
