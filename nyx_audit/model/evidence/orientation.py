"""What a phone shows of the page held upright, and held sideways. The shapes are those of `orientation.js`."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from nyx_audit.model.evidence.kind import Kind
from nyx_audit.model.evidence.layout import NOT_MEASURED
from nyx_audit.model.outcome import Target, View


@dataclass(frozen=True, slots=True)
class LostControl:
    """A control that is shown in the other orientation only; `field` is one that people fill in."""

    key: str
    field: bool


@dataclass(frozen=True, slots=True)
class OrientationLoss:
    """What is lost in one orientation, and comes back where a window of the same width is held the other way.

    `share` is that of the text, in percent; `instead` what is shown in its place. `opens`: a control stands there that
    may give it back. `essential`: a drawing, film or app fills the screen in the other orientation.
    """

    held: str
    share: int
    instead: str
    opens: bool
    essential: bool
    controls: tuple[LostControl, ...]


@dataclass(frozen=True, slots=True)
class Turned:
    """What stands a quarter turn to how it stands in the other orientation, with the share of the text in it, in percent."""

    key: str
    share: int


@dataclass(frozen=True, slots=True)
class OrientationLooks:
    """How the two orientations of a phone differ; nothing where the page does not ask how it is held."""

    key: str
    losses: tuple[OrientationLoss, ...] = ()
    turned: tuple[Turned, ...] = ()
    targets: Mapping[str, Target] = field(default_factory=dict)


ORIENTATION = Kind(
    "orientation",
    record=OrientationLooks,
    view=View.MOBILE,
    cost="where the page asks how it is held: a phone held sideways, and two walks of what is shown",
    absent=NOT_MEASURED,
)
