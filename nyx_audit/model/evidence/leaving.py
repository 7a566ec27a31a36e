"""Evidence of what a page says when a required field is left empty."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from nyx_audit.model.evidence.kind import Gathered, Kind
from nyx_audit.model.outcome import Target


@dataclass(frozen=True, slots=True)
class ShownError:
    """A message that came to be seen when a field was left: whether a live region announces it, and the field is tied to it."""

    key: str
    text: str
    announced: bool
    tied: bool


@dataclass(frozen=True, slots=True)
class ShownErrors:
    """The messages that came; `targets` are their fields by key."""

    shown: tuple[ShownError, ...] = ()
    targets: Mapping[str, Target] = field(default_factory=dict)


LEAVING = Kind(
    "leaving",
    record=ShownErrors,
    gathered=Gathered.INTERACTIVE,
    cost="nothing without required fields and scripts that listen; else a sixth of a second for each of up to six fields",
)
