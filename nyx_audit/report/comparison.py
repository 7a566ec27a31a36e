"""What newly breaks between two audits, what is fixed, and what cannot be said. Pure."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

from nyx_audit.analysis.gating import Gating, new_findings
from nyx_audit.analysis.holding import Held
from nyx_audit.model.audit import Audit
from nyx_audit.model.page import Finding, Page
from nyx_audit.model.rule import Rule
from nyx_audit.report.plain import clean
from nyx_audit.report.standing import entry_as_json
from nyx_audit.report.words import plural

MOST = 20


def text_lines(audit: Audit, gating: Gating, *, everything: bool) -> Iterator[str]:
    """Yield the comparison as lines for a terminal; without `everything`, as many as fit a screen."""
    held, most = gating.held or Held(), None if everything else MOST
    new = worst_new(audit, gating)
    yield f"Newly broken: {plural(len(new), 'finding')}"
    yield from cut([new_line(*one) for one in new], most)
    for what, entries in (("Fixed", held.fixed), ("Not looked at in the second", held.unseen)):
        yield f"{what}: {plural(sum(entry.places for _, entry in entries), 'finding')}"
        yield from cut([f"  {clean(page, 80)}: {entry.rule} {clean(entry.words)}" for page, entry in entries], most)
    yield f"In both: {plural(sum(held.known.values()), 'finding')}"
    yield from held.notes


def as_json(audit: Audit, gating: Gating, reasons: Sequence[str], gaps: Sequence[str]) -> dict[str, Any]:
    """Return the comparison as plain values."""
    held = gating.held or Held()
    return {
        "schema_version": 1,
        "fails": bool(reasons),
        "reasons": [clean(one) for one in reasons],
        "complete": not gaps,
        "incomplete_because": [clean(one) for one in gaps],
        "new": [_new(*one) for one in worst_new(audit, gating)],
        "fixed": [entry_as_json(page, entry) for page, entry in held.fixed],
        "not_looked_at": [entry_as_json(page, entry) for page, entry in held.unseen],
        "in_both": sum(held.known.values()),
        "notes": [clean(note) for note in held.notes],
    }


def worst_new(audit: Audit, gating: Gating) -> list[tuple[Page, Rule, Finding]]:
    """Return the findings that are new, the worst first."""
    return sorted(new_findings(audit, gating), key=lambda one: (-one[1].impact.rank, one[1].id, one[0].url))


def new_line(page: Page, rule: Rule, finding: Finding) -> str:
    """Return a finding that is new in one line."""
    told = f" ({clean(finding.message, 120)})" if finding.message else ""
    return f"  {rule.impact} · {clean(page.url, 80)}: {rule.id} {clean(finding.selector, 120)}{told}"


def _new(page: Page, rule: Rule, finding: Finding) -> dict[str, Any]:
    return {
        "page": clean(page.url),
        "site": page.site,
        "rule": rule.id,
        "impact": rule.impact,
        "selector": clean(finding.selector),
        "message": clean(finding.message),
        "fingerprint": finding.fingerprint,
    }


def cut(lines: list[str], most: int | None) -> list[str]:
    """Return as many lines as there is room for, and how many more there are."""
    if most is None or len(lines) <= most:
        return lines
    return [*lines[:most], f"  and {len(lines) - most} more: --all shows them"]
