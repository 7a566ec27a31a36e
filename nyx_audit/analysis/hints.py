"""What the development build of a framework says in an element: the template that it was made from. Pure.

The page is believed for addresses of this machine only, and what it names is never opened.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from pathlib import PurePosixPath

from nyx_audit.analysis.start_tags import start_tag_of
from nyx_audit.model.outcome import Owner
from nyx_audit.model.page import Finding
from nyx_audit.model.position import Position

# One attribute says all: "src/App.vue:12:3", with a line and a column or without.
WHOLE = (
    "data-v-inspector",  # Vue and Nuxt
    "data-insp-path",  # code-inspector
    "data-qwik-inspector",
    "data-tsd-source",  # TanStack
    "data-lov-id",
    "data-source-loc",  # Solid
    "data-source",  # React, by babel plugins
)
# A file, and where its line and column are: in one attribute, or in two.
SPLIT = (
    ("data-astro-source-file", "data-astro-source-loc", ""),
    ("data-inspector-relative-path", "data-inspector-line", "data-inspector-column"),  # React
    ("data-component-path", "data-component-line", ""),
    ("data-source-file", "data-source-line", "data-source-column"),
    ("data-sentry-source-file", "", ""),
)
ANGULAR = "data-ng-source-location"

PLACE = re.compile(
    r"(?P<file>[^:]{1,300}|[A-Za-z]:[^:]{1,300}):(?P<line>\d{1,7})(?::(?P<column>\d{1,5}))?(?::[\w.-]{0,60})?"
)
ANGULAR_PLACE = re.compile(r"(?P<file>[^@]{1,300})@o:\d{1,9},l:(?P<line>\d{1,7}),c:(?P<column>\d{1,5})")
FILE = re.compile(r"[\w@()\[\]+~ $&,./-]{1,300}\.[A-Za-z]\w{0,9}")


def position_stated(finding: Finding, root: str) -> Position | None:
    """Return the place in a template that the element, or one around it, names; None where that is no file below `root`."""
    # What the history keeps is the element's own start tag.
    tag = start_tag_of(finding.source or finding.html)
    if tag is None or finding.owner is Owner.THIRD_PARTY:
        return None
    for file, line, column in _stated(tag.attributes):
        known = _below(file, root)
        if known:
            return _position(known, line, column)
    return None


def _stated(attributes: Mapping[str, str]) -> Iterator[tuple[str, int, int]]:
    for name in WHOLE:
        if found := PLACE.fullmatch(attributes.get(name, "")):
            yield found["file"], int(found["line"]), int(found["column"] or 1)
    if found := ANGULAR_PLACE.fullmatch(attributes.get(ANGULAR, "")):
        # Angular counts from 0.
        yield found["file"], int(found["line"]) + 1, int(found["column"]) + 1
    for file, line, column in SPLIT:
        if file in attributes:
            numbers = f"{attributes.get(line, '')}:{attributes.get(column, '')}".split(":")
            first, second = (int(one) if one.isascii() and one.isdigit() and len(one) < 8 else 0 for one in numbers[:2])
            yield attributes[file], first, second or 1


def _below(file: str, root: str) -> str:
    """Return a file as a path relative to the folder; empty for what is not below it, or not a file's name."""
    path = PurePosixPath(file.replace("\\", "/"))
    folder = PurePosixPath(root.replace("\\", "/"))
    if path.is_relative_to(folder):
        path = path.relative_to(folder)
    # A development server begins with its own root.
    text = path.as_posix().removeprefix("./")
    sound = FILE.fullmatch(text) and not path.is_absolute() and ".." not in path.parts
    return text if sound else ""


def _position(file: str, line: int, column: int) -> Position:
    if line < 1:
        return Position(file)
    return Position(file, line, max(column, 1), line, max(column, 1) + 1, is_sure=True)
