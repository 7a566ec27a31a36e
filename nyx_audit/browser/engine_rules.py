"""Which rules a build of axe-core has: it says so in the browser, and that is kept from run to run."""

from __future__ import annotations

import json
from collections.abc import Awaitable, Callable, Iterable

from nyx_audit.browser.axe import Engine
from nyx_audit.cache import keep, recall


async def engine_rules(engine: Engine, ask: Callable[[], Awaitable[Iterable[str]]]) -> frozenset[str]:
    """Return the ids of the rules of an engine, where it was asked before without asking it again."""
    kept = recall("engine-rules", [engine.source])
    if kept is not None:
        return frozenset(json.loads(kept))
    found = sorted(await ask())
    keep("engine-rules", [engine.source], json.dumps(found))
    return frozenset(found)
