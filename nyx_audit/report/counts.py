"""What is counted, in words. A finding is what was found at one place; a defect is the findings that one fix clears. Pure."""

from __future__ import annotations

from nyx_audit.analysis.compare import Change
from nyx_audit.analysis.summary import Summary, worst_impact
from nyx_audit.report.words import day, plural


def defects_found(summary: Summary) -> str:
    """Return how many defects there are, and how many never fail a command: '5 defects (critical at worst; …)'."""
    if not summary.defects:
        return "no defects"
    worst, lenient = worst_impact(summary), summary.defects - summary.failures
    told = plural(summary.defects, "defect")
    if worst is None:
        return f"{told}, none of which fails a command"
    return f"{told} ({worst} at worst{f'; {lenient} of them never fail a command' if lenient else ''})"


def change_counts(found: Change | None) -> str:
    """Return how many findings are new, fixed and still open since the last run, or nothing.

    What is found on several pages is one finding here.
    """
    if found is None:
        return ""
    counts = f"{len(found.new)} new, {len(found.fixed)} fixed, {len(found.still_open)} still open"
    return f"findings since {day(found.since)}: {counts}"
