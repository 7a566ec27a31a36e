"""All kinds of evidence of a page, by the names that rule files use."""

from __future__ import annotations

from collections.abc import Mapping

from nyx_audit.model.evidence.axe import ENGINE
from nyx_audit.model.evidence.between import BETWEEN
from nyx_audit.model.evidence.blinking import BLINKING
from nyx_audit.model.evidence.chosen import CHOSEN
from nyx_audit.model.evidence.hovered import HOVERED
from nyx_audit.model.evidence.interaction import (
    CHANGING,
    CLOSE_REPEATED,
    CONTROLS,
    FOCUS,
    FOCUS_HIDDEN,
    LOST_LINKS,
    MOTION,
    OBSCURED,
    ON_FOCUS,
    OPENED,
    SHORTCUTS,
    SHOWN,
    TRAP,
)
from nyx_audit.model.evidence.itself import ITSELF
from nyx_audit.model.evidence.kind import Kind
from nyx_audit.model.evidence.layout import ENLARGED, NARROW, NARROWED, OVERLAPS, PHONE, REFLOW, SPACED, ZOOMED
from nyx_audit.model.evidence.leaving import LEAVING
from nyx_audit.model.evidence.moving import MOVING
from nyx_audit.model.evidence.orientation import ORIENTATION
from nyx_audit.model.evidence.owed import OWED
from nyx_audit.model.evidence.page import DESTINATIONS, FACTS, RAW_SOURCE
from nyx_audit.model.evidence.printed import PRINTED
from nyx_audit.model.evidence.schemes import DARK_CONTRAST
from nyx_audit.model.evidence.states import STATES
from nyx_audit.model.evidence.watched import WATCHED
from nyx_audit.model.rule import Rule

PAGE_KINDS: Mapping[str, Kind[object]] = {
    # Kinds of different records are looked up by name here: what they hold is checked where it is got.
    kind.name: kind  # type: ignore[misc]
    for kind in (
        *(ENGINE, FACTS, RAW_SOURCE, DESTINATIONS),
        *(
            PHONE,
            REFLOW,
            SPACED,
            ENLARGED,
            ZOOMED,
            NARROW,
            OVERLAPS,
            NARROWED,
            BETWEEN,
            PRINTED,
            ORIENTATION,
            DARK_CONTRAST,
        ),
        *(FOCUS, ON_FOCUS, OBSCURED, TRAP, SHORTCUTS, CHANGING, MOTION, CLOSE_REPEATED, FOCUS_HIDDEN, LOST_LINKS),
        *(CONTROLS, OPENED, SHOWN, ITSELF, CHOSEN, LEAVING, OWED, HOVERED, MOVING, WATCHED, STATES, BLINKING),
    )
}
SAMPLED = frozenset(name for name, kind in PAGE_KINDS.items() if kind.sampled)


def is_sampled(rule: Rule) -> bool:
    """Return whether a rule judges a sample of a large site's pages: all that it needs is gathered there alone."""
    return SAMPLED.issuperset(rule.evidence)
