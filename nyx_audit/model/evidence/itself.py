"""Evidence of what a page's scripts do of themselves that takes people away."""

from __future__ import annotations

from dataclasses import dataclass

from nyx_audit.model.evidence.kind import Gathered, Kind


@dataclass(frozen=True, slots=True)
class LeavingTimer:
    """A timer whose code leaves the page, or `reloads` it, after so many seconds; `conditional` where that depends on something."""

    seconds: float
    repeats: bool = False
    reloads: bool = False
    conditional: bool = False


@dataclass(frozen=True, slots=True)
class ByItself:
    """The timers that leave, the addresses of windows that opened without a press, and how many controls speak of the time."""

    timers: tuple[LeavingTimer, ...] = ()
    windows: tuple[str, ...] = ()
    controls: int = 0


ITSELF = Kind(
    "by-itself",
    record=ByItself,
    gathered=Gathered.INTERACTIVE,
    cost="nothing where no timer leaves the page; else the listeners of the document",
)
