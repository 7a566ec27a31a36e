"""Evidence of what a script shows and hides in turn."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from nyx_audit.model.evidence.kind import Gathered, Kind
from nyx_audit.model.outcome import Target


@dataclass(frozen=True, slots=True)
class Blinking:
    """What was seen to come and go for so many seconds; whether a control speaks of stopping (`stops`), or stands `near`."""

    key: str
    seconds: float
    stops: bool
    near: bool


@dataclass(frozen=True, slots=True)
class BlinkingParts:
    """The parts of the page that blink by a script."""

    found: tuple[Blinking, ...] = ()
    targets: Mapping[str, Target] = field(default_factory=dict)


BLINKING = Kind(
    "blinking",
    record=BlinkingParts,
    gathered=Gathered.INTERACTIVE,
    cost="nothing where nothing comes and goes; else up to six seconds",
)
