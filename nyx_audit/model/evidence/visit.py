"""The evidence of one visit: all that the browser brings of a page, or why it is unavailable. Plain, frozen records."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import TypeVar

from nyx_audit.model.evidence.axe import AxeEvidence
from nyx_audit.model.evidence.kind import Kind, Missing
from nyx_audit.model.evidence.page import FACTS
from nyx_audit.model.facts import Facts
from nyx_audit.model.outcome import View
from nyx_audit.model.visit import Part

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Plan:
    """Which evidence a set of rules needs: the engine's rules by view, and other kinds by name."""

    axe: Mapping[View, tuple[str, ...]]
    kinds: frozenset[str] = frozenset()

    def needs(self, kind: Kind[T]) -> bool:
        """Return whether any rule needs this kind of evidence."""
        return kind.name in self.kinds


@dataclass(frozen=True, slots=True)
class Cost:
    """What a rule cost in one view, or a probe, in seconds. `targets` is how many elements the rule judged."""

    name: str
    place: str
    seconds: float
    targets: int = 0


@dataclass(frozen=True, slots=True)
class PageEvidence:
    """All that one visit gathered of one page; the browser's only product.

    `axe` by view; `records` by the name of their kind, each the kind's record or Missing. `links` are absolute
    addresses. `notes` are sentences a person should read; `navigations` where the page was about to go by itself.
    `unstyled` is the address of a style sheet that did not load; `empty`: the page shows nothing. `parts` are all that
    it was made of, the document first, where the request asks for them; empty where not all are known. `seconds` by
    phase; `costs` only where the request asks for them.
    """

    url: str
    final_url: str
    http_status: int
    title: str = ""
    links: tuple[str, ...] = ()
    axe: Mapping[View, AxeEvidence | Missing] = field(default_factory=dict)
    records: Mapping[str, object] = field(default_factory=dict)
    redirects: tuple[str, ...] = ()
    navigations: tuple[str, ...] = ()
    refused: int = 0
    unstyled: str = ""
    empty: bool = False
    notes: tuple[str, ...] = ()
    parts: tuple[Part, ...] = ()
    seconds: Mapping[str, float] = field(default_factory=dict)
    costs: tuple[Cost, ...] = ()

    def get(self, kind: Kind[T]) -> T | Missing:
        """Return the record of a kind, or why it is missing."""
        found = self.records.get(kind.name, kind.not_gathered)
        if isinstance(found, Missing) or (kind.record and isinstance(found, kind.record)):
            return found
        raise TypeError(f"the evidence {kind.name} is a {type(found).__name__}, not a {kind.record}")

    @property
    def facts(self) -> Facts | Missing:
        """What the page is made of."""
        return self.get(FACTS)
