"""What a command takes: seconds, and the processor's seconds of all the processes that it starts."""

from __future__ import annotations

import subprocess
from collections.abc import Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from time import monotonic

import psutil

SAMPLE_SECONDS = 0.2


@dataclass(frozen=True, slots=True)
class Took:
    """`cpu` are the processor's seconds of the whole tree: they say more than `seconds` where a machine is busy."""

    seconds: float
    cpu: float
    status: int


def run(
    command: Sequence[str], *, cwd: Path | None = None, env: Mapping[str, str] | None = None, words: Path | None = None
) -> Took:
    """Run a command to its end and return what it took; what it says goes into the file `words`, or nowhere."""
    began = monotonic()
    with Path(words or "/dev/null").open("wb") as said:
        process = psutil.Popen(command, cwd=cwd, env=env, stdin=subprocess.DEVNULL, stdout=said, stderr=said)
    used: dict[tuple[int, float], float] = {}
    while _is_running(process):
        used |= _used(process)
    return Took(monotonic() - began, sum(used.values()), process.returncode)


def _is_running(process: psutil.Popen) -> bool:
    with suppress(subprocess.TimeoutExpired, psutil.TimeoutExpired):
        process.wait(timeout=SAMPLE_SECONDS)
        return False
    return True


def _used(process: psutil.Popen) -> dict[tuple[int, float], float]:
    """The seconds of each process until now. Browsers leave children that nobody waits for, so they are looked at."""
    used = {}
    with suppress(psutil.Error):
        for one in (process, *process.children(recursive=True)):
            with suppress(psutil.Error):
                times = one.cpu_times()
                used[one.pid, one.create_time()] = times.user + times.system
    return used
