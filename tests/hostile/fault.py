"""What a hostile page is, and what must become of it."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field

from nyx_audit.examples.server import Answer
from nyx_audit.model.page import Page, PageStatus
from nyx_audit.model.reason import ReasonCode

SECONDS, SHORT_SECONDS = 40.0, 8.0

Check = Callable[[Page], None]


def nothing(_page: Page) -> None:
    """Expect no more than the status."""


@dataclass(frozen=True)
class Fault:
    """One hostile page: `answers` by path below a folder of its own, where "" is the page that is named.

    `status` and one of `codes` are what must become of it; `check` asserts what else must hold of the audited page.
    `name` reads as a sentence, and is its folder.
    """

    name: str
    answers: Mapping[str, Answer | str]
    status: PageStatus
    codes: tuple[ReasonCode, ...] = ()
    check: Check = field(default=nothing)

    @property
    def seconds(self) -> float:
        """The deadline of its visit: short where the deadline is what must end it, so that waiting for it is."""
        return SHORT_SECONDS if ReasonCode.TIMEOUT in self.codes else SECONDS

    def is_met_by(self, page: Page) -> bool:
        """Whether this is what became of the page."""
        return page.status is self.status and ((page.reason.code in self.codes) if page.reason else not self.codes)

    @property
    def folder(self) -> str:
        """The folder of the fault on the server: `/a-title-without-end/`."""
        return f"/{re.sub(r'[^a-z0-9]+', '-', self.name.lower()).strip('-')}/"


def audited(name: str, answers: Mapping[str, Answer | str] | Answer | str, check: Check = nothing) -> Fault:
    """Return a page that looks hostile, and must be audited."""
    return Fault(name, _answers(answers), PageStatus.AUDITED, check=check)


def failed(name: str, answers: Mapping[str, Answer | str] | Answer | str, *codes: ReasonCode) -> Fault:
    """Return a page that cannot be audited: never a pass."""
    return Fault(name, _answers(answers), PageStatus.FAILED, codes)


def skipped(name: str, answers: Mapping[str, Answer | str] | Answer | str, code: ReasonCode) -> Fault:
    """Return what is left out on purpose."""
    return Fault(name, _answers(answers), PageStatus.SKIPPED, (code,))


def _answers(given: Mapping[str, Answer | str] | Answer | str) -> Mapping[str, Answer | str]:
    return {"": given} if isinstance(given, Answer | str) else given
