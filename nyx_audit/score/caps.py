"""What stops a person altogether, and how it caps a score. Pure."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from nyx_audit.score.records import Cap, Measure, Scorecard, Scoring
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
        if scorecard.checks is None:
            if scorecard.lost in blocker.reasons:
                yield blocker
        elif blocker.may_stand_on(scorecard.role) and any(
            _blocks(blocker, scorecard.checks[rule])
            for rule in blocker.rules
            if rule in scoring.rules and rule in scorecard.checks
        ):
            yield blocker


def blocked_by(scorecards: Sequence[Scorecard], scoring: Scoring) -> dict[str, Blocker]:
    """Return the blocker that each group of findings is on at least one of the pages; groups that block nowhere are left out."""
    found: dict[str, Blocker] = {}
    for scorecard in scorecards:
        for blocker in blockers(scorecard, scoring):
            for rule in blocker.rules:
                measure = (scorecard.checks or {}).get(rule)
                if measure and rule in scoring.rules:
                    for group in measure.own if blocker.roles else measure.groups:
                        found.setdefault(group, blocker)
    return found


def _blocks(blocker: Blocker, measure: Measure) -> bool:
    # Of what is beyond the limit of findings it is not known where it stands.
    return measure.failed > 0 and (not blocker.roles or not measure.own.isdisjoint(measure.groups))
