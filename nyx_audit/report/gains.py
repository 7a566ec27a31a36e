"""What fixing a group of findings brings. Pure."""

from __future__ import annotations

from nyx_audit.analysis.summary import SiteSummary, Summary
from nyx_audit.score import Gain


def gains_by_group(summary: Summary) -> dict[tuple[str | None, str], Gain]:
    """Return what fixing a group brings, by site id and group, where that is known."""
    return {
        (site.site.id if site.site else None, group.id): group.gain
        for site in summary.sites
        for group in (*site.groups, *site.advice)
        if gain_is_known(site)
    }


def gain_is_known(site: SiteSummary) -> bool:
    """Return whether gains mean anything: a site without a number has none to gain on."""
    return site.site is None or site.score.value is not None
