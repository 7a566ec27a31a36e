"""Checks exactly the pages that are named; nothing is crawled, and nothing is kept."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING

from nyx_audit.engine.events import Listener, ignore
from nyx_audit.errors import UsageError
from nyx_audit.run.options import Options

if TYPE_CHECKING:
    from nyx_audit.analysis.summary import Summary
    from nyx_audit.model.evidence.visit import PageEvidence
    from nyx_audit.run.named import Piped
    from nyx_audit.run.setup import Setup


def check(pages: Sequence[str], *, options: Options | None = None, listen: Listener = ignore) -> Summary:
    """Audit exactly the pages named (addresses, local files, folders) and return the summary.

    `listen` receives the events of the run. Raises UsageError, BrowserError; what happens to a page is its status.
    """
    return asyncio.run(check_async(pages, options=options, listen=listen))


async def check_async(
    pages: Sequence[str | Piped],
    *,
    options: Options | None = None,
    listen: Listener = ignore,
    stop: asyncio.Event | None = None,
    weigh: Callable[[PageEvidence], None] | None = None,
) -> Summary:
    """Do as `check` within a running loop.

    `stop`, once set, ends the run politely: what is left is failed, with that reason. `weigh` gets the evidence of
    each visit, with what its parts cost; without it, costs are not measured.
    """
    if not pages and not (options and options.flows):
        raise UsageError("name a page to check: an address, a file or a folder")
    from nyx_audit.browser.find import find_browser
    from nyx_audit.browser.launch import launching

    given = options or Options()
    async with launching(lambda: find_browser(given.browser)) as launcher:
        # While the browser starts, what works with it is imported.
        setup = await asyncio.to_thread(_set_up, given)
        from nyx_audit.run.accesses import accesses_of
        from nyx_audit.run.checking import check_named
        from nyx_audit.run.running import running

        accesses = accesses_of([given.access])
        return await check_named(pages, setup, running(setup, launcher, listen, stop, accesses), weigh)


def _set_up(options: Options) -> Setup:
    # Imported here, beside the start of the browser, so that who needs it next finds it loaded.
    import nyx_audit.run.checking  # noqa: F401
    from nyx_audit.run.setup import set_up_for_pages

    return set_up_for_pages(options)
