"""Tries whether the parts that repeat on every page can be closed, by the controls that say that they do so."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from nyx_audit.browser.probes.stage import Stage, probe

SECONDS = 1.5


@probe("close-repeated")
async def close_repeated(stage: Stage) -> Mapping[str, Any]:
    """Return whether all that repeats can be closed; None where no control was tried.

    A control is pressed where it names the block (aria-controls, or its inline handler), stands in no form and leads
    nowhere, and only on a page that offers no other way past the block.
    """
    return {"closes": await stage.call("(seconds) => nyx.repeated.close(seconds)", min(SECONDS, stage.seconds_left))}
