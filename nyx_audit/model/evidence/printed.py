"""How much of a page is printed."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from nyx_audit.model.evidence.kind import Kind
from nyx_audit.model.outcome import Target


@dataclass(frozen=True, slots=True)
class PrintedPage:
    """How many characters the page shows, and how many it prints; the same where no style for printing hides much."""

    key: str
    shown: int
    printed: int
    targets: Mapping[str, Target] = field(default_factory=dict)


PRINTED = Kind(
    "printed",
    record=PrintedPage,
    cost="a look at the styles for printing; where they hide most of the page, it is laid out once as it is printed",
    absent="the page was not looked at as it is printed",
)
