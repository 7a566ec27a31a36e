"""What an audit is prepared with, while its browser starts."""

from __future__ import annotations

import os
from dataclasses import dataclass, replace

from nyx_audit.browser.axe import Engine, load_engine
from nyx_audit.catalogue.load import Catalogue, load_catalogue
from nyx_audit.catalogue.plan import is_of_page
from nyx_audit.catalogue.selection import select
from nyx_audit.errors import UsageError
from nyx_audit.model.rule import Rule
from nyx_audit.run.options import Options
from nyx_audit.score import Scoring


@dataclass(frozen=True, slots=True)
class Setup:
    """The catalogue, the chosen rules and what runs in pages; a mistake in the options is found when it is made."""

    options: Options
    catalogue: Catalogue
    rules: tuple[Rule, ...]
    engine: Engine

    @property
    def tabs(self) -> int:
        """How many pages are audited at a time."""
        return self.options.tabs or os.cpu_count() or 1

    @property
    def scoring(self) -> Scoring:
        """What scores are computed with: the rules that ran and have a weight."""
        return Scoring.of(self.catalogue.ruleset, {rule.id: rule for rule in self.rules})


def set_up(options: Options) -> Setup:
    """Return what an audit of whole sites needs. Raises UsageError."""
    catalogue = load_catalogue(options.rule_folders)
    rules = select(catalogue, options.selection)
    return Setup(options, catalogue, rules, load_engine(catalogue.in_page, options.axe))


def set_up_for_pages(options: Options) -> Setup:
    """Return what an audit of single pages needs: no rules that judge a whole site.

    Raises UsageError, also where only such rules were requested.
    """
    setup = set_up(options)
    rules = tuple(rule for rule in setup.rules if is_of_page(rule))
    if not rules:
        raise UsageError(f'the rule "{setup.rules[0].id}" judges a whole site; use: nyx-audit run')
    return replace(setup, rules=rules)
