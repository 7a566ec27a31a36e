"""The rule catalogue: loads and validates `rules/`, and says which evidence a set of rules needs."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Literal

from pydantic import BaseModel, ConfigDict, Field, field_validator, model_validator

from nyx_audit import checks
from nyx_audit.checks.engine import engine_rule
from nyx_audit.errors import InputError, UsageError, did_you_mean
from nyx_audit.evidence import Plan
from nyx_audit.model import Area, Impact, Outcome, Tier, View
from nyx_audit.rule import Answer, Example, Rule, Source
from nyx_audit.ruleset import Ruleset, load_ruleset
from nyx_audit.yaml_input import load_model

AFFECTS = Literal[
    "screen-reader", "low-vision", "colour-vision", "hearing", "keyboard", "voice", "touch", "cognitive", "seizure",
    "language", "phone",
]  # fmt: skip


@dataclass(frozen=True, slots=True)
class Catalogue:
    """The rules by id, in the order of their files, and the ruleset that scores them."""

    rules: Mapping[str, Rule]
    ruleset: Ruleset

    def pick(self, ids: Sequence[str]) -> tuple[Rule, ...]:
        """Return the rules of these ids. Raises UsageError with the nearest known id."""
        for one in ids:
            if one not in self.rules:
                raise UsageError(f'there is no rule "{one}"{did_you_mean(one, self.rules)}; see: nyx-audit rules')
        return tuple(self.rules[one] for one in ids)

    def scored(self) -> tuple[Rule, ...]:
        """Return the rules that have a weight."""
        return tuple(rule for rule in self.rules.values() if self.ruleset.weight(rule))


def packaged_folder() -> Path:
    """Return the folder of the rules that ship with the program; in a checkout, the one at its root."""
    package = Path(__file__).parent
    inside = package / "rules"
    return inside if inside.is_dir() else package.parent / "rules"


# Files of the packaged folder that are no rules.
NO_RULES = ("ruleset.yaml", "law.yaml")


def load_catalogue(extra: Iterable[Path] = ()) -> Catalogue:
    """Return the packaged rules, and those of further folders. Raises InputError with the first mistake."""
    root = packaged_folder()
    rules: dict[str, Rule] = {}
    for folder in (root, *extra):
        if not folder.is_dir():
            raise InputError(folder, "is no folder of rules")
        for path in sorted(folder.rglob("*.yaml")):
            if path.name in NO_RULES:
                continue
            rule = load_rule(path)
            if rule.id in rules:
                raise InputError(
                    path, f'the rule "{rule.id}" exists already; a rule of your own needs an id of its own'
                )
            rules[rule.id] = rule
    return Catalogue(rules, load_ruleset(root / "ruleset.yaml"))


# Evidence that every visit brings, and what a visit gathers without moving the page.
ALWAYS = frozenset({"axe", "facts"})
STILL = frozenset({"destinations", "html", "narrow", "phone", "reflow", "spaced", "zoomed"})


def is_of_site(rule: Rule) -> bool:
    """Return whether a rule is judged when all pages of a site are known."""
    return rule.check in checks.SITE_CHECKS


def is_of_page(rule: Rule) -> bool:
    """Return whether a rule can judge a page by itself."""
    return not is_of_site(rule) or checks.SITE_CHECKS[rule.check].alone


def answers_for(rules: Iterable[Rule]) -> frozenset[str]:
    """Return which site evidence these rules need beyond the facts of the pages."""
    return frozenset(name for rule in rules if is_of_site(rule) for name in rule.evidence) - ALWAYS


def plan_for(rules: Iterable[Rule], *, moving: bool = True) -> Plan:
    """Return which evidence of a page these rules need; without `moving`, none that needs the page moved."""
    axe: dict[View, list[str]] = {}
    probes: set[str] = set()
    for rule in rules:
        if is_of_site(rule):
            continue
        probes.update(name for name in rule.evidence if name not in ALWAYS and (moving or name in STILL))
        if "axe" not in rule.evidence:
            continue
        for view in rule.views:
            axe.setdefault(view, []).append(engine_rule(rule))
    return Plan({view: tuple(ids) for view, ids in axe.items()}, frozenset(probes))


def load_rule(path: Path) -> Rule:
    """Return one file's rule. Raises InputError."""
    file, line_of = load_model(path, RuleFile)
    if file.id != path.stem:
        raise InputError(path, f'the id "{file.id}" differs from the file name "{path.stem}"', line_of(("id",)))
    names: dict[str, checks.Check | checks.SiteCheck] = {**checks.CHECKS, **checks.SITE_CHECKS}
    check = names.get(file.check)
    if check is None:
        known = ", ".join(sorted(names))
        hint = did_you_mean(file.check, names)
        raise InputError(path, f'there is no check "{file.check}"{hint}; there are {known}', line_of(("check",)))
    if tuple(file.evidence) != check.evidence:
        wanted = ", ".join(check.evidence)
        raise InputError(path, f'the check "{file.check}" needs the evidence [{wanted}]', line_of(("evidence",)))
    for option in file.options:
        if option not in check.options:
            allowed = ", ".join(check.options) or "none"
            hint = did_you_mean(option, check.options)
            raise InputError(path, f'unknown option "{option}"{hint}; allowed: {allowed}', line_of(("options", option)))
    return file.rule()


class _Strict(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True, str_strip_whitespace=True)


class SourceFile(_Strict):
    """Where a rule comes from."""

    title: str
    url: str = Field(pattern=r"^https://")


class ExampleFile(_Strict):
    """A page, and what the rule says of it; for the rule of a site, with its other pages and its settings.

    `others` are further answers of the host by path; `on` the path of the page that the outcome is of. What a local
    server cannot show is told: `address` is the host's, `answers` the site evidence by name.
    """

    outcome: Literal["passed", "failed", "inapplicable", "cant_tell"]
    title: str
    html: str
    targets: list[str] = []
    others: dict[str, str | OtherFile] = {}
    settings: dict[str, Any] = {}
    on: str = Field("/", pattern="^/")
    address: str = Field("", pattern="^(https?://[^/]+)?$")
    answers: dict[str, dict[str, Any]] = {}

    def example(self) -> Example:
        """Return the example as the rest of the program knows it."""
        others = {path: _answer(one) for path, one in self.others.items()}
        return Example(
            outcome=Outcome(self.outcome),
            title=self.title,
            html=self.html,
            targets=tuple(self.targets),
            others=others,
            settings=self.settings,
            on=self.on,
            address=self.address,
            answers=self.answers,
        )


def _answer(given: str | OtherFile) -> Answer:
    return Answer(body=given) if isinstance(given, str) else Answer(**given.model_dump())


class OtherFile(_Strict):
    """What the host answers at a path of an example."""

    status: int = 200
    type: str = "text/html; charset=utf-8"
    body: str = ""
    base64: str = ""
    headers: dict[str, str] = {}
    wait: float = Field(0, ge=0, le=5)


class RuleFile(_Strict):
    """The keys of a rule file. CONTRIBUTING.md explains each."""

    id: str = Field(pattern=r"^[a-z0-9]+(-[a-z0-9]+)*$")
    title: str = Field(max_length=90)
    problem: str = Field(max_length=110)
    area: Area
    impact: Impact
    tier: Tier
    status: Literal["stable", "preview", "deprecated"]
    since: str
    affects: list[AFFECTS] = Field(min_length=1)
    wcag: list[str] = []
    bears_on: list[str] = []
    act: list[str] = []
    sources: list[SourceFile] = []
    what: str
    why: str
    fix: str
    limits: str = ""
    check: str
    options: dict[str, Any] = {}
    replaces: list[str] = []
    evidence: list[str]
    views: list[View] = [View.DESKTOP, View.MOBILE]
    quality: Literal["binary", "counted", "numeric"] = "counted"
    good: float | None = None
    poor: float | None = None
    always_applicable: bool = False
    examples: list[ExampleFile]

    @field_validator("title", "problem")
    @classmethod
    def _no_full_stop(cls, value: str) -> str:
        if value.endswith("."):
            raise ValueError("ends with a full stop; a title has none")
        return value

    @field_validator("wcag", "bears_on")
    @classmethod
    def _criteria(cls, value: list[str]) -> list[str]:
        for one in value:
            if one.count(".") != 2 or not one.replace(".", "").isdigit():
                raise ValueError(f'"{one}" is no success criterion; write it like "1.4.10", in quotes')
        return value

    @model_validator(mode="after")
    def _consistent(self) -> RuleFile:
        if self.quality == "numeric" and (self.good is None or self.poor is None or self.good == self.poor):
            raise ValueError("a numeric rule needs good and poor, and they must differ")
        if self.quality != "numeric" and (self.good is not None or self.poor is not None):
            raise ValueError("good and poor belong to a numeric rule (quality: numeric)")
        outcomes = {example.outcome for example in self.examples}
        if not outcomes & {"failed", "cant_tell"}:
            raise ValueError("examples need a failed one (cant_tell for a rule that only asks for review)")
        if "failed" in outcomes and "passed" not in outcomes:
            raise ValueError("examples need a passed one")
        if "inapplicable" not in outcomes and not self.always_applicable:
            raise ValueError("examples need an inapplicable one, or always_applicable: true")
        for example in self.examples:
            if bool(example.targets) != (example.outcome in ("failed", "cant_tell")):
                raise ValueError(
                    f'the {example.outcome} example "{example.title}": targets belong to failed and cant_tell ones'
                )
        word = "must" if self.tier in (Tier.LAW, Tier.WCAG) else "should"
        if word not in self.title.split():
            raise ValueError(
                f'title: "{self.title}" lacks the word "{word}" (must for law and WCAG, should for the rest)'
            )
        return self

    def rule(self) -> Rule:
        """Return the rule as the rest of the program knows it."""
        plain = {name: getattr(self, name) for name in type(self).model_fields if name != "always_applicable"}
        for name in ("affects", "wcag", "bears_on", "act", "evidence", "replaces", "views"):
            plain[name] = tuple(plain[name])
        plain["sources"] = tuple(Source(one.title, one.url) for one in self.sources)
        plain["examples"] = tuple(one.example() for one in self.examples)
        return Rule(**plain)
