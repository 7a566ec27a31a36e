"""Measures of the layout, as the page stands and in windows of other sizes. The shapes are those of `layout.js`."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from nyx_audit.model.evidence.kind import Kind
from nyx_audit.model.outcome import Target, View


@dataclass(frozen=True, slots=True)
class Bar:
    """What stays at an edge of the screen, with its height in CSS pixels."""

    key: str
    height: int


@dataclass(frozen=True, slots=True)
class PhoneLayout:
    """How a phone lays the page out, in CSS pixels. `meta` is the content of the viewport meta element, `text_size`
    that of most running text, 0 without any; `html` is whether it is an HTML document. Of the `controls` that no line of text
    holds, so many are smaller than 44 pixels; `smallest` is the key of the smallest."""

    key: str
    html: bool
    meta: str | None
    layout_width: int
    screen_width: int
    text_size: float
    bars: tuple[Bar, ...]
    controls: int = 0
    small_controls: int = 0
    smallest: str = ""
    targets: Mapping[str, Target] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Overflow:
    """What reaches so far to the right, in CSS pixels; `exempt` needs two dimensions to be understood.

    `how`: it is "wide", its "lines" are wider than the window in a box of their own, or the window's edge has "cut" it off.
    `stated`: a style that no other sheet is meant to undo makes it so wide.
    """

    key: str
    right: int
    how: str
    exempt: bool
    stated: bool


@dataclass(frozen=True, slots=True)
class ReflowLayout:
    """The page in a window of 320 CSS pixels: what sticks out of it, and whether the page scrolls sideways."""

    key: str
    width: int
    scroll_width: int
    scrolls: bool
    out: tuple[Overflow, ...]
    targets: Mapping[str, Target] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class CutText:
    """A text that a box cuts off by so many CSS pixels, `across` or `down`; `sure` is more than a sliver."""

    key: str
    side: str
    cut: int
    sure: bool
    shown_width: int
    shown_height: int


@dataclass(frozen=True, slots=True)
class ClippedTexts:
    """The texts that were measured, by key, and those of them that are cut off."""

    tested: tuple[str, ...] = ()
    out: tuple[CutText, ...] = ()
    key: str = ""
    targets: Mapping[str, Target] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class OverlappedText:
    """A text that lies over another; `how`: in the "narrow" window, "spaced" or "enlarged" as people set it by themselves."""

    key: str
    other: str
    how: str


@dataclass(frozen=True, slots=True)
class OverlappedTexts:
    """The texts that lie over others, and did not in the desktop window as it stood."""

    key: str
    out: tuple[OverlappedText, ...] = ()
    targets: Mapping[str, Target] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class NarrowedPart:
    """A part of the page that the narrow window hides: how many of its fields and controls, and which words, are nowhere else."""

    key: str
    fields: int
    controls: int
    words: str


@dataclass(frozen=True, slots=True)
class NarrowedPage:
    """What style sheets hide for want of width, where nothing in the window may give it back."""

    key: str
    out: tuple[NarrowedPart, ...] = ()
    targets: Mapping[str, Target] = field(default_factory=dict)


NOT_MEASURED = "the layout was not measured"
PHONE = Kind("phone", record=PhoneLayout, view=View.MOBILE, cost="a few milliseconds as a phone", absent=NOT_MEASURED)
REFLOW = Kind("reflow", record=ReflowLayout, cost="a resize to 320 pixels and one walk", absent=NOT_MEASURED)
SPACED = Kind("spaced", record=ClippedTexts, cost="one or two walks of clipping boxes", absent=NOT_MEASURED)
ENLARGED = Kind("enlarged", record=ClippedTexts, cost="one or two walks of clipping boxes", absent=NOT_MEASURED)
ZOOMED = Kind("zoomed", record=ClippedTexts, cost="a resize to 640 pixels and one walk", absent=NOT_MEASURED)
OVERLAPS = Kind(
    "overlaps",
    record=OverlappedTexts,
    cost="four walks of the lines of text, in the windows that are shown anyway",
    absent=NOT_MEASURED,
)
NARROWED = Kind(
    "narrowed",
    record=NarrowedPage,
    cost="a look at what media queries show and hide, in two windows that are shown anyway",
    absent=NOT_MEASURED,
)
NARROW = Kind("narrow", record=ClippedTexts, cost="a resize to 320 pixels and one walk", absent=NOT_MEASURED)
