"""The page in windows between the narrowest and the desktop's, where its style sheets lay it out otherwise there."""

from __future__ import annotations

from dataclasses import dataclass

from nyx_audit.model.evidence.kind import Kind
from nyx_audit.model.evidence.layout import NOT_MEASURED, NarrowedPage, ReflowLayout


@dataclass(frozen=True, slots=True)
class Between:
    """What sticks out of a window of some width, and what it hides."""

    reflow: ReflowLayout
    narrowed: NarrowedPage


@dataclass(frozen=True, slots=True)
class BetweenWidths:
    """The windows that were looked at, narrowest first; none where no style sheet draws a line between them."""

    key: str
    windows: tuple[Between, ...] = ()


BETWEEN = Kind(
    "between",
    record=BetweenWidths,
    cost="nothing where no style sheet draws a line there; else a resize and two walks for up to three widths",
    absent=NOT_MEASURED,
)
