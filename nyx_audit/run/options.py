"""What every audit can be given, and what it is prepared with before a browser starts."""

from __future__ import annotations

import os
from dataclasses import dataclass
from pathlib import Path

from nyx_audit.catalogue.load import Catalogue, load_catalogue
from nyx_audit.catalogue.plan import is_of_page
from nyx_audit.errors import UsageError
from nyx_audit.model.rule import Rule
from nyx_audit.score import Scoring


@dataclass(frozen=True, slots=True)
class Options:
    """How an audit is made.

    `browser` is an executable, `axe` another build of axe-core, `rule_folders` hold rules beside those of the
    catalogue, `only` are ids of rules where not all are to run. `tabs` are pages at a time, one a processor core where
    none are given; `timeout` the seconds that one page may take, over the configuration's. Without `probes` no page is
    moved (focus, keys), and what needs that is untested.
    """

    browser: str | None = None
    axe: Path | None = None
    rule_folders: tuple[Path, ...] = ()
    only: tuple[str, ...] = ()
    tabs: int | None = None
    timeout: float | None = None
    probes: bool = True


@dataclass(frozen=True, slots=True)
class Setup:
    """The catalogue and the chosen rules; a mistake in the options is found when it is made."""

    options: Options
    catalogue: Catalogue
    rules: tuple[Rule, ...]

    @property
    def tabs(self) -> int:
        """How many pages are audited at a time."""
        return self.options.tabs or os.cpu_count() or 1

    @property
    def scoring(self) -> Scoring:
        """What scores are computed with: the rules that ran and have a weight."""
        ruleset = self.catalogue.ruleset
        return Scoring(ruleset, {rule.id: rule for rule in self.rules if ruleset.weight(rule)})


def set_up(options: Options) -> Setup:
    """Return what an audit of whole sites needs. Raises UsageError."""
    catalogue = load_catalogue(options.rule_folders)
    rules = catalogue.pick(options.only) if options.only else tuple(catalogue.rules.values())
    return Setup(options, catalogue, rules)


def set_up_for_pages(options: Options) -> Setup:
    """Return what an audit of single pages needs: no rules that judge a whole site.

    Raises UsageError, also where only such rules were requested.
    """
    setup = set_up(options)
    rules = tuple(rule for rule in setup.rules if is_of_page(rule))
    if not rules:
        raise UsageError(f'the rule "{setup.rules[0].id}" judges a whole site; use: nyx-audit run')
    return Setup(options, setup.catalogue, rules)
