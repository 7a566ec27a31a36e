"""What does it cost that only GET and HEAD leave the browser, and only to addresses that were judged?

Plain navigations of one page, unguarded and with the guard and the gate, alternating; the page has a style sheet, a script, an image
and a fetch of its own.

    python -m benchmarks.guard [--loads 30] [--runs 5]
"""

from __future__ import annotations

import argparse
import asyncio
import statistics
import tempfile
import time
from functools import partial
from pathlib import Path

from playwright.async_api import async_playwright

from nyx_audit.browser.find import find_browser
from nyx_audit.browser.guard import Guard
from nyx_audit.browser.launch import ARGUMENTS
from nyx_audit.browser.request import anywhere
from nyx_audit.net.access import Accesses
from nyx_audit.net.gate import open_gate
from nyx_audit.net.local import serve_folder

PAGE = """<!doctype html><html lang="en"><title>A page</title><link rel="stylesheet" href="a.css"><script src="a.js"></script>
<h1>A page</h1><img src="a.svg" alt="A"><script>fetch('a.css')</script>"""


def main() -> None:
    """Print milliseconds a navigation, unguarded and guarded, and their ratio."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--loads", type=int, default=30)
    parser.add_argument("--runs", type=int, default=5)
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        files = {"index.html": PAGE, "a.css": "h1 { color: #333 }", "a.js": "var a = 1;"}
        files["a.svg"] = '<svg xmlns="http://www.w3.org/2000/svg" width="9" height="9"/>'
        for name, text in files.items():
            Path(folder, name).write_text(text)
        with serve_folder(Path(folder)) as root:
            plain, guarded = asyncio.run(_measure(root, options.loads, options.runs))
    print(f"unguarded {plain:.1f} ms, guarded {guarded:.1f} ms a navigation: {guarded / plain:.2f} times")


async def _measure(root: str, loads: int, runs: int) -> tuple[float, float]:
    times: dict[bool, list[float]] = {False: [], True: []}
    path = find_browser().path
    async with open_gate() as gate, async_playwright() as playwright:
        areas = await gate.admit(root)
        for _ in range(runs):
            for guarded in (False, True):
                arguments = [*ARGUMENTS, *(gate.browser_arguments if guarded else ())]
                browser = await playwright.chromium.launch(executable_path=str(path) if path else None, args=arguments)
                page = await browser.new_page()
                cdp = await page.context.new_cdp_session(page)
                guard = Guard(cdp, (await cdp.send("Page.getFrameTree"))["frameTree"]["frame"]["id"], Accesses())
                if guarded:
                    await guard.start()
                began = time.monotonic()
                for number in range(loads):
                    guard.begin(anywhere, partial(gate.refusal, areas=areas))
                    await page.goto(f"{root}?{number}", wait_until="load")
                times[guarded].append((time.monotonic() - began) * 1000 / loads)
                await browser.close()
    return statistics.median(times[False]), statistics.median(times[True])


if __name__ == "__main__":
    main()
