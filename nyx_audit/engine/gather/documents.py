"""Fetches the documents that a site's pages link to, and has each read in a process of its own."""

from __future__ import annotations

import asyncio
import sys
import tempfile
import time
from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path

from pydantic import TypeAdapter

from nyx_audit.crawl import traps
from nyx_audit.engine.gather.order import in_order
from nyx_audit.model.reason import Reason, ReasonCode
from nyx_audit.net.addresses import host_of, request_key
from nyx_audit.net.again import pause_before_another
from nyx_audit.net.client import Session, open_session
from nyx_audit.net.hosts import Hosts
from nyx_audit.net.policy import FetchPolicy, Limits
from nyx_audit.net.robots import HostRobots
from nyx_audit.site.evidence import Document, Documents
from nyx_audit.site.records import SiteEvidence

LIMITS = Limits(seconds=60.0, max_bytes=30_000_000, max_hops=4)
READING_SECONDS = 40.0
# A host that is slow with each of its documents does not hold up the night.
ALL_SECONDS = 300.0
MAX_DOCUMENTS = 25
PDF = "a PDF document"
READER = Path(__file__).parents[2] / "documents" / "pdf.py"


@dataclass(frozen=True, slots=True)
class _Unread:
    """What the reader prints of a file that it cannot read."""

    problem: str


PRINTED: TypeAdapter[Document | _Unread] = TypeAdapter(Document | _Unread)


@dataclass(frozen=True, slots=True)
class DocumentReader:
    """Reads the documents of the site's hosts, at their rate."""

    hosts: Hosts
    robots: HostRobots
    rate: float

    async def gather(self, site: SiteEvidence) -> Documents:
        """Return what each PDF is, or why it was not read; the order of choice stays from run to run.

        One is fetched at a time.
        """
        needed = self.needed(site)
        policy = FetchPolicy(
            site.declared.start, self.rate, others_rate=self.rate, robots=self.robots, refuse=traps.deed
        )
        with tempfile.TemporaryDirectory(prefix="nyx-audit-") as folder:
            async with open_session(self.hosts, policy) as session:
                reading = _Reading(session, Path(folder) / "document.pdf", time.monotonic() + ALL_SECONDS)
                await reading.all(needed[:MAX_DOCUMENTS])
        found = reading.found
        return Documents(
            {url: one for url, one in found.items() if isinstance(one, Document)},
            {url: one for url, one in found.items() if isinstance(one, Reason)},
            len(needed) - len(found),
        )

    def needed(self, site: SiteEvidence) -> list[str]:
        """Return the addresses of PDFs on the site's hosts, in an order that stays from run to run.

        They are known by their ending, where no page was found behind it, and by what they answered to the crawl.
        """
        found = {
            link.href.partition("#")[0]
            for page in site.pages.values()
            for link in page.facts.links
            if link.href.lower().startswith(("http://", "https://")) and traps.document_kind(link.href) == PDF
        }
        found |= {url for url, reason in site.not_audited.items() if reason.code is ReasonCode.DOCUMENT}
        pages = {request_key(one) for page in site.pages.values() for one in (page.url, page.final_url)}
        return in_order(url for url in found if host_of(url) in self.robots.by_host and request_key(url) not in pages)


@dataclass(slots=True)
class _Reading:
    """Documents under way, one after another, until their time is over. `_later` are the pauses before another try."""

    session: Session
    path: Path
    ends: float
    found: dict[str, Document | Reason] = field(default_factory=dict)
    _later: dict[str, float] = field(default_factory=dict)

    async def all(self, urls: Sequence[str]) -> None:
        """Read all, and at the end once more those that may only have failed for a moment."""
        await self._each(urls)
        again, self._later = self._later, {}
        if again and time.monotonic() + max(again.values()) < self.ends:
            await asyncio.sleep(max(again.values()))
            await self._each(list(again))

    async def _each(self, urls: Sequence[str]) -> None:
        for url in urls:
            if time.monotonic() > self.ends:
                return
            self.found[url] = await self._one(url)

    async def _one(self, url: str) -> Document | Reason:
        try:
            answer = await self.session.download(url, self.path, LIMITS)
        except OSError as error:
            return _unread(f"could not be kept ({error})"[:200])
        pause = pause_before_another(answer)
        if pause is not None:
            self._later[url] = pause
        if answer.failure is None and "html" in answer.media_type:
            return _unread("is a web page, not a PDF document")
        return answer.failure or await read_in_process(self.path)


async def read_in_process(path: Path) -> Document | Reason:
    """Return what the PDF at a path is, or why it could not be read."""
    # By its file: a name would find whichever version is installed.
    command = (sys.executable, "-I", str(READER), str(path))
    process = await asyncio.create_subprocess_exec(
        *command, stdout=asyncio.subprocess.PIPE, stderr=asyncio.subprocess.DEVNULL
    )
    try:
        async with asyncio.timeout(READING_SECONDS):
            out, _ = await process.communicate()
    except TimeoutError:
        return _unread(f"could not be read within {READING_SECONDS:.0f} s")
    finally:
        if process.returncode is None:
            process.kill()
            await process.wait()
    try:
        found = PRINTED.validate_json(out)
    except ValueError:
        return _unread("could not be read within its limits of memory and time")
    return found if isinstance(found, Document) else _unread(found.problem)


def _unread(text: str) -> Reason:
    return Reason(ReasonCode.UNREADABLE, text)
