"""A summary whose defects are marked: new since an earlier run, or known or ignored by the terms of a command. Pure."""

from __future__ import annotations

from collections.abc import Mapping, Sequence, Set
from dataclasses import replace

from nyx_audit.analysis.compare import Change
from nyx_audit.analysis.gating import Gating, Standing, failed_findings
from nyx_audit.analysis.summary import Group, SiteSummary, Summary


def with_changes(summary: Summary, changes: Mapping[str, Change]) -> Summary:
    """Return a summary that says what changed since an earlier run, by site id, and which defects are new."""
    return replace(summary, sites=tuple(_with_change(one, changes) for one in summary.sites))


def with_gating(summary: Summary, gating: Gating) -> Summary:
    """Return a summary that says what of it fails the command, which defects are new, and which are ignored.

    What is known or ignored comes last.
    """
    found: dict[tuple[str | None, str], set[Standing]] = {}
    for page, rule, finding in failed_findings(summary.audit):
        if finding:
            found.setdefault((page.site, finding.group), set()).add(gating.standing(page, rule, finding))

    def marked(groups: Sequence[Group], site: str | None) -> tuple[Group, ...]:
        told = [_marked(group, found.get((site, group.id), set()), gating) for group in groups]
        return tuple(sorted(told, key=lambda group: (group.ignored, group.known)))

    sites = []
    for one in summary.sites:
        site = one.site.id if one.site else None
        sites.append(replace(one, groups=marked(one.groups, site), advice=marked(one.advice, site)))
    return replace(summary, sites=tuple(sites), gating=gating)


def _with_change(site: SiteSummary, changes: Mapping[str, Change]) -> SiteSummary:
    change = changes.get(site.site.id) if site.site else None
    if change is None:
        return site

    def marked(groups: Sequence[Group]) -> tuple[Group, ...]:
        return tuple(replace(group, new=group.sample.fingerprint in change.new) for group in groups)

    return replace(site, change=change, groups=marked(site.groups), advice=marked(site.advice))


def _marked(group: Group, standings: Set[Standing], gating: Gating) -> Group:
    ignored = standings == {Standing.IGNORED}
    if gating.held is None:
        return replace(group, ignored=ignored)
    known = bool(standings) and standings <= {Standing.KNOWN, Standing.IGNORED}
    return replace(group, ignored=ignored, known=known and not ignored, new=Standing.NEW in standings)
