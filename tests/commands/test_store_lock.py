"""No site is audited by two at once, and a killed one leaves nothing locked and nothing half written."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from pathlib import Path

import pytest

from nyx_audit.errors import HistoryBusyError
from nyx_audit.store import lock
from nyx_audit.store.history import History
from tests.support.history import begin, keep, page
from tests.support.writer import writing


def test_a_second_run_of_a_site_is_told_who_holds_it(tmp_path: Path) -> None:
    where = tmp_path / "history.sqlite"
    held = rf'history\.sqlite: the site "labor" is being audited by process {os.getpid()} on .* \(since 2.* UTC\)'
    with (
        History.open(where, write=True, sites=["health", "labor"]),
        pytest.raises(HistoryBusyError, match=held),
        History.open(where, write=True, sites=["dmv", "labor"]),
    ):
        pass


def test_runs_of_different_sites_go_on_beside_each_other(tmp_path: Path) -> None:
    where = tmp_path / "history.sqlite"
    with (
        History.open(where, write=True, sites=["health"]) as one,
        History.open(where, write=True, sites=["labor"]) as other,
    ):
        numbers = [begin(one), begin(other)]
        # The same content by two at once is stored once.
        for history, run in zip((one, other), numbers, strict=True):
            history.record(run, page("same"), "key")
        assert numbers == [1, 2]
        assert one.pages(1) == other.pages(2) == [page("same")]


def test_the_whole_history_is_pruned_only_while_no_run_is_under_way(tmp_path: Path) -> None:
    where = tmp_path / "history.sqlite"
    with (
        History.open(where, write=True, sites=["health"]),
        History.open(where, write=True) as history,
        pytest.raises(HistoryBusyError, match=rf"a run of process {os.getpid()} on .* is under way; prune it when"),
    ):
        history.prune(1)


def test_a_run_waits_for_one_who_holds_the_entry_and_then_says_who(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(lock, "PATIENCE_SECONDS", 0.2)
    where = tmp_path / "history.sqlite"
    with (
        History.open(where, write=True),
        pytest.raises(HistoryBusyError, match=rf"history\.sqlite: process {os.getpid()} on .* is writing to it"),
        History.open(where, write=True, sites=["health"]),
    ):
        pass


def test_two_names_of_one_file_share_the_locks(tmp_path: Path) -> None:
    where, other = tmp_path / "history.sqlite", tmp_path / "link.sqlite"
    with History.open(where, write=True, sites=["health"]):
        other.symlink_to(where)
        with pytest.raises(HistoryBusyError), History.open(other, write=True, sites=["health"]):
            pass


def test_many_processes_make_a_history_and_write_to_it_at_once(tmp_path: Path) -> None:
    where = tmp_path / "history.sqlite"
    writers = [writing(where, site, 12) for site in ("a", "b", "c", "d")]
    assert [writer.wait(60) for writer in writers] == [0] * 4
    with History.open(where, write=False) as history:
        assert sorted(run.id for run in history.runs()) == [1, 2, 3, 4]
        assert all(len(history.pages(run)) == 12 for run in (1, 2, 3, 4))


def test_readers_need_no_lock(tmp_path: Path) -> None:
    where = tmp_path / "history.sqlite"
    with History.open(where, write=True) as history:
        keep(history, [page()])
        with History.open(where, write=False) as one, History.open(where, write=False) as two:
            assert len(one.runs()) == len(two.runs()) == 1


def test_the_lock_is_given_back_and_only_an_empty_file_stays(tmp_path: Path) -> None:
    where = tmp_path / "history.sqlite"
    for _ in range(2):
        with History.open(where, write=True):
            assert where.with_name("history.sqlite.holder").exists()
        with History.open(where, write=True, sites=["health"]):
            assert len(list(tmp_path.glob("history.sqlite.*.holder"))) == 1
    assert sorted(path.name for path in tmp_path.iterdir()) == ["history.sqlite", "history.sqlite.lock"]
    assert where.with_name("history.sqlite.lock").read_bytes() == b""


def test_the_lock_is_given_back_after_an_error(tmp_path: Path) -> None:
    where = tmp_path / "history.sqlite"
    with pytest.raises(RuntimeError), History.open(where, write=True):
        raise RuntimeError
    with History.open(where, write=True):
        pass


@pytest.mark.skipif(sys.platform == "win32", reason="kills as POSIX does")
def test_a_killed_writer_leaves_every_page_it_reported_and_no_lock(tmp_path: Path) -> None:
    where = tmp_path / "history.sqlite"
    writer = writing(where, "health", 1_000_000, stdout=subprocess.PIPE)
    assert writer.stdout
    told = [int(writer.stdout.readline()) for _ in range(40)]
    with (
        pytest.raises(HistoryBusyError, match=f"process {writer.pid} "),
        History.open(where, write=True, sites=["health"]),
    ):
        pass
    os.kill(writer.pid, signal.SIGKILL)
    told += [int(line) for line in writer.stdout.read().split()]
    writer.stdout.close()
    assert writer.wait() == -signal.SIGKILL
    with History.open(where, write=False) as history:
        pages = history.pages(1)
        # The one in flight may have been kept, and not reported any more.
        assert len(pages) - len(told) in (0, 1)
        assert pages == [page(f"p{number}", names=(f"a{number}", "b")) for number in range(len(pages))]
        assert len(history.frontier(1, "health")) == len(pages)
        assert history.runs()[0].finished_at is None
    with History.open(where, write=True, sites=["health"]) as history:
        assert begin(history) == 2
    assert sorted(path.name for path in tmp_path.iterdir()) == ["history.sqlite", "history.sqlite.lock"]
