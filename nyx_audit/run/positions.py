"""Where findings are in the files of a project: those that a person named, and the templates that their pages name."""

from __future__ import annotations

import codecs
import re
from collections.abc import Iterator, Mapping
from pathlib import Path, PurePath
from typing import TYPE_CHECKING

from nyx_audit.analysis.hints import position_stated
from nyx_audit.model.audit import Audit
from nyx_audit.model.page import Finding, Page
from nyx_audit.model.position import Position
from nyx_audit.net.addresses import is_loopback, is_web
from nyx_audit.run.files import file_of

if TYPE_CHECKING:
    from nyx_audit.analysis.source import Source

# A larger file is named without lines.
MOST_BYTES = 2_000_000
MARKS = {codecs.BOM_UTF8: "utf-8-sig", codecs.BOM_UTF16_LE: "utf-16", codecs.BOM_UTF16_BE: "utf-16"}
CHARSET = re.compile(rb"""<meta[^>]{0,200}charset\s{0,5}=\s{0,5}["']?([\w-]{1,40})""", re.IGNORECASE)
# Where a declaration counts.
HEAD = 1024


def positions_of(audit: Audit, root: Path | None = None) -> Mapping[tuple[str, str], Position]:
    """Return where the elements of findings are, by page and selector.

    Of local files that is their source, of those and of addresses of this machine the template that the element names.
    Files are relative to `root`, the current folder where none is given. Only files that a person named are read.
    """
    folder = root or Path.cwd()
    found: dict[tuple[str, str], Position] = {}
    for page in audit.pages:
        if any(row.findings for row in page.outcomes):
            found |= {(page.url, selector): one for selector, one in _on_page(page, folder)}
    return found


def relative_name(file: Path, folder: Path) -> str:
    """Return a file as a path relative to the folder; of one elsewhere, its whole path without its root."""
    whole = PurePath(folder, file)
    known = whole.relative_to(folder) if whole.is_relative_to(folder) else whole.relative_to(whole.anchor)
    return PurePath(*(part for part in known.parts if part != "..")).as_posix()


def _on_page(page: Page, folder: Path) -> Iterator[tuple[str, Position]]:
    # The pages of a site were found, not named.
    file = file_of(page.url) if page.site is None else None
    address = page.final_url or page.url
    if file is None and not (is_web(address) and is_loopback(address)):
        return
    source = _source(file, folder) if file else None
    for row in page.outcomes:
        for finding in row.findings:
            position = _position(finding, source, folder)
            if position:
                yield finding.selector, position


def _position(finding: Finding, source: Source | None, folder: Path) -> Position | None:
    stated = position_stated(finding, folder.as_posix())
    if stated and stated.is_sure:
        return stated
    return source.position_of(finding) if source else stated


def _source(file: Path, folder: Path) -> Source:
    # It brings a parser, which only local files need.
    from nyx_audit.analysis.source import Source

    try:
        with (folder / file).open("rb") as opened:
            data = opened.read(MOST_BYTES + 1)
    except OSError:
        # It was there when it was audited; what is left is its name.
        data = b""
    return Source(_text(data) if len(data) <= MOST_BYTES else "", relative_name(file, folder))


def _text(data: bytes) -> str:
    """Decode as a browser does that has no header to go by."""
    for mark, encoding in MARKS.items():
        if data.startswith(mark):
            return data.decode(encoding, "replace")
    declared = CHARSET.search(data, 0, HEAD)
    for encoding in ([declared[1].decode("ascii")] if declared else []) + ["utf-8"]:
        try:
            return data.decode(encoding)
        except (LookupError, UnicodeDecodeError):
            continue
    return data.decode("cp1252", "replace")
