"""Tries whether the parts that repeat on every page can be closed, by the controls that say that they do so."""

from __future__ import annotations

from nyx_audit.browser.probes.context import ProbeContext, probe
from nyx_audit.model.evidence.interaction import CLOSE_REPEATED, ClosedParts

SECONDS = 1.5


@probe(CLOSE_REPEATED)
async def close_repeated(context: ProbeContext) -> ClosedParts:
    """Return whether all that repeats can be closed; None where no control was tried.

    A control is pressed where it names the block (aria-controls, or its inline handler), stands in no form and leads
    nowhere, and only on a page that offers no other way past the block.
    """
    return ClosedParts(
        await context.call("(seconds) => nyx.repeated.close(seconds)", min(SECONDS, context.seconds_left))
    )
