"""Evidence of what a page does by its own clock while nobody does anything: slides that turn, messages that go."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from nyx_audit.model.evidence.kind import Gathered, Kind
from nyx_audit.model.outcome import Target


@dataclass(frozen=True, slots=True)
class TurningSlides:
    """Slides that turned at `turns`, in milliseconds since they were first looked at.

    `stops`: a control of the page speaks of stopping; `near`: any button stands near.
    """

    key: str
    turns: tuple[float, ...]
    stops: bool
    near: bool


@dataclass(frozen=True, slots=True)
class GoneMessage:
    """A message that went by itself, and the beginning of its words."""

    key: str
    text: str


@dataclass(frozen=True, slots=True)
class WatchedPage:
    """The slides that were seen to turn, the messages that were seen to go, and by key those that stayed."""

    slides: tuple[TurningSlides, ...] = ()
    gone: tuple[GoneMessage, ...] = ()
    stayed: frozenset[str] = frozenset()
    targets: Mapping[str, Target] = field(default_factory=dict)


WATCHED = Kind(
    "watched",
    record=WatchedPage,
    gathered=Gathered.INTERACTIVE,
    sampled=True,
    cost="nothing where no clock ticks or nothing looks like slides or a message; else up to ten seconds of waiting",
)
