"""The vocabulary: frozen records that every other module shares. Imports nothing of ours but `rule`.

Words are the field's: outcome, target, success criterion, view. Records that leave the program
(`Page`, `Site`, `Audit`) hold plain values only, so that a report is a pure function of them.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from nyx_audit.rule import Rule


class Outcome(StrEnum):
    """EARL's outcomes. `cant_tell` is a doubt for a person, `untested` is lack of evidence; neither is a pass."""

    PASSED = "passed"
    FAILED = "failed"
    CANT_TELL = "cant_tell"
    INAPPLICABLE = "inapplicable"
    UNTESTED = "untested"


class Impact(StrEnum):
    """What a failure does to a person."""

    MINOR = "minor"
    MODERATE = "moderate"
    SERIOUS = "serious"
    CRITICAL = "critical"

    @property
    def rank(self) -> int:
        return list(Impact).index(self)


class Tier(StrEnum):
    """What a rule rests on."""

    LAW = "law"
    WCAG = "wcag"
    GUIDANCE = "guidance"
    HEURISTIC = "heuristic"
    ADVICE = "advice"
    PREVIEW = "preview"

    @property
    def gates(self) -> bool:
        """Whether a failure may fail the command (--fail-on)."""
        return self in (Tier.LAW, Tier.WCAG, Tier.GUIDANCE)


class Area(StrEnum):
    """New York Experience's five areas."""

    ACCESS = "access"
    TIME = "time"
    EFFICIENCY = "efficiency"
    DIGITAL = "digital"
    SATISFACTION = "satisfaction"


class View(StrEnum):
    """How a page is looked at: a desktop window, or a phone."""

    DESKTOP = "desktop"
    MOBILE = "mobile"


class Owner(StrEnum):
    """Who can mend a target: the agency, the state's design system, or the host of a frame that is not the page's."""

    AGENCY = "agency"
    DESIGN_SYSTEM = "design system"
    THIRD_PARTY = "third party"


class PageStatus(StrEnum):
    """`failed`: should have been audited, and was not. `skipped`: left out on purpose."""

    AUDITED = "audited"
    FAILED = "failed"
    SKIPPED = "skipped"


@dataclass(frozen=True, slots=True)
class Target:
    """An element of a page.

    `key` identifies it within one visit, in all views; `selector` finds it again (` >>> ` enters a frame or an
    open shadow root); `shape` is the selector without what changes between reloads; `name` is what the page
    calls it; `landmark` where it stands; `owner` who can mend it.
    """

    key: str
    selector: str
    html: str = ""
    shape: str = ""
    name: str = ""
    landmark: str = ""
    owner: Owner = Owner.AGENCY


@dataclass(frozen=True, slots=True)
class Judgement:
    """What one view says of one target. `measured` and `threshold` are in the words of the message."""

    target: Target
    outcome: Outcome
    message: str = ""
    view: View = View.DESKTOP


@dataclass(frozen=True, slots=True)
class Verdict:
    """What a check says of a page in one view: its judgements, and keys of the targets that simply passed.

    `untested` is the reason why nothing can be said. A numeric check gives the measured number as `value`, and one
    judgement that names what was measured; `judge` alone decides from the rule's figures whether it failed.
    """

    judgements: tuple[Judgement, ...] = ()
    passed: frozenset[str] = frozenset()
    untested: str = ""
    value: float | None = None


@dataclass(frozen=True, slots=True)
class Finding:
    """A failed or doubtful target, merged over the views. `group` is equal for the same defect of a template."""

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
    reason: str = ""
    value: float | None = None
    findings: tuple[Finding, ...] = ()
    omitted: int = 0


@dataclass(frozen=True, slots=True)
class Page:
    """What is known of one page at the end. `url` is the string that was asked for, unchanged.

    `role` is what the page is for (see `roles.py`), with the sign that told it; `journeys` are the ids of the declared
    journeys that it is a step of. `template` is a digest of its skeleton: pages of one template have the same.
    """

    url: str
    status: PageStatus
    site: str | None = None
    final_url: str = ""
    http_status: int | None = None
    reason: str = ""
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
    outcomes: tuple[RuleOutcome, ...] = ()


@dataclass(frozen=True, slots=True)
class Site:
    """A site as it was asked for; `journeys` are the ids of all that are declared for it, whether audited or not."""

    id: str
    name: str
    agency: str
    url: str
    owner: str = ""
    journeys: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Tool:
    """What ran: versions are part of every result."""

    version: str
    ruleset: str
    engines: Mapping[str, str]
    unknown_rules: tuple[str, ...] = ()
    missing_rules: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Audit:
    """The result of one command: what every report is a pure function of.

    `incomplete` are the reasons why something that should have been audited was not; empty is complete.
    """

    tool: Tool
    started_at: datetime
    finished_at: datetime
    rules: Mapping[str, Rule]
    sites: tuple[Site, ...]
    pages: tuple[Page, ...]
    incomplete: tuple[str, ...] = ()
    run: int | None = None
    confirmed: Mapping[str, bool] = field(default_factory=dict)

    @property
    def complete(self) -> bool:
        return not self.incomplete

    def pages_of(self, site: str | None) -> tuple[Page, ...]:
        return tuple(page for page in self.pages if page.site == site)
