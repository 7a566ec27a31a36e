"""What a site's host answers beyond its pages: to an address that does not exist, and without encryption."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from urllib.parse import urljoin, urlsplit, urlunsplit

from bs4 import BeautifulSoup

from nyx_audit.crawl import traps
from nyx_audit.model.evidence.kind import Missing
from nyx_audit.model.reason import Reason, ReasonCode
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
SEARCH = ", ".join(
    (
        "[type=search], [role=search], search, form[action*=search i], form[action*=buscar i], input[id*=search i]",
        "input[placeholder*=search i], input[placeholder*=buscar i], nys-unavheader, #nygov-universal-navigation",
        *(f"input[name={name} i]" for name in ("q", "s", "query", "search", "keyword", "keywords", "keys")),
    )
)


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
        if answer.reason or answer.status is None:
            return Missing(_without_page(answer.reason))
        return _page(requested, answer.status, answer.final, answer.body)

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
    """Return what a page offers to somebody who is lost; many scripts and little text mean that scripts make it."""
    soup = BeautifulSoup(body, "lxml")
    scripts = len(soup.find_all("script"))
    for gone in soup(["script", "style", "template", "noscript"]):
        gone.decompose()
    return WrongAddress(
        requested=requested,
        status=status,
        final=final,
        text=soup.get_text(" ", strip=True)[:20_000],
        links=tuple(_joined(final, str(one["href"])) for one in soup.find_all("a", href=True)[:1000]),
        search=bool(soup.select(SEARCH)),
        scripts=scripts,
        components=tuple(sorted({one.name for one in soup.find_all(True) if "-" in one.name})),
    )


def _joined(base: str, address: str) -> str:
    try:
        return urljoin(base, address)
    except ValueError:
        return address
