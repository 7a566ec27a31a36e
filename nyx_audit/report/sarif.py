"""The report for code scanning: SARIF 2.1.0 (https://docs.oasis-open.org/sarif/sarif/v2.1.0/), as GitHub takes it.

GitHub requires of each result a relative file with a region, refuses a report with more than 25,000 results in a run,
and shows 5,000 of them: the worst are first, and those beyond its limits are counted.
"""

from __future__ import annotations

import zlib
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from nyx_audit.analysis.gating import Standing
from nyx_audit.analysis.summary import Summary
from nyx_audit.model.audit import Audit
from nyx_audit.model.outcome import Outcome, Tier
from nyx_audit.model.page import PageStatus
from nyx_audit.model.position import Position
from nyx_audit.model.rule import Rule
from nyx_audit.report import words
from nyx_audit.report.gains import gains_by_group
from nyx_audit.report.json import help_url, when
from nyx_audit.report.left_out import LeftOut, left_out
from nyx_audit.report.places import path_of_page, uri_of
from nyx_audit.report.plain import clean
from nyx_audit.report.reported import ERROR, NOTE, WARNING, Reported, level_of, worst_first
from nyx_audit.report.streamed import Written, text_of, written
from nyx_audit.score import Gain

SCHEMA = "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json"
FINGERPRINT = "nyxAudit/v1"
NOT_AUDITED, UNTESTED, OMITTED = "page-not-audited", "rule-not-tested", "results-omitted"
NOTIFICATIONS = {
    NOT_AUDITED: "A page that should have been audited was not",
    UNTESTED: "A rule could not be tested on a page",
    OMITTED: "More was found than a report may hold",
}
# GitHub's limits; of the compressed size, some is left for what is not results.
MOST_RESULTS = 25_000
MOST_COMPRESSED = 9_000_000
MOST_TAGS = 10
LONGEST = 1000
PRECISIONS = {Tier.HEURISTIC: "medium", Tier.ADVICE: "low", Tier.PREVIEW: "low"}
STATES = {Standing.NEW: "new", Standing.KNOWN: "unchanged"}

Gains = Mapping[tuple[str | None, str], Gain]


def parts(summary: Summary) -> Iterator[str]:
    """Yield the report as SARIF text: a line for each result."""
    yield from written(_report(summary))
    yield "\n"


def _report(summary: Summary) -> dict[str, Any]:
    audit = summary.audit
    order = {rule: place for place, rule in enumerate(audit.rules)}
    gains = gains_by_group(summary)
    room = _Room()
    run = {
        "tool": {
            "driver": {
                "name": "nyx-audit",
                "version": audit.tool.version,
                "rules": [_rule(rule) for rule in audit.rules.values()],
                "notifications": [
                    {"id": one, "shortDescription": {"text": text}} for one, text in NOTIFICATIONS.items()
                ],
                "properties": {"ruleset": audit.tool.ruleset, "engines": dict(audit.tool.engines)},
            }
        },
        "columnKind": "unicodeCodePoints",
        "results": room.taken(text_of(_result(one, order, gains)) for one in worst_first(summary)),
        # Made when the results are written: only then is known how many there was no room for.
        "invocations": (_invocation(audit, order, room.omitted) for _ in range(1)),
    }
    return {"$schema": SCHEMA, "version": "2.1.0", "runs": (one for one in (run,))}


class _Room:
    """What a report has room for."""

    def __init__(self) -> None:
        self.omitted = 0

    def taken(self, results: Iterable[Written]) -> Iterator[Written]:
        """Yield the results that there is room for, and count the others."""
        packer, size = zlib.compressobj(1), 0
        for number, text in enumerate(results):
            if number < MOST_RESULTS and size < MOST_COMPRESSED:
                size += len(packer.compress(text.encode("utf-8", "replace")))
                yield text
            else:
                self.omitted += 1


def _rule(rule: Rule) -> dict[str, Any]:
    tags = ["accessibility", rule.area.value, rule.tier.value]
    tags += [f"wcag{one.replace('.', '')}" for one in rule.criteria]
    explained = [part for part in (rule.what, rule.why, f"Fix: {rule.fix}") if part]
    link = f"[{', '.join(f'WCAG {one}' for one in rule.criteria) or 'Source'}]({help_url(rule)})"
    found = {
        "id": rule.id,
        "name": rule.id,
        "shortDescription": {"text": rule.title[:LONGEST]},
        "fullDescription": {"text": rule.problem[:LONGEST]},
        "help": {
            "text": "\n\n".join(explained),
            "markdown": "\n\n".join([f"**{rule.problem}**", *explained, *([link] if help_url(rule) else [])]),
        },
        "helpUri": help_url(rule),
        "defaultConfiguration": {"level": level_of(rule)},
        "properties": {
            "tags": tags[:MOST_TAGS],
            "precision": PRECISIONS.get(rule.tier, "high"),
            "problem.severity": {ERROR: "error", WARNING: "warning", NOTE: "recommendation"}[level_of(rule)],
            "impact": rule.impact.value,
            "tier": rule.tier.value,
            "area": rule.area.value,
            "wcag": list(rule.criteria),
            "act": list(rule.act),
        },
    }
    return {name: value for name, value in found.items() if value}


def _result(one: Reported, order: Mapping[str, int], gains: Gains) -> dict[str, Any]:
    finding, rule, page = one.finding, one.rule, one.page
    said = rule.problem if one.outcome is Outcome.FAILED else f"For a person to judge: {rule.title}"
    gain = gains.get((page.site, finding.group)) if one.outcome is Outcome.FAILED else None
    result = {
        "ruleId": rule.id,
        "ruleIndex": order[rule.id],
        "level": one.level,
        "message": {"text": clean(f"{said}: {finding.message}" if finding.message else said, LONGEST)},
        "locations": [
            {
                "physicalLocation": _physical(one.position, finding.html),
                "logicalLocations": [{"fullyQualifiedName": clean(finding.selector, LONGEST), "kind": "element"}],
            }
        ],
        "partialFingerprints": {
            FINGERPRINT: finding.fingerprint,
            "primaryLocationLineHash": f"{one.key[:16]}:{one.number}",
        },
        "baselineState": STATES.get(one.standing) if one.standing else None,
        "suppressions": [{"kind": "external", "justification": _justification(one)}] if one.ignore else None,
        "properties": {
            "outcome": one.outcome.value,
            "page": clean(page.url),
            "views": [view.value for view in finding.views],
            "group": finding.group,
            "fails": one.fails,
            **({"site": page.site} if page.site else {}),
            **({"gain": round(gain.points, 1)} if gain else {}),
        },
    }
    return {name: value for name, value in result.items() if value is not None}


def _physical(at: Position, html: str = "") -> dict[str, Any]:
    region: dict[str, Any] = {
        "startLine": at.line,
        "startColumn": at.column,
        "endLine": at.end_line,
        "endColumn": at.end_column,
    }
    if html:
        region["snippet"] = {"text": clean(html, LONGEST)}
    return {"artifactLocation": {"uri": uri_of(at.file)}, "region": region}


def _justification(one: Reported) -> str:
    if one.ignore is None:
        return ""
    who = [part for part in (one.ignore.owner, one.ignore.ticket, f"until {one.ignore.expires}") if part]
    return clean(f"{one.ignore.reason} ({', '.join(who)})", LONGEST)


def _invocation(audit: Audit, order: Mapping[str, int], omitted: int) -> dict[str, Any]:
    return {
        "executionSuccessful": audit.complete,
        "startTimeUtc": when(audit.started_at),
        "endTimeUtc": when(audit.finished_at),
        "toolExecutionNotifications": [
            *map(_not_audited, left_out(audit.pages, PageStatus.FAILED)),
            *map(_not_audited, left_out(audit.pages, PageStatus.SKIPPED)),
            *_rules_not_tested(audit, order),
            *_omitted(omitted),
        ],
    }


def _not_audited(found: LeftOut) -> dict[str, Any]:
    said = f"{words.plural(found.count, 'page')} {words.STATUSES[found.status]}: {found.reason}"
    return {
        "descriptor": {"id": NOT_AUDITED},
        "level": "error" if found.status is PageStatus.FAILED else "note",
        "message": {"text": clean(said, LONGEST)},
        "locations": [{"physicalLocation": _physical(Position(path_of_page(page.url)))} for page in found.examples],
        "properties": {"pages": found.count, "examples": [clean(page.url) for page in found.examples]},
    }


def _rules_not_tested(audit: Audit, order: Mapping[str, int]) -> Iterator[dict[str, Any]]:
    found = Counter(
        (row.rule, row.reason) for page in audit.pages for row in page.outcomes if row.reason and row.rule in order
    )
    for (rule, reason), pages in found.items():
        yield {
            "descriptor": {"id": UNTESTED},
            "associatedRule": {"id": rule, "index": order[rule]},
            "level": "warning",
            "message": {"text": clean(f"not fully tested on {words.plural(pages, 'page')}: {reason}", LONGEST)},
        }


def _omitted(count: int) -> Iterator[dict[str, Any]]:
    if count:
        yield {
            "descriptor": {"id": OMITTED},
            "level": "warning",
            "message": {"text": f"{words.plural(count, 'result')} more than the report may hold; the worst are in it"},
        }
