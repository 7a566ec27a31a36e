"""What a page wanted to leave for, while it was moved: navigations, new windows, dialogs. The guard stops all of them."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

from playwright.async_api import CDPSession, Dialog, Page

MOST = 200
MESSAGE = "opens a message"
LONGEST = 300


@dataclass
class Departures:
    """Watches one tab, as the debugger protocol tells: `found` holds a word for what happened, with its address."""

    frame: str
    found: list[tuple[str, str]] = field(default_factory=list)

    def watch(self, page: Page, cdp: CDPSession) -> None:
        """Begin to note what the tab's pages want to leave for."""
        cdp.on("Page.frameRequestedNavigation", self._navigates)
        cdp.on("Page.windowOpen", lambda event: self._note("opens a window", event.get("url", "")))
        page.on("dialog", self._asks)

    def begin(self) -> None:
        """Forget what was noted: from here on it is another's doing."""
        self.found.clear()

    def _navigates(self, event: dict[str, Any]) -> None:
        if event.get("frameId") == self.frame:
            sends = str(event.get("reason", "")).startswith("formSubmission")
            self._note("sends a form" if sends else "leads to another page", event.get("url", ""))

    def _asks(self, dialog: Dialog) -> None:
        self._note(MESSAGE, dialog.message)

    def _note(self, what: str, where: str) -> None:
        if len(self.found) < MOST:
            self.found.append((what, where[:LONGEST]))
