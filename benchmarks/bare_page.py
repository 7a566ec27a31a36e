"""The least that a person would write to have one page tested: launch, go there, one `axe.run()`, close.

python -m benchmarks.bare_page URL [BROWSER]
"""

from __future__ import annotations

import sys

from axe_playwright_python.base import AXE_SCRIPT
from playwright.sync_api import sync_playwright


def main() -> None:
    """Print how many violations axe found."""
    url, path = sys.argv[1], sys.argv[2] if len(sys.argv) > 2 else None
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=path)
        page = browser.new_page(viewport={"width": 1280, "height": 800})
        page.goto(url, wait_until="load")
        page.evaluate(AXE_SCRIPT)
        print(page.evaluate("axe.run().then((results) => results.violations.length)"))
        browser.close()


if __name__ == "__main__":
    main()
