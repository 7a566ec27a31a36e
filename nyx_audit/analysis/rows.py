"""The findings of an audit one by one, a row for each rule and page. Pure."""

from __future__ import annotations

from collections.abc import Container, Iterator
from dataclasses import dataclass

from nyx_audit.model.audit import Audit
from nyx_audit.model.outcome import Outcome
from nyx_audit.model.page import Finding, Page, RuleOutcome
from nyx_audit.model.rule import Rule


@dataclass(frozen=True, slots=True)
class Row:
    """One rule on one page. A blocker's failure that could not be reproduced is among the doubts, as in the score.

    `failed` and `doubts` are the described findings; `failed_count` and `doubt_count` count the others too.
    """

    rule: Rule
    said: RuleOutcome
    failed: tuple[Finding, ...]
    doubts: tuple[Finding, ...]

    @property
    def failed_count(self) -> int:
        return self.said.failed - self._demoted

    @property
    def doubt_count(self) -> int:
        return self.said.cant_tell + self._demoted

    @property
    def outcome(self) -> Outcome:
        if self.said.outcome is Outcome.FAILED and not self.failed_count:
            return Outcome.CANT_TELL
        return self.said.outcome

    @property
    def _demoted(self) -> int:
        return sum(finding.outcome is Outcome.FAILED for finding in self.doubts)


def rows(page: Page, audit: Audit) -> Iterator[Row]:
    """Yield a row for each outcome of a page whose rule is known."""
    for said in page.outcomes:
        rule = audit.rules.get(said.rule)
        if rule is not None:
            yield _row(rule, said, audit)


def rows_with_findings(page: Page, audit: Audit, also: Container[str] = ()) -> Iterator[Row]:
    """Yield the rows of a page in which something was found, and those of some rules: of hundreds, that is a few."""
    for said in page.outcomes:
        if (said.findings or said.rule in also) and (rule := audit.rules.get(said.rule)) is not None:
            yield _row(rule, said, audit)


def failed_on(page: Page, audit: Audit) -> Iterator[tuple[Rule, Finding | None]]:
    """Yield each failed finding of a page with its rule; None once for those of a rule that are not described."""
    for row in rows_with_findings(page, audit):
        for finding in row.failed:
            yield row.rule, finding
        if row.failed_count > len(row.failed):
            yield row.rule, None


def held(finding: Finding, audit: Audit) -> bool:
    """Return whether a failure was not found unreproducible."""
    return audit.confirmed.get(finding.group, True)


def _row(rule: Rule, said: RuleOutcome, audit: Audit) -> Row:
    if not said.findings:
        return Row(rule, said, (), ())
    failed = tuple(one for one in said.findings if one.outcome is Outcome.FAILED and held(one, audit))
    doubts = tuple(one for one in said.findings if one.outcome is not Outcome.FAILED or not held(one, audit))
    return Row(rule, said, failed, doubts)
