"""What every audit can be given, and what a command line says of its terms."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from nyx_audit.catalogue.selection import Selection
from nyx_audit.model.access import Access, Flow
from nyx_audit.model.shard import Part


@dataclass(frozen=True, slots=True)
class Options:
    """How an audit is made.

    `browser` is an executable, `axe` another build of axe-core, `rule_folders` hold rules beside those of the
    catalogue; `only`, `skip`, `areas` and `tags` say which rules run where not all are to. `tabs` are pages at a time, one a processor core where
    none are given; `timeout` the seconds that one page may take, over the configuration's. Without `probes` no page is
    moved (focus, keys), and what needs that is untested. With `pictures`, the HTML report shows what is to be fixed first.
    With `shard`, only that part of the sites, or of the pages that `check` was given, is audited. `access` and `flows` are for named pages; sites have their own in the configuration.
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
    access: Access | None = None
    flows: tuple[Flow, ...] = ()

    @property
    def selection(self) -> Selection:
        """Which rules run."""
        return Selection(self.only, self.skip, self.areas, self.tags)


@dataclass(frozen=True, slots=True)
class Flags:
    """What the command line says of its terms; None is what the configuration says. A budget is `serious=5`."""

    baseline: str | None = None
    fail_on: str | None = None
    fail_on_new: str | None = None
    fail_below: float | None = None
    budgets: tuple[str, ...] = ()

    @property
    def needs_reading(self) -> bool:
        """Whether something must be read, or may be wrong, before an audit by these flags."""
        return bool(self.baseline or self.fail_on_new or self.budgets)
