"""Evidence of what appears under a pointer or with the focus: whether it stays, can be reached and sent away."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from nyx_audit.model.evidence.kind import Gathered, Kind
from nyx_audit.model.outcome import Target


@dataclass(frozen=True, slots=True)
class Appearance:
    """What appears while a pointer is on an element (`key`), or the focus (`focused`), and goes with it.

    `stays` is whether it is there for as long as pointer or focus are. Two are None where they are not sure: `reached`,
    whether the pointer comes onto it, and `dismissed`, whether Escape sends it away, or nothing needs to. `covers` is
    the text below it, "" for none; `inside` whether it lies wholly in the element's own box.
    """

    key: str
    text: str
    focused: bool
    stays: bool
    reached: bool | None
    dismissed: bool | None
    covers: str
    inside: bool

    @property
    def is_sound(self) -> bool:
        """Whether nothing is wrong with it, nor in doubt."""
        return self.stays and self.reached is True and self.dismissed is True


@dataclass(frozen=True, slots=True)
class Appearances:
    """What appeared on the page; not `complete` where there was no time to try all that may show something."""

    found: tuple[Appearance, ...] = ()
    complete: bool = True
    targets: Mapping[str, Target] = field(default_factory=dict)


HOVERED = Kind(
    "hovered",
    record=Appearances,
    gathered=Gathered.INTERACTIVE,
    cost="nothing where nothing hears a pointer; else a sixth of a second for each of up to eight elements, and up to two "
    "seconds for one that shows something",
    sampled=True,
)
