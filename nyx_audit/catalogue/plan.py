"""Which evidence a set of rules needs, and where it is judged."""

from __future__ import annotations

from collections.abc import Iterable

from nyx_audit import checks
from nyx_audit.checks.engine import engine_rule
from nyx_audit.model.evidence import Plan
from nyx_audit.model.outcome import View
from nyx_audit.model.rule import Rule

# Evidence that every visit brings, and what a visit gathers without moving the page.
ALWAYS = frozenset({"axe", "facts"})
STILL = frozenset({"destinations", "html", "narrow", "phone", "reflow", "spaced", "zoomed"})


def is_of_site(rule: Rule) -> bool:
    """Return whether a rule is judged when all pages of a site are known."""
    return rule.check in checks.SITE_CHECKS


def is_of_page(rule: Rule) -> bool:
    """Return whether a rule can judge a page by itself."""
    return not is_of_site(rule) or checks.SITE_CHECKS[rule.check].alone


def answers_for(rules: Iterable[Rule]) -> frozenset[str]:
    """Return which site evidence these rules need beyond the facts of the pages."""
    return frozenset(need.name for rule in rules if is_of_site(rule) for need in checks.SITE_CHECKS[rule.check].needs)


def plan_for(rules: Iterable[Rule], *, moving: bool = True) -> Plan:
    """Return which evidence of a page these rules need; without `moving`, none that needs the page moved."""
    axe: dict[View, list[str]] = {}
    probes: set[str] = set()
    for rule in rules:
        if is_of_site(rule):
            continue
        probes.update(name for name in rule.evidence if name not in ALWAYS and (moving or name in STILL))
        if "axe" not in rule.evidence:
            continue
        for view in rule.views:
            axe.setdefault(view, []).append(engine_rule(rule))
    return Plan({view: tuple(ids) for view, ids in axe.items()}, frozenset(probes))
