"""What the laws ask of a site, as figures: the product over the rules whose failure is a failure of their criteria.

Automated evidence, never a finding that a site conforms. Pure.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from nyx_audit.model.rule import Rule
from nyx_audit.model.wcag import LEVELS_A_AA, NEW_IN_22
from nyx_audit.score.formula import score_site
from nyx_audit.score.records import Score, Scorecard, Scoring

# ADA Title II and section 504 name WCAG 2.1; New York's law the newest version, which is 2.2.
FEDERAL = frozenset(one.number for one in LEVELS_A_AA) - NEW_IN_22
STATE = frozenset(one.number for one in LEVELS_A_AA)
LAWS: Mapping[str, frozenset[str]] = {"federal": FEDERAL, "state": STATE}


def law_figures(scorecards: Sequence[Scorecard], scoring: Scoring, journeys: Iterable[str] = ()) -> dict[str, Score]:
    """Return the score over each law's rules, by "federal" and "state".

    A rule costs what it costs in the site's score, so that a law's figure is that score with all other rules thought to
    pass, and never below it.
    """
    declared = frozenset(journeys)
    return {law: score_site(scorecards, _within(scoring, criteria), declared) for law, criteria in LAWS.items()}


def is_of(rule: Rule, criteria: frozenset[str]) -> bool:
    """Return whether a failure of the rule is a failure of one of the criteria; one that only bears on them is not."""
    return bool(criteria.intersection(rule.wcag))


def _within(scoring: Scoring, criteria: frozenset[str]) -> Scoring:
    return Scoring(scoring.ruleset, {name: rule for name, rule in scoring.rules.items() if is_of(rule, criteria)})
