"""Trends for the terminal: a line a figure, then what happened, newest first. Pure."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from rich.text import Text

from nyx_audit.analysis.trend import SiteTrend, Step
from nyx_audit.model.outcome import Area
from nyx_audit.report import words
from nyx_audit.report.plain import clean

BLOCKS = "▁▂▃▄▅▆▇█"
# As in the list of runs: scores on its two sides do not compare.
BREAK = "┆"
NONE = "·"
NAME, WIDTH = 14, 80
# A line that is drawn over less than this many points would make mountains of nothing.
LEAST_SPAN = 10.0


def render(trends: Sequence[SiteTrend], *, sparks: bool, width: int = WIDTH) -> Text:
    """Return the trends; without `sparks` figures stand in place of the blocks, for what is no terminal."""
    text = Text()
    for number, trend in enumerate(trends):
        if number:
            text.append("\n")
        for line in _site(trend, sparks, width):
            line.truncate(width, overflow="ellipsis")
            text.append_text(line)
            text.append("\n")
    return text


def _site(trend: SiteTrend, sparks: bool, width: int) -> Iterator[Text]:
    steps = trend.steps
    first, last = words.day(steps[0].at), words.day(steps[-1].at)
    when = first if first == last else f"{first} to {last}"
    yield Text.assemble((clean(trend.site.name, 40), "bold"), f"  {words.plural(len(steps), 'run')}, {when}")
    yield _line("score", steps, [step.score for step in steps], sparks, width)
    for area in Area:
        values = [step.areas.get(area) for step in steps]
        if any(value is not None for value in values):
            yield _line(area.value, steps, values, sparks, width)
    for step in reversed(steps):
        yield from _events(step, width)


def _line(name: str, steps: Sequence[Step], values: Sequence[float | None], sparks: bool, width: int) -> Text:
    known = [value for value in values if value is not None]
    low, high = min(known, default=0.0), max(known, default=0.0)
    line = Text(f"  {name:<{NAME}}")
    said = f"  {words.exact(values[-1])}"
    span = f"  ({words.exact(low)} to {words.exact(high)})" if len(known) > 1 else ""
    room = width - NAME - 2 - len(said) - len(span)
    parts = [
        (f"{BREAK if sparks else BREAK + ' '}" if step.broken else "") + _mark(value, low, high, sparks)
        for step, value in zip(steps, values, strict=True)
    ]
    gap = "" if sparks else " "
    while len(gap.join(parts)) > room - 2 and len(parts) > 1:
        parts = parts[1:]
    cut = "…" + gap if len(parts) < len(steps) else ""
    line.append(cut + gap.join(parts))
    line.append(said, "bold")
    return line.append(span, "dim")


def _mark(value: float | None, low: float, high: float, sparks: bool) -> str:
    if value is None:
        return NONE
    if not sparks:
        return f"{value:.0f}"
    middle, span = (low + high) / 2, max(high - low, LEAST_SPAN)
    share = (value - middle) / span + 0.5
    return BLOCKS[min(len(BLOCKS) - 1, max(0, int(share * len(BLOCKS))))]


def _events(step: Step, width: int) -> Iterator[Text]:
    head = Text(f"  {words.day(step.at)}, run {step.run}: ")
    if step.broken:
        yield Text.assemble(head, f"{BREAK} new ruleset {step.ruleset}")
    elif step.score is None:
        yield Text.assemble(head, f"no number: {clean(step.reason, width)}")
    elif step.change is not None and abs(step.change) >= 0.05:
        yield Text.assemble(head, _change(step))
    elif not step.drivers and not step.templates:
        return
    else:
        yield Text.assemble(head, f"= {words.exact(step.score)}")
    for driver in step.drivers:
        problem = clean(driver.rule.problem, width)
        hidden = " (before the cap)" if driver.before_cap else ""
        yield Text(f"    {words.points(driver.points):>6}  {driver.rule.id}: {problem}{hidden}")
    if step.templates:
        templates = words.plural(step.templates, "new template")
        yield Text(f"            {templates} on {words.plural(step.template_pages, 'page')}")


def _change(step: Step) -> str:
    assert step.change is not None
    if step.sampled:
        return f"≈ {words.points(step.change)} to {words.exact(step.score)}, it may be chance"
    return f"{'▲' if step.change > 0 else '▼'} {abs(step.change):.1f} to {words.exact(step.score)}"
