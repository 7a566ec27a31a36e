"""What the history keeps of a run's summary, and the summary made again from it."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace
from typing import TYPE_CHECKING

from nyx_audit.analysis.compare import Change, compare
from nyx_audit.analysis.marked import with_changes
from nyx_audit.analysis.summary import Summary, scorecards_for, summarize
from nyx_audit.model.audit import Audit, Site
from nyx_audit.model.page import Page
from nyx_audit.run.positions import positions_of
from nyx_audit.score import Scoring
from nyx_audit.score.interval import change_interval

if TYPE_CHECKING:
    from nyx_audit.score.ruleset import Ruleset
    from nyx_audit.store.history import History
    from nyx_audit.store.scores import Result


def summary_of(history: History, run: int) -> Summary:
    """Return the summary of a run, compared with the run before it. Raises UsageError for one that there is not."""
    audit, scoring = scored(history, run)
    alone = summarize(replace(audit, positions=positions_of(audit)), scoring)
    changes: dict[str, Change] = {}
    for one in alone.sites:
        earlier = history.earlier(one.site.id, run, audit.tool.ruleset, scoring.rules) if one.site else None
        if one.site and earlier:
            pages, score = audit.pages_of(one.site.id), one.score.value
            key = _key_of(history.keys(run, one.site.id))
            change = compare(pages, earlier, ruleset=audit.tool.ruleset, score=score, key=key, rules=scoring.rules)
            if change.points is not None and (one.interval or earlier.sampled):
                change = replace(change, interval=_interval(history, one.site, audit, change.run, scoring))
            changes[one.site.id] = change
    return with_changes(alone, changes)


def scored(history: History, run: int) -> tuple[Audit, Scoring]:
    """Return a run, and what its scores are computed with. Raises UsageError for one that there is not.

    One of an earlier formula is scored anew by the figures of this program, and has the name of its ruleset.
    """
    audit, scoring = history.load(run), history.scoring(run)
    return (audit, scoring) if scoring else anew(audit)


def anew(audit: Audit, figures: Ruleset | None = None) -> tuple[Audit, Scoring]:
    """Return an audit under other figures (None: those of this program), over its rules that the catalogue holds."""
    from nyx_audit.catalogue.load import load_catalogue

    catalogue = load_catalogue()
    rules = {name: rule for name, rule in catalogue.rules.items() if name in audit.rules}
    scoring = Scoring.of(figures or catalogue.ruleset, rules)
    name = scoring.ruleset.fingerprint(rules.values(), audit.tool.engines.get("axe-core", ""))
    return replace(audit, tool=replace(audit.tool, ruleset=name)), scoring


def results_of(summary: Summary) -> dict[str, Result]:
    """Return what the history keeps of each site's score, by site."""
    from nyx_audit.store.scores import Result

    return {
        one.site.id: Result(one.score, one.law, (one.interval.low, one.interval.high) if one.interval else None)
        for one in summary.sites
        if one.site
    }


def _interval(history: History, site: Site, audit: Audit, earlier: int, scoring: Scoring) -> tuple[float, float] | None:
    """Return the interval of the change since an earlier run, of which one or both saw a sample."""
    sides = []
    for one in (history.load(earlier), audit):
        assert one.run is not None
        keys = history.keys(one.run, site.id)
        scorecards = scorecards_for(one.pages_of(site.id), scoring, one.confirmed)
        sides.append([replace(scorecard, key=keys[url]) for url, scorecard in scorecards.items()])
    found = change_interval(sides[0], sides[1], scoring, site.journey_ids)
    return (found.low, found.high) if found else None


def _key_of(keys: Mapping[str, str]) -> Callable[[Page], str]:
    return lambda page: keys[page.url]
