"""The findings of an audit as programs of build servers take them: each once, with its place, the worst first. Pure."""

from __future__ import annotations

import hashlib
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace

from nyx_audit.analysis.gating import Standing
from nyx_audit.analysis.rows import rows_with_findings
from nyx_audit.analysis.summary import Summary
from nyx_audit.model.outcome import Impact, Outcome
from nyx_audit.model.page import Finding, Page
from nyx_audit.model.position import Position
from nyx_audit.model.rule import Rule
from nyx_audit.model.terms import Ignore
from nyx_audit.report.places import place_of

ERROR, WARNING, NOTE = "error", "warning", "note"
LEVELS = (ERROR, WARNING, NOTE)


@dataclass(frozen=True, slots=True)
class Reported:
    """A failed or doubtful finding. `fails`: it makes the command fail; a doubt has no `standing`."""

    page: Page
    rule: Rule
    finding: Finding
    outcome: Outcome
    position: Position
    standing: Standing | None
    fails: bool
    ignore: Ignore | None
    number: int = 1

    @property
    def key(self) -> str:
        """What tells it from all others, and stays when lines are added above it.

        Of several with one fingerprint in one file, it is the `number` that tells.
        """
        return hashlib.sha256("\0".join(map(str, (*self.kin, self.number))).encode()).hexdigest()

    @property
    def kin(self) -> tuple[str, ...]:
        """What it has in common with those that only their number tells from it."""
        return (self.rule.id, self.outcome, self.position.file, self.finding.fingerprint)

    @property
    def place(self) -> tuple[object, ...]:
        """Where it is, as far as its file tells: what is found there again is the same, but where only one of them fails."""
        return (*self.kin, self.position.line, self.position.column, self.fails)

    @property
    def level(self) -> str:
        """How bad it is, as build servers have it."""
        return level_of(self.rule) if self.outcome is Outcome.FAILED else NOTE

    @property
    def urgency(self) -> int:
        """What sorts it: what fails the command is first."""
        return 0 if self.fails else 1 + LEVELS.index(self.level)


def level_of(rule: Rule) -> str:
    """Return how bad a failure of a rule is, as build servers have it."""
    if not rule.tier.gates:
        return NOTE
    return ERROR if rule.impact in (Impact.CRITICAL, Impact.SERIOUS) else WARNING


def worst_first(summary: Summary) -> list[Reported]:
    """Return the findings of scored rules, each once; those of advice and previews are left out."""
    return sorted(_numbered(_all(summary)), key=lambda one: one.urgency)


def _numbered(found: Iterable[Reported]) -> Iterator[Reported]:
    """Yield each place once, those of one kin numbered in the order of the pages."""
    seen: set[tuple[object, ...]] = set()
    counts: Counter[tuple[str, ...]] = Counter()
    for one in found:
        if one.place in seen:
            continue
        seen.add(one.place)
        counts[one.kin] += 1
        yield replace(one, number=counts[one.kin]) if counts[one.kin] > 1 else one


def _all(summary: Summary) -> Iterator[Reported]:
    weight = summary.scoring.ruleset.weight
    for page in summary.audit.pages:
        for row in rows_with_findings(page, summary.audit):
            if not weight(row.rule):
                continue
            for finding in row.failed:
                yield _failed(page, row.rule, finding, summary)
            for finding in row.doubts:
                position = place_of(finding, page, summary)
                yield Reported(page, row.rule, finding, Outcome.CANT_TELL, position, None, fails=False, ignore=None)


def _failed(page: Page, rule: Rule, finding: Finding, summary: Summary) -> Reported:
    gating = summary.gating
    return Reported(
        page,
        rule,
        finding,
        Outcome.FAILED,
        place_of(finding, page, summary),
        gating.standing(page, rule, finding),
        gating.fails(page, rule, finding),
        gating.ignore_of(page, rule, finding),
    )
