"""The names by which rule files call the judging functions."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from nyx_audit.model.evidence import PageEvidence
from nyx_audit.model.outcome import Verdict, View
from nyx_audit.model.rule import Rule
from nyx_audit.site.records import SiteEvidence

Judge = Callable[[Rule, PageEvidence, View], Verdict]
# A site's check says something of some of its pages, by address as asked for; it is inapplicable to the others.
SiteJudge = Callable[[Rule, SiteEvidence], Mapping[str, Verdict]]


@dataclass(frozen=True, slots=True)
class Check:
    """A judging function of one page in one view, the evidence that it needs, and the options that a rule may set.

    `in_page`: it judges what the rule's own half in the page found.
    """

    name: str
    judge: Judge
    evidence: tuple[str, ...]
    options: tuple[str, ...]
    in_page: bool = False


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


CHECKS: dict[str, Check] = {}
SITE_CHECKS: dict[str, SiteCheck] = {}


def check(
    name: str, *, evidence: tuple[str, ...], options: tuple[str, ...] = (), in_page: bool = False
) -> Callable[[Judge], Judge]:
    """Register a judging function under the name by which rule files call it."""

    def register(judge: Judge) -> Judge:
        CHECKS[name] = Check(name, judge, evidence, options, in_page)
        return judge

    return register


def site_check(
    name: str, *, evidence: tuple[str, ...] = (), options: tuple[str, ...] = (), alone: bool = False
) -> Callable[[SiteJudge], SiteJudge]:
    """Register a judging function of a site; the facts of its pages are always there."""

    def register(judge: SiteJudge) -> SiteJudge:
        SITE_CHECKS[name] = SiteCheck(name, judge, ("facts", *evidence), options, alone)
        return judge

    return register
