"""What is known of a page at the end: plain values only, so that a report is a pure function of them."""

from __future__ import annotations

from collections.abc import Container
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from nyx_audit.model.outcome import Outcome, Owner, View
from nyx_audit.model.reason import Reason, ReasonCode


class PageStatus(StrEnum):
    """`failed`: should have been audited, and was not. `skipped`: left out on purpose."""

    AUDITED = "audited"
    FAILED = "failed"
    SKIPPED = "skipped"


@dataclass(frozen=True, slots=True)
class Finding:
    """A failed or doubtful target, merged over the views. `group` is equal for the same defect of a template.

    `source` is as in `Target`, and no part of the history.
    """

    outcome: Outcome
    selector: str
    html: str
    message: str
    views: tuple[View, ...]
    name: str
    landmark: str
    fingerprint: str
    group: str
    owner: Owner = Owner.AGENCY
    source: str = ""

    @property
    def view(self) -> View:
        return self.views[0]


@dataclass(frozen=True, slots=True)
class RuleOutcome:
    """One rule on one page, all views and frames merged. `omitted` findings are counted, not described."""

    rule: str
    outcome: Outcome
    passed: int = 0
    failed: int = 0
    cant_tell: int = 0
    reason: Reason | None = None
    value: float | None = None
    findings: tuple[Finding, ...] = ()
    omitted: int = 0


@dataclass(frozen=True, slots=True)
class Carried:
    """The run in which a page was audited that a later run carried over, since nothing of it had changed; and when."""

    run: int
    at: datetime


@dataclass(frozen=True, slots=True)
class Page:
    """What is known of one page at the end. `url` is the string that was requested, unchanged.

    `role` is what the page is for (see `roles.py`), with the sign that states it; `journeys` are the ids of the declared
    journeys that it is a step of. `template` is a digest of its skeleton: pages of one template have the same. `carried` is None for a page that was audited in this very run.
    """

    url: str
    status: PageStatus
    site: str | None = None
    final_url: str = ""
    http_status: int | None = None
    reason: Reason | None = None
    title: str = ""
    start: bool = False
    linked_from: tuple[str, ...] = ()
    redirects: tuple[str, ...] = ()
    notes: tuple[str, ...] = ()
    refused: int = 0
    seconds: float = 0.0
    role: str = "content"
    role_reason: str = ""
    journeys: tuple[str, ...] = ()
    template: str = ""
    carried: Carried | None = None
    outcomes: tuple[RuleOutcome, ...] = ()

    @property
    def is_carried(self) -> bool:
        """Whether its outcomes are of an earlier run."""
        return self.carried is not None and self.status is PageStatus.AUDITED

    @property
    def is_cut(self) -> bool:
        """Whether a guard against addresses without end left out what may be a page."""
        return self.reason is not None and self.reason.code is ReasonCode.VARIANT_LIMIT

    @property
    def is_found(self) -> bool:
        """Whether it is one of the pages that were found: all but those that were left out for a reason that is sure."""
        return self.status is not PageStatus.SKIPPED or self.is_cut

    def is_judged_by_any(self, rules: Container[str]) -> bool:
        """Return whether one of the rules has an outcome on it, whichever."""
        return any(row.rule in rules for row in self.outcomes)
