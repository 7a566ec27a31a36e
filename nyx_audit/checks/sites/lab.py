"""Checks of how a page loads on a slow phone in the lab. They are measures of one place and moment, not of visitors."""

from __future__ import annotations

from collections.abc import Mapping
from statistics import median
from typing import Any

from nyx_audit.checks.sites.registry import site_check
from nyx_audit.checks.sites.verdicts import measured
from nyx_audit.model.evidence.kind import Missing
from nyx_audit.model.outcome import Verdict
from nyx_audit.model.reason import Reason, ReasonCode
from nyx_audit.model.rule import Rule
from nyx_audit.site.records import SiteEvidence, SitePage
from nyx_audit.site.wanted import first_steps

# What each figure is called, what divides it, and its unit.
FIGURES = {
    "lcp": ("until the largest part was painted", 1000, "s"),
    "cls": ("of layout shift", 1, ""),
    "tbt": ("of total blocking time", 1, "ms"),
    "bytes": ("transferred", 1000, "kB"),
}


@site_check("lab", evidence=("lab",), options=("figure",))
def judge_lab(rule: Rule, site: SiteEvidence) -> Mapping[str, Verdict]:
    """Measure one figure of the load: the median of the tries, with their spread in the message."""
    found = site.answers.get("lab")
    if found is None or isinstance(found, Missing):
        reason = found.reason if found else Reason(ReasonCode.NOT_GATHERED, "the load was not measured")
        pages = (*((site.home,) if site.home else ()), *first_steps(site))
        return {page.url: Verdict(untested=reason) for page in pages}
    return {
        url: _load(site.pages[url], one, str(rule.options["figure"])) for url, one in found.items() if url in site.pages
    }


def _load(page: SitePage, found: Mapping[str, Any], figure: str) -> Verdict:
    if "problem" in found:
        return Verdict(untested=Reason(ReasonCode.NOT_GATHERED, f"the load could not be measured: {found['problem']}"))
    words, divisor, unit = FIGURES[figure]
    values = [one[figure] / divisor for one in found["loads"] if one[figure] is not None]
    if not values:
        return Verdict(untested=Reason(ReasonCode.NOT_GATHERED, "the browser painted nothing that could be measured"))
    value = round(median(values), 3)
    spread = f"{min(values):g} to {max(values):g}" if len(values) > 1 else "one try"
    return measured(
        page.facts, value, f"{value:g} {unit} {words} on a slow phone in the lab ({spread})".replace("  ", " ")
    )
