"""Does memory stay flat over one long run, and how much is it?

Runs the command line on a site of generated pages, small and large, with the history on disk, and prints at each step the
memory of the program, its judging processes, the driver and the browser: the mean of what was sampled since the last
step, and the most that all of them had together at any time. Where the system tells (Linux), a page of memory that
several processes share counts once, not once for each (PSS).

    python -m benchmarks.long_run [--pages 1000] [--every 100] [-- --no-probes ...]
"""

from __future__ import annotations

import argparse
import subprocess
import sys
import tempfile
import time
from collections import defaultdict
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path
from statistics import mean

import psutil

from benchmarks.long_site import answer
from nyx_audit.examples.server import Server, serving

SAMPLE_SECONDS = 1.0
KINDS = ("program", "judging", "driver", "browser")


def main() -> None:
    """Print megabytes of memory every so many pages."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--pages", type=int, default=1000)
    parser.add_argument("--every", type=int, default=100)
    parser.add_argument("options", nargs="*", help="options of `nyx-audit run`, behind --")
    given = parser.parse_args()
    with serving({}, lambda seen: answer(seen, given.pages)) as server, tempfile.TemporaryDirectory() as folder:
        command = [sys.executable, "-m", "nyx_audit", "run", f"{server.url}/page/0", "--max-pages", str(given.pages)]
        history = ["--history", str(Path(folder) / "history.db"), "--fail-on", "never"]
        print("| pages | minutes |", " | ".join(f"{kind}, MB" for kind in (*KINDS, "most together")), "|", flush=True)
        print("|" + "---|" * (3 + len(KINDS)), flush=True)
        with subprocess.Popen([*command, *history, *given.options], stdout=subprocess.DEVNULL) as run:
            _watch(run, server, given.every)
        print(f"exit status {run.returncode}")


def _watch(run: subprocess.Popen[bytes], server: Server, every: int) -> None:
    began, due = time.monotonic(), every
    sampled: dict[str, list[float]] = defaultdict(list)
    while run.poll() is None:
        time.sleep(SAMPLE_SECONDS)
        sizes = memory_of(run.pid)
        for kind, size in sizes.items():
            sampled[kind].append(size)
        sampled["together"].append(sum(sizes.values()))
        pages = _requested(server)
        if pages >= due:
            minutes = (time.monotonic() - began) / 60
            figures = [mean(sampled[kind]) for kind in KINDS] + [max(sampled["together"])]
            print(f"| {pages} | {minutes:.1f} |", " | ".join(f"{one:.0f}" for one in figures), "|", flush=True)
            sampled.clear()
            due += every


def memory_of(pid: int) -> dict[str, float]:
    """Return the megabytes that each kind of process of a run has now."""
    sizes = dict.fromkeys(KINDS, 0.0)
    with suppress(psutil.Error):
        for kind, process in _processes(psutil.Process(pid)):
            with suppress(psutil.Error):
                full = process.memory_full_info()
                sizes[kind] += getattr(full, "pss", full.uss) / 1e6
    return sizes


def _processes(program: psutil.Process) -> Iterator[tuple[str, psutil.Process]]:
    yield "program", program
    for child in program.children():
        with suppress(psutil.Error):
            if "node" not in Path(child.exe()).name:
                yield "judging", child
                continue
            yield "driver", child
            yield from (("browser", one) for one in child.children(recursive=True))


def _requested(server: Server) -> int:
    return len({seen.path for seen in list(server.seen) if seen.path.startswith("/page/")})


if __name__ == "__main__":
    main()
