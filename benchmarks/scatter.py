"""Points on two logarithmic axes, as an SVG file of its own. Pure."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from html import escape
from math import ceil, floor, log10

Point = tuple[float, float]
WIDTH, HEIGHT, LEFT, BOTTOM, KEY = 900, 560, 70, 50, 220
COLOURS = ("#1b5e9b", "#c0392b", "#2e7d32", "#8e44ad", "#b9770e", "#00838f", "#6d4c41", "#37474f", "#ad1457", "#558b2f")


def draw(title: str, x_title: str, y_title: str, series: Mapping[str, Sequence[Point]]) -> str:
    """Return the drawing; points that are not above zero have no place on it."""
    shown = {name: [one for one in points if min(one) > 0] for name, points in series.items()}
    everything = [one for points in shown.values() for one in points]
    if not everything:
        return f'<svg xmlns="http://www.w3.org/2000/svg"><title>{escape(title)}</title></svg>'
    xs, ys = (_decades([one[axis] for one in everything]) for axis in (0, 1))
    parts = [*_axes(xs, ys, x_title, y_title), *_points(shown, xs, ys)]
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {WIDTH} {HEIGHT}" font-family="sans-serif" font-size="13">'
        f'<title>{escape(title)}</title><rect width="{WIDTH}" height="{HEIGHT}" fill="#fff"/>{"".join(parts)}</svg>\n'
    )


def _decades(values: Sequence[float]) -> tuple[int, int]:
    low, high = floor(log10(min(values))), ceil(log10(max(values)))
    return low, max(high, low + 1)


def _axes(xs: tuple[int, int], ys: tuple[int, int], x_title: str, y_title: str) -> Iterator[str]:
    right, bottom = WIDTH - KEY, HEIGHT - BOTTOM
    for power in range(xs[0], xs[1] + 1):
        x = _x(10.0**power, xs)
        yield f'<path d="M{x:.1f} 20V{bottom}" stroke="#ddd"/>{_text(x, bottom + 18, f"{10.0**power:g}", "middle")}'
    for power in range(ys[0], ys[1] + 1):
        y = _y(10.0**power, ys)
        yield f'<path d="M{LEFT} {y:.1f}H{right}" stroke="#ddd"/>{_text(LEFT - 8, y + 4, f"{10.0**power:g}", "end")}'
    yield _text((LEFT + right) / 2, HEIGHT - 10, x_title, "middle")
    yield _text(LEFT, 14, y_title, "start")


def _points(series: Mapping[str, Sequence[Point]], xs: tuple[int, int], ys: tuple[int, int]) -> Iterator[str]:
    for number, (name, points) in enumerate(series.items()):
        colour = COLOURS[number % len(COLOURS)]
        dots = "".join(f'<circle cx="{_x(x, xs):.1f}" cy="{_y(y, ys):.1f}" r="2.5"/>' for x, y in points)
        top = 30 + 18 * number
        key = f'<circle cx="{WIDTH - KEY + 14}" cy="{top - 4}" r="5"/>'
        yield f'<g fill="{colour}" fill-opacity="0.75">{dots}{key}</g>{_text(WIDTH - KEY + 24, top, name[:28], "start")}'


def _text(x: float, y: float, text: str, anchor: str) -> str:
    return f'<text x="{x:.1f}" y="{y:.1f}" text-anchor="{anchor}">{escape(text)}</text>'


def _x(value: float, decades: tuple[int, int]) -> float:
    return LEFT + (log10(value) - decades[0]) / (decades[1] - decades[0]) * (WIDTH - KEY - LEFT)


def _y(value: float, decades: tuple[int, int]) -> float:
    bottom = HEIGHT - BOTTOM
    return bottom - (log10(value) - decades[0]) / (decades[1] - decades[0]) * (bottom - 20)
