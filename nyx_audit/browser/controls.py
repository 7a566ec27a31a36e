"""Finds a control on a page by the words that a person calls it by: its label, its role and name, its text."""

from __future__ import annotations

import asyncio
import time
from collections.abc import Callable, Iterator, Sequence
from difflib import get_close_matches

from playwright.async_api import Error, Frame, Locator

from nyx_audit.model.access import Action, Deed

# The frames of a page as they are now.
Frames = Callable[[], Sequence[Frame]]
POLL_SECONDS = 0.15
MOST_NEAR, LONGEST, MOST_NAMES = 5, 60, 300
FILLED = "input:not([type=hidden], [type=submit], [type=button], [type=checkbox], [type=radio]), textarea, [contenteditable], [role=textbox], [role=searchbox], [role=combobox], [role=spinbutton]"
CHOSEN = "select, fieldset, [role=combobox], [role=listbox], [role=radiogroup], [role=group]"
CHECKED = (
    "input[type=checkbox], input[type=radio], [role=checkbox], [role=radio], [role=switch], [role=menuitemcheckbox]"
)
CLICKED = "a[href], button, summary, input[type=submit], input[type=button], input[type=image], [role=button], [role=link], [role=menuitem], [role=tab], [role=option]"
KINDS = {Deed.FILL: FILLED, Deed.CHOOSE: CHOSEN, Deed.CHECK: CHECKED, Deed.UNCHECK: CHECKED, Deed.CLICK: CLICKED}
ROLES = {
    Deed.FILL: ("textbox", "searchbox", "combobox", "spinbutton"),
    Deed.CHOOSE: ("combobox", "listbox", "radiogroup", "group"),
    Deed.CHECK: ("checkbox", "radio", "switch", "menuitemcheckbox"),
    Deed.UNCHECK: ("checkbox", "switch", "menuitemcheckbox"),
    Deed.CLICK: ("button", "link", "menuitem", "tab", "option"),
}
CALLED = {
    Deed.FILL: "field",
    Deed.CHOOSE: "list or group",
    Deed.CHECK: "box or radio button",
    Deed.UNCHECK: "box",
    Deed.CLICK: "button, link or other control",
}
# What each control is called on screen; what a person typed is none of that.
NAMES = """(elements) => elements.map((one) => {
  const by = (one.getAttribute('aria-labelledby') || '').split(/\\s+/).map((id) => document.getElementById(id)?.textContent || '').join(' ');
  const labels = [...(one.labels || [])].map((label) => label.textContent).join(' ');
  const legend = one.localName === 'fieldset' ? one.querySelector('legend')?.textContent : '';
  const own = /^(button|submit|reset)$/.test(one.type || '') && one.localName === 'input' ? one.value : '';
  const text = /^(a|button|summary)$/.test(one.localName) || one.hasAttribute('role') ? one.textContent : '';
  const name = by.trim() || one.getAttribute('aria-label') || labels || legend || own || one.getAttribute('placeholder') || text || one.getAttribute('title') || '';
  return one.getClientRects().length ? name.replace(/\\s+/g, ' ').trim().slice(0, 80) : '';
})"""


class ControlError(Exception):
    """No control, or more than one, is called so."""


async def find_control(frames: Frames, action: Action, seconds: float) -> Locator:
    """Return the one control that can be seen and is called as the action says, in any of the frames, as soon as it is there.

    What is called exactly so goes before what only has the words in its name. Raises ControlError, with what is there.
    """
    began = time.monotonic()
    while True:
        found, count = await _first(frames(), action)
        if count == 1 and found:
            return found
        # Of two, one may go away while a page is built; what is missing may take longer to come.
        if time.monotonic() - began > (seconds / 5 if count else seconds):
            raise ControlError(await _trouble(frames(), action.deed, action.what, count))
        await asyncio.sleep(POLL_SECONDS)


async def _first(frames: Sequence[Frame], action: Action) -> tuple[Locator | None, int]:
    """Return what the most exact way of looking finds, and how many there are."""
    for ways in zip(*(_ways(frame, action) for frame in frames), strict=True):
        found = [(way, count) for way in ways if (count := await _count(way))]
        if found:
            return found[0][0], sum(count for _, count in found)
    return None, 0


async def _count(way: Locator) -> int:
    try:
        return await way.count()
    except Error:
        # The frame is on its way to another document.
        return 0


def _ways(frame: Frame, action: Action) -> Iterator[Locator]:
    """The ways of looking, the most exact first."""
    deed, words = action.deed, action.what
    kind = frame.locator(KINDS[deed]).locator("visible=true")
    for exact in (True, False):
        if not action.role:
            yield frame.get_by_label(words, exact=exact).and_(kind)
        roles = (action.role,) if action.role else ROLES[deed]
        # The words of ROLES, and those of a step, which its file has checked.
        found = [frame.get_by_role(role, name=words, exact=exact) for role in roles]  # type: ignore[arg-type]
        by_role = found[0]
        for one in found[1:]:
            by_role = by_role.or_(one)
        yield by_role.locator("visible=true")
    if not action.role:
        yield (frame.get_by_placeholder(words) if deed is Deed.FILL else frame.get_by_text(words, exact=True)).and_(
            kind
        )


async def _trouble(frames: Sequence[Frame], deed: Deed, words: str, count: int) -> str:
    called = CALLED[deed]
    if count:
        return f'{count} controls are called "{words}"; use words that only one of them has, or say its role (such as role: button)'
    names = await names_of(frames, KINDS[deed])
    near = get_close_matches(words.lower(), [one.lower() for one in names], n=MOST_NEAR, cutoff=0.5)
    shown = [one for one in names if one.lower() in near] or names
    there = ", ".join(f'"{one[:LONGEST]}"' for one in shown[:MOST_NEAR]) or "none at all"
    return f'no {called} is called "{words}"; {"near are" if near else "there are"} {there}'


async def names_of(frames: Sequence[Frame], kind: str) -> list[str]:
    """Return what the controls of a kind that can be seen are called, each once."""
    found: dict[str, None] = {}
    for frame in frames:
        try:
            names = await frame.locator(kind).evaluate_all(NAMES)
        except Error:
            continue
        found |= dict.fromkeys(str(one) for one in names[:MOST_NAMES] if one)
    return list(found)
