"""What is requested once more, later: a host may be busy for a moment, and nothing is judged by that. Pure."""

from __future__ import annotations

from nyx_audit.model.reason import ReasonCode
from nyx_audit.net.addresses import is_loopback
from nyx_audit.net.fetched import Fetched
from nyx_audit.net.headers import retry_after
from nyx_audit.net.hosts import PATIENCE

PASSING = frozenset({ReasonCode.TIMEOUT, ReasonCode.UNREADABLE, ReasonCode.UNREACHABLE, ReasonCode.BUSY})
BUSY = frozenset({429, 502, 503, 504})
PAUSE, LOOPBACK_PAUSE = 5.0, 0.2


def pause_for(url: str) -> float:
    """Return the seconds that a host is left alone which did not say how long."""
    return LOOPBACK_PAUSE if is_loopback(url) else PAUSE


def pause_before_another(found: Fetched) -> float | None:
    """Return after how many seconds an answer may be another, as far as it says; None where it will not soon be."""
    may_pass = found.reason.code in PASSING if found.reason else found.status in BUSY
    stated = retry_after(found.headers)
    if not may_pass or (stated is not None and stated > PATIENCE):
        return None
    return max(stated or 0.0, pause_for(found.final))
