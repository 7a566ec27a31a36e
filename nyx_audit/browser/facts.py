"""Reads a page's facts in its top frame."""

from __future__ import annotations

from functools import cache

from pydantic import TypeAdapter, ValidationError

from nyx_audit.browser.world import ScriptError, Worlds
from nyx_audit.facts import Facts
from nyx_audit.model import Missing


@cache
def _adapter() -> TypeAdapter[Facts]:
    return TypeAdapter(Facts)


async def read_facts(worlds: Worlds, context: int) -> Facts | Missing:
    """Return the facts of the document as it stands, or why they could not be read."""
    try:
        return _adapter().validate_python(await worlds.call_json(context, "() => nyxFacts.facts()"))
    except (ScriptError, ValidationError) as error:
        return Missing(f"the page's facts could not be read: {str(error).splitlines()[0][:200]}")
