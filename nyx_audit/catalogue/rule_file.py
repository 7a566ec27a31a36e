"""The keys of a rule file, described and validated."""

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


def json_schema() -> dict[str, Any]:
    """Return the JSON Schema (draft 2020-12) by which editors complete and check the files of rules."""
    return {**RuleFile.model_json_schema(), "title": "Rule of nyx-audit"}


class _Strict(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True, str_strip_whitespace=True)


class SourceFile(_Strict):
    """Where a rule comes from."""

    title: str = Field(description="What it is called.")
    url: str = Field(pattern=r"^https://", description="Where it is.")


class ExampleFile(_Strict):
    """A page, and what the rule says of it; for the rule of a site, with its other pages and its settings."""

    outcome: Literal["passed", "failed", "inapplicable", "cant_tell"] = Field(description="What the rule must say.")
    title: str = Field(description="What the example shows.")
    html: str = Field(description="The page; for the rule of a site, its home page.")
    targets: list[str] = Field(
        [], description="For failed and cant_tell: exactly the elements that are reported, as selectors."
    )
    others: dict[str, str | OtherFile] = Field({}, description="What else the host answers, by path.")
    settings: dict[str, Any] = Field({}, description="The site's part of sites.yaml.")
    on: str = Field("/", pattern="^/", description="The path of the page that the outcome is of.")
    address: str = Field(
        "", pattern="^(https?://[^/]+)?$", description="The address of the host, where a local server cannot show it."
    )
    answers: dict[str, Any] = Field({}, description="Site evidence by name that a local server cannot show.")

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

    status: int = Field(200, description="The status of the answer.")
    type: str = Field("text/html; charset=utf-8", description="Its Content-Type.")
    body: str = Field("", description="What it holds.")
    base64: str = Field("", description="The same in base64, for what is not text.")
    headers: dict[str, str] = Field({}, description="Further headers.")
    wait: float = Field(0, ge=0, le=5, description="Seconds after which it comes.")


class RuleFile(_Strict):
    """A rule of the catalogue, with the examples that test it."""

    id: str = Field(pattern=rf"^{ID}$", description="The name of the file, in small letters with hyphens.")
    title: str = Field(max_length=90, description="What must (law, WCAG) or should (all others) hold.")
    problem: str = Field(max_length=110, description="One sentence about the person for whom it does not hold.")
    area: Area = Field(description="The area of New York Experience that it counts for.")
    impact: Impact = Field(description="What a failure does to a person.")
    tier: Tier = Field(
        description="What the rule rests on: law, wcag, guidance (a published standard), heuristic (a sound inference); "
        "advice and preview weigh nothing. Begin with preview: it is reported and never fails a command."
    )
    status: Literal["stable", "preview", "deprecated"] = Field("stable", description="How settled the rule is.")
    since: str = Field("", description="The version of the program that brought the rule.")
    affects: list[Affects] = Field(min_length=1, description="Whom a failure keeps out.")
    wcag: list[str] = Field([], description='Criteria that a failure violates, in quotes: "1.4.10".')
    bears_on: list[str] = Field([], description="Criteria that a failure only bears on.")
    act: list[str] = Field([], description="W3C ACT rules that it implements.")
    techniques: list[str] = Field(
        [],
        description="Failure techniques of WCAG that it finds: F65. Those that no rule finds: rules/techniques.yaml.",
    )
    sources: list[SourceFile] = Field([], description="Where the rule comes from.")
    what: str = Field(description="What is checked, in plain words.")
    why: str = Field(description="Why a person needs it.")
    fix: str = Field(description="How to fix it.")
    limits: str = Field("", description="What it cannot tell.")
    check: str = Field(description="The judging function, by its name; in-page for a script that runs in the page.")
    options: dict[str, Any] = Field({}, description="The options of that function.")
    in_page: str = Field(
        "",
        pattern=ID_OR_EMPTY,
        description="The script that runs in the page, where it is not ID.js beside the rule: the name of one in a folder "
        "shared/.",
    )
    replaces: list[str] = Field([], description="axe-core rules that it replaces, so that one defect is reported once.")
    evidence: list[str] = Field(description="The kinds of evidence that it needs.")
    views: list[View] = Field([View.DESKTOP, View.MOBILE], description="How pages are looked at.")
    quality: Literal["binary", "counted", "numeric"] = Field(
        "counted",
        description="binary (one target a page), counted, or numeric with good and poor: the check returns the number as "
        "the verdict's value, with one judgement that names what was measured.",
    )
    good: float | None = Field(None, description="For numeric: the number at which nothing is lost.")
    poor: float | None = Field(None, description="For numeric: the number at which all is lost.")
    always_applicable: bool = Field(
        False, description="Whether it judges each page, so that no example is inapplicable."
    )
    examples: list[ExampleFile] = Field(
        description="At least one passed, one failed (cant_tell for a rule that only doubts) and one inapplicable."
    )

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
