"""The keys that each kind of control owes, by the W3C's ARIA Authoring Practices."""

from __future__ import annotations

from collections.abc import Mapping

PRESS = ("Enter", "Space")
MOVE = ("ArrowDown", "ArrowRight", "ArrowUp", "ArrowLeft", "End", "Home")

KEYS: Mapping[str, tuple[str, ...]] = {
    "button": PRESS,
    "link": ("Enter", "Space"),
    "checkbox": ("Space", "Enter"),
    "switch": ("Space", "Enter"),
    "radio": ("Space", *MOVE),
    "radiogroup": (*MOVE, "Space"),
    "tab": (*MOVE, *PRESS),
    "tablist": (*MOVE, *PRESS),
    "slider": (*MOVE, "PageUp", "PageDown"),
    "spinbutton": ("ArrowUp", "ArrowDown", "PageUp", "PageDown", "Home", "End"),
    "combobox": ("ArrowDown", "Alt+ArrowDown", *PRESS),
    "listbox": (*MOVE, *PRESS),
    "menu": (*MOVE, *PRESS),
    "menubar": (*MOVE, *PRESS),
    "toolbar": (*MOVE, *PRESS),
    "tree": (*MOVE, *PRESS),
    "treegrid": (*MOVE, *PRESS),
    "grid": (*MOVE, *PRESS, "F2"),
}
"""In the order in which they are tried: what moves before what presses."""


def keys_of(role: str, *, acts: bool) -> tuple[str, ...]:
    """Return the keys to try on a control; on one that `acts` only those that move, which do nothing that lasts."""
    # What has no role may be anything: a handle that arrow keys move, too.
    keys = KEYS.get(role, (*PRESS, *MOVE))
    return tuple(key for key in keys if key in MOVE) if acts else keys
