"""The addresses that a crawl leaves out, each with its reason."""

from __future__ import annotations

from dataclasses import dataclass, field

from nyx_audit.model.reason import Reason

MAX_KEPT = 5_000


@dataclass(slots=True)
class LeftOut:
    """Addresses left out: all are counted, once each, and the first ones kept. A million keys would be 150 MB."""

    kept: dict[str, tuple[str, Reason]] = field(default_factory=dict)
    hashes: set[int] = field(default_factory=set)

    def add(self, key: str, url: str, reason: Reason) -> bool:
        """Count an address, and return whether it is kept."""
        self.hashes.add(hash(key))
        if key not in self.kept and len(self.kept) < MAX_KEPT:
            self.kept[key] = url, reason
        return key in self.kept

    def discard(self, key: str) -> None:
        """Forget an address that is not left out any more."""
        self.hashes.discard(hash(key))
        self.kept.pop(key, None)
