"""The ruleset: the severities, thresholds and caps of a score, pinned in `rules/ruleset.yaml`.

Two scores are comparable only where the ruleset's fingerprint is the same: it covers the formula, these figures,
every scored rule with what its score depends on, and the engine's version.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass
from math import fsum
from pathlib import Path
from typing import Annotated, Literal

from pydantic import BaseModel, ConfigDict, Field, model_validator

from nyx_audit.model.outcome import Area, Impact, Tier
from nyx_audit.model.reason import ReasonCode
from nyx_audit.model.rule import Rule
from nyx_audit.yaml_input import load_model

# The only formula that there is code for; a history may hold rulesets of others.
FORMULA = "NYX-S 3"


@dataclass(frozen=True, slots=True)
class Blocker:
    """Something that stops a person: a rule of `rules` fails, or a page could not be audited for one of `reasons`.

    Where `roles` are named, it blocks on pages of these alone, and only in what is the page's own: not in its header, menu
    or footer. `stops` are those who cannot go on, in the words of a rule's `affects`; none where nobody can. Without rules
    and reasons, nothing measures it yet.
    """

    id: str
    title: str
    stops: tuple[str, ...] = ()
    rules: tuple[str, ...] = ()
    roles: tuple[str, ...] = ()
    reasons: tuple[ReasonCode, ...] = ()

    def is_measured(self, rules: Collection[str]) -> bool:
        """Return whether any of these rules, or what becomes of a page, says whether it is there."""
        return bool(self.reasons) or any(rule in rules for rule in self.rules)

    def may_stand_on(self, role: str) -> bool:
        """Return whether it blocks on a page of this role."""
        return not self.roles or role in self.roles


@dataclass(frozen=True, slots=True)
class Pending:
    """A check that is settled on, and that no rule makes yet."""

    id: str
    title: str
    area: Area


@dataclass(frozen=True, slots=True)
class Ruleset:
    """Figures of the score; see `docs/score.md` for what each does."""

    id: str
    formula: str
    severities: Mapping[Impact, float]
    tiers: Mapping[Tier, float]
    areas: Mapping[Area, float]
    proxies: tuple[Area, ...]
    strata: Mapping[str, float]
    half_floor: float
    caps: Mapping[str, float]
    evidence_gap: float
    bands: tuple[tuple[float, str], ...]
    blockers: tuple[Blocker, ...]
    roles: Mapping[str, str]
    blocked_journeys: float
    pending: tuple[Pending, ...]

    def weight(self, rule: Rule) -> float:
        """Return a rule's weight in the score: what it takes from its area where it fails everywhere, of 1.

        It is 0 for advice and previews.
        """
        return self.severities[rule.impact] * self.tiers[rule.tier]

    def exponent(self, area: Area) -> float:
        """Return 2·W, the power to which an area's share of 100 goes into the score of a site."""
        return 2 * self.areas[area] / WHOLE

    def stratum(self, role: str, in_journey: bool = False) -> str:
        """Return the stratum of a page; a step of a declared journey is of it, whatever else it is."""
        found = "journey" if in_journey else self.roles.get(role, "content")
        return found if found in self.strata else "content"

    def band(self, value: float) -> str:
        """Return the word for a score of 0 to 100."""
        return next(word for least, word in self.bands if value >= least)

    def blocking(self, rule: str, role: str) -> Iterator[Blocker]:
        """Yield the blockers that a failure of this rule may be on a page of this role."""
        for blocker in self.blockers:
            if rule in blocker.rules and blocker.may_stand_on(role):
                yield blocker

    def blocker_rules(self) -> frozenset[str]:
        """Return the rules whose failure blocks a person, somewhere."""
        return frozenset(rule for blocker in self.blockers for rule in blocker.rules)

    def fingerprint(self, rules: Iterable[Rule], engine: str) -> str:
        """Return what names this ruleset in a result: its id, and a digest of all that a score depends on."""
        scored = [
            (
                rule.id,
                rule.impact,
                rule.tier,
                rule.area,
                rule.quality,
                rule.good,
                rule.poor,
                rule.views,
                dict(rule.options),
            )
            for rule in sorted(rules, key=lambda rule: rule.id)
            if self.weight(rule)
        ]
        figures = [self.formula, self.severities, self.tiers, self.areas, self.strata, self.half_floor]
        figures += [
            self.caps,
            self.evidence_gap,
            [(one.id, one.rules, one.roles, one.reasons) for one in self.blockers],
            self.roles,
            self.blocked_journeys,
        ]
        text = json.dumps([figures, scored, engine], sort_keys=True, default=str)
        return f"{self.id}+{hashlib.sha256(text.encode()).hexdigest()[:8]}"


WHOLE = 100
STRATA = ("core", "journey", "content", "documents")
Share = Annotated[float, Field(gt=0, le=1)]
Factor = Annotated[float, Field(ge=0, le=1)]


class _Strict(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)


class _BlockerFile(_Strict):
    id: str
    title: str
    stops: list[str] = []
    rules: list[str] = []
    roles: list[str] = []
    reasons: list[ReasonCode] = []


class _PendingFile(_Strict):
    id: str
    title: str
    area: Area


class _BandFile(_Strict):
    least: float = Field(ge=0, le=100)
    word: str


class _RulesetFile(_Strict):
    id: str
    formula: Literal["NYX-S 3"]
    severities: dict[Impact, Factor]
    tiers: dict[Tier, Factor]
    areas: dict[Area, Annotated[float, Field(gt=0)]]
    proxies: list[Area]
    strata: dict[str, Share]
    roles: dict[str, str]
    half_floor: Factor
    caps: dict[str, float]
    blocked_journeys: float = Field(gt=0, le=1)
    evidence_gap: float = Field(gt=0, lt=1)
    bands: list[_BandFile]
    blockers: list[_BlockerFile]
    pending: list[_PendingFile] = []

    @model_validator(mode="after")
    def _whole(self) -> _RulesetFile:
        for name, given, wanted in (
            ("severities", self.severities, list(Impact)),
            ("tiers", self.tiers, list(Tier)),
            ("areas", self.areas, list(Area)),
            ("strata", self.strata, STRATA),
            ("caps", self.caps, ["home", "journey", "other"]),
        ):
            lacking = [str(word) for word in wanted if word not in given]
            if lacking:
                raise ValueError(f"{name} lacks {', '.join(lacking)}")
        if round(fsum(self.areas.values()), 6) != WHOLE:
            raise ValueError(f"areas: they must add up to {WHOLE}")
        for role, stratum in self.roles.items():
            if stratum not in self.strata:
                raise ValueError(f'roles: {role} is of the stratum "{stratum}"; there are {", ".join(self.strata)}')
        for blocker in self.blockers:
            unknown = [role for role in blocker.roles if role not in self.roles]
            if unknown:
                raise ValueError(
                    f'blockers: {blocker.id} names the role "{unknown[0]}"; there are {", ".join(self.roles)}'
                )
        if not self.caps["home"] <= self.caps["journey"] <= self.caps["other"]:
            raise ValueError("caps: home must be the lowest and other the highest")
        return self


def load_ruleset(path: Path) -> Ruleset:
    """Return the ruleset of a file. Raises InputError."""
    file, _ = load_model(path, _RulesetFile)
    values = {name: getattr(file, name) for name in type(file).model_fields}
    return Ruleset(
        **{
            **values,
            "proxies": tuple(file.proxies),
            "bands": tuple(sorted(((band.least, band.word) for band in file.bands), reverse=True)),
            "blockers": tuple(_blocker(one) for one in file.blockers),
            "pending": tuple(Pending(one.id, one.title, one.area) for one in file.pending),
        }
    )


def _blocker(one: _BlockerFile) -> Blocker:
    return Blocker(one.id, one.title, tuple(one.stops), tuple(one.rules), tuple(one.roles), tuple(one.reasons))
