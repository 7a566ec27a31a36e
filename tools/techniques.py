"""Writes docs/techniques.md: which rule finds each failure technique of WCAG 2.2, how surely, or why none does."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from nyx_audit.catalogue.techniques import Unfound
from nyx_audit.model.outcome import Outcome, Tier
from nyx_audit.model.rule import Rule
from nyx_audit.model.techniques import TECHNIQUES, Technique

NOTE = "<!-- Written by tools/techniques.py; change the rules' files and rules/techniques.yaml, not this page. -->"
INTRO = """# Failure techniques

WCAG 2.2 describes {count} ways to fail it. For {found} of them there are rules. A rule **finds** a failure where it can be sure of
one, **asks** where a person must judge what it found, and **advises** where the technique stands for more than the rule can
prove. No rule finds all that a technique describes: what each one looks at, and what it cannot tell, is on its page.
"""
WHOSE = {"person": "for a person", "nobody": "no rule"}


def techniques_page(rules: Iterable[Rule], unfound: Mapping[str, Unfound]) -> str:
    """Return the table of all failure techniques. Raises KeyError where one has neither a rule nor a reason."""
    finders = _finders(rules)
    intro = INTRO.format(count=len(TECHNIQUES), found=len(finders))
    head = ["| technique | what fails | criteria | found by |", "|---|---|---|---|"]
    rows = [_row(one, finders.get(one.id, ()), unfound) for one in TECHNIQUES.values()]
    return "\n".join([NOTE, "", intro, *head, *rows, ""])


def _finders(rules: Iterable[Rule]) -> Mapping[str, list[Rule]]:
    found: dict[str, list[Rule]] = {}
    for rule in rules:
        for technique in rule.techniques:
            found.setdefault(technique, []).append(rule)
    return found


def _row(technique: Technique, rules: Iterable[Rule], unfound: Mapping[str, Unfound]) -> str:
    finders = "; ".join(f"[{rule.id}](rules/{rule.id}.md) {_how(rule)}" for rule in rules)
    found = finders or f"{WHOSE[unfound[technique.id].whose]}: {unfound[technique.id].why}"
    return f"| [{technique.id}]({technique.url}) | {technique.name} | {', '.join(technique.criteria)} | {found} |"


def _how(rule: Rule) -> str:
    """Say how surely a rule finds what it looks for, as its examples show."""
    outcomes = {example.outcome for example in rule.examples}
    if Outcome.FAILED not in outcomes and Outcome.CANT_TELL in outcomes:
        return "asks"
    return "finds" if rule.tier in (Tier.LAW, Tier.WCAG) else "advises"
