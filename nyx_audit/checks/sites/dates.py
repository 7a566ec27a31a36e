"""Dates in running text, as English and Spanish pages write them. Pure."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date

# A line that says when the page itself was last gone over.
SAID_WHEN = re.compile(
    r"^\W*(?:(?:this )?(?:page|content|statement|policy|document|web ?site)\s+)?(?:was |is )?(?:date )?(?:last |most recently )?(?:updated|reviewed|revised|modified)\b|"
    r"^\W*(?:date )?(?:of )?last (?:update|review|revision|modification)\b|^\W*(?:fecha de )?(?:la )?[uú]ltima (?:actualización|revisión)\b|"
    r"^\W*(?:página )?(?:actualizad[oa]|revisad[oa])\b",
    re.IGNORECASE,
)
SHORT_LINE = 120
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


def days_said(text: str) -> Iterator[date]:
    """Yield the days on which a page says that it was last gone over; a label and its day may be two lines."""
    lines = text.splitlines()
    for line, after in zip(lines, [*lines[1:], ""], strict=True):
        if len(line) <= SHORT_LINE and SAID_WHEN.search(line):
            yield from dates_in(line if any(dates_in(line)) else f"{line} {after[:SHORT_LINE]}")


def months_between(earlier: date, later: date) -> int:
    """Return the whole months from one day to another."""
    months = (later.year - earlier.year) * 12 + later.month - earlier.month
    return months - (later.day < earlier.day)
