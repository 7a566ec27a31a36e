"""Probes that move the page: focus, keys, time. They run last, in the desktop window, within one budget together.

A probe returns plain evidence of what happened; a check judges it. It presses keys and waits; it presses no control but
one that names the block which it closes, in no form, and the guard holds every navigation.
"""

from nyx_audit.browser.probes import (  # noqa: F401 - importing registers them
    as_sent,
    changing,
    close_repeated,
    focus,
    focus_hidden,
    keys,
    motion,
)
from nyx_audit.browser.probes.stage import MOVING, Probe, Stage, probe

__all__ = ["MOVING", "Probe", "Stage", "probe"]
