"""The addresses that a sitemap names, as they are found in it: bounded, made whole, and what is dropped is counted."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from urllib.parse import urljoin

MAX_ADDRESSES = 50_000
MAX_LENGTH = 2000
ADDRESS = re.compile(rf"https?://\S{{1,{MAX_LENGTH}}}", re.IGNORECASE)


class Stop(Exception):
    """A sitemap is read no further; the message says why."""


class TooLarge(Stop):
    """There is more than is read."""

    def __init__(self, text: str) -> None:
        super().__init__(f"{text}; the rest was left out")


@dataclass(slots=True)
class Names:
    """Collects addresses; relative ones are of `base`, which is where the sitemap stands."""

    base: str
    pages: list[str] = field(default_factory=list)
    sitemaps: list[str] = field(default_factory=list)
    _dropped: int = 0
    _first_dropped: str = ""

    def add_page(self, text: str) -> None:
        """Take the address of a page as it is written. Raises Stop at the limit."""
        self._add(self.pages, text)

    def add_sitemap(self, text: str) -> None:
        """Take the address of a further sitemap as it is written. Raises Stop at the limit."""
        self._add(self.sitemaps, text)

    def add_line(self, text: str) -> None:
        """Take a line of a text; only what is a whole address is one. Raises Stop at the limit."""
        if ADDRESS.fullmatch(text.strip()):
            self._add(self.pages, text)

    @property
    def problem(self) -> str:
        """What was dropped, in words; empty where nothing was."""
        if not self._dropped:
            return ""
        count = "1 of its entries is" if self._dropped == 1 else f"{self._dropped:,} of its entries are"
        return f'{count} without a web address, and left out (the first: "{self._first_dropped}")'

    def _add(self, to: list[str], text: str) -> None:
        address = _whole(text, self.base)
        if not ADDRESS.fullmatch(address):
            self._first_dropped = self._first_dropped or text.strip()[:100]
            self._dropped += 1
        elif len(self.pages) + len(self.sitemaps) >= MAX_ADDRESSES:
            raise TooLarge(f"it names more than {MAX_ADDRESSES:,} addresses")
        else:
            to.append(address)


def _whole(text: str, base: str) -> str:
    """Return an address as a browser would read it in a link: without line breaks, spaces encoded, made whole."""
    address = "".join(line.strip() for line in text[: 2 * MAX_LENGTH].splitlines()).replace(" ", "%20")
    if not address or ADDRESS.match(address):
        return address
    try:
        return urljoin(base, address)
    except ValueError:
        return ""
