"""Makes the README's pictures of the terminal summary and the HTML report, from an audit of the sample site."""

from __future__ import annotations

import io
import subprocess
import sys
import tempfile
from pathlib import Path

from playwright.sync_api import sync_playwright
from rich.console import Console

from nyx_audit.browser.find import find_browser
from nyx_audit.net.local import serve_folder
from nyx_audit.report import terminal
from nyx_audit.run.history import summary_of
from nyx_audit.store.history import History

DOCS = Path(__file__).parent.parent / "docs"


def main() -> None:
    """Audit the sample site and write docs/terminal.svg and docs/report.png."""
    with tempfile.TemporaryDirectory() as folder:
        history, report = Path(folder, "history.sqlite"), Path(folder, "index.html")
        command = [sys.executable, "-m", "nyx_audit", "demo", "--history", str(history), "--fail-on", "never", "-q"]
        subprocess.run([*command, "--html", str(report)], check=True)
        with History.open(history, write=False) as opened:
            summary = summary_of(opened, 1)
        console = Console(record=True, width=80, file=io.StringIO(), force_terminal=True)
        console.print(terminal.render(summary, {"html": "report/index.html"}))
        console.save_svg(str(DOCS / "terminal.svg"), title="make audit")
        _picture(report)


def _picture(report: Path) -> None:
    browser = find_browser()
    with serve_folder(report.parent) as root, sync_playwright() as playwright:
        running = playwright.chromium.launch(executable_path=str(browser.path) if browser.path else None)
        page = running.new_page(viewport={"width": 1280, "height": 860})
        page.goto(root)
        page.screenshot(path=str(DOCS / "report.png"))
        running.close()


if __name__ == "__main__":
    main()
