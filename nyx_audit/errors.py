"""Errors that a user can act on. Each is one clear line; anything else that escapes is a fault of the program.

NyxError
├── UsageError              exit 2: the command's words are off
│   ├── InputError          a file of the user's: names the file, the line, the value and what is allowed
│   │   └── InputErrors     several of these at once
│   └── OutputError         a report or history cannot be written where it was requested
├── BrowserError            exit 3: no browser, or it does not start
├── HistoryBusyError        exit 5: another run holds a site that this one needs
└── VisitError              one page could not be audited (never leaves the engine)
    ├── PageSkipped         left out on purpose: scope, robots.txt, type, limit
    ├── PageFailed          should have been audited, and was not
    └── PageCrashed         the browser's tab died; tried once more
"""

from __future__ import annotations

from difflib import get_close_matches
from pathlib import Path
from typing import TYPE_CHECKING

from nyx_audit.model.reason import Reason, ReasonCode

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence


class NyxError(Exception):
    """The root: its text is one line fit for a terminal."""


class UsageError(NyxError):
    """The command's words are off."""


class InputError(UsageError):
    """A file of the user's holds something that is not allowed.

    `where` is the file (with its line, where one is known), `problem` names the value and what is allowed.
    """

    def __init__(self, where: Path | str, problem: str, line: int | None = None) -> None:
        self.where, self.problem, self.line = where, problem, line
        place = f"{where}:{line}" if line else f"{where}"
        super().__init__(f"{place}: {problem}")


class InputErrors(InputError):
    """Several mistakes in files of the user's, a line each."""

    MOST = 20

    def __init__(self, errors: Sequence[InputError]) -> None:
        super().__init__(errors[0].where, errors[0].problem, errors[0].line)
        self.errors = tuple(errors)

    def __str__(self) -> str:
        more = len(self.errors) - self.MOST
        lines = [*map(str, self.errors[: self.MOST]), *([f"and {more} more mistakes"] if more > 0 else [])]
        return "\n".join(lines)


def raise_all(errors: Sequence[InputError]) -> None:
    """Raise the mistakes that were found, all at once; do nothing where there are none."""
    found = [inner for one in errors for inner in (one.errors if isinstance(one, InputErrors) else (one,))]
    if len(found) > 1:
        raise InputErrors(found)
    if found:
        raise found[0]


class OutputError(UsageError):
    """A report or a history cannot be written where it was requested."""


class BrowserError(NyxError):
    """No browser was found, or it does not start."""


class HistoryBusyError(NyxError):
    """Another run holds what this one needs: a site, or the whole history."""


class VisitError(NyxError):
    """One page could not be audited, for this `reason`."""

    reason: Reason


class PageSkipped(VisitError):
    """The page was left out on purpose.

    `leaves`: it redirects to where the audit may not follow; `goes_to`: it moves on by itself to that address.
    """

    def __init__(self, reason: Reason, *, leaves: bool = False, goes_to: str = "") -> None:
        super().__init__(reason.text)
        self.reason, self.leaves, self.goes_to = reason, leaves, goes_to


class PageFailed(VisitError):
    """The page should have been audited, and was not.

    `retry_after` is what the server requested, in seconds.
    """

    def __init__(self, reason: Reason, *, retry_after: float | None = None) -> None:
        super().__init__(reason.text)
        self.reason, self.retry_after = reason, retry_after

    @property
    def gone(self) -> bool:
        """Whether the page does not exist: it answers 404 or 410, or says so."""
        return self.reason.code is ReasonCode.NOT_FOUND


class PageCrashed(VisitError):
    """The browser's tab died under the page."""

    def __init__(self, reason: Reason) -> None:
        super().__init__(reason.text)
        self.reason = reason


def did_you_mean(word: str, known: Iterable[str]) -> str:
    """Return ' (did you mean "…"?)' for the nearest known word, or nothing."""
    near = get_close_matches(word, sorted(known), n=1, cutoff=0.6)
    return f' (did you mean "{near[0]}"?)' if near else ""
