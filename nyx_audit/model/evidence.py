"""The evidence of one visit: all that the browser brings of a page, or why it could not be had. Plain, frozen records."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from nyx_audit.model.facts import Facts
from nyx_audit.model.outcome import Target, View
from nyx_audit.model.reason import Reason, ReasonCode


@dataclass(frozen=True, slots=True)
class Missing:
    """Evidence that is unavailable, and why. Judged as `untested`."""

    reason: Reason


@dataclass(frozen=True, slots=True)
class Destination:
    """What stands at an address that a link leads to, after its redirects, at `final`.

    `scripts`: it loads any; `asks`: one of them may read the address.
    """

    final: str
    title: str = ""
    headings: str = ""
    text: str = ""
    scripts: bool = False
    asks: bool = False


@dataclass(frozen=True, slots=True)
class Plan:
    """Which evidence a set of rules needs: the engine's rules by view, and probes by name."""

    axe: Mapping[View, tuple[str, ...]]
    probes: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class Cost:
    """What a rule cost in one view, or a probe, in seconds. `targets` is how many elements the rule looked at."""

    name: str
    place: str
    seconds: float
    targets: int = 0


@dataclass(frozen=True, slots=True)
class AxeNode:
    """One target that axe did not pass. `data` is what one of our own in-page rules says of it, as plain values."""

    target: Target
    message: str
    data: Any = None


@dataclass(frozen=True, slots=True)
class AxeRule:
    """axe's word on one of its rules, over all frames of a page in one view."""

    passed: frozenset[str] = frozenset()
    failed: tuple[AxeNode, ...] = ()
    cant_tell: tuple[AxeNode, ...] = ()
    error: str = ""


@dataclass(frozen=True, slots=True)
class AxeEvidence:
    """axe's results of one view. Rules that the build lacks are not in `rules`."""

    rules: Mapping[str, AxeRule]
    unentered_frames: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class PageEvidence:
    """All that one visit gathered of one page; the browser's only product.

    `axe` by view; `probes` by name, each a plain mapping that its check judges. `links` are absolute addresses.
    `notes` are sentences a person should read; `navigations` where the page wanted to go by itself. `seconds` by phase;
    `costs` only where the request asks for them.
    """

    url: str
    final_url: str
    http_status: int
    title: str = ""
    html: str = ""
    links: tuple[str, ...] = ()
    axe: Mapping[View, AxeEvidence | Missing] = field(default_factory=dict)
    probes: Mapping[str, Mapping[str, Any] | Missing] = field(default_factory=dict)
    redirects: tuple[str, ...] = ()
    navigations: tuple[str, ...] = ()
    refused: int = 0
    notes: tuple[str, ...] = ()
    seconds: Mapping[str, float] = field(default_factory=dict)
    facts: Facts | Missing = Missing(Reason(ReasonCode.NOT_GATHERED, "the page's facts were not read"))
    costs: tuple[Cost, ...] = ()
