"""Decides what of an audit fails the command, by its terms: baseline, ignores, levels, budgets, score. Pure.

Nothing of it is an input of the score: what is borne with keeps people out all the same.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from enum import StrEnum

from nyx_audit.analysis.holding import Held, hold
from nyx_audit.analysis.ignores import Ignored, Spot, ignored, spot_of
from nyx_audit.analysis.rows import failed_on
from nyx_audit.model.audit import Audit
from nyx_audit.model.baseline import Baseline
from nyx_audit.model.outcome import Impact
from nyx_audit.model.page import Finding, Page
from nyx_audit.model.rule import Rule
from nyx_audit.model.terms import Ignore, Terms


class Standing(StrEnum):
    """What a failed finding is to the command. Without a baseline, each that is not ignored is open."""

    OPEN = "open"
    NEW = "new"
    KNOWN = "known"
    IGNORED = "ignored"


@dataclass(frozen=True, slots=True)
class Gating:
    """What the terms make of the failed findings of an audit; `over` are the budgets that are exceeded, with their defects."""

    terms: Terms = field(default_factory=Terms)
    held: Held | None = None
    ignored: Ignored = field(default_factory=Ignored)
    over: Mapping[str, int] = field(default_factory=dict)

    def standing(self, page: Page, rule: Rule, finding: Finding | None) -> Standing:
        """Return what a failed finding is to the command; None: those of the rule that are not described."""
        return self._standing(spot_of(page, rule, finding))

    def ignore_of(self, page: Page, rule: Rule, finding: Finding) -> Ignore | None:
        """Return what ignores a failed finding, if anything does."""
        return self.ignored.spots.get(spot_of(page, rule, finding))

    def fails(self, page: Page, rule: Rule, finding: Finding | None) -> bool:
        """Return whether a failed finding makes the command fail; None: those of the rule that are not described."""
        spot = spot_of(page, rule, finding)
        if not rule.tier.gates or spot in self.ignored.spots:
            return False
        if spot in self.ignored.lapsed:
            return True
        if budget := self.budget_of(rule):
            return budget in self.over
        level = self.level
        return level is not None and rule.impact.rank >= level.rank and self._standing(spot) is not Standing.KNOWN

    def may_fail(self, page: Page, rule: Rule, finding: Finding | None) -> bool:
        """Return whether a failed finding would make the command fail if it is new, which the baseline cannot say."""
        spot, level = spot_of(page, rule, finding), self.level
        if self.held is None or spot.place not in self.held.unsure or spot in self.ignored.spots:
            return False
        return level is not None and rule.impact.rank >= level.rank and not self.budget_of(rule)

    @property
    def level(self) -> Impact | None:
        """The impact from which a finding, against a baseline a new one, fails the command; None: none does."""
        return (self.held and self.terms.fail_on_new) or self.terms.fail_on

    def budget_of(self, rule: Rule) -> str:
        """Return the budget that a rule's defects are counted in: its own, else that of its impact; empty for none."""
        return next((name for name in (rule.id, rule.impact.value) if name in self.terms.budgets), "")

    def _standing(self, spot: Spot) -> Standing:
        if spot in self.ignored.spots:
            return Standing.IGNORED
        if self.held is None:
            return Standing.OPEN
        return Standing.NEW if spot.place in self.held.new else Standing.KNOWN


def gate(audit: Audit, terms: Terms, baseline: Baseline | None, today: date) -> Gating:
    """Return what the terms make of an audit's findings."""
    gating = Gating(terms, hold(audit, baseline) if baseline else None, ignored(audit, terms.ignores, today))
    if not terms.budgets:
        return gating
    spent: dict[str, set[tuple[str | None, str]]] = {name: set() for name in terms.budgets}
    for page, rule, finding in failed_findings(audit):
        budget = gating.budget_of(rule)
        if not budget or not rule.tier.gates or gating.standing(page, rule, finding) is Standing.IGNORED:
            continue
        # What is only counted on a page may be of any group: it is one of its own.
        spent[budget].add((page.site, finding.group if finding else f"{rule.id} on {page.url}"))
    over = {name: len(groups) for name, groups in spent.items() if len(groups) > terms.budgets[name]}
    return replace(gating, over=over)


def failed_findings(audit: Audit) -> Iterator[tuple[Page, Rule, Finding | None]]:
    """Yield each failed finding with its page and rule; None once for those of a rule that are not described."""
    for page in audit.pages:
        for rule, finding in failed_on(page, audit):
            yield page, rule, finding


def failing_findings(audit: Audit, gating: Gating) -> Iterator[tuple[Page, Rule, Finding | None]]:
    """Yield those of the failed findings that make the command fail."""
    return (one for one in failed_findings(audit) if gating.fails(*one))


def new_findings(audit: Audit, gating: Gating) -> Iterator[tuple[Page, Rule, Finding]]:
    """Yield the findings that are new and not ignored: of one fingerprint as many as there are more than before."""
    left = dict(gating.held.new) if gating.held else {}
    for page, rule, finding in failed_findings(audit):
        if finding is None or gating.standing(page, rule, finding) is not Standing.NEW:
            continue
        place = spot_of(page, rule, finding).place
        if left[place]:
            left[place] -= 1
            yield page, rule, finding
