"""What the quarterly report is computed from, and what it is: plain records."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime

from nyx_audit.analysis.quarter.period import Period
from nyx_audit.analysis.summary import Group, Summary
from nyx_audit.analysis.tasks import TaskVerdict
from nyx_audit.catalogue.laws import Duty, Laws
from nyx_audit.model.audit import Site
from nyx_audit.model.journey import Journey
from nyx_audit.model.outcome import Area
from nyx_audit.model.reason import Reason, ReasonCode
from nyx_audit.model.rule import Rule
from nyx_audit.score import Score
from nyx_audit.score.agency import AgencyScore
from nyx_audit.score.ruleset import Blocker

# What no crawler sees, and each report has a place for.
SLOTS = ("survey", "call_wait", "processing_time")


@dataclass(frozen=True, slots=True)
class Point:
    """A figure of one quarter. `ruleset` is what it was scored under; `anew` says that it was scored again since.

    `value` is None where there is no number, and `reason` says why.
    """

    period: Period
    value: float | None
    reason: Reason | None = None
    ruleset: str = ""
    areas: Mapping[Area, float | None] = field(default_factory=dict)
    anew: bool = False
    run: int | None = None


@dataclass(frozen=True, slots=True)
class Sample:
    """A site's last finished run of a quarter: the summary of the run, and its pages' keys by address."""

    summary: Summary
    keys: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class SiteInput:
    """What the history and the configuration know of a site.

    `points` are four, oldest first. `first_seen` is when each group of blocking findings was first met; `reopened` are
    fingerprints that failed before the quarter before. `known_since` is the site's first run of the history, `share` what
    it counts for in its agency.
    """

    site: Site
    points: tuple[Point, ...]
    now: Sample | None = None
    before: Sample | None = None
    first_seen: Mapping[str, datetime] = field(default_factory=dict)
    reopened: frozenset[str] = frozenset()
    known_since: datetime | None = None
    journeys: tuple[Journey, ...] = ()
    share: float = 1.0


@dataclass(frozen=True, slots=True)
class AgencyInput:
    """An agency, its sites, and what a person wrote down of it for the quarter, by name."""

    id: str
    name: str
    sites: tuple[SiteInput, ...]
    notes: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Move:
    """What became of a figure since the quarter before: points, or the reason why that cannot be said.

    `low` and `high` bound it where only samples were seen.
    """

    points: float | None
    reason: Reason | None = None
    low: float | None = None
    high: float | None = None

    @property
    def is_real(self) -> bool:
        """Whether it is more than the luck of a sample."""
        return self.low is None or self.high is None or self.low > 0 or self.high < 0


@dataclass(frozen=True, slots=True)
class Defects:
    """Distinct defects against the quarter before, on pages of both. `regressed` had been fixed and are back."""

    fixed: int = 0
    new: int = 0
    regressed: int = 0
    still_open: int = 0

    def __add__(self, other: Defects) -> Defects:
        return Defects(
            self.fixed + other.fixed,
            self.new + other.new,
            self.regressed + other.regressed,
            self.still_open + other.still_open,
        )


@dataclass(frozen=True, slots=True)
class Pages:
    """Pages of a site: known, audited, those that could not be, those beyond the limit; `left_out` for other reasons."""

    audited: int = 0
    failed: int = 0
    beyond: int = 0
    left_out: int = 0

    @property
    def known(self) -> int:
        return self.audited + self.failed + self.beyond

    @property
    def not_measured(self) -> int:
        return self.failed + self.beyond

    def __add__(self, other: Pages) -> Pages:
        return Pages(
            self.audited + other.audited,
            self.failed + other.failed,
            self.beyond + other.beyond,
            self.left_out + other.left_out,
        )


@dataclass(frozen=True, slots=True)
class SiteQuarter:
    """One site in the quarter. `run` is None where it was not audited in it."""

    site: Site
    points: tuple[Point, ...]
    score: Score
    band: str = ""
    run: int | None = None
    finished_at: datetime | None = None
    ruleset: str = ""
    low: float | None = None
    high: float | None = None
    move: Move = Move(None, Reason(ReasonCode.NOT_MEASURED, "not measured in this quarter"))
    pages: Pages = Pages()
    law: Mapping[str, Score] = field(default_factory=dict)
    defects: Defects | None = None
    share: float = 1.0


@dataclass(frozen=True, slots=True)
class Stop:
    """A blocker that is open: what stops whom, on which page (of which step of which task), since when.

    `home`: the page is the site's home page.

    `at_least`: it was there in the first run of the history already.
    """

    site: Site
    group: Group
    page: str
    home: bool
    journey: str
    step: int | None
    first_seen: datetime | None
    at_least: bool
    days: int | None


@dataclass(frozen=True, slots=True)
class Task:
    """A key task. Figures are None where nothing measured them.

    `languages` are how many of the twelve every audited step offers, of those that are promised (`promised`);
    `doubtful` says that more may be offered. `channels` are the declared ones other than online, `named` how many of
    all declared ones its first page names, or of any where none are declared. `verdict` says who can do it.
    """

    site: Site
    id: str
    name: str
    steps: int
    audited: int
    fields: float | None = None
    fields_partly: bool = False
    uploads: float | None = None
    largest_paint: float | None = None
    verdict: TaskVerdict | None = None
    languages: int | None = None
    promised: int | None = None
    doubtful: bool = False
    channels: tuple[str, ...] = ()
    declared: int = 0
    named: int | None = None


@dataclass(frozen=True, slots=True)
class FixFirst:
    """A fix that brings much: what its site gains."""

    site: Site
    group: Group


@dataclass(frozen=True, slots=True)
class Answer:
    """What the audit says of a duty of the law: "failed", "passed", "doubt" or "unmeasured", and on how many pages."""

    duty: Duty
    state: str
    failed: int = 0
    measured: int = 0
    rules: tuple[Rule, ...] = ()


@dataclass(frozen=True, slots=True)
class AgencyQuarter:
    """One agency in the quarter. `before_cap`, `low` and `high` are the means of its sites', as its score is."""

    id: str
    name: str
    sites: tuple[SiteQuarter, ...]
    score: AgencyScore
    before_cap: float | None
    low: float | None
    high: float | None
    points: tuple[Point, ...]
    move: Move
    pages: Pages
    stops: tuple[Stop, ...]
    tasks: tuple[Task, ...]
    fixes: tuple[FixFirst, ...]
    answers: tuple[Answer, ...]
    law: Mapping[str, float | None]
    defects: Defects | None
    notes: Mapping[str, str]
    evidence: str
    criteria: tuple[str, ...]
    proxies: tuple[Area, ...]
    rulesets: tuple[str, ...]
    unmeasured: tuple[Blocker, ...]


@dataclass(frozen=True, slots=True)
class Quarter:
    """The whole report. `until` is the last moment that it knows of; `missing` are sites that no run has audited."""

    period: Period
    agencies: tuple[AgencyQuarter, ...]
    laws: Laws
    until: datetime
    version: str
    missing: tuple[str, ...] = ()

    @property
    def periods(self) -> tuple[Period, ...]:
        """The four quarters, oldest first."""
        return self.period.last()
