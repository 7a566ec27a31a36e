"""The report for GitLab's merge requests: Code Quality JSON, a list in which each finding has a fingerprint of its own.

GitLab compares it with that of the target branch, so what is in a baseline stays in it; what is ignored does not.
"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import islice
from typing import Any

from nyx_audit.analysis.gating import Standing
from nyx_audit.analysis.summary import Summary
from nyx_audit.model.outcome import Impact, Outcome
from nyx_audit.report.plain import clean
from nyx_audit.report.reported import Reported, worst_first
from nyx_audit.report.streamed import written

# A merge request shows few of them, and GitLab reads the whole list to compare it.
MOST = 10_000
SEVERITIES = {
    Impact.CRITICAL: "critical",
    Impact.SERIOUS: "major",
    Impact.MODERATE: "minor",
    Impact.MINOR: "info",
}


def parts(summary: Summary) -> Iterator[str]:
    """Yield the report as JSON text: a line for each finding that failed, the worst first."""
    failed = (
        one for one in worst_first(summary) if one.outcome is Outcome.FAILED and one.standing is not Standing.IGNORED
    )
    yield from written(_issue(one) for one in islice(failed, MOST))
    yield "\n"


def _issue(one: Reported) -> dict[str, Any]:
    finding, rule, at = one.finding, one.rule, one.position
    said = f"{rule.problem}: {finding.message}" if finding.message else rule.problem
    return {
        "description": clean(f"{said} ({finding.selector})", 500),
        "check_name": rule.id,
        "fingerprint": one.key,
        "severity": SEVERITIES[rule.impact] if rule.tier.gates else "info",
        "location": {"path": at.file, "lines": {"begin": at.line, "end": at.end_line}},
        "categories": ["Accessibility" if rule.area == "access" else "Compatibility"],
    }
