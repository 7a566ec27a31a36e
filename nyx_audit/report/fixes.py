"""What to fix first, in a terminal: on one screen the worst of each rule, or every finding. Pure."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from rich.console import RenderableType
from rich.style import Style
from rich.table import Table
from rich.text import Text

from nyx_audit.analysis.gating import failed_findings
from nyx_audit.analysis.summary import Group as Defects
from nyx_audit.analysis.summary import SiteSummary, Summary
from nyx_audit.model.outcome import Impact
from nyx_audit.model.page import Finding
from nyx_audit.report import words
from nyx_audit.report.links import EDITORS, target_of
from nyx_audit.report.places import line_of
from nyx_audit.report.plain import clean
from nyx_audit.report.standing import mark, to_fix

TOP = 5
# With several sites, fewer of each: the summary stays one screen.
TOP_OF_MANY = 3
# Findings of one defect that a screen can bear.
MOST_PLACES = 500
STYLES = {Impact.CRITICAL: "bold red", Impact.SERIOUS: "red", Impact.MODERATE: "yellow", Impact.MINOR: "dim"}
Places = Mapping[tuple[str | None, str], list[tuple[str, Finding]]]


@dataclass(frozen=True, slots=True)
class Screen:
    """How the summary is shown: with `everything` each finding, in a `narrow` window with nothing cut off.

    `editor` and `folder` are those of the links, see `links.py`.
    """

    everything: bool = False
    narrow: bool = False
    editor: str = EDITORS["file"]
    folder: str = ""


PLAIN = Screen()


def fix_first(site: SiteSummary, summary: Summary, how: Screen) -> list[RenderableType]:
    """Return what to fix first on a site; against a baseline, of what is new."""
    groups = site.groups if how.everything else to_fix(site)
    named = len(summary.sites) > 1
    if not groups:
        return [Text("\nNothing new to fix", style="green")] if site.groups and not named else []
    # Of a rule that fails in many ways, the first says enough on one screen.
    first = {group.rule.id: group for group in reversed(groups)}
    shown = [group for group in groups if how.everything or first[group.rule.id] is group]
    shown = shown if how.everything else shown[: TOP_OF_MANY if named else TOP]
    table = _table(site, summary, how)
    places = _places(summary) if how.everything else {}
    for at, group in enumerate(shown, 1):
        impact = group.rule.impact
        number = Text.assemble(f"{at} ", (words.SYMBOLS[impact], STYLES[impact]))
        told = _defect(group, summary, how, measured=how.everything or not named)
        if how.everything:
            told.append_text(
                _others(group, places.get((site.site.id if site.site else None, group.id), []), summary, how)
            )
        elif more := sum(one.rule is group.rule for one in groups) - 1:
            told.append(f"\nand {words.plural(more, 'more defect')} of this rule", style="not bold dim")
        table.add_row(number, told, Text(str(len(group.pages))), Text(_gain(group)))
    more = len(groups) - len(shown)
    rest = (
        [Text(f"    and {words.plural(more, 'more defect')} in all: --all shows them", style="dim")] if more > 0 else []
    )
    return [Text(), table, *rest]


def _table(site: SiteSummary, summary: Summary, how: Screen) -> Table:
    table = Table(box=None, pad_edge=False, padding=(0, 1, 0, 0), header_style="dim", expand=True)
    what = "Fix first, of what is new" if summary.gating.held and not how.everything else "Fix first"
    title = f"{clean(site.name, 40)}: {what[0].lower()}{what[1:]}" if len(summary.sites) > 1 else what
    is_whole = how.everything or how.narrow
    table.add_column("", no_wrap=True)
    table.add_column(
        Text(title, style="bold"), ratio=1, no_wrap=not is_whole, overflow="fold" if is_whole else "ellipsis"
    )
    table.add_column("Pages", justify="right", no_wrap=True)
    table.add_column("Gain", justify="right", no_wrap=True)
    return table


def _defect(group: Defects, summary: Summary, how: Screen, *, measured: bool) -> Text:
    impact = group.rule.impact
    text = Text(clean(group.rule.problem, 120), style="bold")
    if word := mark(group):
        text.append(f" ({word})", style="yellow")
    text.append(f"\n{impact}", style=f"not bold {STYLES[impact]}")
    where = _where(group.sample, group.sample_page, summary)
    text.append(" · ", style="not bold dim")
    text.append(
        f"{where}{clean(words.where_words(group), 160)}", _linked(group.sample, group.sample_page, summary, how)
    )
    if measured and group.sample.message:
        text.append(f"\n{clean(group.sample.message, 160)}", style="not bold dim")
    return text


def _others(group: Defects, places: list[tuple[str, Finding]], summary: Summary, how: Screen) -> Text:
    """The further findings of a defect, each in a line."""
    text = Text()
    others = [one for one in places if one[1] is not group.sample]
    for page, finding in others[:MOST_PLACES]:
        told = f"{_where(finding, page, summary)}{clean(finding.selector, 160)}"
        text.append("\n  ", style="not bold dim")
        text.append(told, _linked(finding, page, summary, how))
    if len(others) > MOST_PLACES:
        text.append(
            f"\n  and {len(others) - MOST_PLACES} more; the JSON and CSV reports hold all", style="not bold dim"
        )
    return text


def _places(summary: Summary) -> Places:
    """Return the failed findings of each defect with their pages, by site and defect."""
    found: dict[tuple[str | None, str], list[tuple[str, Finding]]] = {}
    for page, _, finding in failed_findings(summary.audit):
        if finding:
            found.setdefault((page.site, finding.group), []).append((page.url, finding))
    return found


def _where(finding: Finding, page: str, summary: Summary) -> str:
    """Where a finding is: its line where that is known, else its page, unless there is but one."""
    if line := line_of(finding, page, summary):
        return f"{clean(line, 120)} "
    return "" if len(summary.audit.pages) == 1 else f"{_path(page)}: "


def _linked(finding: Finding, page: str, summary: Summary, how: Screen) -> Style:
    style = Style(bold=False, dim=True)
    target = target_of(finding, page, summary.audit, how.editor, how.folder)
    return style + Style(link=target) if target else style


def _path(page: str) -> str:
    """A page's address behind its host, as its site knows it."""
    host, slash, path = page.partition("://")[2].partition("/")
    return clean(slash + path if slash else host or page, 80)


def _gain(group: Defects) -> str:
    return words.points(group.gain.points if abs(group.gain.points) >= 0.05 or group.blocker else group.gain.before_cap)
