"""Reads a page's facts in its top frame."""

from __future__ import annotations

from collections.abc import Mapping

from nyx_audit.browser.world import Worlds
from nyx_audit.model.evidence.read import read_record
from nyx_audit.model.facts import Facts


async def read_facts(worlds: Worlds, context: int, headers: Mapping[str, str]) -> Facts:
    """Return the facts of the document as it stands. Raises ScriptError, ValueError where they do not validate."""
    found = await worlds.call_json(context, "() => nyx.facts.read()")
    strict_transport, refresh = (headers.get(name, "")[:300] for name in ("strict-transport-security", "refresh"))
    return read_record(Facts, {**found, "strict_transport": strict_transport, "refresh": refresh})
