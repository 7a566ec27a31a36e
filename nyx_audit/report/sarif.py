"""The report for code scanning: SARIF 2.1.0 (https://docs.oasis-open.org/sarif/sarif/v2.1.0/)."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Mapping
from pathlib import PurePath, PurePosixPath, PureWindowsPath
from typing import Any
from urllib.parse import quote

from nyx_audit.analysis.rows import Row, rows
from nyx_audit.analysis.summary import Summary
from nyx_audit.model.audit import Audit
from nyx_audit.model.outcome import Impact, Outcome
from nyx_audit.model.page import Finding, Page, PageStatus
from nyx_audit.model.rule import Rule
from nyx_audit.report import words
from nyx_audit.report.gains import gains_by_group
from nyx_audit.report.json import help_url, when
from nyx_audit.report.plain import clean
from nyx_audit.report.streamed import written
from nyx_audit.score import Gain

SCHEMA = "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json"
FINGERPRINT = "nyxAudit/v1"
NOT_AUDITED, UNTESTED = "page-not-audited", "rule-not-tested"
# What an address may hold as it is; a "%" stays where it already encodes something.
SAFE = "!$&'()*+,/:;=?@[]~%"

Gains = Mapping[tuple[str | None, str], Gain]


def parts(summary: Summary) -> Iterator[str]:
    """Yield the report as SARIF text: a line for each result."""
    yield from written(_report(summary))
    yield "\n"


def _report(summary: Summary) -> dict[str, Any]:
    audit = summary.audit
    order = {rule: place for place, rule in enumerate(audit.rules)}
    gains = gains_by_group(summary)
    run = {
        "tool": {
            "driver": {
                "name": "nyx-audit",
                "version": audit.tool.version,
                "rules": [_rule(rule) for rule in audit.rules.values()],
                "notifications": [
                    {"id": NOT_AUDITED, "shortDescription": {"text": "A page that should have been audited was not"}},
                    {"id": UNTESTED, "shortDescription": {"text": "A rule could not be tested on a page"}},
                ],
                "properties": {"ruleset": audit.tool.ruleset, "engines": dict(audit.tool.engines)},
            }
        },
        "invocations": [_invocation(audit, order)],
        "columnKind": "unicodeCodePoints",
        "results": (
            _result(finding, outcome, row, page, order, gains)
            for page in audit.pages
            for row in rows(page, audit)
            for outcome, findings in ((Outcome.FAILED, row.failed), (Outcome.CANT_TELL, row.doubts))
            for finding in findings
        ),
    }
    return {"$schema": SCHEMA, "version": "2.1.0", "runs": (one for one in (run,))}


def page_uri(url: str) -> str:
    """Return a page as a URI reference: percent-encoded where it must be, a local path relative if it was."""
    url = clean(url, 8000)
    if re.match(r"[a-zA-Z][a-zA-Z0-9+.-]+:", url):
        return _encoded(url)
    path: PurePath = PureWindowsPath(url) if re.match(r"[a-zA-Z]:|.*\\", url) else PurePosixPath(url)
    if path.is_absolute():
        return path.as_uri()
    # A colon in the first segment would read as a scheme.
    return quote(path.as_posix(), "!$&'()*+,/;=@~")


def _encoded(address: str) -> str:
    """Return an address percent-encoded; only what already is an encoding keeps its "%", and one "#" its meaning."""
    address = re.sub(r"%(?![0-9a-fA-F]{2})", "%25", address)
    head, hash_, fragment = address.partition("#")
    return quote(head, SAFE) + hash_ + quote(fragment, SAFE)


def _rule(rule: Rule) -> dict[str, Any]:
    tags = [rule.area.value, rule.tier.value, *(f"wcag{one.replace('.', '')}" for one in rule.criteria)]
    found = {
        "id": rule.id,
        "shortDescription": {"text": rule.title},
        "fullDescription": {"text": rule.problem},
        "help": {"text": "\n\n".join(part for part in (rule.what, rule.why, f"Fix: {rule.fix}") if part)},
        "helpUri": help_url(rule),
        "defaultConfiguration": {"level": _level(Outcome.FAILED, rule)},
        "properties": {
            "tags": tags,
            "impact": rule.impact.value,
            "tier": rule.tier.value,
            "area": rule.area.value,
            "wcag": list(rule.criteria),
            "act": list(rule.act),
        },
    }
    return {name: value for name, value in found.items() if value}


def _level(outcome: Outcome, rule: Rule) -> str:
    if outcome is not Outcome.FAILED or not rule.tier.gates:
        return "note"
    return "error" if rule.impact in (Impact.CRITICAL, Impact.SERIOUS) else "warning"


def _result(
    finding: Finding, outcome: Outcome, row: Row, page: Page, order: Mapping[str, int], gains: Gains
) -> dict[str, Any]:
    rule = row.rule
    said = rule.problem if outcome is Outcome.FAILED else f"For a person to judge: {rule.title}"
    location: dict[str, Any] = {
        "physicalLocation": {"artifactLocation": {"uri": page_uri(page.url)}},
        "logicalLocations": [{"fullyQualifiedName": clean(finding.selector), "kind": "element"}],
    }
    if finding.html:
        location["physicalLocation"]["region"] = {"snippet": {"text": clean(finding.html)}}
    gain = gains.get((page.site, finding.group)) if outcome is Outcome.FAILED else None
    return {
        "ruleId": rule.id,
        "ruleIndex": order[rule.id],
        "level": _level(outcome, rule),
        "message": {"text": clean(f"{said}: {finding.message}" if finding.message else said)},
        "locations": [location],
        "partialFingerprints": {FINGERPRINT: finding.fingerprint},
        "properties": {
            "outcome": outcome.value,
            "views": [view.value for view in finding.views],
            "group": finding.group,
            **({"site": page.site} if page.site else {}),
            **({"gain": round(gain.points, 1)} if gain else {}),
        },
    }


def _invocation(audit: Audit, order: Mapping[str, int]) -> dict[str, Any]:
    return {
        "executionSuccessful": audit.complete,
        "startTimeUtc": when(audit.started_at),
        "endTimeUtc": when(audit.finished_at),
        "toolExecutionNotifications": [*_pages_not_audited(audit), *_rules_not_tested(audit, order)],
    }


def _pages_not_audited(audit: Audit) -> Iterator[dict[str, Any]]:
    for page in audit.pages:
        if page.status is PageStatus.AUDITED:
            continue
        yield {
            "descriptor": {"id": NOT_AUDITED},
            "level": "error" if page.status is PageStatus.FAILED else "note",
            "message": {"text": clean(f"{words.STATUSES[page.status]}: {page.reason or words.NO_REASON}")},
            "locations": [{"physicalLocation": {"artifactLocation": {"uri": page_uri(page.url)}}}],
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
            "message": {"text": clean(f"not fully tested on {words.plural(pages, 'page')}: {reason}")},
        }
