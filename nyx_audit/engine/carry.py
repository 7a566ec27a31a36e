"""Carries pages over from the last run: those of which everything answers tonight as it did when they were audited.

A page that changes without its bytes does (a script that asks what day it is) is found since each page is audited anew
in rotation.
"""

from __future__ import annotations

import asyncio
import hashlib
import time
from collections.abc import Callable
from dataclasses import dataclass, field, replace

from nyx_audit.crawl.items import Item
from nyx_audit.engine.auditor import Audited
from nyx_audit.engine.sharing import Sharing
from nyx_audit.model.outcome import Outcome
from nyx_audit.model.page import Page, PageStatus
from nyx_audit.model.reason import Reason, ReasonCode
from nyx_audit.model.visit import Part, Visit
from nyx_audit.net.client import Session
from nyx_audit.net.fetched import Fetched
from nyx_audit.net.policy import Limits
from nyx_audit.net.sameness import has_same_content, has_same_validator, is_confirmed

LIMITS = Limits(seconds=20.0, max_bytes=8_000_000, max_hops=10)
# As the browser says it: hosts that choose by the language choose the same.
LANGUAGE = {"Accept-Language": "en-US"}
# Evidence that would be missing in each run alike, the last of them on pages of more elements than the time is enough
# for; what is missing for any other reason may be there another time.
LASTING = frozenset({ReasonCode.PROBES_OFF, ReasonCode.RULE_UNKNOWN, ReasonCode.NOT_ALL_TRIED})


@dataclass(slots=True)
class Answers:
    """Whether parts of pages answer as before: each requested once a run, by the one polite way to the net."""

    session: Session
    _asked: dict[Part, asyncio.Future[bool]] = field(default_factory=dict)

    async def are_same(self, parts: tuple[Part, ...]) -> bool:
        """Return whether all parts answer as they did; the first that does not ends it."""
        for part in parts:
            if part not in self._asked:
                self._asked[part] = asyncio.ensure_future(self._is_same(part))
            if not await self._asked[part]:
                return False
        return True

    async def _is_same(self, part: Part) -> bool:
        url = part.hops[0]
        if part.reason:
            refusal = await self.session.refusal(url) or (await self.session.get(url, LIMITS)).reason
            return refusal is not None and refusal.code == part.reason
        if part.etag:
            answer = await self.session.get(url, LIMITS, {**LANGUAGE, "If-None-Match": part.etag})
            return is_confirmed(part, answer) or _brings_the_same(part, answer)
        # Many hosts answer a conditional request with "not modified" also for an older file, which was restored: what
        # they state is compared instead.
        if part.modified and has_same_validator(part, await self.session.head(url, LIMITS, LANGUAGE)):
            return True
        return has_same_content(part, await self.session.get(url, LIMITS, LANGUAGE))


def _brings_the_same(part: Part, answer: Fetched) -> bool:
    return has_same_content(part, answer) if part.digest else has_same_validator(part, answer)


@dataclass(frozen=True, slots=True)
class Carrying:
    """Decides for one site which pages are carried over.

    `start` is always audited; `every` is after how many runs each page is audited anew at the latest. `refusal` says why
    a hop of a redirect may not be followed, or None.
    """

    answers: Answers
    sharing: Sharing
    start: str
    every: int
    refusal: Callable[[str], Reason | None]

    async def over(self, item: Item, before: Visit | None) -> Audited | None:
        """Return the page as it was audited `before`, or None where it is to be audited: in doubt, always."""
        if before is None or item.url == self.start or not self._may_rest(item, before):
            return None
        began = time.monotonic()
        if any(self.refusal(hop) for hop in before.parts[0].hops[1:]):
            return None
        if not await self.answers.are_same(before.parts):
            return None
        outcomes = self.sharing.shared(before.page.outcomes)
        page = replace(before.page, outcomes=outcomes, seconds=round(time.monotonic() - began, 2))
        return Audited(page, before.links, facts=before.facts, parts=before.parts)

    def kept(self, item: Item, audited: Audited, before: Visit | None) -> Visit | None:
        """Return what is kept of a visit for the next run; None where the page was not audited."""
        if audited.page.status is not PageStatus.AUDITED:
            return None
        parts = audited.parts if audited.facts is not None and _is_lasting(audited.page) else ()
        rest = self._rest(item, audited, before)
        return Visit(audited.page, audited.links, audited.facts, item.named, parts, rest)

    def _may_rest(self, item: Item, before: Visit) -> bool:
        is_same_task = (before.named, before.page.start) == (item.named, item.start)
        return is_same_task and bool(before.parts) and before.rest > 0 and self.every > 1

    def _rest(self, item: Item, audited: Audited, before: Visit | None) -> int:
        """Return how many further runs may carry the page over.

        Pages that were all audited in one run have their turns spread by a hash; one whose turn it was has its next
        after a full round.
        """
        most = self.every - 1
        if before is None or most < 1:
            return spread(item.url, most)
        if audited.page.carried:
            return min(before.rest, most) - 1
        return spread(item.url, most) if before.rest else most


def spread(url: str, most: int) -> int:
    """Return a number from 1 to `most` that hangs on the address behind its host alone, 0 where there is none."""
    if most < 1:
        return 0
    path = url.partition("//")[2].partition("/")[2].encode("utf-8", "surrogatepass")
    return 1 + int.from_bytes(hashlib.sha256(path).digest()[:8], "big") % most


def _is_lasting(page: Page) -> bool:
    gaps = [row.reason for row in page.outcomes if row.outcome is Outcome.UNTESTED]
    return all(reason is not None and reason.code in LASTING for reason in gaps)
