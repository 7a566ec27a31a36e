"""Where the points of a score went, as a tree for the terminal and as plain data. Pure."""

from __future__ import annotations

from typing import Any

from rich.text import Text
from rich.tree import Tree

from nyx_audit.analysis.summary import SiteSummary
from nyx_audit.report import words
from nyx_audit.report.plain import clean
from nyx_audit.score import Measure
from nyx_audit.score.explain import AreaLoss, CheckLoss, Explanation, PageLoss

# What the terminal names; the JSON names all.
CHECKS, PAGES, NAMED = 12, 5, 40


def tree(site: SiteSummary, explained: Explanation) -> Tree:
    """Return the tree: cap, areas, checks, pages; and what is not measured yet."""
    score = explained.score
    name = clean(site.name, 40)
    said = f"{name}: {words.exact(score.value)}" if score.value is not None else f"{name}: no number ({score.reason})"
    if site.interval:
        said += f" ({words.interval(site.interval)})"
    root = Tree(Text(said, style="bold"))
    for sentence in (words.cap_reason(score), words.evidence(score)):
        if sentence:
            root.add(Text(sentence))
    if explained.cap_lost:
        root.add(Text(f"−{explained.cap_lost:.2f} by the cap"))
    before = words.exact(score.before_cap) if score.before_cap is not None else "no number"
    points = root.add(Text(f"{before} before the cap: 100 − {explained.lost:.2f}"))
    for area in explained.areas:
        _area(points, area)
    for law, figure in site.law.items():
        told = words.exact(figure.value) if figure.value is not None else f"no number ({figure.reason})"
        root.add(Text(f"{words.LAWS[law]}: {told}; automated evidence, not a finding that the site conforms"))
    _not_measured(root, explained)
    return root


def data(site: SiteSummary, explained: Explanation) -> dict[str, Any]:
    """Return all of it as plain data, numbers unrounded, so that they can be added up."""
    score = explained.score
    return {
        "schema_version": 1,
        "site": site.site.id if site.site else None,
        "score": score.value,
        "score_reason": score.reason,
        "score_before_cap": score.before_cap,
        "cap": score.cap and {"limit": score.cap.limit, "blocker": score.cap.blocker.id, "place": score.cap.place},
        "cap_lost": explained.cap_lost,
        "lost": explained.lost,
        "evidence_gap": score.gap,
        "worst_case": score.worst_case,
        "interval": [site.interval.low, site.interval.high] if site.interval else None,
        "law": {law: figure.value for law, figure in site.law.items()},
        "areas": [_area_data(area) for area in explained.areas],
        "not_measured": [rule.id for rule in explained.unmeasured],
        "untested": [rule.id for rule in explained.untested],
        "checks_not_measured_yet": [one.id for one in explained.pending],
        "blockers_not_measured_yet": [one.id for one in explained.open_blockers],
    }


def _area(tree: Tree, area: AreaLoss) -> None:
    if area.score.value is None:
        tree.add(Text(f"{area.area}: n/a, {area.score.reason}", style="dim"))
        return
    head = f"−{area.lost:.2f} {area.area} {area.score.value:.1f}, W {area.weight:.0f}%, {area.score.measured} of {area.score.scored} checks measured"
    branch = tree.add(Text(head, style="bold"))
    losing = [check for check in area.checks if check.lost]
    for check in losing[:CHECKS]:
        _check(branch, check)
    if losing[CHECKS:]:
        rest = sum(check.lost for check in losing[CHECKS:])
        branch.add(Text(f"−{rest:.2f} {words.plural(len(losing) - CHECKS, 'more check')}", style="dim"))
    whole = len(area.checks) - len(losing)
    if whole:
        branch.add(Text(f"{words.plural(whole, 'check')} lost nothing", style="dim"))


def _check(tree: Tree, check: CheckLoss) -> None:
    where = f"failed on {len(check.pages)} of {words.plural(check.measured, 'page')}"
    kind = f"{check.rule.impact}, {check.rule.tier}"
    branch = tree.add(
        Text(f"−{check.lost:.2f} {check.rule.id}: {where}, takes {_percent(check.cost)} of the area ({kind})")
    )
    for page in check.pages[:PAGES]:
        at, said = clean(page.failure.page, 100), counts(page.failure.measure)
        branch.add(Text(f"−{page.lost:.2f} {at}: {said}, {_percent(page.failure.share)} of the site", style="dim"))
    rest = check.pages[PAGES:]
    if rest:
        branch.add(Text(f"−{sum(page.lost for page in rest):.2f} {words.plural(len(rest), 'more page')}", style="dim"))


def _percent(share: float) -> str:
    return "<0.1%" if 0 < share < 0.0005 else f"{100 * share:.1f}%"


def counts(measure: Measure) -> str:
    """Return what a check counted on a page: '2 of 7 failed', 'measured 14'."""
    if measure.value is not None and not measure.untested:
        return f"measured {measure.value:g}"
    return f"{measure.failed} of {measure.passed + measure.failed} failed"


def _not_measured(root: Tree, explained: Explanation) -> None:
    for title, names in (
        ("Checks with nothing to measure here", [rule.id for rule in explained.unmeasured]),
        ("Checks whose evidence is unavailable", [rule.id for rule in explained.untested]),
        ("Checks not measured yet", [one.title for one in explained.pending]),
        ("Blockers not measured yet", [one.title for one in explained.open_blockers]),
    ):
        if names:
            branch = root.add(Text(f"{title}: {len(names)}"))
            more = f", and {len(names) - NAMED} more" if len(names) > NAMED else ""
            branch.add(Text("; ".join(names[:NAMED]) + more, style="dim"))


def _area_data(area: AreaLoss) -> dict[str, Any]:
    return {
        "area": area.area,
        "score": area.score.value,
        "reason": area.score.reason,
        "weight": area.weight,
        "measured": area.score.measured,
        "scored": area.score.scored,
        "lost": area.lost,
        "checks": [_check_data(check) for check in area.checks],
    }


def _check_data(check: CheckLoss) -> dict[str, Any]:
    return {
        "rule": check.rule.id,
        "tier": check.rule.tier,
        "impact": check.rule.impact,
        "cost": check.cost,
        "spread": check.spread,
        "measured_pages": check.measured,
        "lost": check.lost,
        "pages": [_page_data(page) for page in check.pages],
    }


def _page_data(page: PageLoss) -> dict[str, Any]:
    failure = page.failure
    return {
        "url": clean(failure.page),
        "loss": failure.loss,
        "share": failure.share,
        "passed": failure.measure.passed,
        "failed": failure.measure.failed,
        "value": failure.measure.value,
        "lost": page.lost,
    }
