"""What the score takes and gives: plain records."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, field

from nyx_audit.model.evidence.kinds import is_sampled
from nyx_audit.model.outcome import Area
from nyx_audit.model.reason import ReasonCode
from nyx_audit.model.rule import Rule
from nyx_audit.score.ruleset import Blocker, Ruleset

# An area of which a smaller part of the checks was measured says that it rests on little.
THIN = 0.25


@dataclass(frozen=True, slots=True)
class Measure:
    """One check on one page, as far as a score needs it. `groups` are the failed targets of each group of findings.

    `own` are the groups of which a target stands in what is the page's own: not in its header, menu or footer.
    """

    passed: int
    failed: int
    untested: bool = False
    value: float | None = None
    groups: Mapping[str, int] = field(default_factory=dict)
    own: frozenset[str] = frozenset()

    @property
    def measured(self) -> bool:
        """Whether the check says something of the page: a target failed, or one passed and no evidence was missing."""
        return self.failed > 0 or (self.passed > 0 and not self.untested)


@dataclass(frozen=True, slots=True)
class Scorecard:
    """One page as the score sees it.

    `checks` by rule; None for a page that should have been audited and was not, for the reason `lost`. `journeys` are the declared ones that
    it is a step of. `weight` is how many pages of the site it stands for; `template` is what it has in common with the
    others that it was chosen from. `key` is the page's own, in this run and in others. `tried` is whether its controls were
    tried: what needs that is judged on a sample of a large site's pages.
    """

    checks: Mapping[str, Measure] | None
    stratum: str = "content"
    home: bool = False
    journeys: tuple[str, ...] = ()
    weight: float = 1.0
    key: str = ""
    template: str = ""
    role: str = "content"
    lost: ReasonCode | None = None
    tried: bool = True

    @property
    def place(self) -> str:
        """Where the page stands for the cap of a blocker."""
        return "home" if self.home else "journey" if self.stratum == "journey" else "other"


@dataclass(frozen=True, slots=True)
class Cap:
    """The most that a score may be, and why. `place`: home, unknown, journeys, journey, other; page for a page's own."""

    limit: float
    blocker: Blocker
    place: str


@dataclass(frozen=True, slots=True)
class AreaScore:
    """One area of a site; `value` is None where nothing of it was measured, and `reason` says why.

    `measured` of its `scored` checks were measured: how thin it is.
    """

    value: float | None
    measured: int
    scored: int
    reason: str = ""

    @property
    def is_thin(self) -> bool:
        """Whether so few of its checks were measured that its score says little."""
        return 0 < self.measured < self.scored * THIN


@dataclass(frozen=True, slots=True)
class Score:
    """A score with its ground. `value` is None where there is no number; `reason` says why, `code` of which kind it is."""

    value: float | None
    reason: str = ""
    before_cap: float | None = None
    worst_case: float | None = None
    cap: Cap | None = None
    gap: float = 0.0
    areas: Mapping[Area, AreaScore] = field(default_factory=dict)
    code: ReasonCode | None = None


@dataclass(frozen=True, slots=True)
class Fix:
    """Failed targets that are thought to pass: one group of a rule's findings, or the whole rule (`group` None)."""

    rule: str
    group: str | None = None


@dataclass(frozen=True, slots=True)
class Gain:
    """Points that a fix brings, after the cap and before it."""

    points: float
    before_cap: float


@dataclass(frozen=True, slots=True)
class Scoring:
    """What a score is computed with: the figures, and the scored rules by id.

    Of these follow `weights`, w by rule, `scored`, how many rules of each area weigh anything, and `sampled`, the rules
    that need a page's controls to be tried.
    """

    ruleset: Ruleset
    rules: Mapping[str, Rule]
    weights: Mapping[str, float] = field(init=False, repr=False, compare=False)
    scored: Mapping[Area, int] = field(init=False, repr=False, compare=False)
    sampled: frozenset[str] = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        # They are needed for each rule, page and fix.
        weights = {name: self.ruleset.weight(rule) for name, rule in self.rules.items()}
        counted = Counter(rule.area for name, rule in self.rules.items() if weights[name])
        object.__setattr__(self, "weights", weights)
        object.__setattr__(self, "sampled", frozenset(name for name, rule in self.rules.items() if is_sampled(rule)))
        object.__setattr__(self, "scored", {area: counted[area] for area in Area})

    @classmethod
    def of(cls, ruleset: Ruleset, rules: Mapping[str, Rule]) -> Scoring:
        """Return the figures with those of the rules that weigh anything."""
        return cls(ruleset, {name: rule for name, rule in rules.items() if ruleset.weight(rule)})

    def weight(self, rule: str) -> float:
        """Return w of a rule."""
        return self.weights[rule]
