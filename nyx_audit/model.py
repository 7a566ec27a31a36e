"""The vocabulary: frozen records that every other module shares. Imports nothing of ours but `facts`.

Words are the field's: outcome, target, success criterion, view. Records that leave the program
(`Page`, `Site`, `Audit`) hold plain values only, so that a report is a pure function of them.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum
from typing import Any

from nyx_audit.facts import Facts


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
class Missing:
    """Evidence that could not be had, and why. Judged as `untested`."""

    reason: str


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
class Plan:
    """Which evidence a set of rules needs: the engine's rules by view, and probes by name."""

    axe: Mapping[View, tuple[str, ...]]
    probes: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class AxeNode:
    """One target that axe did not pass. `data` is what one of our own in-page rules says of it, as plain values."""

    target: Target
    message: str
    data: Any = None


@dataclass(frozen=True, slots=True)
class AxeRule:
    """axe's word on one of its rules, over all frames of a page in one view."""

    passed: frozenset[str] = frozenset()
    failed: tuple[AxeNode, ...] = ()
    cant_tell: tuple[AxeNode, ...] = ()
    error: str = ""


@dataclass(frozen=True, slots=True)
class AxeEvidence:
    """axe's results of one view. Rules that the build lacks are not in `rules`."""

    rules: Mapping[str, AxeRule]
    unentered_frames: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Cost:
    """What a rule cost in one view, or a probe, in seconds. `targets` is how many elements the rule looked at."""

    name: str
    place: str
    seconds: float
    targets: int = 0


@dataclass(frozen=True, slots=True)
class PageEvidence:
    """All that one visit gathered of one page; the browser's only product.

    `axe` by view; `probes` by name, each a plain mapping that its check judges. `links` are absolute addresses.
    `notes` are sentences a person should read; `navigations` where the page wanted to go by itself. `seconds` by phase;
    `costs` only where the request asks for them.
    """

    url: str
    final_url: str
    http_status: int
    title: str = ""
    html: str = ""
    links: tuple[str, ...] = ()
    axe: Mapping[View, AxeEvidence | Missing] = field(default_factory=dict)
    probes: Mapping[str, Mapping[str, Any] | Missing] = field(default_factory=dict)
    redirects: tuple[str, ...] = ()
    navigations: tuple[str, ...] = ()
    refused: int = 0
    notes: tuple[str, ...] = ()
    seconds: Mapping[str, float] = field(default_factory=dict)
    facts: Facts | Missing = Missing("the page's facts were not read")
    costs: tuple[Cost, ...] = ()


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
class Source:
    """Where a rule comes from."""

    title: str
    url: str


@dataclass(frozen=True, slots=True)
class Answer:
    """What the host of an example answers at a path, after `wait` seconds; `base64` instead of `body` for what is no text."""

    status: int = 200
    type: str = "text/html; charset=utf-8"
    body: str = ""
    base64: str = ""
    headers: Mapping[str, str] = field(default_factory=dict)
    wait: float = 0.0


@dataclass(frozen=True, slots=True)
class Example:
    """A page that a rule must judge as `outcome`, with exactly `targets` reported.

    For the rule of a site, `html` is its home page, `others` what else its host answers, `settings` its part of
    sites.yaml, and `on` the path of the page that the outcome is of. What a local server cannot show is told:
    `address` is the host's, `answers` the site evidence by name.
    """

    outcome: Outcome
    title: str
    html: str
    targets: tuple[str, ...] = ()
    others: Mapping[str, Answer] = field(default_factory=dict)
    settings: Mapping[str, Any] = field(default_factory=dict)
    on: str = "/"
    address: str = ""
    answers: Mapping[str, Mapping[str, Any]] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Rule:
    """One rule of the catalogue; the file's keys, validated. See `catalogue.py`.

    A failure of the rule is a failure of each criterion in `wcag`, and only bears on those in `bears_on`.
    `replaces` are rules of the engine that step back for it: one defect has one source.
    """

    id: str
    title: str
    problem: str
    area: Area
    impact: Impact
    tier: Tier
    what: str
    why: str
    fix: str
    check: str
    evidence: tuple[str, ...]
    status: str = "stable"
    since: str = ""
    affects: tuple[str, ...] = ()
    wcag: tuple[str, ...] = ()
    bears_on: tuple[str, ...] = ()
    act: tuple[str, ...] = ()
    sources: tuple[Source, ...] = ()
    limits: str = ""
    options: Mapping[str, Any] = field(default_factory=dict)
    replaces: tuple[str, ...] = ()
    views: tuple[View, ...] = (View.DESKTOP, View.MOBILE)
    quality: str = "counted"
    good: float | None = None
    poor: float | None = None
    examples: tuple[Example, ...] = ()

    def nearness(self, value: float) -> float:
        """Return how near a measured number is to good: 1 at `good` or better, 0 at `poor` or worse, straight between.

        Whether more or less is better follows from which of the two is the larger. Raises ValueError without them.
        """
        if self.good is None or self.poor is None:
            raise ValueError(f"{self.id} has no good and poor")
        return min(1.0, max(0.0, (self.poor - value) / (self.poor - self.good)))

    @property
    def criteria(self) -> tuple[str, ...]:
        """Every success criterion that a failure bears on."""
        return tuple(dict.fromkeys((*self.wcag, *self.bears_on)))


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
