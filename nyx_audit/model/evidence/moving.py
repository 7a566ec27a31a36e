"""Evidence of pictures that move by themselves, and of what flashes."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from nyx_audit.model.evidence.kind import Gathered, Kind
from nyx_audit.model.outcome import Target


@dataclass(frozen=True, slots=True)
class MovingPicture:
    """A picture of several frames that differ: for how many seconds it moves, None for without end, and how often it flashes.

    `changing` is the share of it that changes most from one frame to the next, `width` and `height` how large it is
    drawn. `stops` is whether a control of the page speaks of stopping, `near` whether one stands near, or the picture
    is one.
    """

    key: str
    seconds: float | None
    changing: float
    flashes: float
    width: float
    height: float
    stops: bool
    near: bool


@dataclass(frozen=True, slots=True)
class FlashingPart:
    """A part of the page that a style sheet makes flash, and how often a second."""

    key: str
    flashes: float
    width: float
    height: float


@dataclass(frozen=True, slots=True)
class MovingPictures:
    """The pictures that move, and the parts that flash."""

    pictures: tuple[MovingPicture, ...] = ()
    parts: tuple[FlashingPart, ...] = ()
    targets: Mapping[str, Target] = field(default_factory=dict)


MOVING = Kind(
    "moving",
    record=MovingPictures,
    gathered=Gathered.INTERACTIVE,
    cost="nothing without pictures of a type that can move; else the content of up to ten, from the browser's memory",
)
