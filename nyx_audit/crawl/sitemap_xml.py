"""Reads the XML of sitemaps and feeds as it streams by: nothing is kept but the open elements and one address."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from xml.parsers import expat

from nyx_audit.crawl.sitemap_names import MAX_LENGTH, Names, Stop, TooLarge

MAX_ELEMENTS = 2_000_000
MAX_DEPTH = 100
# A tag or a comment of more is not read to its end.
MAX_TOKEN = 1_000_000
ROOTS = frozenset({"urlset", "sitemapindex", "rss", "rdf", "feed"})
ALTERNATE = frozenset({"", "alternate"})
BARE_AMPERSAND = re.compile(r"&(?!(?:#\d+|#x[0-9a-fA-F]+|amp|lt|gt|quot|apos);)")
MARKED = re.compile(r"(<!\[CDATA\[|\]\]>)")
UNDECIDED = re.compile(r"[<&\]][^<&>;]{0,10}\Z")


class XmlNames:
    """Takes XML piece by piece and collects the addresses of pages and sitemaps."""

    def __init__(self, names: Names) -> None:
        self._names = names
        self._path: list[str] = []
        self._take: Callable[[str], None] | None = None
        self._text: list[str] = []
        self._elements = self._fed = 0
        self._ampersands = _Ampersands()
        self._parser = expat.ParserCreate()
        self._parser.buffer_text = True
        self._parser.StartDoctypeDeclHandler = _doctype
        self._parser.StartElementHandler = self._start
        self._parser.EndElementHandler = self._end
        self._parser.CharacterDataHandler = self._data

    def feed(self, piece: str) -> None:
        """Read on. Raises Stop."""
        self._parse(self._ampersands.escaped(piece))

    def close(self) -> None:
        """Read what was held back, to the end. Raises Stop."""
        self._parse(self._ampersands.rest(), is_last=True)

    def _parse(self, text: str, *, is_last: bool = False) -> None:
        try:
            self._parser.Parse(text, is_last)
        except expat.ExpatError as error:
            raise Stop(f"its XML is broken ({error})") from error
        self._fed += len(text.encode("utf-8"))
        if self._fed - max(self._parser.CurrentByteIndex, 0) > MAX_TOKEN:
            raise Stop("its XML is broken (a part of it does not end)")

    def _start(self, name: str, attributes: Mapping[str, str]) -> None:
        self._elements += 1
        if self._elements > MAX_ELEMENTS:
            raise TooLarge(f"it has more than {MAX_ELEMENTS:,} elements")
        local = name.rpartition(":")[2].lower()
        if not self._path and local not in ROOTS:
            raise Stop(f"it is not a sitemap (its root is <{local[:40]}>)")
        if len(self._path) >= MAX_DEPTH:
            raise Stop("its XML is broken (elements within elements without end)")
        parent = self._path[-1] if self._path else ""
        self._path.append(local)
        if parent == "entry" and local == "link" and attributes.get("rel", "") in ALTERNATE:
            self._names.add_page(attributes.get("href", ""))
        take = self._taker(parent, name, local)
        if take:
            self._take, self._text = take, []

    def _taker(self, parent: str, name: str, local: str) -> Callable[[str], None] | None:
        """Return what takes the text of an element, or None where it is not an address."""
        if (parent, local) == ("url", "loc") or (parent, name.lower()) == ("item", "link"):
            return self._names.add_page
        return self._names.add_sitemap if (parent, local) == ("sitemap", "loc") else None

    def _end(self, _name: str) -> None:
        local = self._path.pop()
        if self._take and local in ("loc", "link"):
            take, self._take = self._take, None
            take("".join(self._text))

    def _data(self, text: str) -> None:
        if self._take and len(self._text) < MAX_LENGTH:
            self._text.append(text[: 2 * MAX_LENGTH])


class _Ampersands:
    """Escapes each `&` that was left as it is, the commonest fault of sitemaps; not in CDATA, where it may stand."""

    def __init__(self) -> None:
        self._held = ""
        self._is_marked = False

    def escaped(self, piece: str) -> str:
        """Return the text as far as is decided; its end may be the beginning of a reference."""
        text = self._held + piece
        undecided = UNDECIDED.search(text, max(0, len(text) - 12))
        end = undecided.start() if undecided else len(text)
        self._held = text[end:]
        return self._escaped(text[:end])

    def rest(self) -> str:
        """Return the end of the text."""
        return self._escaped(self._held)

    def _escaped(self, text: str) -> str:
        parts = MARKED.split(text)
        for at, part in enumerate(parts):
            if at % 2:
                self._is_marked = part != "]]>"
            elif not self._is_marked:
                parts[at] = BARE_AMPERSAND.sub("&amp;", part)
        return "".join(parts)


def _doctype(_name: str, _system: str | None, _public: str | None, has_declarations: bool) -> None:
    """Declarations may name entities that hold each other, or default attributes by the thousand."""
    if has_declarations:
        raise Stop("it is not a sitemap (it declares a document type of its own)")
