"""A run of the program in a process of its own, which can be killed, and what its report says."""

from __future__ import annotations

import json
import os
import signal
import sqlite3
import subprocess
import sys
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import closing, contextmanager, suppress
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import psutil

# What differs between two runs of one site, whatever happens: when they were, and how long things took.
VARYING = frozenset({"started_at", "finished_at", "seconds", "run"})
POLL_SECONDS = 0.005
END_SECONDS = 300.0
# In this time, whatever the program had started is gone after it.
GONE_SECONDS = 5.0


@dataclass(slots=True)
class Run:
    """A run under way. `folder` holds its history, its reports and its temporary files, before and after a kill."""

    process: subprocess.Popen[bytes]
    folder: Path
    began: float = field(default_factory=time.monotonic)

    @property
    def seconds(self) -> float:
        """How long it has been running."""
        return time.monotonic() - self.began

    @property
    def words(self) -> str:
        """What it has said until now."""
        return (self.folder / "words.txt").read_text(encoding="utf-8", errors="replace")

    @property
    def pages(self) -> int:
        """How many pages it has audited until now, those that it resumed with not counted."""
        return self.words.count(" audited ")

    @property
    def is_judged(self) -> bool:
        """Whether its history is finished, so that only the reports remain to be written."""
        with (
            suppress(sqlite3.Error),
            closing(sqlite3.connect(f"file:{history_in(self.folder)}?mode=ro", uri=True)) as db,
        ):
            return bool(db.execute("SELECT count(*) FROM run WHERE finished_at IS NOT NULL").fetchone()[0])
        return False

    def reaches(self, moment: Callable[[Run], bool]) -> bool:
        """Wait for a moment, and return whether it came before the end of the run."""
        while self.process.poll() is None:
            if moment(self):
                return True
            time.sleep(POLL_SECONDS)
        return False

    def kill(self) -> list[str]:
        """Kill the program's process group, and return what it had started that does not end by itself."""
        started = _below(self.process.pid)
        with suppress(ProcessLookupError):
            os.killpg(self.process.pid, signal.SIGKILL)
        self.process.wait()
        _, alive = psutil.wait_procs(started, GONE_SECONDS)
        names = [" ".join(_command(one))[:120] for one in alive]
        for one in alive:
            with suppress(psutil.Error):
                one.kill()
        return names

    def kill_browser(self) -> bool:
        """Kill the browser's main process, and return whether there was one."""
        # With the script that started it, where there is one.
        main = [one for one in _below(self.process.pid) if _is_main(_command(one))]
        for one in main:
            with suppress(psutil.Error):
                one.kill()
        return bool(main)

    def ended(self) -> int:
        """Return the exit status, once the run is over. Raises TimeoutExpired."""
        return self.process.wait(timeout=END_SECONDS)


@contextmanager
def run_in(folder: Path, arguments: Sequence[str], *, resume: bool = False) -> Iterator[Run]:
    """Have a run go on in a folder for as long as the block runs; at its end it is killed, if it has not ended."""
    for name in ("reports", "temporary"):
        (folder / name).mkdir(parents=True, exist_ok=True)
    again = ["--resume"] if resume else []
    command = _command_of("run", *arguments, "--verbose", *again, folder=folder)
    environment = {**os.environ, "TMPDIR": str(folder / "temporary")}
    with (folder / "words.txt").open("wb") as words:
        process = subprocess.Popen(
            command, stdout=subprocess.DEVNULL, stderr=words, env=environment, start_new_session=True
        )
    run = Run(process, folder)
    try:
        yield run
    finally:
        if process.poll() is None:
            run.kill()


def shown_in(folder: Path) -> int:
    """Have the reports of a finished run written from its history, and return the exit status."""
    command = _command_of("show", "last", folder=folder)
    return subprocess.run(command, check=False, capture_output=True, timeout=END_SECONDS).returncode


def history_in(folder: Path) -> Path:
    """Return where the history of a folder's runs is."""
    return folder / "history.sqlite"


def report_in(folder: Path) -> dict[str, Any]:
    """Return the report that the last run in a folder wrote, without what varies."""
    found: dict[str, Any] = _constant(json.loads((folder / "reports/report.json").read_text(encoding="utf-8")))
    return found


def left_in(folder: Path) -> list[str]:
    """Return the files that nobody needs beside the reports and the history."""
    needed = {"report.json", "report.html", "words.txt", "reports", "temporary"}
    beside = [path.name for place in (folder, folder / "reports") for path in place.iterdir()]
    return sorted(name for name in beside if name not in needed and not name.startswith("history.sqlite"))


def differences(one: object, other: object, where: str = "") -> Iterator[str]:
    """Yield the places where two reports differ, each with both values."""
    if isinstance(one, dict) and isinstance(other, dict):
        for key in sorted({*one, *other}):
            yield from differences(one.get(key), other.get(key), f"{where}.{key}")
    elif isinstance(one, list) and isinstance(other, list) and len(one) == len(other):
        for number, (left, right) in enumerate(zip(one, other, strict=True)):
            yield from differences(left, right, f"{where}[{number}]")
    elif one != other:
        yield f"{where}: {str(one)[:200]} / {str(other)[:200]}"


def _command_of(*words: str, folder: Path) -> list[str]:
    reports = folder / "reports"
    where = ("--history", str(history_in(folder)))
    formats = ("--json", str(reports / "report.json"), "--html", str(reports / "report.html"))
    return [sys.executable, "-m", "nyx_audit", *words, *where, *formats]


def _constant(value: Any) -> Any:
    if isinstance(value, dict):
        return {key: _constant(one) for key, one in value.items() if key not in VARYING}
    return [_constant(one) for one in value] if isinstance(value, list) else value


def _below(pid: int) -> list[psutil.Process]:
    with suppress(psutil.Error):
        return psutil.Process(pid).children(recursive=True)
    return []


def _command(process: psutil.Process) -> list[str]:
    with suppress(psutil.Error):
        return process.cmdline()
    return []


def _is_main(command: Sequence[str]) -> bool:
    return "--remote-debugging-pipe" in command and not any(part.startswith("--type=") for part in command)
