"""A quarter of a year. Pure."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import UTC, date, datetime

from nyx_audit.errors import UsageError

QUARTERS = 4


@dataclass(frozen=True, slots=True, order=True)
class Period:
    """A quarter of a year, in UTC."""

    year: int
    number: int

    @classmethod
    def read(cls, text: str) -> Period:
        """Return the quarter that is written like 2026Q4. Raises UsageError."""
        found = re.fullmatch(r"(20\d\d)-?[Qq]([1-4])", text.strip())
        if not found:
            raise UsageError(f'"{text}" is not a quarter; write it like 2026Q4')
        return cls(int(found[1]), int(found[2]))

    @classmethod
    def of(cls, moment: datetime) -> Period:
        """Return the quarter of a moment."""
        day = moment.astimezone(UTC)
        return cls(day.year, (day.month + 2) // 3)

    def before(self, count: int = 1) -> Period:
        """Return the quarter that many before."""
        year, rest = divmod(self.year * 4 + self.number - 1 - count, 4)
        return Period(year, rest + 1)

    def last(self, count: int = QUARTERS) -> tuple[Period, ...]:
        """Return this quarter and those before it, oldest first."""
        return tuple(self.before(back) for back in reversed(range(count)))

    @property
    def end(self) -> date:
        """The first day after it."""
        return date(self.year + self.number // 4, self.number % 4 * 3 + 1, 1)

    def __str__(self) -> str:
        return f"{self.year}Q{self.number}"
