"""The terms of a command: what of an audit fails it, and what people have decided to bear with for a while."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from fnmatch import fnmatchcase

from nyx_audit.model.outcome import Impact


@dataclass(frozen=True, slots=True)
class Ignore:
    """A defect that does not fail the command until it `expires`, for a `reason` that somebody stands for.

    `rule` and `fingerprint` are exact; `selector` and `pages` are patterns in which `*` stands for anything. What is
    empty matches all. `where` is the file and line that it stands in.
    """

    reason: str
    expires: date
    rule: str = ""
    selector: str = ""
    fingerprint: str = ""
    site: str = ""
    pages: tuple[str, ...] = ()
    owner: str = ""
    ticket: str = ""
    where: str = ""

    def covers(self, rule: str, selector: str, fingerprint: str) -> bool:
        """Return whether it is of this finding, on whichever page."""
        if (self.rule and self.rule != rule) or (self.fingerprint and self.fingerprint != fingerprint):
            return False
        return not self.selector or fnmatchcase(_plain(selector), _literal(self.selector))

    @property
    def name(self) -> str:
        """What it is called where it is listed."""
        what = " ".join(part for part in (self.rule, self.selector, self.fingerprint) if part)
        return f"{self.where}: {what}" if self.where else what


@dataclass(frozen=True, slots=True)
class Terms:
    """What fails a command.

    A failed rule does at the impact `fail_on` or above; None: never. Against a baseline only what is new does, at
    `fail_on_new`, which is `fail_on` where it is not given. A score below `fail_below` does. `budgets` are the defects
    that are borne with by impact or rule: what has a budget fails beyond it, whatever its impact.
    """

    fail_on: Impact | None = Impact.SERIOUS
    fail_on_new: Impact | None = None
    fail_below: float | None = None
    budgets: Mapping[str, int] = field(default_factory=dict)
    ignores: tuple[Ignore, ...] = ()


def _plain(selector: str) -> str:
    return " ".join(selector.split())


def _literal(pattern: str) -> str:
    """Return a pattern in which brackets stand for themselves, as selectors have them."""
    return _plain(pattern).replace("[", "[[]")
