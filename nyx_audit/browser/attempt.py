"""Gathers one kind of evidence so that a fault in it costs that evidence, and not the page."""

from __future__ import annotations

import logging
from collections.abc import Awaitable
from typing import TypeVar

from playwright.async_api import Error, Page

from nyx_audit.browser.world import ScriptError
from nyx_audit.errors import NyxError
from nyx_audit.model.evidence.kind import Missing
from nyx_audit.model.reason import Reason, ReasonCode, fault_reason

LOG = logging.getLogger(__name__)
T = TypeVar("T")


async def attempt(what: str, gathering: Awaitable[T], page: Page) -> T | Missing:
    """Return what is gathered, or why it is missing; `what` says in words what could not be done.

    Raises TimeoutError, what ends a visit, and Playwright's errors where the tab is gone, so that it is tried again.
    """
    try:
        return await gathering
    except ScriptError as error:
        return _script_failed(what, error)
    except Error as error:
        if page.is_closed() or "crashed" in str(error).lower():
            raise
        return _script_failed(what, error)
    except (TimeoutError, NyxError):
        raise
    except Exception as fault:
        LOG.exception("%s: %s", page.url, what)
        return Missing(fault_reason(fault))


def _script_failed(what: str, error: Exception) -> Missing:
    return Missing(Reason(ReasonCode.SCRIPT_FAILED, f"{what}: {str(error).splitlines()[0][:200]}"))
