"""Evidence of how elements look while a pointer or the focus is on them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from nyx_audit.model.evidence.kind import Gathered, Kind
from nyx_audit.model.outcome import Target


@dataclass(frozen=True, slots=True)
class Worse:
    """What passes a rule at rest and fails it while `what` (a pointer, the focus) is there; `told` are the rule's words."""

    rule: str
    key: str
    what: str
    told: str


@dataclass(frozen=True, slots=True)
class StatesTried:
    """What looks worse in a state, and by rule what was tried and does not; not `complete` where there was no time for all."""

    worse: tuple[Worse, ...] = ()
    sound: Mapping[str, frozenset[str]] = field(default_factory=dict)
    complete: bool = True
    targets: Mapping[str, Target] = field(default_factory=dict)


STATES = Kind(
    "states",
    record=StatesTried,
    gathered=Gathered.INTERACTIVE,
    cost=(
        "what style sheets state for a pointer and the focus; a tenth of a second for each of up to three words that look pale,"
        " edges that fade and targets that shrink, in either state"
    ),
)
