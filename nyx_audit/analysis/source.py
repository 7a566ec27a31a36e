"""Finds the elements of findings in the source of their page. Pure.

A page that runs is not its source: scripts add elements, attributes and classes. An element is found where its start tag
stands once, or where its selector leads to a start tag that agrees; else it is not found, which is better than elsewhere.
"""

from __future__ import annotations

from bisect import bisect_right
from collections import defaultdict
from collections.abc import Mapping, Sequence
from functools import cached_property

from selectolax.lexbor import LexborHTMLParser, LexborNode, SelectolaxError

from nyx_audit.analysis.start_tags import StartTag, start_tag_of, start_tags
from nyx_audit.model.page import Finding
from nyx_audit.model.position import Position

# A tree that is nested deeper takes time out of proportion.
DEEPEST = 5_000
# Enters a frame or a shadow root.
WITHIN = " >>> "
# A page has one of each, whatever its attributes.
SINGLE = frozenset({"html", "head", "body"})
# In place of what a report does not show.
HIDDEN = "…"

Key = tuple[str, frozenset[tuple[str, str]]]


class Source:
    """The source of one page. Positions are in `file`."""

    def __init__(self, text: str, file: str) -> None:
        self._text = text.replace("\r\n", "\n").replace("\r", "\n")
        self._file = file
        self._tags = tuple(start_tags(self._text))
        self._lines = [0, *(at + 1 for at, one in enumerate(self._text) if one == "\n")]

    def position_of(self, finding: Finding) -> Position:
        """Return where the element of a finding is; the beginning of the file where that is not sure."""
        # What stands in a frame has a source of its own, and what stands in a shadow root is made by scripts.
        seen = None if WITHIN in finding.selector else start_tag_of(finding.html)
        found = self._standing_once(seen) or self._selected(finding.selector, seen) if seen else None
        if found is None:
            return Position(self._file)
        (line, column), (end_line, end_column) = self._place(found.start), self._place(found.end)
        return Position(self._file, line, column, end_line, end_column, is_sure=True)

    def _standing_once(self, seen: StartTag) -> StartTag | None:
        # A tag without attributes is like any other: who knows which of them a script made.
        alike = [tag for tag in self._by_name.get(seen.name, ()) if seen.attributes and _same(tag, seen)]
        return alike[0] if len(alike) == 1 else None

    def _selected(self, selector: str, seen: StartTag) -> StartTag | None:
        if self._tree is None or not selector:
            return None
        try:
            (node,) = self._tree.css(selector)
        except (SelectolaxError, ValueError):
            return None
        found = self._tag_of(node)
        return found if found and _agrees(found, seen) else None

    def _tag_of(self, node: LexborNode) -> StartTag | None:
        """The same element among the tags: of all that say the same, the tree and the source have the same order."""
        key = _key(node)
        in_tree, in_source = self._nodes.get(key, []), self._by_key.get(key, [])
        return in_source[in_tree.index(node.mem_id)] if len(in_tree) == len(in_source) else None

    @cached_property
    def _tree(self) -> LexborHTMLParser | None:
        deepest = len(self._tags) - self._text.count("</")
        return LexborHTMLParser(self._text) if deepest < DEEPEST else None

    @cached_property
    def _nodes(self) -> Mapping[Key, list[int]]:
        found: dict[Key, list[int]] = defaultdict(list)
        for node in self._tree.css("*") if self._tree else ():
            found[_key(node)].append(node.mem_id)
        return found

    @cached_property
    def _by_key(self) -> Mapping[Key, Sequence[StartTag]]:
        found: dict[Key, list[StartTag]] = defaultdict(list)
        for tag in self._tags:
            found[tag.key].append(tag)
        return found

    @cached_property
    def _by_name(self) -> Mapping[str, Sequence[StartTag]]:
        found: dict[str, list[StartTag]] = defaultdict(list)
        for tag in self._tags:
            found[tag.name].append(tag)
        return found

    def _place(self, at: int) -> tuple[int, int]:
        line = bisect_right(self._lines, at)
        return line, at - self._lines[line - 1] + 1


def _key(node: LexborNode) -> Key:
    given = {str(name).lower(): value or "" for name, value in node.attributes.items()}
    return str(node.tag).lower(), frozenset(given.items())


def _same(tag: StartTag, seen: StartTag) -> bool:
    if seen.is_whole and tag.attributes.keys() != seen.attributes.keys():
        return False
    return all(_is_value(value, tag.attributes.get(name)) for name, value in seen.attributes.items())


def _agrees(tag: StartTag, seen: StartTag) -> bool:
    """Whether an element may have this start tag: scripts add attributes and classes, and seldom take any away."""
    if seen.attributes and not tag.attributes and tag.name not in SINGLE:
        return False
    names = tag.attributes if seen.is_whole else seen.attributes
    return tag.name == seen.name and all(
        _holds(name, seen.attributes.get(name, ""), tag.attributes.get(name)) for name in names
    )


def _holds(name: str, shown: str, value: str | None) -> bool:
    if name == "class":
        return set((value or "").split()) <= set(shown.split())
    return name == "style" or _is_value(shown, value)


def _is_value(shown: str, value: str | None) -> bool:
    """Whether a value may be shown like this: without its secrets."""
    first, hidden, _ = shown.partition(HIDDEN)
    return value is not None and (value.startswith(first) if hidden else shown == value)
