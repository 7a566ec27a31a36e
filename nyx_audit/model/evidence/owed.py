"""Evidence of the keys that a role promises."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from nyx_audit.model.evidence.kind import Gathered, Kind
from nyx_audit.model.outcome import Target


@dataclass(frozen=True, slots=True)
class OwedKeys:
    """The keys that a control owes by its role and that do nothing at all, and those of Enter and Space that do something."""

    key: str
    role: str
    dead: tuple[str, ...]
    alive: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class OwedKeysTried:
    """The controls that were tried; `targets` are they by key."""

    tried: tuple[OwedKeys, ...] = ()
    targets: Mapping[str, Target] = field(default_factory=dict)


OWED = Kind(
    "owed-keys",
    record=OwedKeysTried,
    gathered=Gathered.INTERACTIVE,
    cost="nothing without such roles; else a tenth of a second for each of up to eight controls",
    sampled=True,
)
