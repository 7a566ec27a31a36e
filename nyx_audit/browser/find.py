"""Which browser to use: the user's word first, then what the machine has, fastest first."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path

from nyx_audit.errors import BrowserError

NAMES = (
    ("chromium-headless-shell", "headless shell"),
    ("google-chrome", "Chrome"),
    ("google-chrome-stable", "Chrome"),
    ("chrome", "Chrome"),
    ("microsoft-edge", "Edge"),
    ("msedge", "Edge"),
    ("chromium", "Chromium"),
    ("chromium-browser", "Chromium"),
)
PLACES = {
    "darwin": (
        ("/Applications/Google Chrome.app/Contents/MacOS/Google Chrome", "Chrome"),
        ("/Applications/Microsoft Edge.app/Contents/MacOS/Microsoft Edge", "Edge"),
        ("/Applications/Chromium.app/Contents/MacOS/Chromium", "Chromium"),
    ),
    "win32": (
        (r"C:\Program Files\Google\Chrome\Application\chrome.exe", "Chrome"),
        (r"C:\Program Files (x86)\Microsoft\Edge\Application\msedge.exe", "Edge"),
    ),
}
HOW = "get one with: nyx-audit browser install"


@dataclass(frozen=True, slots=True)
class Browser:
    """An executable and what it is; `path` is None for Playwright's own, which Playwright finds itself."""

    kind: str
    path: Path | None


def find_browser(asked: str | None = None) -> Browser:
    """Return the browser to launch; `asked` is the user's `--browser` or `NYX_BROWSER`.

    Raises BrowserError where the asked one is no executable, or none is found.
    """
    asked = asked or os.environ.get("NYX_BROWSER")
    if asked:
        return Browser("as requested", _executable(asked))
    for browser in candidates():
        return browser
    raise BrowserError(f"no browser found (looked for Playwright's own, {', '.join(name for name, _ in NAMES)}); {HOW}")


def candidates() -> list[Browser]:
    """Return every browser of this machine, in the order of preference."""
    found = [Browser("Playwright's own", None)] if playwright_has_own() else []
    for name, kind in NAMES:
        path = shutil.which(name)
        if path:
            found.append(Browser(kind, Path(path)))
    for place, kind in PLACES.get(sys.platform, ()):
        if Path(place).is_file():
            found.append(Browser(kind, Path(place)))
    return found


def playwright_has_own() -> bool:
    """Whether Playwright's download of its headless shell is there, without starting Playwright's driver."""
    root = os.environ.get("PLAYWRIGHT_BROWSERS_PATH") or {
        "darwin": "~/Library/Caches/ms-playwright",
        "win32": "~/AppData/Local/ms-playwright",
    }.get(sys.platform, "~/.cache/ms-playwright")
    folder = Path(root).expanduser()
    return any((shell / "INSTALLATION_COMPLETE").exists() for shell in folder.glob("chromium_headless_shell-*"))


def install() -> str:
    """Fetch a browser: Playwright's download, or Debian's package where that is refused and the user is root.

    Returns a sentence on what was installed. Raises BrowserError with what was tried.
    """
    download = [sys.executable, "-m", "playwright", "install", "--with-deps", "chromium-headless-shell"]
    if not _is_root() or not shutil.which("apt-get"):
        download.remove("--with-deps")
    if _runs(download) and playwright_has_own():
        return "Playwright's own headless browser is installed."
    if _is_root() and shutil.which("apt-get"):
        for package in ("chromium-headless-shell", "chromium"):
            _runs(["apt-get", "update", "-qq"])
            if _runs(["apt-get", "install", "-y", "-qq", "--no-install-recommends", package, "fonts-liberation"]):
                return f"Debian's package {package} is installed."
    raise BrowserError(
        "no browser could be installed: Playwright's download failed"
        + (" and so did Debian's packages" if _is_root() else "; as root, Debian's package would be tried too")
        + ". Install Chrome, Edge or Chromium by hand, or name one with --browser"
    )


def _executable(asked: str) -> Path:
    path = shutil.which(asked) or asked
    if not os.access(path, os.X_OK) or Path(path).is_dir():
        raise BrowserError(f'the browser "{asked}" (--browser, NYX_BROWSER) is not an executable file; {HOW}')
    return Path(path)


def _runs(command: list[str]) -> bool:
    environment = {**os.environ, "DEBIAN_FRONTEND": "noninteractive"}
    # The installers' talk is progress, and standard output is kept for data.
    return subprocess.run(command, check=False, env=environment, stdout=sys.stderr).returncode == 0


def _is_root() -> bool:
    return hasattr(os, "geteuid") and os.geteuid() == 0
