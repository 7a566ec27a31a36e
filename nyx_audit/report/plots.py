"""Plots as inline SVG, 360 units wide: each says its figures in words, too. Pure.

Sizes are those of a narrow screen; on a wide one a plot grows with its box.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from markupsafe import Markup

from nyx_audit.report.plain import clean

WIDTH = 360
NAME = 34


@dataclass(frozen=True, slots=True)
class Bar:
    """A labelled bar of 0 to 100. `slug` names its colour; `ghost` is what a cap took away; `low` and `high` bound it."""

    label: str
    value: float | None
    text: str
    slug: str = ""
    ghost: float | None = None
    low: float | None = None
    high: float | None = None


@dataclass(frozen=True, slots=True)
class Dot:
    """A figure of one quarter; `broken` says that it does not compare with the one before it."""

    label: str
    value: float | None
    text: str
    broken: bool = False


@dataclass(frozen=True, slots=True)
class Columns:
    """One group of columns, a quarter each."""

    label: str
    note: str
    dots: tuple[Dot, ...]


def bars(name: str, title: str, rows: Sequence[Bar]) -> Markup:
    """Return horizontal bars, a row each. `name` is the id of the plot in its document, `title` says all in words."""
    step = 44
    parts = []
    for at, row in enumerate(rows):
        top = at * step
        parts.append(_text(0, top + 15, row.label if len(row.label) <= NAME else row.label[: NAME - 1] + "…"))
        parts.append(_text(WIDTH, top + 15, row.text, "figure-text at-end"))
        parts.append(_rect(0, top + 22, WIDTH, 10, "track"))
        if row.value is None:
            continue
        if row.ghost is not None and row.ghost > row.value:
            parts.append(_rect(0, top + 22, _x(row.ghost), 10, "lost"))
        parts.append(_rect(0, top + 22, _x(row.value), 10, f"fill {row.slug}"))
        if row.low is not None and row.high is not None:
            parts.append(_line(_x(row.low), top + 37, _x(row.high), top + 37, "whisker"))
            parts += [_line(_x(end), top + 34, _x(end), top + 40, "whisker") for end in (row.low, row.high)]
    return _svg(name, title, len(rows) * step, parts)


def trend(name: str, title: str, dots: Sequence[Dot], low: float | None = None, high: float | None = None) -> Markup:
    """Return a line through the quarters' figures, broken where they do not compare; the last one with its interval."""
    height, base = 170, 138
    places = [WIDTH * (2 * at + 1) / (2 * len(dots)) for at in range(len(dots))]
    parts = [_line(0, _y(level, base), WIDTH, _y(level, base), "grid") for level in (0, 50, 100)]
    parts += [_text(0, _y(level, base) - 3, str(level), "small") for level in (50, 100)]
    for at, dot in enumerate(dots):
        x = places[at]
        parts.append(_text(x, height - 8, dot.label, "middle small"))
        if dot.broken:
            middle = (places[at - 1] + x) / 2
            parts.append(_line(middle, 6, middle, base, "break"))
        if dot.value is None:
            parts.append(_text(x, base - 6, "–", "middle"))
            continue
        y = _y(dot.value, base)
        before = dots[at - 1].value if at else None
        if before is not None and not dot.broken:
            parts.append(_line(places[at - 1], _y(before, base), x, y, "path"))
    for at, dot in enumerate(dots):
        if dot.value is None:
            continue
        x, y = places[at], _y(dot.value, base)
        if at == len(dots) - 1 and low is not None and high is not None:
            parts.append(_line(x, _y(low, base), x, _y(high, base), "whisker"))
        parts.append(Markup('<circle class="dot" cx="{}" cy="{}" r="4.5"/>').format(_n(x), _n(y)))
        under = dot.value > 88
        parts.append(_text(x, y + 19 if under else y - 9, dot.text, "middle figure-text"))
    return _svg(name, title, height, parts)


def columns(name: str, title: str, groups: Sequence[Columns]) -> Markup:
    """Return groups of columns, the newest quarter of each in full colour and with its figure."""
    height, base, wide = 196, 146, WIDTH / max(1, len(groups))
    parts = [_line(0, _y(level, base), WIDTH, _y(level, base), "grid") for level in (0, 50, 100)]
    for at, group in enumerate(groups):
        size = min(13.0, (wide - 12) / max(1, len(group.dots)) - 2)
        left = at * wide + (wide - len(group.dots) * (size + 2)) / 2
        for number, dot in enumerate(group.dots):
            x, last = left + number * (size + 2), number == len(group.dots) - 1
            if dot.broken:
                parts.append(_line(x - 1, 20, x - 1, base, "break"))
            if dot.value is None:
                parts.append(_text(x + size / 2, base - 3, "–", "middle small"))
                continue
            y = _y(dot.value, base)
            parts.append(_rect(x, y, size, base - y, "newest" if last else "older"))
            if last:
                parts.append(_text(x + size / 2, y - 4, f"{dot.value:.0f}", "middle figure-text"))
        middle = at * wide + wide / 2
        parts.append(_text(middle, base + 18, group.label, "middle small strong-text"))
        if group.note:
            parts.append(_text(middle, base + 34, group.note, "middle small"))
    return _svg(name, title, height, parts)


def _svg(name: str, title: str, height: float, parts: Iterable[Markup]) -> Markup:
    return Markup(
        '<svg class="plot" viewBox="0 0 {} {}" role="img" aria-labelledby="{}" focusable="false">'
        '<title id="{}">{}</title>{}</svg>'
    ).format(WIDTH, _n(height), name, name, clean(title, 4000), Markup().join(parts))


def _text(x: float, y: float, text: str, kind: str = "") -> Markup:
    return Markup('<text class="{}" x="{}" y="{}">{}</text>').format(kind, _n(x), _n(y), clean(text, 200))


def _rect(x: float, y: float, width: float, height: float, kind: str) -> Markup:
    made = '<rect class="{}" x="{}" y="{}" width="{}" height="{}"/>'
    return Markup(made).format(kind, _n(x), _n(y), _n(width), _n(height))


def _line(x: float, y: float, to_x: float, to_y: float, kind: str) -> Markup:
    made = '<line class="{}" x1="{}" y1="{}" x2="{}" y2="{}"/>'
    return Markup(made).format(kind, _n(x), _n(y), _n(to_x), _n(to_y))


def _x(value: float) -> float:
    return value / 100 * WIDTH


def _y(value: float, base: float) -> float:
    return base - value / 100 * (base - 18)


def _n(value: float) -> str:
    return f"{value:.1f}".removesuffix(".0")
