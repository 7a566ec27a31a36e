"""How far sampling leaves a site's score open: a stratified bootstrap over templates, with finite-population correction.

It is sampling error only: what no check sees, and what a template hides, is in no interval. Pure: the same scorecards give
the same interval. NumPy makes it 50 times faster than plain loops; it is imported where a site was sampled.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from nyx_audit.score.caps import capped, find_cap
from nyx_audit.score.formula import loss, score_site
from nyx_audit.score.records import Scorecard, Scoring

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    Matrix = NDArray[np.float64]

DRAWS = 2_000
SEED = 20_261
LOW, HIGH = 2.5, 97.5
# How far the draws lie above the sample is a part of how far the sample lies above the site; the simulation in
# `benchmarks/` asks for twice that.
SHIFT = 2
# A template of which fewer pages were audited has no spread of its own.
FEWEST, LARGEST = 5, 8
NORMAL = 1.959964


@dataclass(frozen=True, slots=True)
class Interval:
    """Where the score of all pages lies, 95 times of 100, as far as sampling goes."""

    low: float
    high: float

    @property
    def excludes_zero(self) -> bool:
        """Whether it is sure, as an interval of a change, that there was one."""
        return self.low > 0 or self.high < 0


def score_interval(scorecards: Sequence[Scorecard], scoring: Scoring, journeys: Iterable[str] = ()) -> Interval | None:
    """Return the interval of a site's score; None where all pages were audited, or where there is no number."""
    declared = frozenset(journeys)
    if is_census(scorecards) or score_site(scorecards, scoring, declared).value is None:
        return None
    ordered = _ordered(scorecards)
    cap = find_cap(ordered, scoring, declared)
    if not _cells(ordered):
        # One page stands for all others: nothing is known of how they differ.
        return Interval(0.0, capped(100.0, cap))
    low, high = _bounds(_scores(ordered, _with_sample(ordered), scoring), _student(ordered))
    return Interval(capped(max(0.0, low), cap), capped(min(100.0, high), cap))


def change_interval(
    before: Sequence[Scorecard], now: Sequence[Scorecard], scoring: Scoring, journeys: Iterable[str] = ()
) -> Interval | None:
    """Return the interval of what the score changed by; None where both times all pages were audited.

    A page that is in both panels is drawn for both or for none, so that what it has in common drops out.
    """
    declared = frozenset(journeys)
    if is_census(before) and is_census(now):
        return None
    import numpy as np

    units = _ordered([*{scorecard.key: scorecard for scorecard in (*before, *now)}.values()])
    if not _cells(units):
        return Interval(-100.0, 100.0)
    at = {scorecard.key: number for number, scorecard in enumerate(units)}
    multipliers = _with_sample(units)
    scores = []
    for side in (_ordered(before), _ordered(now)):
        cap = find_cap(side, scoring, declared)
        drawn = _scores(side, multipliers[:, [at[scorecard.key] for scorecard in side]], scoring)
        scores.append(np.minimum(drawn, cap.limit if cap else 100.0))
    return Interval(*_bounds(scores[1] - scores[0], _student(units)))


def is_census(scorecards: Sequence[Scorecard]) -> bool:
    """Return whether every page stands for itself alone."""
    return all(scorecard.weight == 1 for scorecard in scorecards)


def _ordered(scorecards: Sequence[Scorecard]) -> list[Scorecard]:
    return sorted(scorecards, key=lambda scorecard: scorecard.key)


def _student(units: Sequence[Scorecard]) -> float:
    """Return by how much Student's t is wider than the normal: few pages of a template tell little of its spread.

    The degrees of freedom are those of the smallest cell, the fewest that Satterthwaite's formula can give, and never
    those of a large sample: rare failures make the lower tail long, and the simulation in `benchmarks/` asks for it.
    """
    freedom = min([LARGEST, *(len(cell) for cell in _cells(units))]) - 1
    z = NORMAL
    return 1 + (z**2 + 1) / (4 * freedom) + (5 * z**4 + 16 * z**2 + 3) / (96 * freedom**2)


def _with_sample(scorecards: Sequence[Scorecard]) -> Matrix:
    """Return the multipliers of the sample as it is, and below it those of each draw."""
    import numpy as np

    return np.vstack([np.ones(len(scorecards)), _multipliers(scorecards)])


def _multipliers(scorecards: Sequence[Scorecard]) -> Matrix:
    """Return what the weight of each page is multiplied with, a row a draw (the rescaling bootstrap of Rao and Wu).

    Of n pages of a template that stand for N, n - 1 are drawn with replacement; the correction draws the result
    towards 1 as n nears N, and to 1 where all were audited.
    """
    import numpy as np

    random = np.random.default_rng(SEED)
    found = np.ones((DRAWS, len(scorecards)))
    for cell in _cells(scorecards):
        size = len(cell)
        share = min(1.0, size / sum(scorecards[at].weight for at in cell))
        pull = (1 - share) ** 0.5
        drawn = random.multinomial(size - 1, np.full(size, 1 / size), size=DRAWS)
        found[:, cell] = 1 - pull + pull * size / (size - 1) * drawn
    return found


def _cells(scorecards: Sequence[Scorecard]) -> list[list[int]]:
    """The pages of each template, without those that stand for themselves.

    Templates of which few pages were audited say little of their spread: they are one cell together.
    """
    by_template: dict[str, list[int]] = {}
    for at, scorecard in enumerate(scorecards):
        if scorecard.weight > 1:
            by_template.setdefault(scorecard.template, []).append(at)
    cells = [cell for cell in by_template.values() if len(cell) >= FEWEST]
    few = [at for cell in by_template.values() if len(cell) < FEWEST for at in cell]
    if len(few) > 1:
        cells.append(few)
    elif few and cells:
        max(cells, key=len).extend(few)
    return cells


def _scores(scorecards: Sequence[Scorecard], multipliers: Matrix, scoring: Scoring) -> Matrix:
    """Return D before the cap of each draw: the formula of `formula.py`, over whole columns."""
    import numpy as np

    failed = {name for scorecard in scorecards for name, one in (scorecard.checks or {}).items() if one.failed}
    rules = [rule for name, rule in scoring.rules.items() if name in failed]
    losses = np.zeros((len(scorecards), len(rules)))
    for row, scorecard in enumerate(scorecards):
        for at, rule in enumerate(rules):
            measure = scorecard.checks.get(rule.id) if scorecard.checks else None
            losses[row, at] = loss(measure, rule, scoring.ruleset) if measure else 0.0
    shares = _shares(scorecards, multipliers, scoring)
    sampled = np.array([rule.id in scoring.sampled for rule in rules], dtype=bool)
    spread = np.empty((len(shares), len(rules)))
    spread[:, ~sampled] = shares @ losses[:, ~sampled]
    spread[:, sampled] = _tried_shares(scorecards, shares) @ losses[:, sampled]
    spread = np.minimum(spread, 1.0)
    kept = 1 - np.array([scoring.weight(rule.id) for rule in rules]) * np.sqrt(spread)
    score: Matrix = 100 * np.prod(kept ** [scoring.ruleset.exponent(rule.area) for rule in rules], axis=1)
    return score


def _shares(scorecards: Sequence[Scorecard], multipliers: Matrix, scoring: Scoring) -> Matrix:
    import numpy as np

    shares: Matrix = multipliers * np.array([scorecard.weight for scorecard in scorecards])
    strata = {scorecard.stratum for scorecard in scorecards}
    whole = sum(scoring.ruleset.strata[stratum] for stratum in sorted(strata))
    for stratum in strata:
        mine = [at for at, scorecard in enumerate(scorecards) if scorecard.stratum == stratum]
        total = shares[:, mine].sum(axis=1, keepdims=True)
        shares[:, mine] *= scoring.ruleset.strata[stratum] / whole / np.where(total > 0, total, 1.0)
    return shares


def _tried_shares(scorecards: Sequence[Scorecard], shares: Matrix) -> Matrix:
    """Return ω where only tried pages count, as `tried_shares` of `formula.py` has it, of each draw."""
    import numpy as np

    found = shares.copy()
    audited = [at for at, scorecard in enumerate(scorecards) if scorecard.checks is not None]
    for template in {scorecards[at].template for at in audited if scorecards[at].tried}:
        mine = [at for at in audited if scorecards[at].template == template]
        tried = [at for at in mine if scorecards[at].tried]
        part = shares[:, tried].sum(axis=1, keepdims=True)
        found[:, tried] *= shares[:, mine].sum(axis=1, keepdims=True) / np.where(part > 0, part, 1.0)
    return found


def _bounds(values: Matrix, wide: float) -> tuple[float, float]:
    """Return the interval from the figure of the sample, which comes first, and those of the draws.

    A draw loses of what seldom fails in the sample as the sample lost of what seldom fails on the site, and with the
    root of its spread the first failure of a check costs most. So draws score higher than the sample, and the sample
    higher than the site: their interval is mirrored about the sample's figure, and holds it.
    """
    import numpy as np

    own = float(values[0])
    low, middle, high = (float(one) for one in np.percentile(values[1:], [LOW, 50, HIGH]))
    centre = own - SHIFT * (middle - own)
    return min(own, centre - wide * (high - middle)), max(own, centre + wide * (middle - low))
