"""What stops people, in words. Pure."""

from __future__ import annotations

from collections.abc import Collection

from nyx_audit.analysis.summary import Group, SiteSummary
from nyx_audit.report.plain import clean
from nyx_audit.report.words import AFFECTED, listed, lower
from nyx_audit.score.ruleset import Blocker


def measured_by(blocker: Blocker, rules: Collection[str]) -> str:
    """Return what says in an audit of these rules whether a blocker is there: 'measured by label, select-name'."""
    known = [rule for rule in blocker.rules if rule in rules]
    if known:
        return f"measured by {', '.join(known)}"
    if blocker.reasons:
        return "measured by what each address answers"
    return "not measured in this audit" if blocker.rules else "not measured yet"


def stops(group: Group, site: SiteSummary) -> str:
    """Return what a blocker is, whom it stops and in which task; empty for what blocks nobody."""
    if group.blocker is None:
        return ""
    who = listed([AFFECTED[one] for one in group.blocker.stops]) or "everybody"
    steps = {
        f"step {one.ground.step} of “{clean(task.journey.name, 60)}”": None
        for task in site.tasks
        for one in task.verdicts
        if one.ground and one.ground.group == group.id
    }
    where = f", on {listed(list(steps))}" if steps else ""
    return f"{who}{where}: {lower(group.blocker.title)}"
