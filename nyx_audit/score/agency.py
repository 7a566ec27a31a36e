"""The score of an agency, from those of its sites. Pure."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from math import fsum

from nyx_audit.score.records import Score
from nyx_audit.score.ruleset import Ruleset


@dataclass(frozen=True, slots=True)
class SiteResult:
    """A site's part in its agency; `key_task` is whether people begin or finish a task on it."""

    id: str
    score: Score
    key_task: bool = False


@dataclass(frozen=True, slots=True)
class AgencyScore:
    """The score of an agency. `value` is None where a site that counts has no number; `reason` names it.

    `worst` is the id of the site with the lowest score. `band` is held down by the worst site with a key task.
    """

    value: float | None
    reason: str = ""
    worst: str = ""
    band: str = ""
    held_by: str = ""


def score_agency(
    sites: Sequence[SiteResult], ruleset: Ruleset, shares: Mapping[str, float] | None = None
) -> AgencyScore:
    """Return the mean of the sites' scores by their declared shares, else equal ones; never by the number of pages.

    The band is at most one above that of the worst site with a key task. Were a site without a number left out, losing
    the evidence of a bad one would raise the score.
    """
    share = {site.id: (shares or {}).get(site.id, 0.0 if shares else 1.0) for site in sites}
    scored = [site for site in sites if site.score.value is not None]
    worst = min(scored, key=lambda site: (site.score.value or 0.0, site.id)).id if scored else ""
    lacking = [site for site in sites if site.score.value is None and share[site.id]]
    if lacking:
        return AgencyScore(None, f"no number for {lacking[0].id}: {lacking[0].score.reason}", worst)
    whole = fsum(share[site.id] for site in scored)
    if not whole:
        return AgencyScore(None, "no site counts", worst)
    value = fsum(share[site.id] * (site.score.value or 0.0) for site in scored) / whole
    return AgencyScore(value, "", worst, *_band(value, scored, ruleset))


def _band(value: float, sites: Sequence[SiteResult], ruleset: Ruleset) -> tuple[str, str]:
    """Return the word for an agency's score, and the site that holds it down, if one does."""
    words = [word for _, word in sorted(ruleset.bands)]
    own = words.index(ruleset.band(round(value, 1)))
    tasks = [site for site in sites if site.key_task and site.score.value is not None]
    worst = min(tasks, key=lambda site: (site.score.value or 0.0, site.id), default=None)
    if worst is None:
        return words[own], ""
    most = words.index(ruleset.band(round(worst.score.value or 0.0, 1))) + 1
    return words[min(own, most)], worst.id if own > most else ""
