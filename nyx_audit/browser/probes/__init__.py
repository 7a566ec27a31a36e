"""Probes that move the page: focus, keys, time. They run last, in the desktop window, within one budget together.

A probe returns the record of its kind; a check judges it. It presses keys and waits; it presses no control but one
that names the block which it closes, in no form, and the guard holds every navigation.
"""

from nyx_audit.browser.probes import (  # noqa: F401 - importing registers them
    changing,
    close_repeated,
    focus,
    focus_hidden,
    lost_links,
    motion,
    on_focus,
    shortcuts,
    traps,
)
from nyx_audit.browser.probes.context import PROBES, ProbeContext
from nyx_audit.model.evidence.interaction import (
    CHANGING,
    CLOSE_REPEATED,
    FOCUS,
    FOCUS_HIDDEN,
    LOST_LINKS,
    MOTION,
    ON_FOCUS,
    SHORTCUTS,
    TRAP,
)

__all__ = ["ORDER", "PROBES", "ProbeContext"]

# What moves nothing comes first; then what changes by itself, since what the others do would be taken for that.
ORDER: tuple[str, ...] = (
    LOST_LINKS.name,
    *(CHANGING.name, ON_FOCUS.name, CLOSE_REPEATED.name, FOCUS.name, FOCUS_HIDDEN.name),
    *(MOTION.name, SHORTCUTS.name, TRAP.name),
)
