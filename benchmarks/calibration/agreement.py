"""How far scores agree with people: in the band of a page, and in the order of two. Pure."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import combinations
from statistics import median

from benchmarks.calibration.expected import BANDS, Expected


@dataclass(frozen=True, slots=True)
class Judged:
    """A page with its score and the word for it; None and nothing where it has no number."""

    expected: Expected
    score: float | None
    band: str

    @property
    def agrees(self) -> bool:
        """Whether it is in the band that people agree on."""
        return self.band == self.expected.band


def tau(pages: Sequence[Judged]) -> float:
    """Return Kendall's tau, -1 to 1, over the pairs of which people expect different bands; 1 where there is none.

    A pair with equal scores counts for neither side.
    """
    ranks = [(BANDS.index(one.expected.band), one.score) for one in pages]
    known = [(rank, score) for rank, score in ranks if score is not None]
    signs = [_sign((b - a) * (y - x)) for (a, x), (b, y) in combinations(known, 2) if a != b]
    return sum(signs) / len(signs) if signs else 1.0


def lines(pages: Sequence[Judged]) -> Iterator[str]:
    """Yield two tables, by page and by what is broken, and what they come to."""
    yield "| page | broken | expected | band | score | agrees |\n|---|---|---|---|---|---|"
    for one in pages:
        said = "–" if one.score is None else f"{one.score:.1f}"
        cells = (
            one.expected.page,
            one.expected.change,
            one.expected.band,
            one.band,
            said,
            "yes" if one.agrees else "no",
        )
        yield f"| {' | '.join(cells)} |"
    yield "\n| broken | expected | pages | agree | lowest | median | highest |\n|---|---|---|---|---|---|---|"
    kinds = dict.fromkeys((one.expected.change, one.expected.band) for one in pages)
    for change, band in sorted(kinds, key=lambda kind: (-BANDS.index(kind[1]), kind[0])):
        mine = [one for one in pages if (one.expected.change, one.expected.band) == (change, band)]
        scores = [one.score for one in mine if one.score is not None] or [float("nan")]
        spread = f"{min(scores):.1f} | {median(scores):.1f} | {max(scores):.1f}"
        yield f"| {change} | {band} | {len(mine)} | {sum(one.agrees for one in mine)} | {spread} |"
    agree = sum(one.agrees for one in pages)
    yield f"\n{agree} of {len(pages)} pages are in the band that people agree on; rank agreement (Kendall's tau) {tau(pages):.2f}"


def _sign(value: float) -> int:
    return (value > 0) - (value < 0)
