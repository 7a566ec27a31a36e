"""Where in a source an element stands."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Position:
    """A file and the part of it that is an element's start tag.

    `file` is relative, with slashes. Lines and columns count from 1, in characters; the end is behind the last of them.
    Without `is_sure` nothing but the file is known, and the rest is its beginning.
    """

    file: str
    line: int = 1
    column: int = 1
    end_line: int = 1
    end_column: int = 2
    is_sure: bool = False
