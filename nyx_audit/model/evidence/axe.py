"""What axe-core says of a page, and our own rules that run beside it in the same pass."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from nyx_audit.model.evidence.kind import Kind
from nyx_audit.model.outcome import Target


@dataclass(frozen=True, slots=True)
class AxeNode:
    """One target that the engine did not pass. `data` is what one of our own in-page rules says of it: plain values from JSON."""

    target: Target
    message: str
    data: object = None


@dataclass(frozen=True, slots=True)
class AxeRule:
    """The engine's word on one of its rules, over all frames of a page in one view."""

    passed: frozenset[str] = frozenset()
    failed: tuple[AxeNode, ...] = ()
    cant_tell: tuple[AxeNode, ...] = ()
    error: str = ""


@dataclass(frozen=True, slots=True)
class AxeEvidence:
    """The engine's results of one view. Rules that the build lacks are not in `rules`."""

    rules: Mapping[str, AxeRule]
    unentered_frames: tuple[str, ...] = ()


# What a check receives is the engine's word on its rule, in the view that is judged.
ENGINE = Kind(
    "axe",
    record=AxeRule,
    cost="one pass over the page in each view, shared by all of the engine's rules",
    absent="the view was not visited",
)
