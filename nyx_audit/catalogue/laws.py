"""What the laws ask of a site: dates, WCAG versions and the twelve languages, from `rules/law.yaml`, each with source."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from pydantic import BaseModel, ConfigDict, Field, field_validator

from nyx_audit.yaml_input import load_model


@dataclass(frozen=True, slots=True)
class Deadline:
    """A day by which the duty holds, and for whom."""

    by: date
    who: str


@dataclass(frozen=True, slots=True)
class Duty:
    """One thing that a law or policy asks of a site.

    `wcag` is the version that it names, or empty; `rules` are those whose outcomes say something of it, where they run.
    `as_of` is the date of the text that was read: a year, a month or a day.
    """

    id: str
    title: str
    asks: str
    source: str
    as_of: str
    wcag: str = ""
    note: str = ""
    deadlines: tuple[Deadline, ...] = ()
    rules: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Laws:
    """All duties in the order of the file, and the twelve languages by tag."""

    duties: tuple[Duty, ...]
    languages: Mapping[str, str]
    languages_source: str
    languages_as_of: str

    def duty(self, name: str) -> Duty:
        """Return a duty by its id. Raises KeyError."""
        return {one.id: one for one in self.duties}[name]


def load_laws(path: Path) -> Laws:
    """Return the laws of a file. Raises InputError with the first mistake."""
    file, _ = load_model(path, _LawFile)
    return Laws(
        tuple(_duty(one) for one in file.duties),
        dict(file.languages.names),
        file.languages.source,
        file.languages.as_of,
    )


class _Strict(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True, str_strip_whitespace=True)


LINK = r"^https://"
AS_OF = r"^\d{4}(-\d{2}(-\d{2})?)?$"


class _DeadlineFile(_Strict):
    by: str
    who: str = Field(min_length=1)

    @field_validator("by")
    @classmethod
    def _day(cls, value: str) -> str:
        try:
            date.fromisoformat(value)
        except ValueError:
            raise ValueError(f'"{value}" is not a day; write it like "2027-01-01"') from None
        return value


class _DutyFile(_Strict):
    id: str = Field(pattern=r"^[a-z0-9-]+$")
    title: str = Field(min_length=1)
    asks: str = Field(min_length=1)
    source: str = Field(pattern=LINK)
    as_of: str = Field(pattern=AS_OF)
    wcag: str = ""
    note: str = ""
    deadlines: list[_DeadlineFile] = []
    rules: list[str] = []


class _LanguagesFile(_Strict):
    source: str = Field(pattern=LINK)
    as_of: str = Field(pattern=AS_OF)
    names: dict[str, str] = Field(min_length=1)


class _LawFile(_Strict):
    duties: list[_DutyFile]
    languages: _LanguagesFile

    @field_validator("duties")
    @classmethod
    def _once(cls, value: list[_DutyFile]) -> list[_DutyFile]:
        ids = [one.id for one in value]
        for one in ids:
            if ids.count(one) > 1:
                raise ValueError(f'two duties have the id "{one}"; each id names one')
        return value


def _duty(one: _DutyFile) -> Duty:
    deadlines = tuple(Deadline(date.fromisoformat(each.by), each.who) for each in one.deadlines)
    return Duty(one.id, one.title, one.asks, one.source, one.as_of, one.wcag, one.note, deadlines, tuple(one.rules))
