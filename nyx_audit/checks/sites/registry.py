"""The names by which rule files call the judging functions of whole sites."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from nyx_audit.model.outcome import Verdict
from nyx_audit.model.rule import Rule
from nyx_audit.site.records import SiteEvidence

# A site's check says something of some of its pages, by address as requested; it is inapplicable to the others.
SiteJudge = Callable[[Rule, SiteEvidence], Mapping[str, Verdict]]


@dataclass(frozen=True, slots=True)
class SiteCheck:
    """A judging function of a whole site. `alone`: it can judge a page that was named by itself, too.

    `evidence` are the page's facts and what the gatherers of site evidence bring, by name.
    """

    name: str
    judge: SiteJudge
    evidence: tuple[str, ...]
    options: tuple[str, ...]
    alone: bool


SITE_CHECKS: dict[str, SiteCheck] = {}


def site_check(
    name: str, *, evidence: tuple[str, ...] = (), options: tuple[str, ...] = (), alone: bool = False
) -> Callable[[SiteJudge], SiteJudge]:
    """Register a judging function of a site; the facts of its pages are always there."""

    def register(judge: SiteJudge) -> SiteJudge:
        SITE_CHECKS[name] = SiteCheck(name, judge, ("facts", *evidence), options, alone)
        return judge

    return register
