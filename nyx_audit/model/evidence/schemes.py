"""How the page looks in its own dark scheme."""

from __future__ import annotations

from nyx_audit.model.evidence.axe import AxeRule
from nyx_audit.model.evidence.kind import Kind
from nyx_audit.model.outcome import View

# What the light scheme fails or doubts is reported there, and is not in the record.
DARK_CONTRAST = Kind(
    "dark-contrast",
    record=AxeRule,
    view=View.MOBILE,
    cost="where a page has a dark scheme: the contrast of its texts, once more",
    absent="the dark scheme was not looked at",
)
