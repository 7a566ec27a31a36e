"""Runs the probes one after another, within their budget."""

from __future__ import annotations

import asyncio
from collections.abc import Sequence
from contextlib import suppress

from playwright.async_api import Error

from nyx_audit.browser.attempt import attempt
from nyx_audit.browser.axe import run_axe_within
from nyx_audit.browser.costs import Costs
from nyx_audit.browser.probes import PROBES, ProbeContext
from nyx_audit.model.evidence.kind import Missing
from nyx_audit.model.reason import Reason, ReasonCode

FREE_SECONDS = 3.0


async def run_probes(context: ProbeContext, names: Sequence[str], costs: Costs, budget: float) -> dict[str, object]:
    """Return what each probe found, or why it is missing: also where the `budget`, in seconds, was over.

    What came to the page since it stood still is judged first; what its controls store is put back at the end.
    """
    await attempt("what came later could not be judged", _judge_late(context), context.page)
    await attempt("the page's stores could not be read", context.call("() => nyx.deeds.keep()"), context.page)
    found: dict[str, object] = {}
    for name in names:
        try:
            async with asyncio.timeout(context.seconds_left):
                with costs.timing(name, "probes"):
                    found[name] = await attempt("the page could not be moved", PROBES[name](context), context.page)
        except TimeoutError:
            await _free(context)
            text = f"the {budget:.0f} s for what moves the page were over"
            found[name] = Missing(Reason(ReasonCode.OUT_OF_TIME, text))
    await attempt("the page's stores could not be put back", context.call("() => nyx.deeds.restore()"), context.page)
    return found


async def _judge_late(context: ProbeContext) -> None:
    """Have the rules judge what a script put there after they had looked."""
    numbers = await context.worlds.call_json(context.top, "() => nyx.late.parts()")
    if numbers and context.rules:
        evidence = await run_axe_within(context.worlds, context.top, context.rules, numbers)
        context.opened.append(("there a moment after the page was loaded", evidence))


async def _free(context: ProbeContext) -> None:
    """End a script of the page's that never ends: two parts that take the focus from each other do so without end."""
    with suppress(TimeoutError, Error):
        async with asyncio.timeout(FREE_SECONDS):
            await context.cdp.send("Runtime.terminateExecution")
