"""How much longer is a whole audit than a bare loop of axe-core over the same pages?

The bare loop is a tab a core, used again and again: `goto` until load, one `axe.run()` with axe's defaults at
1280x800, nothing else, no waiting until the page stands still. The audit is `nyx-audit check` with all rules in both
views. Both start their own browser, the same one; runs alternate, so that a slow moment of the machine hits both.

    python -m benchmarks.speed FOLDER [--pages 24] [--runs 5] [--tabs 2] [--rules-of-axe]

FOLDER holds HTML pages, for instance /usr/share/doc/python3.11/html (Debian's package python3.11-doc).
"""

from __future__ import annotations

import argparse
import asyncio
import json
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from axe_playwright_python.base import AXE_SCRIPT
from playwright.async_api import BrowserContext, async_playwright

from nyx_audit.browser.find import find_browser
from nyx_audit.net.local import address_of, pages_below, serve_folder


def main() -> None:
    """Print seconds of each run, medians and their ratio."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--pages", type=int, default=24)
    parser.add_argument("--runs", type=int, default=5)
    parser.add_argument("--tabs", type=int, default=2)
    parser.add_argument("--bare", help=argparse.SUPPRESS)
    options = parser.parse_args()
    if options.bare:
        print(asyncio.run(bare_loop(json.loads(options.bare), options.tabs)))
        return
    found = pages_below(options.folder)
    chosen = found[:: max(1, len(found) // options.pages)][: options.pages]
    with serve_folder(options.folder) as root:
        urls = [address_of(root, options.folder, page) for page in chosen]
        bare, audit = [], []
        for number in range(options.runs):
            bare.append(
                _timed(
                    [
                        sys.executable,
                        "-m",
                        "benchmarks.speed",
                        ".",
                        "--tabs",
                        str(options.tabs),
                        "--bare",
                        json.dumps(urls),
                    ]
                )
            )
            audit.append(_audit(urls, options.tabs))
            print(
                f"run {number + 1}: bare loop {bare[-1]:.1f} s, audit {audit[-1]:.1f} s, {audit[-1] / bare[-1]:.2f} times",
                flush=True,
            )
    a, b = statistics.median(audit), statistics.median(bare)
    print(
        f"{len(urls)} pages, {options.tabs} tabs, median of {options.runs}: bare loop {b:.1f} s, audit {a:.1f} s: {a / b:.2f} times"
    )


async def bare_loop(urls: list[str], tabs: int) -> int:
    """Return how many violations axe found, over all pages."""
    browser = find_browser()
    violations = 0
    waiting = iter(urls)

    async def work(context: BrowserContext) -> None:
        nonlocal violations
        page = await context.new_page()
        for url in waiting:
            await page.goto(url, wait_until="load")
            await page.evaluate(AXE_SCRIPT)
            violations += await page.evaluate("axe.run().then((results) => results.violations.length)")

    async with async_playwright() as playwright:
        path = str(browser.path) if browser.path else None
        running = await playwright.chromium.launch(executable_path=path)
        context = await running.new_context(viewport={"width": 1280, "height": 800})
        await asyncio.gather(*(work(context) for _ in range(tabs)))
        await running.close()
    return violations


def _audit(urls: list[str], tabs: int) -> float:
    with tempfile.TemporaryDirectory() as folder:
        listing = Path(folder, "urls.txt")
        listing.write_text("\n".join(urls))
        report = Path(folder, "report.json")
        command = [sys.executable, "-m", "nyx_audit", "check", "--from-file", str(listing), "--json", str(report)]
        took = _timed([*command, "--fail-on", "never", "--quiet", "--tabs", str(tabs)])
        pages = json.loads(report.read_text())["pages"]
        lost = [page["url"] for page in pages if page["status"] != "audited"]
        if lost:
            raise SystemExit(f"{len(lost)} pages were not audited: {lost[:3]}")
        return took


def _timed(command: list[str]) -> float:
    began = time.monotonic()
    subprocess.run(command, check=True, stdout=subprocess.DEVNULL)
    return time.monotonic() - began


if __name__ == "__main__":
    main()
