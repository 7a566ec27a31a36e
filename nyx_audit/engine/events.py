"""What happens during a run, for the live display and the log. Reports are never built from these."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from nyx_audit.model.page import Page


@dataclass(frozen=True, slots=True)
class SiteStarted:
    """A site's (or `check`'s, site "") pages begin; `planned` is known for named pages only."""

    site: str
    name: str
    planned: int | None = None


@dataclass(frozen=True, slots=True)
class PageStarted:
    """A tab goes to a page."""

    site: str
    url: str


@dataclass(frozen=True, slots=True)
class PageFinished:
    """A page has its status. `found` and `done` count the site's pages so far."""

    site: str
    page: Page
    done: int
    found: int


@dataclass(frozen=True, slots=True)
class Waiting:
    """A host requested a pause, of so many seconds."""

    site: str
    url: str
    seconds: float
    reason: str


@dataclass(frozen=True, slots=True)
class Note:
    """A sentence that a person should read."""

    site: str
    text: str


@dataclass(frozen=True, slots=True)
class SiteFinished:
    """All pages of a site are done, or the run was stopped."""

    site: str


Event = SiteStarted | PageStarted | PageFinished | Waiting | Note | SiteFinished
Listener = Callable[[Event], None]


def ignore(_event: Event) -> None:
    """The listener of a run that nobody watches."""
