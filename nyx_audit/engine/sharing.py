"""Keeps what is equal on many pages once: most outcomes of a site's pages are, and many findings of a template."""

from __future__ import annotations

from dataclasses import dataclass, field, replace

from nyx_audit.model.page import Finding, RuleOutcome


@dataclass(slots=True)
class Sharing:
    """Remembers the outcomes and findings of a run's pages."""

    _outcomes: dict[RuleOutcome, RuleOutcome] = field(default_factory=dict)
    _findings: dict[Finding, Finding] = field(default_factory=dict)

    def shared(self, outcomes: tuple[RuleOutcome, ...]) -> tuple[RuleOutcome, ...]:
        """Return equal outcomes, which are those of earlier pages where they can be."""
        return tuple(self._outcomes.setdefault(one, one) for one in map(self._with_shared_findings, outcomes))

    def _with_shared_findings(self, outcome: RuleOutcome) -> RuleOutcome:
        if not outcome.findings:
            return outcome
        return replace(outcome, findings=tuple(self._findings.setdefault(one, one) for one in outcome.findings))
