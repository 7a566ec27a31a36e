"""What the frontier takes and gives: plain records."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from nyx_audit.model.reason import Reason


@dataclass(frozen=True, slots=True)
class Limits:
    """How far a crawl goes. `max_variants` are addresses of one path that differ only in the query."""

    max_pages: int = 200
    max_depth: int = 10
    max_variants: int = 50


@dataclass(frozen=True, slots=True)
class Queued:
    """The address waits for its visit."""


@dataclass(frozen=True, slots=True)
class Known:
    """The address was queued before."""


@dataclass(frozen=True, slots=True)
class Skipped:
    """The address is left out."""

    reason: Reason


Decision = Queued | Known | Skipped


@dataclass(frozen=True, slots=True)
class Item:
    """An address to visit. Starts and pinned pages come as they were requested, others in canonical form."""

    url: str
    depth: int
    found_on: str | None = None
    start: bool = False
    pinned: bool = False

    @property
    def named(self) -> bool:
        """Whether a person named the address."""
        return self.start or self.pinned


class State(StrEnum):
    """`taken`: handed out, not done. `reached`: a redirect of another address led there, and was its visit."""

    WAITING = "waiting"
    TAKEN = "taken"
    VISITED = "visited"
    REACHED = "reached"
    SKIPPED = "skipped"


@dataclass(frozen=True, slots=True)
class FrontierRow:
    """What has to be kept of one address so that a killed run can go on. Unique by `url`.

    `number` is the place in the order found, `turn` in the order of visits (-1 before); `reason` of a skipped one;
    `drawn` the place in the sample that the address was drawn into, 0 for none.
    """

    url: str
    state: State
    depth: int = 0
    found_on: str | None = None
    start: bool = False
    pinned: bool = False
    number: int = 0
    turn: int = -1
    reason: Reason | None = None
    linked_from: tuple[str, ...] = ()
    drawn: int = 0
