"""What a command takes: seconds, the processor's seconds of all the processes that it starts, memory."""

from __future__ import annotations

import os
import subprocess
import time
from collections.abc import Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

import psutil

SAMPLE_SECONDS = 0.2
# ru_maxrss is in kilobytes, on macOS in bytes.
UNIT = 1 if os.uname().sysname == "Darwin" else 1024


@dataclass(frozen=True, slots=True)
class Took:
    """`cpu` are the processor's seconds of the whole tree: they say more than `seconds` where a machine is busy.

    `peak` are the megabytes of the largest process, `status` is the exit status.
    """

    seconds: float
    cpu: float
    peak: float
    status: int


def run(
    command: Sequence[str], *, cwd: Path | None = None, env: Mapping[str, str] | None = None, words: Path | None = None
) -> Took:
    """Run a command to its end and return what it took; what it says goes into the file `words`, or nowhere."""
    began = time.monotonic()
    used: dict[tuple[int, float], float] = {}
    with Path(words or os.devnull).open("wb") as said:
        process = subprocess.Popen(command, cwd=cwd, env=env, stdin=subprocess.DEVNULL, stdout=said, stderr=said)
    while True:
        pid, status, usage = os.wait4(process.pid, os.WNOHANG)
        if pid:
            break
        used |= _used(process.pid)
        time.sleep(SAMPLE_SECONDS)
    process.returncode = os.waitstatus_to_exitcode(status)
    # The tree may have been over before it was looked at.
    cpu = max(sum(used.values()), usage.ru_utime + usage.ru_stime)
    return Took(time.monotonic() - began, cpu, usage.ru_maxrss * UNIT / 1e6, process.returncode)


def _used(pid: int) -> dict[tuple[int, float], float]:
    """The seconds of each process until now. Browsers leave children that nobody waits for, so they are looked at."""
    used = {}
    with suppress(psutil.Error):
        root = psutil.Process(pid)
        for one in (root, *root.children(recursive=True)):
            with suppress(psutil.Error):
                times = one.cpu_times()
                used[one.pid, one.create_time()] = times.user + times.system
    return used
