"""The order in which addresses are requested of which not all can be: it stays from run to run, and prefers none."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable


def in_order(urls: Iterable[str]) -> list[str]:
    """Return the addresses in that order."""
    return sorted(urls, key=lambda url: hashlib.sha256(url.encode()).digest())
