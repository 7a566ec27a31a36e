"""A baseline: the defects that were there before, page by page. What is not in it is new."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

# The fingerprint of findings that were counted, not described.
UNDESCRIBED = ""


@dataclass(frozen=True, slots=True)
class Entry:
    """A defect of a baseline: of a rule, by fingerprint, at so many `places` of its page.

    `landmark` is the part of the page that it stands in, `words` say to a person which one it is. `trait` is what stays
    of its element in another layout; empty where nothing tells it from others.
    """

    rule: str
    fingerprint: str
    places: int = 1
    landmark: str = ""
    words: str = ""
    trait: str = ""


@dataclass(frozen=True, slots=True)
class Baseline:
    """What was there before, by the key of each audited page; `name` says where this is known from.

    `untested` are the rules that could not say all of a page then, `missed` pages whose audit failed, `copies` those that
    were another page's and were audited as that, `left_out` others that were known and not audited, `rules` those that ran (None: not known, and each counts as one that did); `unlisted`: more pages were left out, and it
    is not known which.
    """

    name: str
    pages: Mapping[str, tuple[Entry, ...]] = field(default_factory=dict)
    untested: Mapping[str, frozenset[str]] = field(default_factory=dict)
    left_out: frozenset[str] = frozenset()
    rules: frozenset[str] | None = None
    ruleset: str = ""
    unlisted: bool = False
    missed: frozenset[str] = frozenset()
    copies: frozenset[str] = frozenset()

    @property
    def findings(self) -> int:
        """How many distinct findings it holds, each counted once a page."""
        return sum(len(entries) for entries in self.pages.values())
