"""Watches the memory of the browser's processes: a page that takes the machine's is ended, and only that page."""

from __future__ import annotations

import asyncio
import logging
import time
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path

import psutil

from nyx_audit.model.reason import Reason, ReasonCode

LOG = logging.getLogger(__name__)
EVERY_SECONDS = 0.5
# The largest pages that were seen need a quarter of this.
MOST_BYTES = 2_000_000_000
# On a small machine, one process may take so much of it.
SHARE = 0.4
CONTROL_GROUP = Path("/sys/fs/cgroup/memory.max")


@dataclass(slots=True)
class MemoryWatch:
    """Ends processes of the browser that grow beyond `limit` bytes; the tab of such a process crashes."""

    limit: int = field(default_factory=lambda: limit_of_machine())
    _ended: float = float("-inf")

    async def run(self) -> None:
        """Look at the browser's processes until cancelled."""
        while True:
            await asyncio.sleep(EVERY_SECONDS)
            for process in browser_processes():
                self._look_at(process)

    def ended_since(self, moment: float) -> bool:
        """Whether a process was ended after a moment of the monotonic clock."""
        return self._ended >= moment

    @property
    def reason(self) -> Reason:
        """Why a page whose process was ended is not audited."""
        return Reason(ReasonCode.TOO_LARGE, f"needs more than {self.limit / 10**9:.1f} GB of memory in the browser")

    def _look_at(self, process: psutil.Process) -> None:
        with suppress(psutil.Error):
            size = process.memory_info().rss
            if size > self.limit:
                LOG.warning("the browser's process %d had %d MB of memory and was ended", process.pid, size // 10**6)
                self._ended = time.monotonic()
                process.kill()


def limit_of_machine() -> int:
    """Return the bytes that one process of the browser may take on this machine, or in this container."""
    total = psutil.virtual_memory().total
    with suppress(OSError, ValueError):
        total = min(total, int(CONTROL_GROUP.read_text()))
    return min(MOST_BYTES, int(total * SHARE))


def browser_processes() -> list[psutil.Process]:
    """Return the browser's processes: what the driver started, not the driver itself."""
    own = psutil.Process()
    # One look at the system's processes for all of them.
    found = own.children(recursive=True)
    direct = {process.pid for process in found if _parent(process) == own.pid}
    return [process for process in found if process.pid not in direct]


def _parent(process: psutil.Process) -> int | None:
    try:
        return process.ppid()
    except psutil.Error:
        return None
