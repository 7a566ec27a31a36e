"""A summary as a report."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from importlib import import_module
from typing import TYPE_CHECKING, Protocol

from nyx_audit.errors import UsageError, did_you_mean

if TYPE_CHECKING:
    from nyx_audit.analysis.summary import Summary

FORMATS = ("json", "html", "sarif", "junit", "csv", "markdown", "gitlab", "earl")


class _Report(Protocol):
    def parts(self, summary: Summary, /) -> Iterable[str]: ...


def render(summary: Summary, kind: str) -> str:
    """Return the report of a kind (one of FORMATS) as text. Raises UsageError for another kind."""
    return "".join(parts(summary, kind))


def parts(summary: Summary, kind: str) -> Iterator[str]:
    """Return the report of a kind in parts: that of a large audit need not be in memory as a whole.

    Raises UsageError for a kind that is not one of FORMATS.
    """
    if kind not in FORMATS:
        known = ", ".join(FORMATS)
        raise UsageError(f'there is no report "{kind}"{did_you_mean(kind, FORMATS)}; there are {known}')
    # Each format brings its own library.
    report: _Report = import_module(f"nyx_audit.report.{kind}")
    return iter(report.parts(summary))
