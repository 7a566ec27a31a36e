"""Evidence of slides that take each other's place by themselves."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from nyx_audit.model.evidence.kind import Gathered, Kind
from nyx_audit.model.outcome import Target


@dataclass(frozen=True, slots=True)
class Turning:
    """Slides that turned at `turns`, in milliseconds since they were first looked at.

    `stops`: a control of the page speaks of stopping; `near`: any button stands near.
    """

    key: str
    turns: tuple[float, ...]
    stops: bool
    near: bool


@dataclass(frozen=True, slots=True)
class TurningSlides:
    """The slides that were seen to turn while nobody did anything."""

    found: tuple[Turning, ...] = ()
    targets: Mapping[str, Target] = field(default_factory=dict)


TURNING = Kind(
    "turning",
    record=TurningSlides,
    gathered=Gathered.INTERACTIVE,
    sampled=True,
    cost="nothing where no clock ticks or nothing looks like slides; else up to ten seconds of waiting",
)
