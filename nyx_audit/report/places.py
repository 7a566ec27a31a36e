"""Where a finding is, for programs that know files only: a path, lines and columns. Pure."""

from __future__ import annotations

import hashlib
import re
from pathlib import PurePosixPath
from urllib.parse import quote, unquote, urlsplit

from nyx_audit.analysis.summary import Summary
from nyx_audit.model.page import Finding, Page
from nyx_audit.model.position import Position
from nyx_audit.net.addresses import is_loopback, is_web
from nyx_audit.report.plain import clean

LONGEST = 400
INDEX = "index.html"
# What a path of a URI may hold as it is; a colon in its first segment would read as a scheme.
SAFE = "!$&'()*+,;=@~/"
DRIVE = re.compile(r"[a-zA-Z]:(?=[\\/])")


def place_of(finding: Finding, page: Page, summary: Summary) -> Position:
    """Return where a finding is: in its source or template where that is known, else at the beginning of its page."""
    return summary.audit.positions.get((page.url, finding.selector)) or Position(path_of_page(page.url))


def is_in_files(finding: Finding, page: Page, summary: Summary) -> bool:
    """Return whether a finding has a place in files of the project."""
    return (page.url, finding.selector) in summary.audit.positions


def line_of(finding: Finding, page: str, summary: Summary) -> str:
    """Return the line of a finding as an editor opens it (`file:12:3`); empty where it is not sure."""
    at = summary.audit.positions.get((page, finding.selector))
    return f"{at.file}:{at.line}:{at.column}" if at and at.is_sure else ""


def path_of_page(url: str) -> str:
    """Return a page as a relative path: `host/path/index.html` of an address, a local path without its root."""
    text = clean(url, 8000)
    host, path, query = _parts(text)
    segments = [_segment(one) for one in (host, *path.split("/"))]
    kept = [one for one in segments if one]
    if host and (not kept[-1:] or len(kept) == 1 or path.endswith("/") or "." not in kept[-1]):
        kept.append(INDEX)
    name = "/".join(kept) or INDEX
    return _short(f"{name}?{query}" if query else name)


def uri_of(path: str) -> str:
    """Return a relative path as a URI reference."""
    return quote(path, SAFE)


def _parts(text: str) -> tuple[str, str, str]:
    """Return host, path, and what follows the path; no host for what is a local path."""
    if "://" not in text:
        return "", DRIVE.sub("", text).replace("\\", "/"), ""
    try:
        address = urlsplit(text)
        # As in a baseline, this machine is one place, whatever port its server was given.
        here = is_web(text) and is_loopback(text)
        host = "localhost" if here else address.netloc.rpartition("@")[2].lower().replace(":", "_")
    except ValueError:
        return "", text.partition("://")[2], ""
    after = f"{address.query}#{address.fragment}" if address.fragment else address.query
    return host, unquote(address.path, errors="replace"), after


def _segment(text: str) -> str:
    text = clean(text.strip(), LONGEST * 20).replace("\\", "_")
    return "" if PurePosixPath(text).name in ("", ".", "..") else text


def _short(path: str) -> str:
    """Return a path that is cut where it is long, and still another one than any that begins like it."""
    if len(path) <= LONGEST:
        return path
    return f"{path[: LONGEST - 17]}-{hashlib.sha256(path.encode()).hexdigest()[:16]}"
