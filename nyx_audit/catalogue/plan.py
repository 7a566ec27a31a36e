"""Which evidence a set of rules needs, and where it is judged."""

from __future__ import annotations

from collections.abc import Iterable

from nyx_audit import checks
from nyx_audit.model.evidence.axe import ENGINE
from nyx_audit.model.evidence.kind import Gathered
from nyx_audit.model.evidence.kinds import PAGE_KINDS
from nyx_audit.model.evidence.visit import Plan
from nyx_audit.model.outcome import View
from nyx_audit.model.rule import Rule


def is_of_site(rule: Rule) -> bool:
    """Return whether a rule is judged when all pages of a site are known."""
    return rule.check in checks.SITE_CHECKS


def is_of_page(rule: Rule) -> bool:
    """Return whether a rule can judge a page by itself."""
    return not is_of_site(rule) or checks.SITE_CHECKS[rule.check].alone


def answers_for(rules: Iterable[Rule]) -> frozenset[str]:
    """Return which site evidence these rules need beyond the facts of the pages."""
    return frozenset(need.name for rule in rules if is_of_site(rule) for need in checks.SITE_CHECKS[rule.check].needs)


def plan_for(rules: Iterable[Rule], *, probes: bool = True, sampled: bool = True) -> Plan:
    """Return which evidence of a page these rules need.

    Without `probes`, none that needs the page moved; without `sampled`, none that is gathered on a sample of pages.
    """
    axe: dict[View, list[str]] = {}
    kinds: set[str] = set()
    for rule in rules:
        if is_of_site(rule):
            continue
        for name in rule.evidence:
            kind = PAGE_KINDS[name]
            if kind == ENGINE:
                for view in rule.views:
                    axe.setdefault(view, []).append(rule.engine_id)
            elif (probes or kind.gathered is not Gathered.INTERACTIVE) and (sampled or not kind.sampled):
                kinds.add(name)
    return Plan({view: tuple(ids) for view, ids in axe.items()}, frozenset(kinds))
