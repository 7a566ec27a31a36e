"""What becomes of a page whose tab, context or browser is gone, or that takes too long."""

from __future__ import annotations

import asyncio
import contextlib
from collections.abc import Coroutine, Iterator
from typing import Any, TypeVar

from playwright.async_api import Error

from nyx_audit.errors import PageCrashed
from nyx_audit.model.reason import Reason, ReasonCode

T = TypeVar("T")


@contextlib.contextmanager
def crashes_named() -> Iterator[None]:
    """Raise PageCrashed where the tab, its context or the browser is gone."""
    try:
        yield
    except Error as error:
        raise PageCrashed(crashed(str(error).splitlines()[0][:120])) from error


async def unless_it_crashes(died: asyncio.Event, work: Coroutine[Any, Any, T]) -> T:
    """Return what the work in a tab brings. Raises PageCrashed: a call under way in a tab that died may never end."""
    task = asyncio.ensure_future(work)
    crash = asyncio.ensure_future(died.wait())
    try:
        await asyncio.wait({task, crash}, return_when=asyncio.FIRST_COMPLETED)
        if task.done():
            return task.result()
        raise PageCrashed(crashed("it is gone"))
    finally:
        for one in (task, crash):
            one.cancel()
        await asyncio.gather(task, crash, return_exceptions=True)


def crashed(how: str) -> Reason:
    """Return why a page was not audited whose tab died."""
    return Reason(ReasonCode.CRASHED, f"the browser's tab died: {how}")


def took_too_long(seconds: float, real: float) -> Reason:
    """Return why a page was not audited that took longer than it may, in seconds of a quiet machine."""
    busy = f" ({real:.0f} s on this busy machine)" if real > seconds + 1 else ""
    return Reason(ReasonCode.TIMEOUT, f"took longer than {seconds:.0f} s{busy}")
