"""What a kind of evidence is. A check names the kinds that it needs and receives their records; `judge` alone says `untested`."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import Generic, TypeVar

from nyx_audit.model.outcome import View
from nyx_audit.model.reason import Reason, ReasonCode

T = TypeVar("T")


class Gathered(StrEnum):
    """When evidence is gathered, and whether that moves the page."""

    PASSIVE = "passive"
    """During the visit, from the page as it stands."""
    INTERACTIVE = "interactive"
    """During the visit, by focus, keys, pointer or time: last, within a budget, and only where probes are allowed."""
    AFTERWARDS = "afterwards"
    """Fetched after the visit, by addresses that other evidence of the page names."""
    SITE = "site"
    """When all pages of a site are known."""


@dataclass(frozen=True, slots=True)
class Missing:
    """Evidence that is unavailable, and why. Judged as `untested`."""

    reason: Reason


@dataclass(frozen=True)
class Need(Generic[T]):
    """What a check is given: the record of a kind of evidence, by the name that rule files use.

    Where it is not `required`, the check receives None for what is missing.
    """

    name: str
    required: bool = True


@dataclass(frozen=True)
class Kind(Need[T]):
    """One kind of evidence.

    `view` is the window in which it is gathered, None for all; `cost` what a page pays for it, `absent` that it was
    not gathered, both in words. What is `sampled` costs seconds: of a large site it is gathered on a sample of the pages.
    """

    record: type[T] | None = None
    gathered: Gathered = Gathered.PASSIVE
    view: View | None = None
    cost: str = ""
    absent: str = ""
    sampled: bool = False

    @property
    def not_gathered(self) -> Missing:
        """What stands in its place where it was not gathered."""
        if self.gathered is Gathered.INTERACTIVE:
            return Missing(Reason(ReasonCode.PROBES_OFF, "the page was not moved (--no-probes)"))
        return Missing(Reason(ReasonCode.NOT_GATHERED, self.absent or f"the evidence {self.name} was not gathered"))


def optional(kind: Kind[T]) -> Need[T | None]:
    """Return the need of a check that can do without this kind of evidence."""
    return Need(kind.name, required=False)
