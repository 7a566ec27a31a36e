"""What one run has learned of the hosts: their pace, their robots.txt, and the pauses that they requested."""

from __future__ import annotations

import asyncio
import time
from dataclasses import dataclass, field

from nyx_audit.model.reason import Reason, ReasonCode
from nyx_audit.net.access import Accesses
from nyx_audit.net.addresses import host_of
from nyx_audit.net.pace import Pace
from nyx_audit.net.robots import Robots

# A host that requests a longer pause is not awaited.
PATIENCE = 30.0
TOO_MANY_REQUESTS = 429


@dataclass(slots=True)
class Hosts:
    """Shared by all sites of a run. `robots` by origin, each with the reason why it could not be read.

    `accesses` say what a host is shown; `left_alone` are addresses that are not requested, whatever names them.
    """

    pace: Pace
    patience: float = PATIENCE
    accesses: Accesses = field(default_factory=Accesses)
    left_alone: dict[str, Reason] = field(default_factory=dict)
    robots: dict[str, tuple[Robots, Reason | None]] = field(default_factory=dict)
    reading: dict[str, asyncio.Lock] = field(default_factory=dict)
    _paused_until: dict[str, float] = field(default_factory=dict)
    _awaited: set[str] = field(default_factory=set)

    def pause(self, url: str, status: int, seconds: float) -> bool:
        """Note that a busy host requests a pause, and hold it for all; return whether it is worth another request.

        A host is awaited once a run. A longer pause closes a host that counts requests; with 503, only the address: it
        may be the only one.
        """
        host = host_of(url)
        if seconds <= self.patience and host not in self._awaited:
            self._awaited.add(host)
            self.pace.hold(url, seconds)
            return True
        self._paused_until[host if status == TOO_MANY_REQUESTS else url] = time.monotonic() + seconds
        return False

    def refusal(self, url: str) -> Reason | None:
        """Return the reason where an address is left alone, or a pause of it or its host is not over yet, or None.

        Raises ValueError for what is not an address.
        """
        left = self.left_alone.get(url.partition("#")[0])
        if left:
            return left
        if max(self._paused_until.get(one, 0.0) for one in (host_of(url), url)) <= time.monotonic():
            return None
        return Reason(ReasonCode.BUSY, "its host requested a longer pause")
