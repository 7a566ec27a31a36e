"""What every audit can be given."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from nyx_audit.catalogue.selection import Selection
from nyx_audit.model.shard import Part


@dataclass(frozen=True, slots=True)
class Options:
    """How an audit is made.

    `browser` is an executable, `axe` another build of axe-core, `rule_folders` hold rules beside those of the
    catalogue; `only`, `skip`, `areas` and `tags` say which rules run where not all are to. `tabs` are pages at a time, one a processor core where
    none are given; `timeout` the seconds that one page may take, over the configuration's. Without `probes` no page is
    moved (focus, keys), and what needs that is untested. With `pictures`, the HTML report shows what is to be fixed first.
    With `shard`, only that part of the sites, or of the pages that `check` was given, is audited.
    """

    browser: str | None = None
    axe: Path | None = None
    rule_folders: tuple[Path, ...] = ()
    only: tuple[str, ...] = ()
    skip: tuple[str, ...] = ()
    areas: tuple[str, ...] = ()
    tags: tuple[str, ...] = ()
    tabs: int | None = None
    timeout: float | None = None
    probes: bool = True
    pictures: bool = False
    shard: Part | None = None

    @property
    def selection(self) -> Selection:
        """Which rules run."""
        return Selection(self.only, self.skip, self.areas, self.tags)
