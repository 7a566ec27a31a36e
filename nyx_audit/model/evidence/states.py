"""Evidence of how texts look while a pointer or the focus is on them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from nyx_audit.model.evidence.kind import Gathered, Kind
from nyx_audit.model.outcome import Target


@dataclass(frozen=True, slots=True)
class PaleText:
    """A text whose contrast is enough at rest and not while `what` (a pointer, the focus) is there; `told` are the figures."""

    key: str
    what: str
    told: str


@dataclass(frozen=True, slots=True)
class StatesTried:
    """The texts that become pale, and those that were tried and do not; not `complete` where there was no time for all."""

    pale: tuple[PaleText, ...] = ()
    sound: frozenset[str] = frozenset()
    complete: bool = True
    targets: Mapping[str, Target] = field(default_factory=dict)


STATES = Kind(
    "states",
    record=StatesTried,
    gathered=Gathered.INTERACTIVE,
    cost="the colours that style sheets have for a pointer and the focus; a tenth of a second for each of up to six that look pale",
)
