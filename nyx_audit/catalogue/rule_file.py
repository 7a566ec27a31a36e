"""The keys of a rule file, validated. CONTRIBUTING.md explains each."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, Literal

from pydantic import BaseModel, ConfigDict, Field, field_validator, model_validator

from nyx_audit.catalogue.site_answers import site_records
from nyx_audit.catalogue.techniques import check_technique
from nyx_audit.model.outcome import Area, Impact, Outcome, Tier, View
from nyx_audit.model.rule import Affects, Answer, Example, Rule, Source

ID = r"[a-z0-9]+(-[a-z0-9]+)*"
ID_OR_EMPTY = rf"^({ID})?$"


class _Strict(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True, str_strip_whitespace=True)


class SourceFile(_Strict):
    """Where a rule comes from."""

    title: str
    url: str = Field(pattern=r"^https://")


class ExampleFile(_Strict):
    """A page, and what the rule says of it; for the rule of a site, with its other pages and its settings.

    `others` are further answers of the host by path; `on` the path of the page that the outcome is of. What a local
    server cannot show is stated: `address` is the host's, `answers` the site evidence by name.
    """

    outcome: Literal["passed", "failed", "inapplicable", "cant_tell"]
    title: str
    html: str
    targets: list[str] = []
    others: dict[str, str | OtherFile] = {}
    settings: dict[str, Any] = {}
    on: str = Field("/", pattern="^/")
    address: str = Field("", pattern="^(https?://[^/]+)?$")
    answers: dict[str, Any] = {}

    @field_validator("answers")
    @classmethod
    def _records(cls, value: dict[str, Any]) -> dict[str, object]:
        return site_records(value)

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

    id: str = Field(pattern=rf"^{ID}$")
    title: str = Field(max_length=90)
    problem: str = Field(max_length=110)
    area: Area
    impact: Impact
    tier: Tier
    status: Literal["stable", "preview", "deprecated"] = "stable"
    since: str = ""
    affects: list[Affects] = Field(min_length=1)
    wcag: list[str] = []
    bears_on: list[str] = []
    act: list[str] = []
    techniques: list[str] = []
    sources: list[SourceFile] = []
    what: str
    why: str
    fix: str
    limits: str = ""
    check: str
    options: dict[str, Any] = {}
    in_page: str = Field("", pattern=ID_OR_EMPTY)
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
                raise ValueError(f'"{one}" is not a success criterion; write it like "1.4.10", in quotes')
        return value

    @field_validator("techniques")
    @classmethod
    def _techniques(cls, value: list[str]) -> list[str]:
        return [check_technique(one) for one in value]

    @model_validator(mode="after")
    def _consistent(self) -> RuleFile:
        problems = [*_quality_problems(self), *_example_problems(self), *_title_problems(self)]
        if problems:
            raise ValueError("; ".join(problems))
        return self

    def rule(self) -> Rule:
        """Return the rule as the rest of the program knows it."""
        plain = {name: getattr(self, name) for name in type(self).model_fields if name != "always_applicable"}
        for name in ("affects", "wcag", "bears_on", "act", "techniques", "evidence", "replaces", "views"):
            plain[name] = tuple(plain[name])
        plain["sources"] = tuple(Source(one.title, one.url) for one in self.sources)
        plain["examples"] = tuple(one.example() for one in self.examples)
        return Rule(**plain)


def _quality_problems(file: RuleFile) -> Iterator[str]:
    if file.quality == "numeric" and (file.good is None or file.poor is None or file.good == file.poor):
        yield "a numeric rule needs good and poor, and they must differ"
    if file.quality != "numeric" and (file.good is not None or file.poor is not None):
        yield "good and poor belong to a numeric rule (quality: numeric)"


def _example_problems(file: RuleFile) -> Iterator[str]:
    outcomes = {example.outcome for example in file.examples}
    if not outcomes & {"failed", "cant_tell"}:
        yield "examples need a failed one (cant_tell for a rule that only asks for review)"
    if "failed" in outcomes and "passed" not in outcomes:
        yield "examples need a passed one"
    if "inapplicable" not in outcomes and not file.always_applicable:
        yield "examples need an inapplicable one, or always_applicable: true"
    for example in file.examples:
        if bool(example.targets) != (example.outcome in ("failed", "cant_tell")):
            yield f'the {example.outcome} example "{example.title}": targets belong to failed and cant_tell ones'


def _title_problems(file: RuleFile) -> Iterator[str]:
    word = "must" if file.tier in (Tier.LAW, Tier.WCAG) else "should"
    if word not in file.title.split():
        yield f'title: "{file.title}" lacks the word "{word}" (must for law and WCAG, should for the rest)'
