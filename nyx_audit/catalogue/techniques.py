"""Why no rule finds some of WCAG's failure techniques, from `rules/techniques.yaml`: a person's, or nobody's."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Literal

from pydantic import BaseModel, ConfigDict, Field, field_validator

from nyx_audit.model.techniques import TECHNIQUES
from nyx_audit.yaml_input import load_model


class Unfound(BaseModel):
    """Who can find a failure that no rule finds, and why none does."""

    model_config = ConfigDict(extra="forbid", frozen=True, str_strip_whitespace=True)

    whose: Literal["person", "nobody"]
    why: str = Field(max_length=200)


class _File(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)

    unfound: dict[str, Unfound]

    @field_validator("unfound")
    @classmethod
    def _known(cls, value: dict[str, Unfound]) -> dict[str, Unfound]:
        for one in value:
            check_technique(one)
        return value


def check_technique(one: str) -> str:
    """Return the number of a failure technique. Raises ValueError where WCAG has none of that number."""
    if one not in TECHNIQUES:
        raise ValueError(f'"{one}" is not a failure technique of WCAG 2.2; write it like "F65"')
    return one


def load_unfound(path: Path) -> Mapping[str, Unfound]:
    """Return the failure techniques that no rule finds. Raises InputError with the first mistake."""
    file, _ = load_model(path, _File)
    return file.unfound
