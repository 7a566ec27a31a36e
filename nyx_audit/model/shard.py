"""A part of an audit that several commands share, each on its own machine."""

from __future__ import annotations

import re
from dataclasses import dataclass

SETTINGS = re.compile(r"\A([^\s/]{1,64}) ([0-9,]{1,4000})/([0-9]{1,5})")


@dataclass(frozen=True, slots=True)
class Part:
    """Which part is to be audited: the `number`th `of` several."""

    number: int
    of: int

    def __str__(self) -> str:
        return f"{self.number}/{self.of}"


@dataclass(frozen=True, slots=True)
class Shard:
    """The parts, by `numbers`, that an audit is of a whole; `whole` is a digest of all that they audit together.

    One that was merged of some parts, while others are missing, has several numbers.
    """

    numbers: tuple[int, ...]
    of: int
    whole: str

    def __str__(self) -> str:
        return f"{','.join(map(str, self.numbers))}/{self.of}"

    @property
    def settings(self) -> str:
        """What names the settings of its run in the history."""
        return f"{self.whole} {self}"

    @property
    def missing(self) -> tuple[int, ...]:
        """The numbers of the parts that are not in it."""
        return tuple(number for number in range(1, self.of + 1) if number not in self.numbers)

    @classmethod
    def of_settings(cls, settings: str) -> Shard | None:
        """Return the shard that a run's settings name, None for a run of the whole."""
        found = SETTINGS.fullmatch(settings)
        return cls(tuple(map(int, found[2].split(","))), int(found[3]), found[1]) if found else None
