"""The spreadsheet: one row a finding, and one for whatever could not be looked at.

It begins with a byte order mark, without which Excel reads UTF-8 as the computer's own code page; programs read the
file as "utf-8-sig". Gains have no plus sign, since spreadsheets take it for a formula.
"""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator, Mapping, Sequence

from nyx_audit.analysis.rows import Row, rows
from nyx_audit.analysis.summary import Summary
from nyx_audit.model.audit import Site
from nyx_audit.model.outcome import Outcome
from nyx_audit.model.page import Finding, Page, PageStatus
from nyx_audit.report import words
from nyx_audit.report.coverage import carried_note
from nyx_audit.report.gains import gains_by_group
from nyx_audit.report.left_out import listed
from nyx_audit.report.places import line_of
from nyx_audit.report.plain import spreadsheet_cell
from nyx_audit.report.words import reason_text
from nyx_audit.score import Gain

COLUMNS = (
    "site", "agency", "page", "status", "rule", "outcome", "impact", "tier", "area", "problem", "message", "owner", "selector",
    "snippet", "views", "wcag", "fingerprint", "group", "gain", "fix", "carried_over", "standing", "position",
)  # fmt: skip
BYTE_ORDER_MARK = "\ufeff"

Cells = Mapping[str, str]


def parts(summary: Summary) -> Iterator[str]:
    """Yield the findings as CSV text (RFC 4180), no cell of which a spreadsheet runs."""
    yield BYTE_ORDER_MARK
    yield _line(COLUMNS)
    for cells in _rows(summary):
        yield _line([spreadsheet_cell(cells.get(column, "")) for column in COLUMNS])


def _line(cells: Sequence[str]) -> str:
    line = io.StringIO()
    csv.writer(line).writerow(cells)
    return line.getvalue()


def _rows(summary: Summary) -> Iterator[Cells]:
    sites = {site.id: site for site in summary.audit.sites}
    gains = gains_by_group(summary)
    pages, counted = listed(summary.audit.pages)
    for page in pages:
        place = _place(page, sites.get(page.site) if page.site else None)
        if page.status is not PageStatus.AUDITED:
            yield place | {"message": reason_text(page)}
        for row in rows(page, summary.audit):
            yield from (place | cells for cells in _row(row, page, gains, summary))
    for one in counted:
        if more := one.count - one.listed:
            site = sites.get(one.site) if one.site else None
            status, message = words.STATUSES[PageStatus.SKIPPED], f"{words.plural(more, 'more page')}: {one.reason}"
            yield _names(site) | {"status": status, "message": message}


def _place(page: Page, site: Site | None) -> dict[str, str]:
    return {**_names(site), "page": page.url, "status": words.STATUSES[page.status], "carried_over": carried_note(page)}


def _names(site: Site | None) -> dict[str, str]:
    return {"site": site.name, "agency": site.agency} if site else {}


def _row(
    row: Row, page: Page, gains: Mapping[tuple[str | None, str], Gain], summary: Summary
) -> Iterator[dict[str, str]]:
    rule = row.rule
    about = {
        "rule": rule.id,
        "impact": rule.impact.value,
        "tier": rule.tier.value,
        "area": rule.area.value,
        "problem": rule.problem,
        "wcag": " ".join(rule.criteria),
        "fix": rule.fix,
    }
    for finding in row.failed:
        gain = gains.get((page.site, finding.group))
        known = {
            "gain": f"{gain.points:.1f}" if gain else "",
            "standing": summary.gating.standing(page, rule, finding).value,
            "position": line_of(finding, page.url, summary),
        }
        yield about | _finding(finding, Outcome.FAILED) | known
    for doubt in row.doubts:
        yield about | _finding(doubt, Outcome.CANT_TELL) | {"position": line_of(doubt, page.url, summary)}
    if row.said.omitted:
        yield about | {"outcome": row.outcome.value, "message": f"{row.said.omitted} more, counted and not described"}
    if row.said.reason:
        yield about | {"outcome": Outcome.UNTESTED.value, "message": row.said.reason.text}


def _finding(finding: Finding, outcome: Outcome) -> dict[str, str]:
    return {
        "outcome": outcome.value,
        "message": finding.message,
        "owner": finding.owner.value,
        "selector": finding.selector,
        "snippet": finding.html,
        "views": words.view_words(finding.views),
        "fingerprint": finding.fingerprint,
        "group": finding.group,
    }
