"""One rule of the catalogue, as its file says it, validated. See `catalogue.py`."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any, Literal

from nyx_audit.model.outcome import Area, Impact, Outcome, Tier, View

# Whom a failure keeps out.
Affects = Literal[
    "screen-reader", "low-vision", "colour-vision", "hearing", "keyboard", "voice", "touch", "cognitive", "seizure",
    "language", "phone",
]  # fmt: skip


def in_page_id(key: str) -> str:
    """Return the id in the engine of one of our own in-page rules: it cannot be that of one of axe-core's."""
    return f"own/{key}"


@dataclass(frozen=True, slots=True)
class Source:
    """Where a rule comes from."""

    title: str
    url: str


@dataclass(frozen=True, slots=True)
class Answer:
    """What the host of an example answers at a path, after `wait` seconds; `base64` instead of `body` for what is no text."""

    status: int = 200
    type: str = "text/html; charset=utf-8"
    body: str = ""
    base64: str = ""
    headers: Mapping[str, str] = field(default_factory=dict)
    wait: float = 0.0


@dataclass(frozen=True, slots=True)
class Example:
    """A page that a rule must judge as `outcome`, with exactly `targets` reported.

    For the rule of a site, `html` is its home page, `others` what else its host answers, `settings` its part of
    sites.yaml, and `on` the path of the page that the outcome is of. What a local server cannot show is stated:
    `address` is the host's, `answers` the records of site evidence by the name of their kind.
    """

    outcome: Outcome
    title: str
    html: str
    targets: tuple[str, ...] = ()
    others: Mapping[str, Answer] = field(default_factory=dict)
    settings: Mapping[str, Any] = field(default_factory=dict)
    on: str = "/"
    address: str = ""
    answers: Mapping[str, object] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Rule:
    """One rule of the catalogue; the file's keys, validated. See `catalogue.py`.

    A failure of the rule is a failure of each criterion in `wcag`, and only bears on those in `bears_on`.
    `techniques` are the failure techniques of WCAG that it finds, `replaces` rules of the engine that step back for it: one defect has one source. `in_page` is the key of its
    half that runs in the page, empty for a rule without one.
    """

    id: str
    title: str
    problem: str
    area: Area
    impact: Impact
    tier: Tier
    what: str
    why: str
    fix: str
    check: str
    evidence: tuple[str, ...]
    status: str = "stable"
    since: str = ""
    affects: tuple[str, ...] = ()
    wcag: tuple[str, ...] = ()
    bears_on: tuple[str, ...] = ()
    act: tuple[str, ...] = ()
    techniques: tuple[str, ...] = ()
    sources: tuple[Source, ...] = ()
    limits: str = ""
    options: Mapping[str, Any] = field(default_factory=dict)
    replaces: tuple[str, ...] = ()
    in_page: str = ""
    views: tuple[View, ...] = (View.DESKTOP, View.MOBILE)
    quality: str = "counted"
    good: float | None = None
    poor: float | None = None
    examples: tuple[Example, ...] = ()

    def nearness(self, value: float) -> float:
        """Return how near a measured number is to good: 1 at `good` or better, 0 at `poor` or worse, straight between.

        Whether more or less is better follows from which of the two is the larger. Raises ValueError without them.
        """
        if self.good is None or self.poor is None:
            raise ValueError(f"{self.id} has no good and poor")
        return min(1.0, max(0.0, (self.poor - value) / (self.poor - self.good)))

    @property
    def engine_id(self) -> str:
        """The id by which the engine knows the rule: that of one of axe-core's, or that of our own half in the page."""
        return in_page_id(self.in_page) if self.in_page else str(self.options.get("rule", self.id))

    @property
    def criteria(self) -> tuple[str, ...]:
        """Every success criterion that a failure bears on."""
        return tuple(dict.fromkeys((*self.wcag, *self.bears_on)))
