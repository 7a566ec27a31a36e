"""Reads sitemaps: XML lists, indexes, plain text, also gzipped. Bounded, and never raising on what a server sends."""

from __future__ import annotations

import re
import zlib
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from lxml import etree

MAX_SIZE = 50_000_000
MAX_ADDRESSES = 50_000
CHUNK = 65_536
TOO_MANY = f"it names more than {MAX_ADDRESSES:,} addresses; the rest was left out"
BARE_AMPERSAND = re.compile(rb"&(?!(?:#\d+|#x[0-9a-fA-F]+|amp|lt|gt|quot|apos);)")
GZIP = b"\x1f\x8b"
ADDRESS = re.compile(r"https?://\S{1,2000}", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Sitemap:
    """The pages and further sitemaps that a sitemap names. `problem` is why it was not read to its end, or empty."""

    pages: tuple[str, ...] = ()
    sitemaps: tuple[str, ...] = ()
    problem: str = ""


def parse_sitemap(data: bytes) -> Sitemap:
    """Return what a sitemap names; of a broken one, what could be read."""
    text, problem = _unpack(data)
    if text.removeprefix(b"\xef\xbb\xbf").lstrip()[:1] == b"<" or text[:2] in (b"\xff\xfe", b"\xfe\xff"):
        return _parse_xml(text, problem)
    return _parse_text(text, problem)


def _unpack(data: bytes) -> tuple[bytes, str]:
    problem = ""
    if data[:2] == GZIP:
        unpacker = zlib.decompressobj(zlib.MAX_WBITS | 16)
        parts: list[bytes] = []
        left = MAX_SIZE + 1
        try:
            for at in range(0, len(data), CHUNK):
                part = unpacker.decompress(data[at : at + CHUNK], left)
                parts.append(part)
                left -= len(part)
                if left <= 0 or unpacker.eof:
                    break
        except zlib.error as error:
            problem = f"its gzip is broken ({error})"
        if not problem and left > 0 and not unpacker.eof:
            problem = "its gzip breaks off"
        data = b"".join(parts)
    if len(data) > MAX_SIZE:
        return data[:MAX_SIZE], f"it is larger than {MAX_SIZE // 1_000_000} MB; the rest was left out"
    return data, problem


def _parse_xml(data: bytes, problem: str) -> Sitemap:
    found: dict[str, list[str]] = {"url": [], "sitemap": []}
    if b"<![CDATA[" not in data:
        # The commonest fault: a query's & left as it is. A recovering parser would cut the address there.
        data = BARE_AMPERSAND.sub(b"&amp;", data)
    parser = etree.XMLPullParser(
        ("start", "end"), resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False
    )
    root = ""
    try:
        for event, element in _events(parser, data):
            name = _name(element)
            root = root or name
            if event == "start":
                continue
            parent = element.getparent()
            if name == "loc" and _name(parent) in found:
                address = (element.text or "").strip()
                if not ADDRESS.fullmatch(address):
                    continue
                if len(found["url"]) + len(found["sitemap"]) >= MAX_ADDRESSES:
                    problem = problem or TOO_MANY
                    break
                found[_name(parent)].append(address)
            elif name in found:
                _forget(element)
    except etree.LxmlError as error:
        problem = problem or f"its XML is broken ({error})"
    if not problem and root not in ("urlset", "sitemapindex"):
        problem = f"it is not a sitemap (its root is <{root}>)" if root else "it is not a sitemap"
    return Sitemap(tuple(found["url"]), tuple(found["sitemap"]), problem)


def _events(parser: etree.XMLPullParser, data: bytes) -> Iterator[tuple[str, Any]]:
    for at in range(0, len(data), CHUNK):
        parser.feed(data[at : at + CHUNK])
        yield from parser.read_events()
    parser.close()
    yield from parser.read_events()


def _name(element: etree._Element | None) -> str:
    if element is None or not isinstance(element.tag, str):
        return ""
    return element.tag.rpartition("}")[2].lower()


def _forget(element: etree._Element) -> None:
    """Drop an element that was read, and those before it: the tree of a large sitemap takes 20 times its size."""
    element.clear()
    parent = element.getparent()
    while parent is not None and element.getprevious() is not None:
        del parent[0]


def _parse_text(data: bytes, problem: str) -> Sitemap:
    pages: list[str] = []
    for line in data.decode("utf-8-sig", errors="replace").splitlines():
        if not ADDRESS.fullmatch(line.strip()):
            continue
        if len(pages) >= MAX_ADDRESSES:
            problem = problem or TOO_MANY
            break
        pages.append(line.strip())
    return Sitemap(tuple(pages), (), problem or ("" if pages else "it is not a sitemap"))
