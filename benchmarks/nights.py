"""What does a night cost on which nothing has changed?

Crawls a site twice by the command line, with one history, and prints what each night took: seconds on the clock, and of
processor time in all of its processes.

    python -m benchmarks.nights [--site DIR] [--pages 60] [-- --tabs 2 ...]

Without a site, one of small generated pages.
"""

from __future__ import annotations

import argparse
import json
import os
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import psutil

SAMPLE_SECONDS = 0.25
AN_HOUR = 3600.0
NIGHTS = ("first", "unchanged")


@dataclass(frozen=True)
class Night:
    """What one night took, and brought."""

    seconds: float
    processor: float
    audited: int
    carried: int


def main() -> None:
    """Print a table of the nights."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--site", type=Path, help="a folder of pages")
    parser.add_argument("--pages", type=int, default=60)
    parser.add_argument("options", nargs="*", help="options of `nyx-audit run`, behind --")
    given = parser.parse_args()
    print("| night | seconds | processor seconds | audited | carried over |")
    print("|---|---|---|---|---|", flush=True)
    with tempfile.TemporaryDirectory() as folder, _served(given.site, given.pages, Path(folder)) as url:
        options = ["--max-pages", str(given.pages), *given.options]
        for name in NIGHTS:
            night = _night(url, Path(folder), options)
            print(
                f"| {name} | {night.seconds:.1f} | {night.processor:.1f} | {night.audited} | {night.carried} |",
                flush=True,
            )


@contextmanager
def _served(site: Path | None, pages: int, folder: Path) -> Iterator[str]:
    files = partial(_Files, directory=str(site or generated(folder / "site", pages)))
    with ThreadingHTTPServer(("127.0.0.1", 0), files) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        try:
            yield f"http://127.0.0.1:{server.server_port}/"
        finally:
            server.shutdown()


class _Files(SimpleHTTPRequestHandler):
    """As `python -m http.server`: it states Last-Modified, and keeps to it."""

    def log_message(self, *_arguments: object) -> None:
        return


def generated(root: Path, pages: int) -> Path:
    """Write a site of small pages that share a style sheet, a script and a picture, all an hour old."""
    root.mkdir()
    (root / "style.css").write_text("body { font-family: sans-serif; color: #222 } nav { display: flex; gap: 1rem }\n")
    (root / "menu.js").write_text("document.documentElement.classList.add('scripted');\n")
    (root / "seal.svg").write_text(
        '<svg xmlns="http://www.w3.org/2000/svg" width="40" height="40"><circle r="20"/></svg>'
    )
    for number in range(pages):
        name = "index.html" if number == 0 else f"page-{number}.html"
        (root / name).write_text(_page(number, pages), encoding="utf-8")
    for file in root.iterdir():
        os.utime(file, (time.time() - AN_HOUR, time.time() - AN_HOUR))
    return root


def _page(number: int, pages: int) -> str:
    links = "".join(f'<li><a href="page-{to}.html">Service {to}</a></li>' for to in range(1, pages))
    text = "".join(f"<p>Paragraph {line} of service {number} says how to apply.</p>" for line in range(8))
    return f"""<!doctype html><html lang="en"><head><title>Service {number}</title>
<link rel="stylesheet" href="style.css"><script src="menu.js"></script></head>
<body><header><img src="seal.svg" alt="Seal"><nav aria-label="Main"><a href="/">Home</a></nav></header>
<main><h1>Service {number}</h1>{text}<img src="seal.svg"><ul>{links if number == 0 else ""}</ul></main></body></html>"""


def _night(url: str, folder: Path, options: Sequence[str]) -> Night:
    report = folder / "report.json"
    command = [sys.executable, "-m", "nyx_audit", "run", url, "--history", str(folder / "history.db"), "--quiet"]
    began = time.monotonic()
    options = ["--fail-on", "never", "--json", str(report), *options]
    with subprocess.Popen([*command, *options]) as run, _weighing(run.pid) as spent:
        run.wait()
    seconds = time.monotonic() - began
    pages = [page for page in json.loads(report.read_text())["pages"] if page["status"] == "audited"]
    return Night(seconds, sum(spent.values()), len(pages), sum(page["carried_over"] is not None for page in pages))


@contextmanager
def _weighing(pid: int) -> Iterator[dict[int, float]]:
    """Note what a process and all that it started have taken of the processor, for as long as the block runs."""
    spent: dict[int, float] = {}
    over = threading.Event()

    def watch() -> None:
        while not over.wait(SAMPLE_SECONDS):
            with suppress(psutil.Error):
                root = psutil.Process(pid)
                for one in (root, *root.children(recursive=True)):
                    with suppress(psutil.Error):
                        taken = one.cpu_times()
                        spent[one.pid] = taken.user + taken.system

    watcher = threading.Thread(target=watch)
    watcher.start()
    try:
        yield spent
    finally:
        over.set()
        watcher.join()


if __name__ == "__main__":
    main()
