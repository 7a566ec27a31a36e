"""Reads a page's facts in its top frame."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache

from pydantic import TypeAdapter, ValidationError

from nyx_audit.browser.world import ScriptError, Worlds
from nyx_audit.model.evidence import Missing
from nyx_audit.model.facts import Facts
from nyx_audit.model.reason import Reason, ReasonCode


@cache
def _adapter() -> TypeAdapter[Facts]:
    return TypeAdapter(Facts)


async def read_facts(worlds: Worlds, context: int, headers: Mapping[str, str]) -> Facts | Missing:
    """Return the facts of the document as it stands, or why they could not be read."""
    try:
        found = await worlds.call_json(context, "() => nyxFacts.facts()")
        return _adapter().validate_python(
            {**found, "strict_transport": headers.get("strict-transport-security", "")[:300]}
        )
    except (ScriptError, ValidationError) as error:
        return Missing(
            Reason(ReasonCode.SCRIPT_FAILED, f"the page's facts could not be read: {str(error).splitlines()[0][:200]}")
        )
