"""Evidence of what a page does when another choice is made, or a field is answered."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from nyx_audit.model.evidence.kind import Gathered, Kind
from nyx_audit.model.outcome import Target


@dataclass(frozen=True, slots=True)
class Departure:
    """A choice that led away at once: what the page did, and `where` to.

    `warned` is whether its label says so, `typed` whether it is an answer that was typed, and no choice.
    """

    key: str
    what: str
    where: str = ""
    warned: bool = False
    typed: bool = False


@dataclass(frozen=True, slots=True)
class ChoicesTried:
    """The choices that led away, and those that did not, by key."""

    left: tuple[Departure, ...] = ()
    stayed: frozenset[str] = frozenset()
    targets: Mapping[str, Target] = field(default_factory=dict)


CHOSEN = Kind(
    "chosen",
    record=ChoicesTried,
    gathered=Gathered.INTERACTIVE,
    cost="nothing where no script listens; else one key for each of up to eight choices, and an answer in up to four fields",
)
