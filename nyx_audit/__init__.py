"""nyx-audit: audits government web sites for what keeps people out, and scores them.

What stands in `__all__` is what other programs may rely on; everything else may change in any version.

    summary = nyx_audit.check(["https://dmv.ny.gov/"])
    summary = nyx_audit.audit(["https://dmv.ny.gov/"], crawl=nyx_audit.Crawl(max_pages=20))
    summary = nyx_audit.Page(page).audit()  # a page of Playwright's that a test holds
    print(nyx_audit.render(summary, "markdown"))
"""

from __future__ import annotations

import importlib
import logging
from typing import TYPE_CHECKING

from nyx_audit.version import VERSION as __version__

if TYPE_CHECKING:
    from nyx_audit.analysis.summary import Summary
    from nyx_audit.engine.events import Event, Listener
    from nyx_audit.errors import NyxError
    from nyx_audit.run.check import check, check_async
    from nyx_audit.run.held import Page
    from nyx_audit.run.options import Options
    from nyx_audit.run.rendering import render
    from nyx_audit.run.sites import Crawl, audit, audit_async

__all__ = [
    "Crawl",
    "Event",
    "Listener",
    "NyxError",
    "Options",
    "Page",
    "Summary",
    "__version__",
    "audit",
    "audit_async",
    "check",
    "check_async",
    "render",
]

# Without a handler of the caller's, nothing is written anywhere.
logging.getLogger(__name__).addHandler(logging.NullHandler())

# Imported when they are used, so that `--help` stays fast.
_MODULES = {
    "Crawl": "run.sites",
    "Event": "engine.events",
    "Listener": "engine.events",
    "NyxError": "errors",
    "Options": "run.options",
    "Page": "run.held",
    "Summary": "analysis.summary",
    "audit": "run.sites",
    "audit_async": "run.sites",
    "check": "run.check",
    "check_async": "run.check",
    "render": "run.rendering",
}


def __getattr__(name: str) -> object:
    if name not in _MODULES:
        raise AttributeError(f"module 'nyx_audit' has no attribute {name!r}")
    found: object = getattr(importlib.import_module(f"nyx_audit.{_MODULES[name]}"), name)
    return found
