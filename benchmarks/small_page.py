"""How much longer does `nyx-audit check` take for one small page than a bare script with axe-core?

The bare script is `benchmarks/bare_page.py`: it launches the same browser, goes to the page, runs axe once, closes.
The check is the whole program: all rules in both views, probes, a JSON report. Runs alternate, so that a slow moment
of the machine hits both; seconds of the clock and of all processors, those of the browser included.

    python -m benchmarks.small_page [PAGE] [--runs 9] [--against CHECKOUT]

PAGE is an HTML file or an address; without one, a small page of a made-up agency. CHECKOUT is another checkout of the
program, an earlier one for instance, which is measured too.
"""

from __future__ import annotations

import argparse
import resource
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from nyx_audit.browser.find import find_browser
from nyx_audit.net.local import address_of, serve_folder

HERE = Path(__file__).parents[1]
LINKS = "".join(f'<li><a href="/{number}.html">Service {number}</a></li>' for number in range(8))
FEES = "".join(f"<tr><td>Permit {number}</td><td>${number}</td></tr>" for number in range(12))
PAGE = f"""<!doctype html><html lang="en"><head><meta charset="utf-8"><title>Permits - Agency</title>
<meta name="viewport" content="width=device-width"></head><body style="font: 16px sans-serif; max-width: 60rem">
<header><a href="#main">Skip to content</a><nav aria-label="Main"><ul>{LINKS}</ul></nav></header>
<main id="main"><h1>Permits</h1><h2>How to apply</h2><p>Apply online or by mail. We answer within ten days.</p>
<form action="/search"><label>Permit number <input name="permit" autocomplete="off"></label><button>Search</button></form>
<table><caption>Fees</caption><tr><th scope="col">Permit</th><th scope="col">Fee</th></tr>{FEES}</table></main>
<footer><p>Call 555-0100.</p></footer></body></html>
"""


@dataclass(frozen=True, slots=True)
class Cost:
    """What one run took: seconds of the clock, and of all processors."""

    clock: float
    cpu: float


def main() -> None:
    """Print what each run took, medians, and their ratios to the bare script's."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("page", nargs="?")
    parser.add_argument("--runs", type=int, default=9)
    parser.add_argument("--against", type=Path, metavar="CHECKOUT")
    options = parser.parse_args()
    with served(options.page) as url, tempfile.TemporaryDirectory() as folder:
        programs = commands(url, options.against, Path(folder) / "report.json")
        for command, checkout in programs.values():
            cost_of(command, checkout)
        costs: dict[str, list[Cost]] = {name: [] for name in programs}
        for number in range(options.runs):
            for name, (command, checkout) in programs.items():
                costs[name].append(cost_of(command, checkout))
            print(
                f"run {number + 1}:",
                ", ".join(f"{name} {all[-1].clock:.2f} s" for name, all in costs.items()),
                flush=True,
            )
    show(costs)


@contextmanager
def served(page: str | None) -> Iterator[str]:
    """Yield the address of the page."""
    if page and "://" in page:
        yield page
        return
    with tempfile.TemporaryDirectory() as folder:
        own = Path(folder) / "index.html"
        own.write_text(PAGE, encoding="utf-8")
        file = Path(page).absolute() if page else own
        with serve_folder(file.parent) as root:
            yield address_of(root, file.parent, file)


def commands(url: str, against: Path | None, report: Path) -> dict[str, tuple[list[str], Path]]:
    """Return what is run, by name: a command and the folder of the program that it finds."""
    path = find_browser().path
    bare = [sys.executable, "-m", "benchmarks.bare_page", url, *([str(path)] if path else [])]
    check = [sys.executable, "-m", "nyx_audit", "check", url, "--json", str(report), "--fail-on", "never"]
    earlier = {"earlier check": (check, against.absolute())} if against else {}
    return {"bare script": (bare, HERE), "check": (check, HERE), **earlier}


def cost_of(command: Sequence[str], checkout: Path) -> Cost:
    """Run a command to its end. Raises CalledProcessError where it fails."""
    before, began = _cpu(), time.monotonic()
    subprocess.run(command, check=True, cwd=checkout, capture_output=True)
    return Cost(time.monotonic() - began, _cpu() - before)


def show(costs: Mapping[str, Sequence[Cost]]) -> None:
    """Print the medians."""
    bare = statistics.median(cost.clock for cost in costs["bare script"])
    for name, all_of_it in costs.items():
        clock = statistics.median(cost.clock for cost in all_of_it)
        cpu = statistics.median(cost.cpu for cost in all_of_it)
        print(f"{name}: {clock:.2f} s, {clock / bare:.2f} times the bare script; {cpu:.2f} s of processors")


def _cpu() -> float:
    used = resource.getrusage(resource.RUSAGE_CHILDREN)
    return used.ru_utime + used.ru_stime


if __name__ == "__main__":
    main()
