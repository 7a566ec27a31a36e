"""Which pages link to an address: a few of them, the same ones whichever was found first."""

from __future__ import annotations

from bisect import insort
from collections.abc import Iterable

MAX_LINKS = 10


class Linking:
    """Keeps, by the key of an address, the ten pages with the shortest addresses that link there."""

    def __init__(self) -> None:
        self._pages: dict[str, list[str]] = {}

    def add(self, key: str, page: str) -> bool:
        """Take notice of a page that links to an address, and return whether that changes what is kept."""
        pages = self._pages.setdefault(key, [])
        if page in pages:
            return False
        insort(pages, page, key=_by_length)
        return len(pages) <= MAX_LINKS or pages.pop() != page

    def restore(self, key: str, pages: Iterable[str]) -> None:
        """Keep for an address what was kept of it before."""
        self._pages[key] = list(pages)

    def to(self, key: str) -> tuple[str, ...]:
        """Return the pages that link to an address."""
        return tuple(self._pages.get(key, ()))


def _by_length(url: str) -> tuple[int, str]:
    return len(url), url
