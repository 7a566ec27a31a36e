"""What an audit spent its time on, in a terminal: phases, and the rules and probes that cost most."""

from __future__ import annotations

import sys
from collections import defaultdict
from dataclasses import dataclass, field

from rich.console import Console, Group, RenderableType
from rich.table import Table
from rich.text import Text

from nyx_audit.model.evidence.visit import Cost, PageEvidence
from nyx_audit.report import words

TOP = 20
WIDEST = 80


@dataclass(slots=True)
class Profile:
    """Costs summed over visits: seconds by phase; seconds and targets by rule or probe and its view."""

    visits: int = 0
    phases: dict[str, float] = field(default_factory=lambda: defaultdict(float))
    parts: dict[tuple[str, str], Cost] = field(default_factory=dict)

    def add(self, evidence: PageEvidence) -> None:
        """Add what one visit cost."""
        self.visits += 1
        for phase, seconds in evidence.seconds.items():
            self.phases[phase] += seconds
        for cost in evidence.costs:
            known = self.parts.get((cost.name, cost.place), Cost(cost.name, cost.place, 0.0))
            self.parts[cost.name, cost.place] = Cost(
                cost.name, cost.place, known.seconds + cost.seconds, known.targets + cost.targets
            )


def show(profile: Profile, *, to_stderr: bool = False) -> None:
    """Print the profile."""
    console = Console(file=sys.stderr if to_stderr else sys.stdout, highlight=False, emoji=False, markup=False)
    console.print(render(profile), width=min(console.width, WIDEST))


def render(profile: Profile) -> RenderableType:
    """Return the profile as something that rich prints. Pure."""
    title = Text(f"\nWhat {words.plural(profile.visits, 'visit')} took", style="bold")
    return Group(title, _phases(profile), Text(), _parts(profile))


def _phases(profile: Profile) -> Table:
    total = sum(profile.phases.values())
    table = _table("Phase", "seconds", "share")
    for phase, seconds in sorted(profile.phases.items(), key=lambda one: -one[1]):
        table.add_row(phase, f"{seconds:.2f}", _share(seconds, total))
    table.add_row("all", f"{total:.2f}", _share(total, total), style="bold")
    return table


def _parts(profile: Profile) -> Table:
    ordered = sorted(profile.parts.values(), key=lambda cost: (-cost.seconds, cost.name, cost.place))
    total = sum(cost.seconds for cost in ordered)
    table = _table("Rule or probe", "ms", "share", "targets", "view")
    for cost in ordered[:TOP]:
        table.add_row(*_cells(cost, total))
    rest = ordered[TOP:]
    if rest:
        table.add_row(*_cells(_sum(f"{len(rest):,} others", rest), total))
    table.add_row(*_cells(_sum("all", ordered), total), style="bold")
    return table


def _sum(name: str, costs: list[Cost]) -> Cost:
    return Cost(name, "", sum(cost.seconds for cost in costs), sum(cost.targets for cost in costs))


def _cells(cost: Cost, total: float) -> tuple[str, ...]:
    targets = "" if cost.place == "probes" else f"{cost.targets:,}"
    return cost.name, f"{1000 * cost.seconds:,.1f}", _share(cost.seconds, total), targets, cost.place


def _table(first: str, *others: str) -> Table:
    table = Table(box=None, pad_edge=False, padding=(0, 2, 0, 0), header_style="dim")
    table.add_column(first, overflow="fold", max_width=36)
    for name in others:
        table.add_column(name, justify="left" if name == "view" else "right", no_wrap=True)
    return table


def _share(part: float, whole: float) -> str:
    return f"{100 * part / whole:.0f} %" if whole else "-"
