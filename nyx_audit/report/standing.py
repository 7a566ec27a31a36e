"""What became of an audit by the terms of its command, in words: new, known, fixed, ignored. Pure."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from nyx_audit.analysis.gating import Gating, new_findings
from nyx_audit.analysis.holding import Held
from nyx_audit.analysis.summary import Group, SiteSummary, Summary
from nyx_audit.analysis.verdict import Verdict
from nyx_audit.model.baseline import UNDESCRIBED, Entry
from nyx_audit.model.terms import Ignore
from nyx_audit.report.plain import clean
from nyx_audit.report.words import plural

MOST = 3
# Entries of a baseline that the JSON report lists; the others are counted.
LISTED = 1000


def mark(group: Group) -> str:
    """Return what a defect is to the command in a word or three; empty for one that is simply there."""
    return "ignored" if group.ignored else "in the baseline" if group.known else "new" if group.new else ""


def to_fix(site: SiteSummary) -> tuple[Group, ...]:
    """Return the defects that people are asked to fix now: what is known or ignored is not among them."""
    return tuple(group for group in site.groups if not group.known and not group.ignored)


def new_count(summary: Summary) -> int:
    """Return how many findings are new and not ignored."""
    audit, gating = summary.audit, summary.gating
    if gating.held is None:
        return 0
    uncounted = sum(count for place, count in gating.held.new.items() if place.fingerprint == UNDESCRIBED)
    return uncounted + sum(1 for _ in new_findings(audit, gating))


def sentences(summary: Summary) -> list[str]:
    """Return what the terms make of an audit, a line each; none where there is nothing but a level."""
    gating = summary.gating
    ignored = (
        [f"Ignored: {plural(len(gating.ignored.spots), 'finding')}, {_until(gating)}"] if gating.ignored.spots else []
    )
    return [
        *(_compared(summary, gating.held) if gating.held else ()),
        *ignored,
        *_each("Ignore expired", [f"{_name(one)} ({one.expires})" for one in gating.ignored.expired]),
        *_each("Ignore that covers nothing any more", [_name(one) for one in gating.ignored.unused]),
    ]


def _compared(summary: Summary, held: Held) -> Iterator[str]:
    known, fixed, unseen = sum(held.known.values()), _places(held.fixed), _places(held.unseen)
    yield (
        f"Against {clean(held.baseline, 80)}: {new_count(summary)} new · {known} still there · {fixed} fixed · "
        f"{unseen} not looked at"
    )
    yield from _each("Fixed", [f"{entry.rule} on {page} {entry.words}" for page, entry in held.fixed])
    yield from held.notes


def _places(entries: Iterable[tuple[str, Entry]]) -> int:
    return sum(entry.places for _, entry in entries)


def _until(gating: Gating) -> str:
    last = min(one.expires for one in gating.ignored.spots.values())
    return f"the first until {last}"


def _each(what: str, names: Sequence[str]) -> Iterator[str]:
    for name in names[:MOST]:
        yield f"{what}: {clean(name, 200)}"
    if len(names) > MOST:
        yield f"{what}: and {len(names) - MOST} more"


def _name(one: Ignore) -> str:
    who = ", ".join(part for part in (one.owner, one.ticket) if part)
    return f"{one.name} ({one.reason}{f'; {who}' if who else ''})"


def as_json(summary: Summary, verdict: Verdict) -> dict[str, object]:
    """Return what the terms make of an audit as plain values."""
    gating, terms = summary.gating, summary.gating.terms
    held = gating.held
    return {
        "fails": bool(verdict.reasons),
        "reasons": [clean(one) for one in verdict.reasons],
        "gaps": [clean(one) for one in verdict.gaps],
        "fail_on": terms.fail_on,
        "fail_on_new": gating.level if held else None,
        "fail_below": terms.fail_below,
        "budgets": dict(terms.budgets),
        "over_budget": dict(gating.over),
        "baseline": held
        and {
            "name": clean(held.baseline),
            "new": new_count(summary),
            "known": sum(held.known.values()),
            "fixed": [entry_as_json(page, entry) for page, entry in held.fixed[:LISTED]],
            "fixed_count": len(held.fixed),
            "not_looked_at": [entry_as_json(page, entry) for page, entry in held.unseen[:LISTED]],
            "not_looked_at_count": len(held.unseen),
            "notes": [clean(note) for note in held.notes],
        },
        "ignores": {
            "findings": len(gating.ignored.spots),
            "expired": [clean(_name(one)) for one in gating.ignored.expired],
            "unused": [clean(_name(one)) for one in gating.ignored.unused],
        },
    }


def entry_as_json(page: str, entry: Entry) -> dict[str, object]:
    """Return a baseline's entry as plain values."""
    return {
        "page": clean(page),
        "rule": entry.rule,
        "fingerprint": entry.fingerprint,
        "places": entry.places,
        "words": clean(entry.words),
    }
