"""Which rules of the catalogue run: by id, area and tag. Pure."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from nyx_audit.errors import UsageError, did_you_mean
from nyx_audit.model.outcome import Area
from nyx_audit.model.rule import Rule
from nyx_audit.model.wcag import CRITERIA

if TYPE_CHECKING:
    from nyx_audit.catalogue.load import Catalogue


@dataclass(frozen=True, slots=True)
class Selection:
    """`only` these rules, none of `skip`; of these areas, with one of these tags. What is empty leaves nothing out."""

    only: tuple[str, ...] = ()
    skip: tuple[str, ...] = ()
    areas: tuple[str, ...] = ()
    tags: tuple[str, ...] = ()


def select(catalogue: Catalogue, selection: Selection) -> tuple[Rule, ...]:
    """Return the rules that run. Raises UsageError for a word that names nothing, and where no rule is left."""
    skipped = {rule.id for rule in catalogue.pick(selection.skip)}
    _refuse_unknown("area", selection.areas, [area.value for area in Area])
    known = {tag for rule in catalogue.rules.values() for tag in tags_of(rule)}
    _refuse_unknown("tag", selection.tags, sorted(known))
    rules = catalogue.pick(selection.only) if selection.only else tuple(catalogue.rules.values())
    chosen = tuple(
        rule
        for rule in rules
        if rule.id not in skipped
        and (not selection.areas or rule.area.value in selection.areas)
        and (not selection.tags or not tags_of(rule).isdisjoint(selection.tags))
    )
    if not chosen:
        raise UsageError("no rule is left to run: the rules, areas and tags that were named leave all of them out")
    return chosen


def tags_of(rule: Rule) -> frozenset[str]:
    """Return the words by which a rule is chosen: area, tier, impact, who is affected, criteria and their levels.

    A criterion is `1.4.3`; a level is named with the version of WCAG that brought it, as in axe-core: `wcag2aa`,
    `wcag21aa`, `wcag22aa`.
    """
    levels = (f"wcag{CRITERIA[one].version}{CRITERIA[one].level.lower()}" for one in rule.criteria)
    return frozenset((rule.area.value, rule.tier.value, rule.impact.value, *rule.affects, *rule.criteria, *levels))


def _refuse_unknown(what: str, words: Sequence[str], known: Sequence[str]) -> None:
    for word in words:
        if word not in known:
            raise UsageError(f'there is no {what} "{word}"{did_you_mean(word, known)}; there are {", ".join(known)}')
