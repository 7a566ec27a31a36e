"""What a site's host answers beyond its pages: to an address that does not exist, and without encryption."""

from __future__ import annotations

import asyncio
import hashlib
from dataclasses import dataclass
from urllib.parse import urljoin, urlsplit, urlunsplit

from lxml import etree

from nyx_audit.crawl import traps
from nyx_audit.engine.gather.html import HtmlError, elements, is_unseen, read_html, text_of
from nyx_audit.model.evidence.kind import Missing
from nyx_audit.model.reason import Reason, ReasonCode
from nyx_audit.net.again import pause_before_another
from nyx_audit.net.client import WITHOUT_END, open_session
from nyx_audit.net.hosts import Hosts
from nyx_audit.net.policy import FetchPolicy, Limits
from nyx_audit.net.robots import HostRobots
from nyx_audit.site.evidence import TransportAnswer, Unencrypted, WrongAddress
from nyx_audit.site.records import SiteEvidence

LIMITS = Limits(seconds=20.0, max_hops=5)
FIRST_ANSWER = Limits(seconds=20.0, max_hops=0)
# The program's own decisions; any other reason is the host's.
NOT_REQUESTED = frozenset(
    {ReasonCode.ROBOTS, ReasonCode.TRAP, ReasonCode.ACTION, ReasonCode.NOT_AN_ADDRESS, ReasonCode.PRIVATE_ADDRESS, ReasonCode.BUSY}
)  # fmt: skip
# As the facts of a page know a search, and the headers of the design system that hold one.
SEARCH_TAGS = frozenset({"search", "nys-unavheader"})
SEARCH_ID = "nygov-universal-navigation"
SEARCH_NAMES = frozenset({"q", "s", "query", "search", "keyword", "keywords", "keys"})
SEARCH_WORDS = ("search", "buscar")
TEXT, LINKS = 20_000, 1000


@dataclass(frozen=True, slots=True)
class Host:
    """Requests what the site's own host answers, at its rate."""

    hosts: Hosts
    robots: HostRobots
    rate: float

    async def wrong_address(self, site: SiteEvidence) -> WrongAddress | Missing:
        """Return what the host answers to an address that nobody made, and what is on that page."""
        start = site.declared.start
        requested = urljoin(start, f"no-such-page-{hashlib.sha256(start.encode()).hexdigest()[:12]}")
        async with open_session(self.hosts, self._policy(site)) as session:
            answer = await session.get(requested, LIMITS)
            pause = pause_before_another(answer)
            if pause is not None:
                await asyncio.sleep(pause)
                answer = await session.get(requested, LIMITS)
        if answer.reason or answer.status is None:
            return Missing(_without_page(answer.reason))
        try:
            return await asyncio.to_thread(_page, requested, answer.status, answer.final, answer.body)
        except HtmlError as error:
            return Missing(Reason(ReasonCode.UNREADABLE, f"the page of a wrong address cannot be read: {error}"))

    async def transport(self, site: SiteEvidence) -> TransportAnswer:
        """Return what the start address answers without encryption."""
        parts = urlsplit(site.declared.start)
        if parts.scheme != "https" or parts.port not in (None, 443):
            return TransportAnswer(None)
        url = urlunsplit(("http", parts.hostname or "", parts.path, "", ""))
        async with open_session(self.hosts, self._policy(site)) as session:
            answer = await session.head(url, FIRST_ANSWER)
        # A redirect is not followed, and ends at where it leads.
        return TransportAnswer(None if answer.status is None else Unencrypted(answer.status, answer.final))

    def _policy(self, site: SiteEvidence) -> FetchPolicy:
        return FetchPolicy(site.declared.start, self.rate, others_rate=self.rate, robots=self.robots, refuse=traps.deed)


def _without_page(reason: Reason | None) -> Reason:
    """Return why it is not known what stands at a wrong address."""
    if reason and reason.code in WITHOUT_END:
        # Some hosts redirect whoever keeps no cookies, again and again.
        return Reason(ReasonCode.TOO_MANY_REDIRECTS, "a wrong address is redirected without end")
    if reason and reason.code in NOT_REQUESTED:
        return Reason(ReasonCode.NOT_GATHERED, f"a wrong address was not requested: {reason}")
    return Reason(ReasonCode.UNREACHABLE, f"a wrong address got no answer ({reason})")


def _page(requested: str, status: int, final: str, body: bytes) -> WrongAddress:
    """Return what a page offers to somebody who is lost; many scripts and little text mean that scripts make it.

    Raises HtmlError.
    """
    root = read_html(body)
    if root is None:
        return WrongAddress(requested, status, final, "", (), search=False, scripts=0, components=())
    shown = list(elements(root, is_unseen))
    hrefs = [href for one in shown if one.tag == "a" and (href := one.get("href")) is not None]
    return WrongAddress(
        requested=requested,
        status=status,
        final=final,
        text=text_of(root, is_unseen, TEXT),
        links=tuple(_joined(final, href) for href in hrefs[:LINKS]),
        search=any(_is_search(one) for one in shown),
        scripts=sum(1 for _ in root.iter("script")),
        components=tuple(sorted({one.tag for one in shown if "-" in one.tag})),
    )


def _is_search(element: etree._Element) -> bool:
    tag, kind, role = element.tag, _lower(element, "type"), _lower(element, "role")
    if tag in SEARCH_TAGS or element.get("id") == SEARCH_ID or "search" in (kind, role):
        return True
    if tag == "form":
        return any(word in _lower(element, "action") for word in SEARCH_WORDS)
    if tag != "input":
        return False
    is_named = _lower(element, "name") in SEARCH_NAMES or "search" in _lower(element, "id")
    return is_named or any(word in _lower(element, "placeholder") for word in SEARCH_WORDS)


def _lower(element: etree._Element, name: str) -> str:
    return (element.get(name) or "").lower()


def _joined(base: str, address: str) -> str:
    try:
        return urljoin(base, address)
    except ValueError:
        return address
