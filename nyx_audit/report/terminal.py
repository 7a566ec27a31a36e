"""The summary in a terminal: one screen that says how we are doing, what to fix first, what was not looked at.

Rich text is built from `Text` only: what pages say is never read as markup, and never reaches the terminal raw.
"""

from __future__ import annotations

import sys
from collections.abc import Mapping

from rich.console import Console, Group, RenderableType
from rich.rule import Rule as Line
from rich.table import Table
from rich.text import Text

from nyx_audit.analysis.summary import Group as Defects
from nyx_audit.analysis.summary import SiteSummary, Summary
from nyx_audit.analysis.tasks import Doing
from nyx_audit.model.outcome import Impact
from nyx_audit.model.page import PageStatus
from nyx_audit.model.reason import ReasonCode
from nyx_audit.report import task_words, words
from nyx_audit.report.coverage import carried_sentence, shard_sentence, tried_sentence
from nyx_audit.report.places import line_of
from nyx_audit.report.plain import clean
from nyx_audit.report.standing import mark, sentences, to_fix

TOP = 5
# With several sites, fewer of each: the summary stays one screen.
TOP_OF_MANY = 3
MOST_TASKS = 6
MOST_PAGES = 50
WIDEST = 100
BAR = 14
TASK_STYLES = {Doing.CANNOT: "bold red", Doing.HARD: "yellow", Doing.UNKNOWN: "dim", Doing.CAN: "green"}
STYLES = {Impact.CRITICAL: "bold red", Impact.SERIOUS: "red", Impact.MODERATE: "yellow", Impact.MINOR: "dim"}


def show(summary: Summary, paths: Mapping[str, str], *, to_stderr: bool = False, everything: bool = False) -> None:
    """Print the summary; `paths` are the reports that were written. With `everything`, each defect and its pages."""
    console = Console(
        file=sys.stderr if to_stderr else sys.stdout, highlight=False, emoji=False, markup=False, soft_wrap=False
    )
    width = min(console.width, WIDEST)
    console.print(render(summary, paths, everything=everything), width=width)


def render(summary: Summary, paths: Mapping[str, str], *, everything: bool = False) -> RenderableType:
    """Return the summary as something that rich prints. Pure."""
    parts: list[RenderableType] = [_title(summary), Line(style="dim", characters="─"), *_tasks(summary)]
    parts.append(_scoreboard(summary) if summary.audit.sites else _pages(summary))
    parts += [
        Text(f"\n{line}") for line in (*_caps(summary), *_intervals(summary), *_carried(summary), *_tried(summary))
    ]
    for site in summary.sites:
        parts += _fix_first(site, summary, everything=everything)
        if site.site:
            parts += _areas(site)
    parts += [Text(), *_not_looked_at(summary), *_since(summary)]
    parts += [*(Text(line) for line in sentences(summary)), *_for_a_person(summary)]
    parts += [Text(f"Report: {clean(path)}") for kind, path in paths.items() if path != "-" and kind == "html"]
    return Group(*parts)


def _title(summary: Summary) -> RenderableType:
    grid = Table.grid(expand=True)
    grid.add_column()
    grid.add_column(justify="right")
    grid.add_row(Text("New York Experience audit", style="bold"), Text(words.totals(summary), style="dim"))
    return grid


def _tasks(summary: Summary) -> list[RenderableType]:
    """The key tasks, before any figure: first those that somebody cannot do."""
    declared = [site for site in summary.sites if site.tasks]
    if not declared:
        return []
    told = [(doing, site, line) for site in declared for doing, line in task_words.lines(site)]
    told.sort(key=lambda one: list(Doing).index(one[0]))
    several = len(summary.sites) > 1
    table = Table(box=None, pad_edge=False, padding=(0, 1, 0, 0), show_header=False)
    table.add_column(no_wrap=True)
    table.add_column(ratio=1)
    for doing, site, line in told[:MOST_TASKS]:
        name = f" · {clean(site.name, 40)}" if several else ""
        table.add_row(Text(task_words.SYMBOLS[doing], style=TASK_STYLES[doing]), Text.assemble(line, (name, "dim")))
    more = len(told) - MOST_TASKS
    rest = (
        [Text(f"  and {words.plural(more, 'more line')} on key tasks; the reports hold all", style="dim")]
        if more > 0
        else []
    )
    return [Text("Key tasks", style="bold"), table, *rest, Text()]


def _scoreboard(summary: Summary) -> RenderableType:
    table = Table(box=None, pad_edge=False, padding=(0, 2, 0, 0), header_style="dim")
    table.add_column("Site", no_wrap=True, max_width=22)
    table.add_column("Score", no_wrap=True)
    table.add_column("Change", no_wrap=True)
    table.add_column("Audited", no_wrap=True)
    table.add_column("Worst area", no_wrap=True)
    for site in summary.sites:
        table.add_row(*_site_row(site))
    return table


def _site_row(site: SiteSummary) -> list[Text]:
    score = site.score
    if score.value is None:
        bar = Text(
            f"–  {clean('insufficient evidence' if score.code is ReasonCode.INSUFFICIENT_EVIDENCE else score.reason)}"
        )
    else:
        bar = Text.assemble(f"{score.value:3.0f}  ", (_bar(score.value), _colour(score.value)))
    change = " ".join(filter(None, [words.change_words(site.change), words.cap_words(score.cap)]))
    worst = words.worst_area(score)
    return [
        Text(clean(site.name, 40), style="bold"),
        bar,
        Text(change),
        Text(f"{site.audited} of {site.found}"),
        Text(f"{worst[0]} {words.number(worst[1].value)}" if worst and score.value is not None else "–"),
    ]


def _pages(summary: Summary) -> RenderableType:
    """The pages of `check`: the worst first, and no more than fit a screen."""
    table = Table(box=None, pad_edge=False, padding=(0, 2, 0, 0), header_style="dim")
    table.add_column("Page", overflow="ellipsis", no_wrap=True, ratio=1)
    table.add_column("Score", no_wrap=True)
    table.add_column("Failed", justify="right", no_wrap=True)
    scores = {page.url: summary.page_scores[page.site, page.url] for page in summary.audit.pages}
    order = {PageStatus.FAILED: -1.0, PageStatus.SKIPPED: 200.0}
    ranked = sorted(summary.audit.pages, key=lambda page: order.get(page.status, scores[page.url].value or 0.0))
    for page in ranked[: 2 * TOP]:
        score = scores[page.url]
        failed = sum(1 for row in page.outcomes if row.failed and summary.audit.rules[row.rule].tier.gates)
        if page.status is not PageStatus.AUDITED:
            told, failed_words = Text(f"–  {page.status}: {clean(words.reason_text(page), 60)}"), "–"
        elif score.value is None:
            told, failed_words = Text(f"–  {clean(score.reason, 60)}"), str(failed)
        else:
            capped = " capped" if score.cap else ""
            told = Text.assemble(f"{score.value:3.0f}  ", (_bar(score.value, 10), _colour(score.value)), capped)
            failed_words = str(failed)
        table.add_row(Text(clean(page.url, 120)), told, Text(failed_words))
    if len(ranked) > 2 * TOP:
        return Group(table, Text(f"and {len(ranked) - 2 * TOP} more pages, none of them worse", style="dim"))
    return table


def _caps(summary: Summary) -> list[str]:
    return [line for site in summary.sites if (line := words.cap_sentence(clean(site.name, 40), site.score))]


def _intervals(summary: Summary) -> list[str]:
    """How far sampling leaves open the score of sites with more pages than were visited."""
    return [f"{clean(site.name, 40)}: {words.interval(site.interval)}" for site in summary.sites if site.interval]


def _carried(summary: Summary) -> list[str]:
    return [f"{said}." for said in (shard_sentence(summary), carried_sentence(summary)) if said]


def _tried(summary: Summary) -> list[str]:
    return [f"{clean(site.name, 40)}: {said}." for site in summary.sites if (said := tried_sentence(site))]


def _fix_first(site: SiteSummary, summary: Summary, *, everything: bool) -> list[RenderableType]:
    groups = site.groups if everything else to_fix(site)
    named, one_page = len(summary.sites) > 1, len(summary.audit.pages) == 1
    if not groups:
        return [Text("\nNothing new to fix", style="green")] if site.groups and not named else []
    # Of a rule that fails in many ways, the first says enough on one screen.
    first = {group.rule.id: group for group in reversed(groups)}
    shown = [group for group in groups if everything or first[group.rule.id] is group]
    shown = shown if everything else shown[: TOP_OF_MANY if named else TOP]
    table = Table(box=None, pad_edge=False, padding=(0, 1, 0, 0), header_style="dim", expand=True)
    what = "Fix first, of what is new" if summary.gating.held and not everything else "Fix first"
    title = f"{clean(site.name, 40)}: {what[0].lower()}{what[1:]}" if named else what
    table.add_column("", no_wrap=True)
    table.add_column(Text(title, style="bold"), ratio=1, no_wrap=not everything, overflow="ellipsis")
    table.add_column("Pages", justify="right", no_wrap=True)
    table.add_column("Gain", justify="right", no_wrap=True)
    for at, group in enumerate(shown, 1):
        impact = group.rule.impact
        mark = Text.assemble(f"{at} ", (words.SYMBOLS[impact], STYLES[impact]))
        told = _defect(group, measured=everything or not named, where=_where(group, summary, one_page=one_page))
        if everything:
            told.append_text(_pages_of(group))
        elif more := sum(one.rule is group.rule for one in groups) - 1:
            told.append(f"\nand {words.plural(more, 'more defect')} of this rule", style="not bold dim")
        table.add_row(mark, told, Text(str(len(group.pages))), Text(_gain(group)))
    more = len(groups) - len(shown)
    rest = (
        [Text(f"    and {words.plural(more, 'more defect')} in all: --all shows them", style="dim")] if more > 0 else []
    )
    return [Text(), table, *rest]


def _where(group: Defects, summary: Summary, *, one_page: bool) -> str:
    """Where the sample of a defect is: its line where that is known, else its page, unless there is but one."""
    if line := line_of(group.sample, group.sample_page, summary):
        return f"{clean(line, 120)} "
    return "" if one_page else f"{_path(group.sample_page)}: "


def _defect(group: Defects, *, measured: bool, where: str) -> Text:
    impact = group.rule.impact
    text = Text(clean(group.rule.problem, 120), style="bold")
    if word := mark(group):
        text.append(f" ({word})", style="yellow")
    text.append(f"\n{impact}", style=f"not bold {STYLES[impact]}")
    text.append(f" · {where}{clean(words.where_words(group), 160)}", style="not bold dim")
    if measured and group.sample.message:
        text.append(f"\n{clean(group.sample.message, 160)}", style="not bold dim")
    return text


def _pages_of(group: Defects) -> Text:
    """The further pages of a defect, each in a line."""
    others = [page for page in group.pages if page != group.sample_page]
    lines = [f"\n  {_path(page)}" for page in others[:MOST_PAGES]]
    if len(others) > MOST_PAGES:
        lines.append(f"\n  and {len(others) - MOST_PAGES} more; the JSON and CSV reports hold all")
    return Text("".join(lines), style="not bold dim")


def _path(page: str) -> str:
    """A page's address behind its host, as its site knows it."""
    host, slash, path = page.partition("://")[2].partition("/")
    return clean(slash + path if slash else host or page, 80)


def _gain(group: Defects) -> str:
    return words.points(group.gain.points if abs(group.gain.points) >= 0.05 or group.blocker else group.gain.before_cap)


def _areas(site: SiteSummary) -> list[RenderableType]:
    known = [
        f"{area} {words.number(one.value)}{f' ({one.measured} of {one.scored} checks)' if one.is_thin else ''}"
        for area, one in site.score.areas.items()
        if one.value is not None
    ]
    missing = [str(area) for area, one in site.score.areas.items() if one.value is None]
    if not known:
        return []
    text = f"Areas: {', '.join(known)}"
    if missing:
        text += f"; nothing measured of {', '.join(missing)}"
    return [Text(text, style="dim")]


def _not_looked_at(summary: Summary) -> list[RenderableType]:
    lines: list[RenderableType] = []
    for site in summary.sites:
        reasons = words.not_audited_words(site)
        if reasons:
            told = "; ".join(clean(reason, 100) for reason in reasons[:3])
            more = f"; and {len(reasons) - 3} more reasons" if len(reasons) > 3 else ""
            lines.append(Text(f"Not audited ({clean(site.name, 40)}): {told}{more}", style="bold"))
        left_out = words.skipped_words(site.skipped)
        if left_out:
            lines.append(Text(f"Left out ({clean(site.name, 40)}): {clean('; '.join(left_out[:3]), 300)}", style="dim"))
    return lines


def _since(summary: Summary) -> list[RenderableType]:
    lines: list[RenderableType] = []
    for site in summary.sites:
        change = site.change
        if change is None:
            continue
        why = f" ({change.reason})" if change.reason else ""
        lines.append(
            Text(
                f"{clean(site.name, 40)}, findings since {change.since:%d %b %Y}{clean(why)}: new {len(change.new)} · "
                f"fixed {len(change.fixed)} · still open {len(change.still_open)}"
            )
        )
        lines += [Text(f"  {clean(note)}", style="dim") for note in change.notes]
    return lines


def _for_a_person(summary: Summary) -> list[RenderableType]:
    doubts = sum(len(site.doubts) for site in summary.sites)
    tested = len(summary.criteria_tested)
    return [Text(f"For a person to judge: {doubts} · success criteria tested: {tested} of {words.CRITERIA_TOTAL}")]


def _bar(value: float, width: int = BAR) -> str:
    full = round(value / 100 * width)
    return "█" * full + "░" * (width - full)


def _colour(value: float) -> str:
    return "green" if value >= 75 else "yellow" if value >= 60 else "red"
