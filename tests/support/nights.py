"""Sites that change from one night to the next, and their nights in one history."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from email.utils import formatdate, parsedate_to_datetime
from hashlib import sha256
from pathlib import Path
from typing import Any

from nyx_audit.analysis.summary import Summary
from nyx_audit.config.sites import sites_for_addresses
from nyx_audit.engine.events import Listener, ignore
from nyx_audit.examples.server import Answer, Seen, page
from nyx_audit.model.page import Page, RuleOutcome
from nyx_audit.run.options import Options
from nyx_audit.run.sites import Crawl, audit_async

RULES = ("image-alt", "html-has-lang", "broken-links", "title-repeats")
HISTORY = "history.sqlite"
LONG_AGO = 1_700_000_000.0
TYPES = {".css": "text/css", ".js": "text/javascript", ".svg": "image/svg+xml", ".json": "application/json",
         ".txt": "text/plain"}  # fmt: skip


@dataclass
class File:
    """What is served at an address. `dated` states Last-Modified, `tagged` an ETag; else nothing tells it apart."""

    body: str
    status: int = 200
    tagged: bool = True
    dated: float | None = None
    headers: dict[str, str] = field(default_factory=dict)


@dataclass
class Files:
    """A handler of a local server, whose files can be changed; `seen` are the paths that were requested."""

    files: dict[str, File]
    seen: list[str] = field(default_factory=list)

    def __call__(self, seen: Seen) -> Answer:
        self.seen.append(seen.path)
        file = self.files.get(seen.path)
        if file is None:
            return Answer(b"not here", 404)
        kind = next((kind for ending, kind in TYPES.items() if seen.path.endswith(ending)), "text/html; charset=utf-8")
        headers = {"Content-Type": kind, **file.headers}
        if file.dated is not None:
            headers["Last-Modified"] = formatdate(file.dated, usegmt=True)
            since = seen.headers.get("if-modified-since")
            # As many servers do: also a file that is older than that was not modified since.
            if since and parsedate_to_datetime(since).timestamp() >= file.dated:
                return Answer(b"", 304)
        elif file.tagged:
            headers["ETag"] = f'"{sha256(file.body.encode()).hexdigest()[:12]}"'
            if seen.headers.get("if-none-match") == headers["ETag"]:
                return Answer(b"", 304, headers={**file.headers, "ETag": headers["ETag"]})
        return Answer(file.body.encode(), file.status, headers)


def text_page(name: str, head: str = "", body: str = "") -> str:
    """A page with one picture that has no name."""
    return page(f"<main><h1>{name}</h1><img src='/kept.svg'>{body}</main>", title=name, head=head)


async def night(url: str, folder: Path, listen: Listener = ignore, **more: Any) -> Summary:
    """Audit a site by a few rules, and keep the run in the folder's history. No page's turn comes for many nights."""
    site = replace(sites_for_addresses([url])[0], anew_every=300)
    options = Options(only=RULES, probes=False, tabs=2)
    crawl = Crawl(history=folder / HISTORY, **more)
    return await audit_async([site], crawl=crawl, options=options, listen=listen)


def by_path(summary: Summary) -> dict[str, Page]:
    """The pages of a run by the path of their address."""
    return {"/" + one.url.split("/", 3)[3]: one for one in summary.audit.pages}


def said(summary: Summary) -> dict[str, tuple[str, tuple[str, ...], tuple[RuleOutcome, ...]]]:
    """What a run says of each page, but for when it was audited."""
    return {path: (one.status, one.linked_from, one.outcomes) for path, one in by_path(summary).items()}
