"""How much longer is a whole audit than a bare loop of axe-core over the same pages?

The bare loop is a tab a core, used again and again: `goto` until load, one `axe.run()` with axe's defaults at
1280x800, nothing else, no waiting until the page stands still. The audit is `nyx-audit check` with all rules in both
views. Both start their own browser, the same one; runs alternate, so that a slow moment of the machine hits both.

    python -m benchmarks.speed FOLDER [--pages 24] [--runs 5] [--tabs 2]

FOLDER holds HTML pages, for instance /usr/share/doc/python3.11/html (Debian's package python3.11-doc). Where the
machine has other work, the processor's seconds say more than those of the clock.
"""

from __future__ import annotations

import argparse
import asyncio
import json
import os
import sys
import tempfile
from collections.abc import Sequence
from pathlib import Path
from statistics import median

from axe_playwright_python.base import AXE_SCRIPT
from playwright.async_api import BrowserContext, async_playwright

from benchmarks.outcomes import addresses
from benchmarks.processes import Took, run
from nyx_audit.browser.find import find_browser


def main() -> None:
    """Print what each run took, medians and their ratios."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--pages", type=int, default=24)
    parser.add_argument("--runs", type=int, default=5)
    parser.add_argument("--tabs", type=int, default=2)
    parser.add_argument("--bare", help=argparse.SUPPRESS)
    options = parser.parse_args()
    if options.bare:
        urls = json.loads(options.bare)
        violations = asyncio.run(bare_loop(urls, options.tabs))
        print(f"{violations} violations, pages: {len(urls)}")
        return
    bare, audit = [], []
    with addresses(options.folder, options.pages) as urls:
        for number in range(options.runs):
            bare.append(run(bare_command(urls, options.tabs)))
            audit.append(_audit(urls, options.tabs))
            print(f"run {number + 1}: {_ratios(bare[-1:], audit[-1:])}", flush=True)
    print(f"{len(urls)} pages, {options.tabs} tabs, median of {options.runs}: {_ratios(bare, audit)}")


def bare_command(urls: Sequence[str], tabs: int) -> list[str]:
    """Return the command that runs the bare loop."""
    return [sys.executable, "-m", "benchmarks.speed", os.devnull, "--tabs", str(tabs), "--bare", json.dumps(list(urls))]


async def bare_loop(urls: Sequence[str], tabs: int) -> int:
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


def _audit(urls: Sequence[str], tabs: int) -> Took:
    with tempfile.TemporaryDirectory() as folder:
        listing = Path(folder, "urls.txt")
        listing.write_text("\n".join(urls))
        report = Path(folder, "report.json")
        command = [sys.executable, "-m", "nyx_audit", "check", "--from-file", str(listing), "--json", str(report)]
        took = run([*command, "--fail-on", "never", "--quiet", "--tabs", str(tabs)])
        pages = json.loads(report.read_text())["pages"]
        lost = [page["url"] for page in pages if page["status"] != "audited"]
        if lost:
            raise SystemExit(f"{len(lost)} pages were not audited: {lost[:3]}")
        return took


def _ratios(bare: Sequence[Took], audit: Sequence[Took]) -> str:
    a, b = median(one.seconds for one in audit), median(one.seconds for one in bare)
    x, y = median(one.cpu for one in audit), median(one.cpu for one in bare)
    clock = f"bare loop {b:.1f} s, audit {a:.1f} s: {a / b:.2f} times"
    return f"{clock}; of the processor {y:.1f} s and {x:.1f} s: {x / y:.2f} times"


if __name__ == "__main__":
    main()
