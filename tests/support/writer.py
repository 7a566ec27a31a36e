"""A process that holds a site of a history and writes pages of one run, for tests of what two of them do at once."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

from nyx_audit.crawl.items import FrontierRow, State
from nyx_audit.store.history import History
from tests.support.history import audit_of, begin, key_of, page

ROOT = Path(__file__).parents[2]


def writing(where: str | Path, site: str, pages: int, stdout: int = subprocess.DEVNULL) -> subprocess.Popen[str]:
    """Start a process that writes that many pages, prints the number of each, and finishes its run."""
    command = [sys.executable, "-m", "tests.support.writer", str(where), site, str(pages)]
    return subprocess.Popen(command, cwd=ROOT, stdout=stdout, text=True, env={**os.environ, "PYTHONPATH": str(ROOT)})


def _write(where: str, site: str, pages: int) -> None:
    with History.open(where, write=True, sites=[site]) as history:
        run = begin(history)
        kept = []
        for number in range(pages):
            one = page(f"p{number}", names=(f"a{number}", "b"))
            history.record(run, one, key_of(one), [FrontierRow(one.url, State.VISITED, number=number)])
            kept.append(one)
            print(number, flush=True)
        history.finish(run, audit_of(run, kept), {})


if __name__ == "__main__":
    _write(sys.argv[1], sys.argv[2], int(sys.argv[3]))
