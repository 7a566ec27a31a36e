"""What was not audited, counted by reason: a site may have tens of thousands of addresses beyond its limit. Pure."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from nyx_audit.model.page import Page, PageStatus
from nyx_audit.model.reason import ReasonCode

EXAMPLES = 5
MOST_REASONS = 50
OTHERS = "for other reasons"


@dataclass(frozen=True, slots=True)
class LeftOut:
    """So many pages of one status that were not audited for one reason, and the first of them."""

    status: PageStatus
    code: ReasonCode
    reason: str
    count: int
    examples: tuple[Page, ...]


def left_out(pages: Iterable[Page], status: PageStatus) -> list[LeftOut]:
    """Return why pages have a status other than audited, most frequent first; what is rare is one entry at the end."""
    found: dict[tuple[str, str], list[Page]] = {}
    for page in pages:
        if page.status is status:
            code = page.reason.code if page.reason else ReasonCode.OTHER
            found.setdefault((code, str(page.reason or "no reason given")), []).append(page)
    ranked = sorted(found.items(), key=lambda item: (-len(item[1]), item[0]))
    told = [
        LeftOut(status, ReasonCode(code), reason, len(members), tuple(members[:EXAMPLES]))
        for (code, reason), members in ranked[:MOST_REASONS]
    ]
    rest = [page for _, members in ranked[MOST_REASONS:] for page in members]
    return [*told, LeftOut(status, ReasonCode.OTHER, OTHERS, len(rest), tuple(rest[:EXAMPLES]))] if rest else told
