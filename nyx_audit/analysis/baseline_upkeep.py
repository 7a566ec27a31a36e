"""Brings a baseline up to an audit, joins two, and fills the gaps of one from one before it. Pure."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from nyx_audit.analysis.baseline import merged, was_missed, was_tested
from nyx_audit.analysis.holding import in_this_layout
from nyx_audit.model.baseline import Baseline, Entry


def updated(old: Baseline, found: Baseline, *, prune: bool) -> Baseline:
    """Return a baseline brought up to an audit: what is fixed goes, what is new comes, unless it is only pruned.

    What was not looked at, or not tested to the end, stays as it was.
    """
    pages = {key: _brought_up(key, old, found, prune=prune) for key in old.pages.keys() | found.pages.keys()}
    return replace(old, pages=pages, ruleset=found.ruleset)


def _brought_up(key: str, old: Baseline, found: Baseline, *, prune: bool) -> tuple[Entry, ...]:
    if key not in found.pages:
        return tuple(old.pages[key])
    now = {(entry.rule, entry.fingerprint): entry for entry in found.pages[key]}
    then = in_this_layout(old.pages.get(key, ()), now.values())
    kept = {name: entry for name, entry in then.items() if name not in now and not was_tested(found, key, entry.rule)}
    if not prune:
        return (*kept.values(), *now.values())
    both = (replace(now[name], places=min(now[name].places, then[name].places)) for name in now if name in then)
    return (*kept.values(), *both)


def joined(one: Baseline, other: Baseline) -> Baseline:
    """Return two as one: of a page in both, what either of them shows, with the larger number of places.

    Only of the rules that ran in both is it known that they found no more.
    """
    pages = _either(one.pages, other.pages)
    untested = {
        key: one.untested.get(key, frozenset()) | other.untested.get(key, frozenset())
        for key in one.untested.keys() | other.untested.keys()
    }
    ran = [found.rules for found in (one, other) if found.rules is not None]
    return Baseline(
        " and ".join(dict.fromkeys((one.name, other.name))),
        pages,
        untested,
        (one.left_out | other.left_out) - pages.keys(),
        frozenset.intersection(*ran) if ran else None,
        one.ruleset or other.ruleset,
        one.unlisted or other.unlisted,
        (one.missed | other.missed) - pages.keys(),
        (one.copies | other.copies) - pages.keys(),
    )


def completed(later: Baseline, earlier: Baseline) -> Baseline:
    """Return a baseline with what an earlier one holds of the pages and rules that a fault kept from the later one.

    A page of which the later one does not know at all is the earlier's: a night that was stopped did not find all.
    """
    pages = _either(
        later.pages,
        {
            key: tuple(entry for entry in entries if key not in later.pages or was_missed(later, key, entry.rule))
            for key, entries in earlier.pages.items()
        },
    )
    untested = {
        key: later.untested[key] & earlier.untested[key] if key in later.untested and key in earlier.untested else found
        for key, found in {**earlier.untested, **later.untested}.items()
    }
    return replace(
        later,
        pages=pages,
        untested=untested,
        left_out=later.left_out - pages.keys(),
        missed=later.missed - pages.keys(),
    )


def _either(
    one: Mapping[str, tuple[Entry, ...]], other: Mapping[str, tuple[Entry, ...]]
) -> dict[str, tuple[Entry, ...]]:
    return {key: merged((*one.get(key, ()), *other.get(key, ()))) for key in {**one, **other}}
