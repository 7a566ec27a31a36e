"""The pages of the calibration and the bands that people agree on, from `pages.yaml`."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import Literal

from pydantic import BaseModel, ConfigDict

from nyx_audit.yaml_input import load_model

# From worst to best.
BANDS = ("failing", "poor", "needs work", "good", "strong")
Band = Literal["failing", "poor", "needs work", "good", "strong"]
SOUND = "none"


@dataclass(frozen=True, slots=True)
class Expected:
    """A page, what is broken on it ("none": nothing more than stands there), and the band that people agree on."""

    page: str
    change: str
    band: Band

    @property
    def name(self) -> str:
        """The page as it is printed and chosen."""
        return f"{self.page} {self.change}"

    @property
    def of_sample(self) -> bool:
        """Whether it is a page of the sample site; its path has a folder."""
        return "/" in self.page


class _Strict(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)


class _Change(_Strict):
    band: Band
    why: str


class _Page(_Strict):
    page: str
    changes: list[str] = []
    band: Band | None = None
    why: str = ""


class _File(_Strict):
    changes: dict[str, _Change]
    pages: list[_Page]


def expected_pages(path: Path) -> list[Expected]:
    """Return all pages of a file, sound and with each of their changes. Raises InputError."""
    file, _ = load_model(path, _File)
    return [
        Expected(one.page, change, one.band or file.changes[change].band)
        for one in file.pages
        for change in (SOUND, *one.changes)
    ]
