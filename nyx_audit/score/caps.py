"""What stops a person altogether, and how it caps a score. Pure."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from nyx_audit.score.records import Cap, Scorecard, Scoring
from nyx_audit.score.ruleset import Blocker

# From the place that weighs most to the one that weighs least.
PLACES = ("home", "unknown", "journeys", "journey", "other")


def capped(value: float, cap: Cap | None) -> float:
    """Return a score that its cap, if there is one, holds down."""
    return min(value, cap.limit) if cap else value


def find_cap(scorecards: Sequence[Scorecard], scoring: Scoring, declared: frozenset[str] = frozenset()) -> Cap | None:
    """Return the lowest cap that blockers set, or None; of equal ones, that of the place and blocker that come first.

    Where no page is known to be the home page, any may be it. No cap hangs on a share of all pages: clean copies would
    lift it.
    """
    caps, order = scoring.ruleset.caps, {one.id: at for at, one in enumerate(scoring.ruleset.blockers)}
    home_known = any(scorecard.home for scorecard in scorecards)
    found = []
    blocked: dict[str, list[Blocker]] = {}
    for scorecard in scorecards:
        for blocker in blockers(scorecard, scoring):
            place = scorecard.place if home_known else "unknown"
            found.append(Cap(caps["home" if place == "unknown" else place], blocker, place))
            for journey in scorecard.journeys:
                blocked.setdefault(journey, []).append(blocker)
    journeys = declared.union(*(scorecard.journeys for scorecard in scorecards))
    if blocked and len(blocked) >= scoring.ruleset.blocked_journeys * len(journeys):
        found += [Cap(caps["home"], blocker, "journeys") for members in blocked.values() for blocker in members]
    rank = {place: at for at, place in enumerate(PLACES)}
    return min(found, key=lambda cap: (cap.limit, rank[cap.place], order[cap.blocker.id]), default=None)


def blockers(scorecard: Scorecard, scoring: Scoring) -> Iterator[Blocker]:
    """Yield the blockers of a page."""
    for blocker in scoring.ruleset.blockers:
        if scorecard.checks and blocker.rule in scoring.rules:
            measure = scorecard.checks.get(blocker.rule or "")
            if measure and measure.failed:
                yield blocker
