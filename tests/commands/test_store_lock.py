"""Two nights never overlap, and a killed one leaves nothing locked and nothing half written."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from pathlib import Path

import pytest

from nyx_audit.errors import HistoryBusyError
from nyx_audit.store.history import History
from tests.support.history import begin, keep, page

ROOT = Path(__file__).parents[2]
WRITER = """
import sys
from itertools import count
from nyx_audit.crawl.items import FrontierRow, State
from nyx_audit.store.history import History
from tests.support.history import begin, page

with History.open(sys.argv[1], write=True) as history:
    run = begin(history)
    for number in count():
        one = page(f"p{number}", names=(f"a{number}", "b"))
        history.record(run, one, f"key-{number}", [FrontierRow(one.url, State.VISITED, number=number)])
        print(number, flush=True)
"""


def test_a_second_writer_is_told_who_holds_the_history(tmp_path: Path) -> None:
    where = tmp_path / "history.sqlite"
    with (
        History.open(where, write=True),
        pytest.raises(HistoryBusyError, match=rf"history\.sqlite: process {os.getpid()} on .* \(since 2.* UTC\)"),
        History.open(where, write=True),
    ):
        pass


def test_two_names_of_one_file_share_the_lock(tmp_path: Path) -> None:
    where, other = tmp_path / "history.sqlite", tmp_path / "link.sqlite"
    with History.open(where, write=True):
        other.symlink_to(where)
        with pytest.raises(HistoryBusyError), History.open(other, write=True):
            pass


def test_readers_need_no_lock(tmp_path: Path) -> None:
    where = tmp_path / "history.sqlite"
    with History.open(where, write=True) as history:
        keep(history, [page()])
        with History.open(where, write=False) as one, History.open(where, write=False) as two:
            assert len(one.runs()) == len(two.runs()) == 1


def test_the_lock_is_given_back_and_only_its_empty_file_stays(tmp_path: Path) -> None:
    where = tmp_path / "history.sqlite"
    for _ in range(2):
        with History.open(where, write=True):
            assert where.with_name("history.sqlite.holder").exists()
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
    writer = subprocess.Popen(
        [sys.executable, "-c", WRITER, str(where)], cwd=ROOT, stdout=subprocess.PIPE, text=True,
        env={**os.environ, "PYTHONPATH": str(ROOT)},
    )  # fmt: skip
    assert writer.stdout
    told = [int(writer.stdout.readline()) for _ in range(40)]
    with pytest.raises(HistoryBusyError, match=f"process {writer.pid} "), History.open(where, write=True):
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
    with History.open(where, write=True) as history:
        assert begin(history) == 2
    assert sorted(path.name for path in tmp_path.iterdir()) == ["history.sqlite", "history.sqlite.lock"]
