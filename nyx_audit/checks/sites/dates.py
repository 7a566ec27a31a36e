"""Dates in running text, as English and Spanish pages write them. Pure."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date

# What stands before the day on which a page was last gone over.
SAID_WHEN = re.compile(
    r"\b(updated|reviewed|revised|modified|effective|prepared|created|issued|published|as of|dated?|actualizad[oa]|revisad[oa]|fecha)\b",
    re.IGNORECASE,
)
MONTHS = {
    name: number
    for number, names in enumerate(
        (
            "january jan enero ene", "february feb febrero", "march mar marzo", "april apr abril abr", "may mayo",
            "june jun junio", "july jul julio", "august aug agosto ago", "september sept sep septiembre setiembre",
            "october oct octubre", "november nov noviembre", "december dec diciembre dic",
        ),
        1,
    )
    for name in names.split()
}  # fmt: skip
_MONTH = "|".join(sorted(MONTHS, key=len, reverse=True))
# The day may be missing: then the month's first counts, so that a doubt of days is never more than a month.
PATTERNS = (
    re.compile(r"(?<!\d)(?P<y>20\d\d|19\d\d)-(?P<m>\d{1,2})-(?P<d>\d{1,2})(?!\d)"),
    re.compile(r"(?<![\d/])(?P<m>\d{1,2})/(?P<d>\d{1,2})/(?P<y>(?:19|20)?\d\d)(?![\d/])"),
    re.compile(rf"\b(?P<m>{_MONTH})\.?\s+(?P<d>\d{{1,2}})(?:st|nd|rd|th)?,?\s+(?P<y>(?:19|20)\d\d)\b", re.IGNORECASE),
    re.compile(
        rf"\b(?P<d>\d{{1,2}})\.?\s+(?:de\s+)?(?P<m>{_MONTH})\.?,?\s+(?:del?\s+)?(?P<y>(?:19|20)\d\d)\b", re.IGNORECASE
    ),
    re.compile(rf"\b(?P<m>{_MONTH})\.?,?\s+(?:de\s+)?(?P<y>(?:19|20)\d\d)\b", re.IGNORECASE),
)


def dates_in(text: str) -> Iterator[date]:
    """Yield the dates of a text, pattern by pattern; 3/4/2025 is the fourth of March."""
    for pattern in PATTERNS:
        for found in pattern.finditer(text):
            parts = found.groupdict()
            month = MONTHS.get(parts["m"].lower()) or int(parts["m"])
            year = int(parts["y"]) + (2000 if len(parts["y"]) == 2 else 0)
            try:
                yield date(year, month, int(parts.get("d") or 1))
            except ValueError:
                continue


def months_between(earlier: date, later: date) -> int:
    """Return the whole months from one day to another."""
    months = (later.year - earlier.year) * 12 + later.month - earlier.month
    return months - (later.day < earlier.day)
