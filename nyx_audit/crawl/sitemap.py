"""Reads sitemaps: XML lists, indexes, feeds, plain text, also gzipped. Bounded, and never raising on what a server sends.

A file is read in pieces and never as a whole tree: what is kept of it are the addresses that it names.
"""

from __future__ import annotations

import codecs
import re
from collections.abc import Iterator
from dataclasses import dataclass

from nyx_audit.crawl.sitemap_names import Names, Stop, TooLarge
from nyx_audit.crawl.sitemap_xml import XmlNames
from nyx_audit.net.bodies import GZIP, PIECE, BodyError, Decoder
from nyx_audit.net.headers import MARKS

MAX_SIZE = 50_000_000
MAX_LINES = 2_000_000
NO_SITEMAP = "it is not a sitemap"
LINE = re.compile(r"[^\r\n]+")
# The first tag that is no declaration and no comment, if it is that of a web page.
PAGE = re.compile(r"<(?!\?|!--)(?P<page>!doctype html|html\b)?", re.IGNORECASE)
DECLARED = re.compile(rb"""<\?xml[^>]{0,200}?\sencoding\s*=\s*["']([\w.-]{1,40})["']""")
# Characters that no XML may hold; servers let them slip in.
FORBIDDEN = re.compile("[\0-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")


@dataclass(frozen=True, slots=True)
class Sitemap:
    """The pages and further sitemaps that a sitemap names. `problem` is why something of it is missing, or empty.

    `is_page` says that a web page stands in its place.
    """

    pages: tuple[str, ...] = ()
    sitemaps: tuple[str, ...] = ()
    problem: str = ""
    is_page: bool = False


def parse_sitemap(data: bytes, base: str = "") -> Sitemap:
    """Return what a sitemap names; of a broken one, what could be read. `base` is where it stands."""
    names, problem = Names(base), ""
    pieces = _texts(data)
    try:
        first = next(pieces, "").lstrip()
        tag = PAGE.search(first)
        if tag and tag["page"]:
            return Sitemap(problem=f"{NO_SITEMAP} but a web page", is_page=True)
        reader = XmlNames(names) if first.startswith("<") else _Lines(names)
        reader.feed(first)
        for piece in pieces:
            reader.feed(piece)
        reader.close()
    except (Stop, BodyError) as error:
        problem = f"{error}"
    return Sitemap(tuple(names.pages), tuple(names.sitemaps), problem or names.problem)


class _Lines:
    """Reads a text that names a page a line."""

    def __init__(self, names: Names) -> None:
        self._names, self._held, self._left = names, "", MAX_LINES

    def feed(self, piece: str) -> None:
        text = self._held + piece
        end = max(text.rfind("\n"), text.rfind("\r")) + 1
        # The end of a line that is longer than any address is all that is kept of it.
        self._held = text[end:][-PIECE:]
        self._read(text[:end])

    def close(self) -> None:
        self._read(self._held)
        if not self._names.pages:
            raise Stop(NO_SITEMAP)

    def _read(self, text: str) -> None:
        for line in LINE.finditer(text):
            self._left -= 1
            if not self._left:
                raise TooLarge(f"it has more than {MAX_LINES:,} lines")
            self._names.add_line(line[0])


def _texts(data: bytes) -> Iterator[str]:
    """Yield a file as text, piece by piece. Raises BodyError, and TooLarge at the limit."""
    pieces, left = _unpacked(data), MAX_SIZE
    first = next(pieces, b"")
    decoder = codecs.getincrementaldecoder(_encoding(first))("replace")
    for piece in _joined(first, pieces):
        text = decoder.decode(piece[:left])
        yield FORBIDDEN.sub("", text).removeprefix("\ufeff")
        left -= len(piece)
        if left < 0:
            raise TooLarge(f"it is larger than {MAX_SIZE // 1_000_000} MB")


def _joined(first: bytes, others: Iterator[bytes]) -> Iterator[bytes]:
    yield first
    yield from others


def _unpacked(data: bytes) -> Iterator[bytes]:
    """Yield the file in pieces, decompressed where it is gzipped. Raises BodyError."""
    decoder = Decoder("gzip" if data.startswith(GZIP) else "")
    for at in range(0, len(data), PIECE):
        yield from decoder.pieces(data[at : at + PIECE])
    if not decoder.is_whole:
        raise BodyError("its gzip breaks off")


def _encoding(first: bytes) -> str:
    """Return the encoding that a mark, the first characters or the XML declaration name; UTF-8 without."""
    for mark, name in MARKS:
        if first.startswith(mark):
            return name
    if first[:2] in (b"<\0", b"\0<"):
        return "utf-16-le" if first[0] else "utf-16-be"
    declared = DECLARED.match(first.lstrip())
    try:
        # Only what encodes text: Python has codecs that do not.
        b"".decode(declared[1].decode() if declared else "utf-8")
    except LookupError:
        return "utf-8"
    name = declared[1].decode().lower() if declared else "utf-8"
    # What is read a byte at a time was no UTF-16, whatever it says.
    return "utf-8" if name.startswith(("utf-16", "utf16", "ucs", "utf-32")) else name
