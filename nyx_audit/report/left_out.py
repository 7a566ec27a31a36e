"""What was not audited, counted by reason: a site may have tens of thousands of addresses beyond its limit. Pure."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace

from nyx_audit.model.page import Page, PageStatus
from nyx_audit.model.reason import ReasonCode
from nyx_audit.report.words import NO_REASON

EXAMPLES = 5
# So many addresses of a site are listed that were left out for one kind of reason. A dead link is for people to fix: all are.
LISTED = 100
MOST_REASONS = 50
OTHERS = "for other reasons"


@dataclass(frozen=True, slots=True)
class Counted:
    """So many pages of a site that were left out for one kind of reason, of which so many are listed."""

    site: str | None
    code: ReasonCode
    reason: str
    count: int
    listed: int


def listed(pages: Iterable[Page]) -> tuple[list[Page], list[Counted]]:
    """Return the pages that a report lists one by one, and the counts of those that were left out, listed or not."""
    kept: list[Page] = []
    met: dict[tuple[str | None, ReasonCode], Counted] = {}
    for page in pages:
        if page.status is not PageStatus.SKIPPED:
            kept.append(page)
            continue
        code = page.reason.code if page.reason else ReasonCode.OTHER
        known = met.get((page.site, code)) or Counted(page.site, code, str(page.reason or NO_REASON), 0, 0)
        # What a person named is no more than that person can read.
        is_named = page.site is None
        is_listed = is_named or known.listed < LISTED or code is ReasonCode.DEAD_LINK
        kept += [page] if is_listed else []
        met[page.site, code] = replace(known, count=known.count + 1, listed=known.listed + is_listed)
    return kept, list(met.values())


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
            found.setdefault((code, str(page.reason or NO_REASON)), []).append(page)
    ranked = sorted(found.items(), key=lambda item: (-len(item[1]), item[0]))
    told = [
        LeftOut(status, ReasonCode(code), reason, len(members), tuple(members[:EXAMPLES]))
        for (code, reason), members in ranked[:MOST_REASONS]
    ]
    rest = [page for _, members in ranked[MOST_REASONS:] for page in members]
    return [*told, LeftOut(status, ReasonCode.OTHER, OTHERS, len(rest), tuple(rest[:EXAMPLES]))] if rest else told
