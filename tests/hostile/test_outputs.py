"""Reports and messages where files, devices and consoles do not take them; the exit status stays what was found."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from nyx_audit.examples.server import Answer, page, serving
from nyx_audit.run.rendering import FORMATS

FOUND = 1
UNWRITTEN = 2
# A defect, and a title that neither ASCII nor code page 1252 can hold.
DEFECT = page("<h1>Łódź → 東京</h1><img src='a.png'>", title="Łódź → 東京")
needs_full = pytest.mark.skipif(not Path("/dev/full").exists(), reason="has no full device")


@pytest.fixture(scope="module")
def url() -> Iterator[str]:
    with serving({"/": DEFECT, "/slow": Answer(DEFECT.encode(), wait=30)}) as server:
        yield server.url


def shell(command: str, **environment: str) -> subprocess.CompletedProcess[str]:
    """Run a shell command in which NYX stands for the program."""
    command = command.replace("NYX", f"{sys.executable} -m nyx_audit")
    names = {**os.environ, **environment}
    return subprocess.run(
        ["bash", "-c", command], capture_output=True, env=names, check=False, encoding="utf-8", errors="replace"
    )


def test_a_killed_run_leaves_nothing_beside_its_reports(url: str, tmp_path: Path) -> None:
    flags = [word for kind in FORMATS for word in (f"--{kind}", str(tmp_path / f"audit.{kind}"))]
    command = [sys.executable, "-m", "nyx_audit", "check", f"{url}/slow", *flags]
    with subprocess.Popen(command, stderr=subprocess.DEVNULL, start_new_session=True) as run:
        time.sleep(4)
        assert run.poll() is None
        os.killpg(run.pid, signal.SIGKILL)
    assert list(tmp_path.iterdir()) == []


def test_a_written_report_leaves_nothing_beside_it(url: str, tmp_path: Path) -> None:
    done = shell(f"NYX check {url}/ --json {tmp_path}/a.json --html {tmp_path}/a.html")
    assert done.returncode == FOUND
    assert {file.name for file in tmp_path.iterdir()} == {"a.json", "a.html"}


def test_a_bad_path_fails_before_the_run_and_leaves_nothing(url: str, tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    done = shell(f"NYX check {url}/ --json {tmp_path}/a.json --html {tmp_path}/file/a.html")
    assert done.returncode == UNWRITTEN
    assert len(done.stderr.splitlines()) == 1
    assert {file.name for file in tmp_path.iterdir()} == {"file"}


@needs_full
def test_a_report_that_cannot_be_written_does_not_lose_the_others(url: str, tmp_path: Path) -> None:
    flags = " ".join(f"--{kind} {tmp_path}/audit.{kind}" for kind in FORMATS if kind != "csv")
    done = shell(f"NYX check {url}/ --csv /dev/full {flags}")
    lines = done.stderr.splitlines()
    assert done.returncode == UNWRITTEN
    assert lines[-2] == "nyx-audit: --csv /dev/full: cannot be written (No space left on device)"
    assert lines[-1].startswith("Found 1 defect")
    assert len(list(tmp_path.iterdir())) == len(FORMATS) - 1


@needs_full
@pytest.mark.parametrize("kind", ["json", "html"])
def test_a_report_on_a_full_standard_output_is_one_line(url: str, kind: str) -> None:
    done = shell(f"NYX check {url}/ --quiet --{kind} - > /dev/full")
    assert done.returncode == UNWRITTEN
    assert done.stderr.splitlines()[0] == f"nyx-audit: --{kind} -: cannot be written (No space left on device)"
    assert len(done.stderr.splitlines()) == 2


def test_a_report_on_a_closed_standard_output_fails_before_the_run(url: str) -> None:
    done = shell(f"NYX check {url}/ --json - >&-")
    assert (done.returncode, done.stderr) == (
        UNWRITTEN, "nyx-audit: --json -: cannot be written (standard output is closed)\n")  # fmt: skip


def test_a_device_is_written_to_and_stays_a_device(url: str, tmp_path: Path) -> None:
    pipe = tmp_path / "pipe"
    os.mkfifo(pipe)
    done = shell(f"cat {pipe} & NYX check {url}/ --quiet --json {pipe}; status=$?; wait; exit $status")
    assert done.returncode == FOUND
    assert pipe.is_fifo()
    assert json.loads(done.stdout)["pages"]


def test_a_link_to_a_report_stays_a_link(url: str, tmp_path: Path) -> None:
    (tmp_path / "link.json").symlink_to("real.json")
    shell(f"NYX check {url}/ --quiet --json {tmp_path}/link.json")
    assert (tmp_path / "link.json").is_symlink()
    assert json.loads((tmp_path / "real.json").read_text())["pages"]


@pytest.mark.parametrize(
    "environment",
    [{"PYTHONIOENCODING": "ascii"}, {"PYTHONIOENCODING": "cp1252"}, {"LC_ALL": "C", "PYTHONUTF8": "0", "PYTHONCOERCECLOCALE": "0"}],
    ids=["ascii", "cp1252", "the C locale"],
)  # fmt: skip
def test_a_console_that_lacks_signs_shows_others(url: str, environment: dict[str, str]) -> None:
    done = shell(f"NYX check {url}/ --verbose", **environment)
    assert done.returncode == FOUND
    assert "Found 1 defect" in done.stderr


def test_a_report_on_standard_output_is_utf_8_on_each_console(url: str) -> None:
    done = shell(f"NYX check {url}/ --html -", PYTHONIOENCODING="ascii")
    assert "→" in done.stdout


@pytest.mark.parametrize(
    "streams",
    [">&-", "2>&-", ">&- 2>&-", "> /dev/full", "2> /dev/full", "| head -c 1 > /dev/null", "2> >(head -c 1 > /dev/null)", "> >(true)"],
)  # fmt: skip
def test_a_stream_that_takes_nothing_does_not_change_what_was_found(url: str, streams: str, tmp_path: Path) -> None:
    if "/dev/full" in streams and not Path("/dev/full").exists():
        pytest.skip("has no full device")
    done = shell(f"set -o pipefail; NYX check {url}/ --verbose --json {tmp_path}/a.json {streams}")
    assert done.returncode == FOUND
    assert "Traceback" not in done.stderr
    assert json.loads((tmp_path / "a.json").read_text())["pages"]


def test_a_pipe_that_nobody_reads_does_not_lose_the_reports_in_files(url: str, tmp_path: Path) -> None:
    done = shell(f"NYX check {url}/ --html {tmp_path}/a.html --json - | true")
    assert "Traceback" not in done.stderr
    assert (tmp_path / "a.html").stat().st_size
