"""Fetches the documents that a site's pages link to, and has each read in a process of its own."""

from __future__ import annotations

import asyncio
import hashlib
import json
import sys
import tempfile
import time
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import urljoin

import httpx
from pydantic import TypeAdapter

from nyx_audit.crawl import traps
from nyx_audit.engine.outside import Manners, open_client
from nyx_audit.model.reason import Reason, ReasonCode
from nyx_audit.net.addresses import host_of
from nyx_audit.net.pace import Pace
from nyx_audit.net.robots import HostRobots
from nyx_audit.site import evidence as records
from nyx_audit.site.records import SiteEvidence

SECONDS = 60.0
READING_SECONDS = 40.0
# A host that is slow with each of its documents does not hold up the night.
ALL_SECONDS = 300.0
MAX_BYTES = 30_000_000
MAX_DOCUMENTS = 25
MAX_HOPS = 5
PDF = "a PDF document"
READER = Path(__file__).parents[2] / "documents" / "pdf.py"
Found = records.Document | Reason
READING = TypeAdapter(records.Document)


@dataclass(frozen=True, slots=True)
class Documents:
    """Reads the documents of the site's hosts, at their rate."""

    pace: Pace
    robots: HostRobots
    rate: float

    async def gather(self, site: SiteEvidence) -> records.Documents:
        """Return by address what each PDF is, or why it could not be read; `left_out` counts those beyond the limits of number and time.

        The order of choice stays from run to run. One is fetched at a time.
        """
        wanted = self.wanted(site)
        found: dict[str, Found] = {}
        with tempfile.TemporaryDirectory(prefix="nyx-audit-") as folder:
            async with open_client(SECONDS) as client:
                ends = time.monotonic() + ALL_SECONDS
                for url in wanted[:MAX_DOCUMENTS]:
                    if time.monotonic() > ends:
                        break
                    found[url] = await self._document(url, site.declared.start, client, Path(folder) / "document.pdf")
        unread = {url: one for url, one in found.items() if isinstance(one, Reason)}
        read = {url: one for url, one in found.items() if not isinstance(one, Reason)}
        return records.Documents(read, unread, len(wanted) - len(found))

    def wanted(self, site: SiteEvidence) -> list[str]:
        """Return the addresses of PDFs on the site's hosts, in an order that stays from run to run."""
        found = {
            link.href.partition("#")[0]
            for page in site.pages.values()
            for link in page.facts.links
            if link.href.lower().startswith(("http://", "https://"))
            and traps.document_kind(link.href) == PDF
            and host_of(link.href) in self.robots.by_host
        }
        return sorted(found, key=lambda url: hashlib.sha256(url.encode()).digest())

    async def _document(self, url: str, start: str, client: httpx.AsyncClient, path: Path) -> Found:
        try:
            problem = await self._fetch(url, start, client, path)
        except (httpx.HTTPError, httpx.InvalidURL, ValueError, OSError) as error:
            problem = str(error)[:200] or type(error).__name__
        return Reason(ReasonCode.NOT_GATHERED, problem) if problem else await read_in_process(path)

    async def _fetch(self, url: str, start: str, client: httpx.AsyncClient, path: Path) -> str:
        """Write the document to the path; return why there is none, or an empty string."""
        manners, at = Manners(self.pace, self.robots), url
        for _ in range(MAX_HOPS):
            refusal = await manners.refusal(at, start, client, self.rate)
            if refusal:
                return refusal.text
            await self.pace.wait(at, self.rate)
            async with client.stream("GET", at) as answer:
                onward = answer.headers.get("location")
                if 300 <= answer.status_code < 400 and onward:
                    at = urljoin(at, onward)
                    continue
                if answer.status_code != 200:
                    return f"answered {answer.status_code}"
                size = 0
                with path.open("wb") as file:
                    async for chunk in answer.aiter_bytes():
                        size += len(chunk)
                        if size > MAX_BYTES:
                            return f"is larger than {MAX_BYTES // 1_000_000} MB"
                        file.write(chunk)
                return ""
        return "redirects too often"


async def read_in_process(path: Path) -> Found:
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
        return Reason(ReasonCode.TIMEOUT, f"could not be read within {READING_SECONDS:.0f} s")
    finally:
        if process.returncode is None:
            process.kill()
            await process.wait()
    try:
        found = json.loads(out)
    except ValueError:
        return Reason(ReasonCode.UNREADABLE, "could not be read within its limits of memory and time")
    return Reason(ReasonCode.UNREADABLE, found["problem"]) if "problem" in found else READING.validate_python(found)
