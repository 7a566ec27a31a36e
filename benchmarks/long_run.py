"""Does memory stay flat over one long run?

Runs the command line on a site of generated pages, with the history on disk, and prints at each step the memory of the
program, its judging processes, the driver and the browser: the mean of what was sampled since the last step.

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

from nyx_audit.examples.server import Answer, Seen, Server, page, serving

SAMPLE_SECONDS = 2.0
KINDS = ("program", "judging", "driver", "browser")
LINKS = 10


def main() -> None:
    """Print megabytes of resident memory every so many pages."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--pages", type=int, default=1000)
    parser.add_argument("--every", type=int, default=100)
    parser.add_argument("options", nargs="*", help="options of `nyx-audit run`, behind --")
    given = parser.parse_args()
    with (
        serving({}, handler=lambda seen: _answer(seen, given.pages)) as server,
        tempfile.TemporaryDirectory() as folder,
    ):
        command = [sys.executable, "-m", "nyx_audit", "run", f"{server.url}/page/0", "--max-pages", str(given.pages)]
        history = ["--history", str(Path(folder) / "history.db"), "--fail-on", "never"]
        print("| pages | minutes |", " | ".join(f"{kind}, MB" for kind in KINDS), "|", flush=True)
        print("|" + "---|" * (2 + len(KINDS)), flush=True)
        with subprocess.Popen([*command, *history, *given.options], stdout=subprocess.DEVNULL) as run:
            _watch(run, server, given.every)
        print(f"exit status {run.returncode}")


def _watch(run: subprocess.Popen[bytes], server: Server, every: int) -> None:
    began, due = time.monotonic(), every
    sampled: dict[str, list[float]] = defaultdict(list)
    while run.poll() is None:
        time.sleep(SAMPLE_SECONDS)
        for kind, size in _resident(run.pid).items():
            sampled[kind].append(size)
        pages = _requested(server)
        if pages >= due:
            minutes = (time.monotonic() - began) / 60
            figures = " | ".join(f"{mean(sampled[kind] or [0]):.0f}" for kind in KINDS)
            print(f"| {pages} | {minutes:.1f} | {figures} |", flush=True)
            sampled.clear()
            due += every


def _requested(server: Server) -> int:
    return len({seen.path for seen in list(server.seen) if seen.path.startswith("/page/")})


def _resident(pid: int) -> dict[str, float]:
    """Return the megabytes that each kind of process has now."""
    sizes = dict.fromkeys(KINDS, 0.0)
    with suppress(psutil.Error):
        for kind, process in _processes(psutil.Process(pid)):
            with suppress(psutil.Error):
                sizes[kind] += process.memory_info().rss / 2**20
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


def _answer(seen: Seen, pages: int) -> Answer:
    number = seen.path.removeprefix("/page/")
    if not number.isdigit() or int(number) >= pages:
        return Answer(status=404)
    return Answer(_page(int(number), pages).encode(), headers={"Content-Type": "text/html; charset=utf-8"})


def _page(number: int, pages: int) -> str:
    """Return one of many pages: each leads on, and has a form, a table or a list of its own length, and defects."""
    links = "".join(
        f'<li><a href="/page/{to}">Page {to}</a></li>'
        for to in range(number * LINKS + 1, number * LINKS + 1 + LINKS)
        if to < pages
    )
    rows = "".join(f"<tr><td>{number}</td><td>Row {row}</td></tr>" for row in range(number % 40))
    parts = (
        f"<table><tr><th>Page</th><th>Row</th></tr>{rows}</table>",
        f'<form><input name="f{number}"><button>Send {number}</button></form>',
        f'<p style="color: #aaa">Pale words of page {number}.</p>' * (1 + number % 9),
        f'<img src="/picture/{number % 7}.png"><h4>Topic {number}</h4>',
    )
    return page(
        f"<main><h1>Page {number}</h1><ul>{links}</ul>{parts[number % len(parts)]}<p>{'Text. ' * (number % 300)}</p></main>"
    )


if __name__ == "__main__":
    main()
