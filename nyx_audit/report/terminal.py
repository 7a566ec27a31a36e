"""The summary in a terminal: one screen that says how we are doing, what to fix first, what was not looked at.

Rich text is built from `Text` only: what pages say is never read as markup, and never reaches the terminal raw.
"""

from __future__ import annotations

import sys
from collections.abc import Mapping
from dataclasses import replace

from rich.console import Console, Group, RenderableType
from rich.rule import Rule as Line
from rich.table import Table
from rich.text import Text

from nyx_audit.analysis.summary import SiteSummary, Summary
from nyx_audit.analysis.tasks import Doing
from nyx_audit.model.page import PageStatus
from nyx_audit.model.reason import ReasonCode
from nyx_audit.report import task_words, words
from nyx_audit.report.coverage import carried_sentence, shard_sentence, tried_sentence
from nyx_audit.report.fixes import PLAIN, TOP, Screen, fix_first
from nyx_audit.report.plain import clean
from nyx_audit.report.standing import sentences

MOST_TASKS = 6
WIDEST = 100
BAR = 14
TASK_STYLES = {Doing.CANNOT: "bold red", Doing.HARD: "yellow", Doing.UNKNOWN: "dim", Doing.CAN: "green"}
NARROW = 60


def show(summary: Summary, paths: Mapping[str, str], how: Screen = PLAIN, *, to_stderr: bool = False) -> None:
    """Print the summary; `paths` are the reports that were written."""
    console = Console(
        file=sys.stderr if to_stderr else sys.stdout, highlight=False, emoji=False, markup=False, soft_wrap=False
    )
    width = min(console.width, WIDEST)
    console.print(render(summary, paths, replace(how, narrow=width < NARROW)), width=width)


def render(summary: Summary, paths: Mapping[str, str], how: Screen = PLAIN) -> RenderableType:
    """Return the summary as something that rich prints. Pure."""
    parts: list[RenderableType] = [_title(summary), Line(style="dim", characters="─"), *_tasks(summary)]
    parts.append(_scoreboard(summary) if summary.audit.sites else _pages(summary, how))
    parts += [
        Text(f"\n{line}") for line in (*_caps(summary), *_intervals(summary), *_carried(summary), *_tried(summary))
    ]
    for site in summary.sites:
        parts += fix_first(site, summary, how)
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


def _pages(summary: Summary, how: Screen) -> RenderableType:
    """The pages of `check`: the worst first, and no more than fit a screen."""
    table = Table(box=None, pad_edge=False, padding=(0, 2, 0, 0), header_style="dim")
    table.add_column("Page", overflow="fold" if how.narrow else "ellipsis", no_wrap=not how.narrow, ratio=1)
    table.add_column("Score", no_wrap=not how.narrow, ratio=1 if how.narrow else None)
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
