"""What a site's host answers beyond its pages: to an address that does not exist, without encryption, to its own search."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass, replace
from urllib.parse import urljoin, urlsplit, urlunsplit

import httpx
from bs4 import BeautifulSoup

from nyx_audit.engine.outside import Manners, open_client, read
from nyx_audit.model.evidence import Missing
from nyx_audit.model.reason import Reason, ReasonCode
from nyx_audit.net.pace import Pace
from nyx_audit.net.robots import HostRobots
from nyx_audit.site.evidence import TransportAnswer, Unencrypted, WrongAddress
from nyx_audit.site.records import SiteEvidence

SECONDS = 20.0
HOPS = 6
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
    """Asks the site's own host, at its rate."""

    pace: Pace
    robots: HostRobots
    rate: float

    async def wrong_address(self, site: SiteEvidence) -> WrongAddress | Missing:
        """Return what the host answers to an address that nobody made: its status, where it leads, and what is on that page."""
        start = site.declared.start
        name = hashlib.sha256(start.encode()).hexdigest()[:12]
        asked = urljoin(start, f"no-such-page-{name}")
        try:
            async with open_client(SECONDS) as client:
                return await self._follow(asked, start, client)
        except (httpx.HTTPError, httpx.InvalidURL, ValueError) as error:
            return Missing(Reason(ReasonCode.UNREACHABLE, f"a wrong address got no answer ({_words(error)})"))

    async def _follow(self, url: str, start: str, client: httpx.AsyncClient) -> WrongAddress | Missing:
        manners, at = Manners(self.pace, self.robots), url
        for _ in range(HOPS):
            refusal = await manners.refusal(at, start, client, self.rate)
            if refusal:
                return Missing(Reason(ReasonCode.NOT_GATHERED, f"a wrong address was not requested: {refusal}"))
            await self.pace.wait(at, self.rate)
            status, headers, body = await read(client, at)
            onward = headers.get("location")
            if not (300 <= status < 400 and onward):
                return _page(body, WrongAddress(url, status, at, "", (), search=False, scripts=0, components=()))
            at = urljoin(at, onward)
        # Some hosts send on whoever keeps no cookies, again and again.
        return Missing(Reason(ReasonCode.TOO_MANY_REDIRECTS, "a wrong address is redirected without end"))

    async def transport(self, site: SiteEvidence) -> TransportAnswer:
        """Return what the start address answers without encryption."""
        parts = urlsplit(site.declared.start)
        if parts.scheme != "https" or parts.port not in (None, 443) or self.robots.reason(site.declared.start):
            return TransportAnswer(None)
        url = urlunsplit(("http", parts.hostname or "", parts.path, "", ""))
        await self.pace.wait(url, self.rate)
        try:
            async with open_client(SECONDS) as client:
                answer = await client.head(url)
            onward = urljoin(url, answer.headers.get("location", ""))
        except (httpx.HTTPError, httpx.InvalidURL, ValueError):
            return TransportAnswer(None)
        return TransportAnswer(Unencrypted(answer.status_code, onward))


def _page(body: bytes, answer: WrongAddress) -> WrongAddress:
    """The answer with what its page offers to somebody who is lost; pages that scripts make are known by `scripts` and little `text`."""
    soup = BeautifulSoup(body, "lxml")
    scripts = len(soup.find_all("script"))
    for gone in soup(["script", "style", "template", "noscript"]):
        gone.decompose()
    links = [urljoin(answer.final, str(one["href"])) for one in soup.find_all("a", href=True)][:1000]
    forms = bool(soup.select(SEARCH))
    components = sorted({one.name for one in soup.find_all(True) if "-" in one.name})
    text = soup.get_text(" ", strip=True)[:20_000]
    return replace(answer, text=text, links=tuple(links), search=forms, scripts=scripts, components=tuple(components))


def _words(error: Exception) -> str:
    return str(error)[:200] or type(error).__name__
