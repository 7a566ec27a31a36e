"""How many pages a minute does `nyx-audit run` audit, beside other programs on the same pages and the same browser?

Serves a folder with Python's `http.server` and has `nyx-audit run` crawl it from one page on; the pages that it chose
are what all others audit, with two tabs each. Runs alternate, so that a slow moment of the machine hits all of them. The
others are installed from npm, in the versions of `package.json` beside this file.

    python -m benchmarks.peers FOLDER [--start index.html] [--pages 24] [--runs 3] [--only pa11y] [--tools FOLDER]

FOLDER holds HTML pages, for instance /usr/share/doc/sqlite3 (Debian's package sqlite3-doc). `--tools` is where the
programs from npm are kept for another time. Needs Node.js with npm.
"""

from __future__ import annotations

import argparse
import shutil
import socket
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager, suppress
from dataclasses import replace
from pathlib import Path
from statistics import median

from benchmarks.peers.contenders import OURS, PEERS, Contender, Task, audited, environment
from benchmarks.processes import Took, run

HERE = Path(__file__).parent
START_SECONDS = 20.0


def main() -> None:
    """Print what each run took, and a table of medians."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--start", default="index.html", help="the page to crawl from")
    parser.add_argument("--pages", type=int, default=24)
    parser.add_argument("--runs", type=int, default=3)
    parser.add_argument("--only", default="", help="of the others, those with this in their name")
    parser.add_argument("--tools", type=Path)
    options = parser.parse_args()
    peers = [one for one in PEERS if options.only in one.name]
    with tempfile.TemporaryDirectory() as folder, serving(options.folder) as root:
        tools = options.tools or Path(folder, "tools")
        if any(one.from_npm for one in peers):
            install(tools)
        task = Task([root + options.start] * options.pages, Path(folder, "runs"), tools)
        took = alternate(task, peers, options.runs)
    for line in table(took):
        print(line)


def alternate(task: Task, peers: Sequence[Contender], runs: int) -> dict[str, list[tuple[int, Took]]]:
    """Run all in turns on the pages that ours chooses; return the pages and what they took, by name."""
    first, _ = _timed(OURS, task)
    urls = audited(first)
    took: dict[str, list[tuple[int, Took]]] = {one.name: [] for one in (OURS, *peers)}
    for number in range(runs):
        for one in (OURS, *peers) if number % 2 == 0 else (*reversed(peers), OURS):
            folder, spent = _timed(one, task if one is OURS else replace(task, urls=urls))
            pages = one.count(folder)
            took[one.name].append((pages, spent))
            print(f"{one.name}: {pages} of {len(urls)} pages in {spent.seconds:.1f} s", flush=True)
    return took


def table(took: dict[str, list[tuple[int, Took]]]) -> Iterator[str]:
    """Yield the medians as lines of a table, each with its ratio to ours."""
    yield "| program | pages a minute | ours to it | processor, s a page |"
    yield "|---|---|---|---|"
    rates = {name: median(60 * pages / spent.seconds for pages, spent in those) for name, those in took.items()}
    for name, those in took.items():
        cpu = median(spent.cpu / max(1, pages) for pages, spent in those)
        yield f"| {name} | {rates[name]:.1f} | {rates[OURS.name] / rates[name]:.2f} | {cpu:.2f} |"


def install(folder: Path) -> None:
    """Install the other programs, unless they are there. Raises CalledProcessError, and SystemExit without npm."""
    npm = shutil.which("npm")
    if npm is None:
        raise SystemExit("npm is missing: it installs the programs to compare with (apt-get install nodejs npm)")
    if (folder / "node_modules").is_dir():
        return
    folder.mkdir(parents=True, exist_ok=True)
    shutil.copy(HERE / "package.json", folder)
    subprocess.run([npm, "install", "--silent", "--no-audit", "--no-fund"], check=True, cwd=folder, env=environment())


@contextmanager
def serving(folder: Path) -> Iterator[str]:
    """Serve a folder with http.server in a process of its own; the value is its address, ending in a slash."""
    with socket.create_server(("127.0.0.1", 0)) as free:
        port = free.getsockname()[1]
    command = [sys.executable, "-m", "http.server", str(port), "--bind", "127.0.0.1", "--directory", str(folder)]
    with subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL) as server:
        try:
            _wait_for(port)
            yield f"http://127.0.0.1:{port}/"
        finally:
            server.kill()


def _wait_for(port: int) -> None:
    until = time.monotonic() + START_SECONDS
    while time.monotonic() < until:
        with suppress(OSError), socket.create_connection(("127.0.0.1", port)):
            return
        time.sleep(0.05)
    raise SystemExit("http.server did not start")


def _timed(one: Contender, task: Task) -> tuple[Path, Took]:
    """Run one program in a folder of its own, and return the folder and what it took."""
    task.folder.mkdir(exist_ok=True)
    folder = Path(tempfile.mkdtemp(dir=task.folder))
    command = one.prepare(replace(task, folder=folder))
    return folder, run(command, cwd=folder, env=environment(), words=folder / "words.txt")


if __name__ == "__main__":
    main()
