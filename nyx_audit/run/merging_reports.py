"""Merges the JSON reports of `check` that are shards of one audit into its summary."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from itertools import zip_longest
from pathlib import Path

from nyx_audit.analysis.shards import Given, given, missing_of, refuse_strangers, together
from nyx_audit.analysis.summary import Summary, summarize
from nyx_audit.catalogue.load import load_catalogue
from nyx_audit.errors import InputError
from nyx_audit.model.audit import Audit
from nyx_audit.model.page import Page
from nyx_audit.report.reading import read_report
from nyx_audit.run.checking import incomplete_of_pages
from nyx_audit.score import Scoring
from nyx_audit.version import VERSION


def merge_reports(paths: Sequence[str], rule_folders: Sequence[Path] = ()) -> Summary:
    """Return the summary of the audit of which these reports are shards; one that is missing makes it incomplete.

    What a report does not hold comes from the catalogue, so it must be the one that the reports were made with. Raises
    InputError for what is not a report of `check`, not a shard, or not of one whole.
    """
    shards = [given(path, read_report(Path(path)), "this report") for path in paths]
    for one in shards:
        if one.audit.sites:
            raise InputError(one.where, "is a report of whole sites; merge the histories of those runs instead")
        if len(one.shard.numbers) > 1:
            raise InputError(one.where, f"was merged itself ({one.shard}); name the reports of the shards")
    refuse_strangers(shards)
    audit, scoring = _with_rules(_joined(shards), shards[0].where, rule_folders)
    return summarize(audit, scoring)


def _joined(shards: Sequence[Given]) -> Audit:
    audits = [one.audit for one in shards]
    shard = together(shards)
    pages = _dealt_back(shards)
    held = {group for audit in audits for group in _failed(audit) if group not in audit.confirmed}
    unconfirmed = {group for audit in audits for group in audit.confirmed}
    return replace(
        audits[0],
        started_at=min(audit.started_at for audit in audits),
        finished_at=max(audit.finished_at for audit in audits),
        pages=pages,
        incomplete=(*missing_of(shard, (), "pages"), *_own(audits, pages)),
        confirmed=dict.fromkeys(sorted(unconfirmed - held), False),
        shard=shard,
        positions={place: at for audit in audits for place, at in audit.positions.items()},
    )


def _own(audits: Sequence[Audit], pages: Sequence[Page]) -> tuple[str, ...]:
    return incomplete_of_pages(pages) or tuple(dict.fromkeys(reason for one in audits for reason in one.incomplete))


def _failed(audit: Audit) -> set[str]:
    return {finding.group for page in audit.pages for row in page.outcomes for finding in row.findings}


def _dealt_back(shards: Sequence[Given]) -> tuple[Page, ...]:
    """The pages in the order in which they were named: every Nth is of one shard."""
    by_number = {one.shard.numbers[0]: one.audit.pages for one in shards}
    rows = zip_longest(*(by_number.get(number, ()) for number in range(1, shards[0].shard.of + 1)))
    return tuple(page for row in rows for page in row if page is not None)


def _with_rules(audit: Audit, where: str, rule_folders: Sequence[Path]) -> tuple[Audit, Scoring]:
    catalogue = load_catalogue(rule_folders)
    lacking = [name for name in audit.rules if name not in catalogue.rules]
    if lacking:
        raise InputError(where, f'its rule "{lacking[0]}" is not in the catalogue; name its folder with --rules')
    if audit.tool.version != VERSION:
        raise InputError(
            where, f"was made by nyx-audit {audit.tool.version}; merge it with that version, not {VERSION}"
        )
    rules = {name: catalogue.rules[name] for name in audit.rules}
    return replace(audit, rules=rules), Scoring.of(catalogue.ruleset, rules)
