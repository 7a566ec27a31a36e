"""What a host's robots.txt lets us visit: RFC 9309, by protego."""

from __future__ import annotations

import math
import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from urllib.parse import urljoin

from protego import Protego

from nyx_audit.model.reason import Reason, ReasonCode
from nyx_audit.net.addresses import host_of

TOKEN = "nyx-audit"
# RFC 9309, 2.5: at least 500 kibibytes.
MAX_SIZE = 512_000
MAX_SITEMAPS = 100
MAX_DELAY = 600.0
AGENT_LINE = re.compile(r"^([ \t]*user-agent[ \t]*:)[ \t]*([^#\r\n]*)", re.IGNORECASE | re.MULTILINE)


@dataclass(frozen=True, slots=True)
class Robots:
    """One host's robots.txt. `closed` is the reason why nothing may be visited, or empty.

    `crawl_delay` is the seconds between two visits that it asks for. `notes` say what of it was dropped.
    """

    closed: str = ""
    crawl_delay: float | None = None
    sitemaps: tuple[str, ...] = ()
    notes: tuple[str, ...] = ()
    _rules: Protego | None = field(default=None, repr=False, compare=False)

    @classmethod
    def read(cls, status: int | None, text: str = "", *, url: str = "", is_cut: bool = False) -> Robots:
        """Return what an answer says; `status` is None where there was no answer.

        A host that does not answer, or fails, must be taken to forbid everything; one without the file allows all.
        Relative addresses of sitemaps are of `url`. `is_cut` says that the text is only the beginning of the file.
        """
        if status is None:
            return cls("robots.txt could not be fetched, so nothing may be visited")
        if status == 429 or status >= 500:
            return cls(f"robots.txt could not be fetched (status {status}), so nothing may be visited")
        if not 200 <= status < 300:
            return cls()
        lines = _lines(text, is_cut=is_cut)
        rules = Protego.parse(AGENT_LINE.sub(_exact_agent, lines))
        delay = rules.crawl_delay(TOKEN)
        usable = delay is not None and math.isfinite(delay) and delay > 0
        stated = list(rules.sitemaps)
        sitemaps = _whole(stated, url)[:MAX_SITEMAPS]
        notes = [f"only its first {MAX_SIZE:,} bytes were read"] if is_cut or len(text) > MAX_SIZE else []
        if len(sitemaps) < len(stated):
            notes.append(f"of the {len(stated)} sitemaps that it names, {len(sitemaps)} can be read")
        return cls("", min(delay, MAX_DELAY) if usable and delay else None, tuple(sitemaps), tuple(notes), rules)

    def reason(self, url: str) -> Reason | None:
        """Return why an address may not be visited, or None where it may."""
        if self.closed:
            return Reason(ReasonCode.ROBOTS, self.closed)
        if self._rules is None or self._rules.can_fetch(url.partition("#")[0], TOKEN):
            return None
        return Reason(ReasonCode.ROBOTS, "robots.txt does not allow it")


@dataclass(frozen=True, slots=True)
class HostRobots:
    """The robots.txt of each host of a site, by `host_of`. A host whose file was not requested is closed."""

    by_host: Mapping[str, Robots]

    def reason(self, url: str) -> Reason | None:
        """Return why an address may not be visited, or None where it may. Raises ValueError for no http address."""
        robots = self.by_host.get(host_of(url))
        return robots.reason(url) if robots else Reason(ReasonCode.ROBOTS, "robots.txt of its host was not read")


def _lines(text: str, *, is_cut: bool) -> str:
    """Return the whole lines within the limit: half of a line, such as `Disallow: /`, may forbid the site."""
    whole = re.sub(r"\r\n?", "\n", text.replace("\ufeff", ""))
    if not is_cut and len(whole) <= MAX_SIZE:
        return whole
    return whole[:MAX_SIZE].rpartition("\n")[0]


def _whole(addresses: Iterable[str], url: str) -> list[str]:
    """Return those that are web addresses; the standard requires whole ones, many files hold paths."""
    found = []
    for one in addresses:
        try:
            found.append(urljoin(url, one))
        except ValueError:
            continue
    return [one for one in found if re.match(r"https?://", one, re.IGNORECASE)]


def _exact_agent(line: re.Match[str]) -> str:
    """Return the line with the bare product token. protego takes `nyx` for ours, and `nyx-audit/2.0` for another's."""
    agent = line[2].strip()
    product = agent.partition("/")[0].strip().lower()
    if agent == "*" or product == TOKEN:
        return f"{line[1]} {product}"
    return f"{line[1]} another"
