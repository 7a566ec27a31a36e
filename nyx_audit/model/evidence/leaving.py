"""Evidence of what a page says when a field is left empty that must not be, or with a wrong answer."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from nyx_audit.model.evidence.kind import Gathered, Kind
from nyx_audit.model.outcome import Target


@dataclass(frozen=True, slots=True)
class Reaction:
    """What came to be seen when a field was left with an answer, "" for none.

    `text` is the message ("" where none came), whether a live region announces it (`announced`), whether the field is
    `tied` to it. `fault` is which of the field's conditions the answer breaks (form, kind, length, range); `explained`
    whether any words about the field say what to enter; `left` whether telling people is left to the browser;
    `marked` whether the page marks the field as wrong, `reddened` whether its edge turned red.
    """

    key: str
    answer: str
    text: str
    announced: bool
    tied: bool
    fault: str
    explained: bool
    left: bool
    marked: bool
    reddened: bool


@dataclass(frozen=True, slots=True)
class Reactions:
    """What the page said; `acts` is whether scripts hear a press or a sent form, and may then say more. `targets` are the fields."""

    found: tuple[Reaction, ...] = ()
    acts: bool = False
    targets: Mapping[str, Target] = field(default_factory=dict)


LEAVING = Kind(
    "leaving",
    record=Reactions,
    gathered=Gathered.INTERACTIVE,
    cost="nothing without fields that must be filled in, or in a form; else a sixth of a second for each of up to twelve",
)
