"""Why a command fails, in words, by its terms. Pure."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from nyx_audit.analysis.gating import Gating, failed_findings, failing_findings
from nyx_audit.model.audit import Audit

if TYPE_CHECKING:
    from nyx_audit.analysis.summary import Summary
    from nyx_audit.score import Score

MOST_RULES = 5


@dataclass(frozen=True, slots=True)
class Verdict:
    """Whether a command fails: `reasons` why it does, `gaps` why it cannot be said that all is well; each a line.

    `apart` are the reasons that no single finding shows: budgets, expired ignores, scores.
    """

    reasons: tuple[str, ...]
    gaps: tuple[str, ...]
    apart: tuple[str, ...] = ()


def verdict_of(summary: Summary) -> Verdict:
    """Return whether the command fails by its terms, and why."""
    gating = summary.gating
    expired = [f"an ignore has expired ({one.expires}): {one.name}" for one in gating.ignored.expired]
    over = [f"{count} defects of {name}, {gating.terms.budgets[name]} allowed" for name, count in gating.over.items()]
    below, unknown = _below(summary)
    failed = failing(summary.audit, gating)
    apart = (*over, *expired, *below)
    gaps = (*summary.audit.incomplete, *unsure(summary.audit, gating), *unknown)
    return Verdict((*failed, *apart), gaps, apart)


def failing(audit: Audit, gating: Gating) -> Iterator[str]:
    """Yield what failed at or above the level, by rule; what has a budget or an expired ignore says so itself."""
    found = {rule.id for _, rule, _ in failing_findings(audit, gating) if not gating.budget_of(rule)}
    if not found:
        return
    ranked = sorted(found, key=lambda rule: (-audit.rules[rule].impact.rank, rule))
    kind = f"new since {gating.held.baseline}, " if gating.held else ""
    level = f"{gating.level} or worse" if gating.level else "expired"
    yield f"{kind}{level}: {_named(ranked)}"


def unsure(audit: Audit, gating: Gating) -> Iterator[str]:
    """Yield what may be new and fail the command, and was not looked at to the end in the baseline, by rule."""
    found = sorted({rule.id for page, rule, finding in failed_findings(audit) if gating.may_fail(page, rule, finding)})
    if gating.held and found:
        yield f"{gating.held.baseline} did not look at all pages to the end: findings of {_named(found)} may be new"


def _named(rules: Sequence[str]) -> str:
    more = f" and {len(rules) - MOST_RULES} more rules" if len(rules) > MOST_RULES else ""
    return f"{', '.join(rules[:MOST_RULES])}{more}"


def _below(summary: Summary) -> tuple[list[str], list[str]]:
    """Return which scores are below the least, and which are not known."""
    least = summary.gating.terms.fail_below
    if least is None:
        return [], []
    scores = list(_scores(summary))
    below = [
        f"{name} scores {one.value:.1f}, below {least:g}"
        for name, one in scores
        if one.value is not None and one.value < least
    ]
    return below, [
        f"{name} has no score to hold against {least:g} ({one.reason})" for name, one in scores if one.value is None
    ]


def _scores(summary: Summary) -> Iterator[tuple[str, Score]]:
    """Yield the scores that a least one is asked of: those of sites, or of the pages that were named."""
    if summary.audit.sites:
        yield from ((one.site.name, one.score) for one in summary.sites if one.site)
        return
    yield from ((page.url, summary.page_scores[page.site, page.url]) for page in summary.audit.pages)
