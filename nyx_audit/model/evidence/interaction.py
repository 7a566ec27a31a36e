"""What happens when a page is moved: focus, keys, time, the device. Keys are those of targets."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum

from nyx_audit.model.evidence.kind import Gathered, Kind
from nyx_audit.model.outcome import Target


@dataclass(frozen=True, slots=True)
class FocusLooks:
    """Which elements change with the focus, which show no pixel of it, and which could not be decided.

    `moved` are those that only move by a pixel or two, `faint` those that hardly look otherwise,
    `coloured` those of the changed ones whose mark is of colours and shadows alone, `outlined` those whose mark is an
    outline alone, with its contrast with what is beside it.
    """

    changed: tuple[str, ...]
    unseen: tuple[str, ...]
    unsure: tuple[str, ...]
    moved: tuple[str, ...] = ()
    faint: tuple[str, ...] = ()
    coloured: tuple[str, ...] = ()
    outlined: Mapping[str, float] = field(default_factory=dict)
    targets: Mapping[str, Target] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class KeyboardTraps:
    """The elements that neither Tab, Shift+Tab, Escape nor an arrow leaves (`traps`), and those that are free.

    `keys` are those that the page names; `left_by_keys` are the traps that they leave, `untried` those for which
    there was no time. `explains` is whether the page speaks of keys at all, `complete` whether all was reached.
    """

    free: tuple[str, ...] = ()
    traps: tuple[str, ...] = ()
    left_by_keys: tuple[str, ...] = ()
    untried: tuple[str, ...] = ()
    keys: tuple[str, ...] = ()
    explains: bool = False
    complete: bool = True
    targets: Mapping[str, Target] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class FocusEffect:
    """What the page does when an element takes the focus, in words, and the address that it goes to or opens."""

    key: str
    what: str
    where: str


@dataclass(frozen=True, slots=True)
class FocusEffects:
    """What happens on focus alone, and which visible elements lose the focus as soon as they have it.

    `unexplained` is whether the page wanted to leave during the tour, and for none of its elements when tried again.
    """

    effects: tuple[FocusEffect, ...] = ()
    lost: tuple[str, ...] = ()
    tried: tuple[str, ...] = ()
    unexplained: bool = False
    targets: Mapping[str, Target] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class ObscuredFocus:
    """The elements that were given the focus on a page with bars, and which of them lay wholly behind one then."""

    tried: tuple[str, ...] = ()
    hidden: tuple[str, ...] = ()
    targets: Mapping[str, Target] = field(default_factory=dict)


class Way(StrEnum):
    """How a control is operated."""

    KEYS = "keys"
    """The keyboard reaches it, and it answers."""
    UNREACHED = "unreached"
    """A pointer operates it, and the keyboard does not come to it."""
    DEAD = "dead"
    """A pointer operates it; it takes the focus, and none of its keys does anything."""
    NOTHING = "nothing"
    """Nothing was seen to operate it, or something else does the same."""
    LEFT = "left"
    """It was left alone: what it says tells of something that lasts."""


@dataclass(frozen=True, slots=True)
class ControlTried:
    """A control that a script makes, or a composite of them: its role ("" for none), its words, the keys that were tried.

    `leads` is whether it sends or continues a form, `own` whether it stands in the page's own part.
    """

    key: str
    role: str
    name: str
    way: Way
    keys: tuple[str, ...] = ()
    leads: bool = False
    own: bool = True

    @property
    def by_pointer_only(self) -> bool:
        """Whether a pointer operates it and the keyboard does not."""
        return self.way in (Way.UNREACHED, Way.DEAD)


@dataclass(frozen=True, slots=True)
class Stops:
    """How many elements the Tab key comes to: on the page, and in its own part."""

    page: int = 0
    own: int = 0


@dataclass(frozen=True, slots=True)
class ControlsTried:
    """How the controls that scripts make are operated; not `complete` where there was no time for all of them."""

    tried: tuple[ControlTried, ...] = ()
    complete: bool = True
    stops: Stops = Stops()
    targets: Mapping[str, Target] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Opening:
    """What an opener did when it was used, by the key in `pressed` or by a pointer.

    `before` and `after` are the state that it tells (`aria-expanded="false"`), "" for none; `opens` whether something
    came to be seen (else only something went), `tied` whether that is what it controls or what stands beside it.
    `dialog` is whether it says so, or lies over the page as one does; `over` whether it lies in the midst of the window.
    `entered` is whether the focus is moved there, or, for a dialog, the Tab key leads there next; `reached` whether the
    keyboard comes there at all; `closes` whether Escape closes it; `loses_focus` whether the focus is then nowhere.
    """

    key: str
    role: str
    pressed: str
    before: str
    after: str
    opens: bool
    tied: bool
    dialog: bool
    modal: bool
    over: bool
    entered: bool
    reached: bool
    closes: bool
    loses_focus: bool


@dataclass(frozen=True, slots=True)
class Openings:
    """What the page's openers did; not `complete` where there was no time for all of them."""

    openings: tuple[Opening, ...] = ()
    complete: bool = True
    targets: Mapping[str, Target] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class ShownPart:
    """A hidden part that a pointer brings up: its words, and whether a keyboard does, too, or shows the same elsewhere.

    `leads` is whether what the pointer is on leads to a page of its own, which may list what the part holds.
    """

    key: str
    text: str
    by_keys: bool
    leads: bool


@dataclass(frozen=True, slots=True)
class ShownParts:
    """The hidden parts that a pointer brings up."""

    parts: tuple[ShownPart, ...] = ()
    targets: Mapping[str, Target] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Shortcuts:
    """The single characters that change the page while no field has the focus; `switches` counts controls that speak of them."""

    listens: bool = False
    keys: tuple[str, ...] = ()
    switches: int = 0


@dataclass(frozen=True, slots=True)
class ChangingText:
    """A text that changed by itself: when, in milliseconds, to what; `role` is "measure" for clocks and the like."""

    key: str
    times: tuple[float, ...]
    texts: tuple[str, ...]
    role: str = ""


@dataclass(frozen=True, slots=True)
class ChangingTexts:
    """The texts that changed again and again; how many controls the page has, and how many could stop it by their words."""

    changed: tuple[ChangingText, ...] = ()
    controls: int = 0
    stops: int = 0
    targets: Mapping[str, Target] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class DeviceMotion:
    """The events of the device that the page listens to, whether they change it, which controls it has.

    `switches` counts controls that speak of motion.
    """

    listens: tuple[str, ...] = ()
    changes: bool = False
    controls: int = 0
    switches: int = 0


@dataclass(frozen=True, slots=True)
class ClosedParts:
    """Whether what repeats on every page can be closed; None where no control was tried."""

    closes: bool | None


@dataclass(frozen=True, slots=True)
class HiddenFocus:
    """Which hidden elements keep the focus that is put on them, and which it reaches out of an open dialog."""

    stays: Mapping[str, bool]
    reached: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class LostLinks:
    """The links to a place of the page that is not there: which of them no script hears when they are pressed.

    `driven` are those that a script listens to themselves. What is in neither may be heard further up, or was not tried.
    """

    unheard: frozenset[str] = frozenset()
    driven: frozenset[str] = frozenset()


INTERACTIVE = Gathered.INTERACTIVE
FOCUS = Kind(
    "focus",
    record=FocusLooks,
    gathered=INTERACTIVE,
    cost="styles of each kind of element, and two or three pictures of up to twelve",
)
TRAP = Kind(
    "trap",
    record=KeyboardTraps,
    gathered=INTERACTIVE,
    cost="nothing where no script listens; else up to forty keys a suspect",
)
ON_FOCUS = Kind(
    "on-focus",
    record=FocusEffects,
    gathered=INTERACTIVE,
    cost="the tour of the focus; up to three seconds where the page leaves on it",
)
CONTROLS = Kind(
    "controls",
    record=ControlsTried,
    gathered=INTERACTIVE,
    sampled=True,
    cost="nothing without controls made by scripts; else a key for each, and a pointer where no key answers",
)
OPENED = Kind(
    "opened",
    record=Openings,
    gathered=INTERACTIVE,
    sampled=True,
    cost="nothing without openers; else up to half a second for each, two of a kind",
)
SHOWN = Kind(
    "shown",
    record=ShownParts,
    gathered=INTERACTIVE,
    sampled=True,
    cost="nothing without hidden parts near what listens to a pointer; else a quarter of a second for each, up to ten",
)
OBSCURED = Kind(
    "obscured",
    record=ObscuredFocus,
    gathered=INTERACTIVE,
    cost="nothing without bars that stay; else the focus on up to eighty elements, twice",
)
SHORTCUTS = Kind(
    "shortcuts", record=Shortcuts, gathered=INTERACTIVE, cost="nothing where no script listens; else forty keys"
)
CHANGING = Kind(
    "changing", record=ChangingTexts, gathered=INTERACTIVE, cost="nothing without a clock; else up to 2.4 seconds"
)
MOTION = Kind(
    "motion", record=DeviceMotion, gathered=INTERACTIVE, cost="nothing where no script listens; else 0.3 seconds"
)
CLOSE_REPEATED = Kind(
    "close-repeated", record=ClosedParts, gathered=INTERACTIVE, cost="up to 1.5 seconds, where a control names a block"
)
FOCUS_HIDDEN = Kind(
    "focus-hidden",
    record=HiddenFocus,
    gathered=INTERACTIVE,
    cost="up to a second, where something hidden takes the focus",
)
LOST_LINKS = Kind(
    "lost-links",
    record=LostLinks,
    gathered=INTERACTIVE,
    cost="nothing where each place on the page is there; else the listeners of the document",
)
