"""Probes that move the page: focus, keys, time. They run last, in the desktop window, within one budget together.

A probe returns the record of its kind; a check judges it. The guard holds every navigation and all that would be sent;
controls whose words tell of something that lasts are left alone (`js/library/deeds.js`).
"""

from nyx_audit.browser.probes import (  # noqa: F401 - importing registers them
    blinking,
    changing,
    chosen,
    close_repeated,
    controls_pressed,
    focus,
    focus_hidden,
    hovered,
    itself,
    leaving,
    lost_links,
    motion,
    moving,
    obscured,
    on_focus,
    opened,
    owed_keys,
    shortcuts,
    shown,
    states,
    traps,
    watched,
)
from nyx_audit.browser.probes.context import PROBES, ProbeContext
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
from nyx_audit.model.evidence.leaving import LEAVING
from nyx_audit.model.evidence.moving import MOVING
from nyx_audit.model.evidence.owed import OWED
from nyx_audit.model.evidence.states import STATES
from nyx_audit.model.evidence.watched import WATCHED

__all__ = ["ORDER", "PROBES", "ProbeContext"]

# What moves nothing comes first; then what changes by itself, since what the others do would be taken for that.
ORDER: tuple[str, ...] = (
    *(LOST_LINKS.name, ITSELF.name, MOVING.name, WATCHED.name),
    *(CHANGING.name, BLINKING.name, ON_FOCUS.name, CLOSE_REPEATED.name, FOCUS.name, OBSCURED.name, FOCUS_HIDDEN.name),
    *(MOTION.name, SHORTCUTS.name, TRAP.name),
    # What presses comes last: it leaves another page behind.
    *(CONTROLS.name, OPENED.name, SHOWN.name, OWED.name, LEAVING.name, CHOSEN.name),
    *(STATES.name, HOVERED.name),
)
