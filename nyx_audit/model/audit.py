"""The result of one command: what every report is a pure function of."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime

from nyx_audit.model.journey import Journey
from nyx_audit.model.page import Page
from nyx_audit.model.position import Position
from nyx_audit.model.rule import Rule
from nyx_audit.model.shard import Shard


@dataclass(frozen=True, slots=True)
class Site:
    """A site as it was requested; `journeys` are all that are declared for it, whether audited or not."""

    id: str
    name: str
    agency: str
    url: str
    owner: str = ""
    journeys: tuple[Journey, ...] = ()

    @property
    def journey_ids(self) -> tuple[str, ...]:
        return tuple(one.id for one in self.journeys)


@dataclass(frozen=True, slots=True)
class Tool:
    """What ran: versions are part of every result."""

    version: str
    ruleset: str
    engines: Mapping[str, str]
    unknown_rules: tuple[str, ...] = ()
    missing_rules: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Audit:
    """The result of one command: what every report is a pure function of.

    `incomplete` are the reasons why something that should have been audited was not; empty is complete. `unlisted` are
    pages that were left out, and that a report which was read again does no more than count. `shard` says of which part
    of a whole that is, where others audit the rest. `positions` by page and selector: where in a file an element is, of
    pages whose files are known.
    """

    tool: Tool
    started_at: datetime
    finished_at: datetime
    rules: Mapping[str, Rule]
    sites: tuple[Site, ...]
    pages: tuple[Page, ...]
    incomplete: tuple[str, ...] = ()
    run: int | None = None
    confirmed: Mapping[str, bool] = field(default_factory=dict)
    unlisted: int = 0
    shard: Shard | None = None
    positions: Mapping[tuple[str, str], Position] = field(default_factory=dict)

    @property
    def complete(self) -> bool:
        return not self.incomplete

    def pages_of(self, site: str | None) -> tuple[Page, ...]:
        return tuple(page for page in self.pages if page.site == site)
