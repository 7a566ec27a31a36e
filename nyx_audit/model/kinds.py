"""The kinds of evidence: each is declared once, with the record that it is and how it is gathered.

A check names the kinds that it needs and receives their records; `judge` alone says `untested` where one is missing.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import Generic, TypeVar

from nyx_audit.model.outcome import View

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


@dataclass(frozen=True)
class Need(Generic[T]):
    """What a check is given: the record of a kind of evidence, by the name that rule files use.

    Where it is not `required`, the check receives None for what is missing.
    """

    name: str
    required: bool = True


@dataclass(frozen=True)
class Kind(Need[T]):
    """One kind of evidence. `view` is the window in which it is gathered, None for all; `cost` what a page pays for it, in words."""

    record: type[T] | None = None
    gathered: Gathered = Gathered.PASSIVE
    view: View | None = None
    cost: str = ""


def optional(kind: Kind[T]) -> Need[T | None]:
    """Return the need of a check that can do without this kind of evidence."""
    return Need(kind.name, required=False)
