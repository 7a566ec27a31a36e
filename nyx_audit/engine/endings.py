"""Addresses whose ending says that they are documents, and whose host answers with a page."""

from __future__ import annotations

import time
from collections.abc import Mapping

from nyx_audit.crawl import traps
from nyx_audit.engine.gather.documents import MAX_DOCUMENTS, PDF
from nyx_audit.engine.gather.order import in_order
from nyx_audit.model.reason import Reason, ReasonCode
from nyx_audit.net.client import Session
from nyx_audit.net.policy import Limits

LIMITS = Limits(seconds=15.0, max_hops=0)
# A host that is slow with each of them does not hold up the night.
ALL_SECONDS = 120.0
PAGES = frozenset({"text/html", "application/xhtml+xml"})


async def pages_by_answer(left_out: Mapping[str, Reason], session: Session) -> list[str]:
    """Return which of the addresses that end like a PDF answer with a page of their own; headers only are requested.

    They are the same that are read as documents, and as many.
    """
    waiting = in_order(url for url, reason in left_out.items() if _ends_like_one(url, reason))
    found = []
    ends = time.monotonic() + ALL_SECONDS
    for url in waiting[:MAX_DOCUMENTS]:
        if time.monotonic() > ends:
            break
        answer = await session.head(url, LIMITS)
        # What a redirect leads to is a page of its own: often that of a login, or of an error.
        if answer.failure is None and answer.media_type in PAGES:
            found.append(url)
    return found


def _ends_like_one(url: str, reason: Reason) -> bool:
    return reason.code is ReasonCode.NOT_A_PAGE and traps.document_kind(url) == PDF
