"""Reads the HTML of pages that no browser loads: in one pass, within limits of depth, and without copies of the tree."""

from __future__ import annotations

import codecs
from collections.abc import Callable, Iterator

from lxml import etree

from nyx_audit.net.headers import Headers, encoding_of

# What is in the document and not on the page.
UNSEEN = frozenset({"script", "style", "template", "noscript"})
TOO_DEEP = "excessive depth"
Leaves = Callable[[etree._Element], bool]


class HtmlError(Exception):
    """A page that cannot be read; the message says why."""


def read_html(body: bytes) -> etree._Element | None:
    """Return the root of a page, None for an empty one. Raises HtmlError for elements within elements without end."""
    text = _decoded(body)
    encoding = None if text is None else "utf-8"
    parser = etree.HTMLParser(encoding=encoding, remove_comments=True, remove_pis=True, huge_tree=False)
    try:
        root = etree.fromstring(body if text is None else text.encode("utf-8", "replace"), parser)
    except etree.LxmlError:
        return None
    if any(TOO_DEEP in entry.message.lower() for entry in parser.error_log):
        raise HtmlError("its elements stand within each other without end")
    return root


def elements(root: etree._Element, leaves: Leaves) -> Iterator[etree._Element]:
    """Yield the elements in their order, without those that `leaves` is true of and what they hold."""
    walk = etree.iterwalk(root, events=("start",))
    for _, one in walk:
        if leaves(one):
            walk.skip_subtree()
        else:
            yield one


def text_of(root: etree._Element, leaves: Leaves, limit: int) -> str:
    """Return the text within an element, the parts of it joined by spaces, without what `leaves` is true of."""
    parts: list[str] = []
    left = limit
    for part in _parts(root, leaves):
        parts.append(part[:left])
        left -= len(part) + 1
        if left <= 0:
            break
    return " ".join(parts)


def is_unseen(element: etree._Element) -> bool:
    """Return whether an element is none that a page shows."""
    return element.tag in UNSEEN


def _parts(root: etree._Element, leaves: Leaves) -> Iterator[str]:
    walk = etree.iterwalk(root, events=("start", "end"))
    for event, one in walk:
        text = one.text
        if event == "end":
            # What follows the root is not within it.
            text = None if one is root else one.tail
        elif leaves(one):
            walk.skip_subtree()
            text = None
        if text and text.strip():
            yield text.strip()


def _decoded(body: bytes) -> str | None:
    """Return the text where its encoding is sure, or None: the parser then believes what the page says of itself."""
    name = encoding_of(body, Headers()) or "utf-8"
    try:
        # A body that was cut may end within a character.
        return codecs.getincrementaldecoder(name)().decode(body).removeprefix("\ufeff")
    except UnicodeDecodeError:
        return None
