"""The keys by which people say what fails a command, in `sites.yaml` and in the project file alike."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date
from pathlib import Path
from typing import Literal

from pydantic import Field, field_validator, model_validator

from nyx_audit.config.strict import Strict
from nyx_audit.errors import did_you_mean
from nyx_audit.model.outcome import Impact
from nyx_audit.model.terms import Ignore

DAY = re.compile(r"\d{4}-\d{2}-\d{2}")
FINGERPRINT = r"^[0-9a-f]{16}$"
Level = Literal["never", "minor", "moderate", "serious", "critical"]


class IgnoreFile(Strict):
    """A defect that fails no command until its expiry. The score counts it all the same."""

    rule: str = Field("", description="The rule's id; left out, any rule.")
    selector: str = Field(
        "", description="The finding's selector, as reports have it; * stands for anything, as in #chat *."
    )
    fingerprint: str = Field("", description="The finding's fingerprint, as reports have it.")
    site: str = Field("", description="The site's id; left out, all sites.")
    pages: list[str] = Field(
        [], description="Patterns of addresses, paths with their query, or files; left out, all pages."
    )
    reason: str = Field(min_length=1, description="Why it is not fixed yet.")
    expires: str = Field(description="The last day on which it is ignored, such as 2027-03-31.")
    owner: str = Field("", description="Who stands for it.")
    ticket: str = Field("", description="Where the work on it is followed.")

    @field_validator("expires")
    @classmethod
    def _day(cls, value: str) -> str:
        try:
            return date.fromisoformat(value).isoformat() if DAY.fullmatch(value) else _refuse_day(value)
        except ValueError:
            return _refuse_day(value)

    @field_validator("fingerprint")
    @classmethod
    def _hex(cls, value: str) -> str:
        if value and not re.fullmatch(FINGERPRINT, value):
            raise ValueError(f'"{value}" is not a fingerprint: 16 digits, as reports have them')
        return value

    @model_validator(mode="after")
    def _names_something(self) -> IgnoreFile:
        if not (self.rule or self.selector or self.fingerprint):
            raise ValueError("name a rule, a selector or a fingerprint")
        return self


class TermsFile(Strict):
    """What fails the command; a flag of the command line goes over it."""

    baseline: str = Field(
        "", description="What is there already and fails nothing: a baseline file, a run's number, or last."
    )
    fail_on: Level = Field("serious", description="The lowest impact of a failed rule that fails the command.")
    fail_on_new: Level | None = Field(
        None, description="The same for what is not in the baseline; left out, that of fail_on."
    )
    fail_below: float | None = Field(None, ge=0, le=100, description="The least score of a site, or of a page named.")
    budgets: dict[str, int] = Field(
        {}, description="Defects that are borne with, by impact or rule: serious: 5, label: 2."
    )
    rules: list[str] = Field([], description="The only rules to run.")
    skip_rules: list[str] = Field([], description="Rules that do not run.")
    areas: list[str] = Field([], description="Run only the rules of these areas.")
    tags: list[str] = Field(
        [], description="Run only the rules with one of these tags: wcag2a, wcag21aa, 1.4.3, law, serious."
    )

    @field_validator("budgets")
    @classmethod
    def _counts(cls, value: dict[str, int]) -> dict[str, int]:
        for name, count in value.items():
            if count < 0:
                raise ValueError(f"{name}: {count} is less than 0")
        return value


def ignores_of(path: Path, files: Sequence[IgnoreFile], lines: Sequence[int | None]) -> tuple[Ignore, ...]:
    """Return the ignores of a file, each with the line that it stands in."""
    return tuple(
        Ignore(
            reason=one.reason,
            expires=date.fromisoformat(one.expires),
            rule=one.rule,
            selector=one.selector,
            fingerprint=one.fingerprint,
            site=one.site,
            pages=tuple(one.pages),
            owner=one.owner,
            ticket=one.ticket,
            where=f"{path.name}:{line}" if line else path.name,
        )
        for one, line in zip(files, lines, strict=True)
    )


def unknown_budget(name: str, rules: Sequence[str]) -> str:
    """Return what is wrong with the name of a budget, or nothing."""
    known = [*(impact.value for impact in Impact), *rules]
    if name in known:
        return ""
    return f'"{name}" is neither an impact nor a rule{did_you_mean(name, known)}'


def _refuse_day(value: str) -> str:
    raise ValueError(f'"{value}" is not a day; write it like 2027-03-31')
