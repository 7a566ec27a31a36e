"""Checks of how a page loads on a slow phone in the lab. They are measures of one place and moment, not of visitors."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from statistics import median

from nyx_audit.checks.sites.registry import site_check
from nyx_audit.checks.sites.verdicts import measured
from nyx_audit.model.outcome import Verdict
from nyx_audit.model.reason import Reason, ReasonCode
from nyx_audit.model.rule import Rule
from nyx_audit.site.evidence import LAB, LabLoads, Load, Loads
from nyx_audit.site.needed import first_steps
from nyx_audit.site.records import SiteEvidence, SitePage


@dataclass(frozen=True, slots=True)
class Figure:
    """How a figure of a load is read, what it is called, what divides it, and its unit."""

    of: Callable[[Load], float | None]
    words: str
    divisor: int
    unit: str


FIGURES = {
    "lcp": Figure(lambda load: load.lcp, "until the largest part was painted", 1000, "s"),
    "cls": Figure(lambda load: load.cls, "of layout shift", 1, ""),
    "tbt": Figure(lambda load: load.tbt, "of total blocking time", 1, "ms"),
    "bytes": Figure(lambda load: load.bytes, "transferred", 1000, "kB"),
}


def _chosen(site: SiteEvidence) -> Iterator[str]:
    """The pages that the lab loads."""
    if site.home:
        yield site.home.url
    yield from (page.url for page in first_steps(site))


@site_check("lab", LAB, options=("figure",), untested_on=_chosen)
def judge_lab(rule: Rule, site: SiteEvidence, lab: LabLoads) -> Mapping[str, Verdict]:
    """Measure one figure of the load: the median of the tries, with their spread in the message."""
    figure = FIGURES[str(rule.options["figure"])]
    return {url: _measure(site.pages[url], one, figure) for url, one in lab.pages.items() if url in site.pages}


def _measure(page: SitePage, found: Loads, figure: Figure) -> Verdict:
    if found.reason:
        return Verdict(untested=Reason(ReasonCode.NOT_GATHERED, f"the load could not be measured: {found.reason}"))
    values = [value / figure.divisor for one in found.loads if (value := figure.of(one)) is not None]
    if not values:
        return Verdict(untested=Reason(ReasonCode.NOT_GATHERED, "the browser painted nothing that could be measured"))
    value = round(median(values), 3)
    spread = f"{min(values):g} to {max(values):g}" if len(values) > 1 else "one try"
    message = f"{value:g} {figure.unit} {figure.words} on a slow phone in the lab ({spread})".replace("  ", " ")
    return measured(page.facts, value, message)
