"""How much longer does `nyx-audit check` take for one small page than a bare script with axe-core?

The bare script is `benchmarks/bare_page.py`: it launches the same browser, goes to the page, runs axe once, closes.
The check is the whole program: all rules in both views, probes, a JSON report. Runs alternate, so that a slow moment
of the machine hits both. The first run of each does not count: it fills the caches.

    python -m benchmarks.small_page [PAGE] [--runs 9] [--against CHECKOUT]

PAGE is an HTML file or an address; without one, a small page of a made-up agency. CHECKOUT is another checkout of the
program, an earlier one for instance, which is measured too.
"""

from __future__ import annotations

import argparse
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

from nyx_audit.browser.find import find_browser
from nyx_audit.net.local import address_of, serve_folder

HERE = Path(__file__).parents[1]
LINKS = "".join(f'<li><a href="/{number}.html">Service {number}</a></li>' for number in range(8))
FEES = "".join(f"<tr><td>Permit {number}</td><td>${number}</td></tr>" for number in range(12))
PAGE = f"""<!doctype html><html lang="en"><head><meta charset="utf-8"><title>Permits - Agency</title>
<meta name="viewport" content="width=device-width"></head><body style="font: 16px sans-serif; max-width: 60rem">
<header><a href="#main">Skip to content</a><nav aria-label="Main"><ul>{LINKS}</ul></nav></header>
<main id="main"><h1>Permits</h1><h2>How to apply</h2><p>Apply online or by mail. We answer within ten days, and we send the permit to the address on your form.</p>
<form action="/search"><label>Permit number <input name="permit" autocomplete="off"></label><button>Search</button></form>
<table><caption>Fees</caption><tr><th scope="col">Permit</th><th scope="col">Fee</th></tr>{FEES}</table></main>
<footer><p>Call 555-0100.</p></footer></body></html>
"""


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
            seconds_of(command, checkout)
        took: dict[str, list[float]] = {name: [] for name in programs}
        for number in range(options.runs):
            for name, (command, checkout) in programs.items():
                took[name].append(seconds_of(command, checkout))
            print(f"run {number + 1}:", ", ".join(f"{name} {all[-1]:.2f} s" for name, all in took.items()), flush=True)
    bare = statistics.median(took["bare script"])
    for name, all_of_it in took.items():
        median = statistics.median(all_of_it)
        print(f"{name}: {median:.2f} s, {median / bare:.2f} times the bare script")


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


def seconds_of(command: Sequence[str], checkout: Path) -> float:
    """Run a command to its end. Raises CalledProcessError where it fails."""
    began = time.monotonic()
    subprocess.run(command, check=True, cwd=checkout, capture_output=True)
    return time.monotonic() - began


if __name__ == "__main__":
    main()
