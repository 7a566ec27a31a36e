"""The tour of all that takes the focus, taken once a page and shared by the probes about it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from nyx_audit.model.evidence.read import read_record

# Elements of a kind (tag and classes) that are looked at.
EACH = 2
MILLISECONDS = 1200
TAKE = "(each, hears, ms) => nyx.tour.take(each, hears, ms)"


@dataclass(frozen=True, slots=True)
class Stop:
    """What an element does when the focus comes, by number.

    `look` says whether its look changes ("" where it was not looked at), `of_colours` that it does so by colours and
    shadows alone, `outline` the contrast of an outline with what is beside it where that is all of the mark, else 0; `keeps` that it keeps the Tab key to itself,
    `gives` that it gives the focus "away" at once, or that it is "lost"; `stays` that the focus cannot be taken from
    it, `leads` the address to which the page goes by itself, `held` that the page itself sent the focus there.
    """

    number: int
    look: str
    of_colours: bool
    outline: float
    keeps: bool
    gives: str
    stays: bool
    leads: str
    held: bool

    @property
    def may_trap(self) -> bool:
        """Whether the focus may be held here: only where a script keeps the key, or moves the focus."""
        return self.keeps or bool(self.gives) or self.stays or self.held


@dataclass(frozen=True, slots=True)
class Tour:
    """The stops, in the order of the document; `is_cut` where there was no time for all of them.

    `has_forced` is whether the page may have styles of its own for people who have chosen their colours; `departs` whether the page wanted to leave, or opened something, while the tour was taken.
    """

    stops: tuple[Stop, ...]
    is_cut: bool
    has_forced: bool
    departs: bool

    def looking(self, look: str) -> list[int]:
        """Return the stops whose look with the focus is the "same" as without it, plainly "changed", or "faint"."""
        return [stop.number for stop in self.stops if stop.look == look]


def read_tour(found: Mapping[str, object], departs: bool) -> Tour:
    """Return the tour that the page's half brought back."""
    return read_record(
        Tour,
        {
            "stops": found["stops"],
            "is_cut": found["isCut"],
            "has_forced": found["hasForced"],
            "departs": departs,
        },
    )
