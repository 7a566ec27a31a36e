"""The report in W3C's Evaluation and Report Language, as JSON-LD (https://www.w3.org/TR/EARL10-Schema/).

It has the shape from which ACT implementation reports are made: a graph of test subjects, each with its assertions. A
rule that a page's audit says nothing of is untested there, never absent.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from nyx_audit.analysis.rows import Row, rows
from nyx_audit.analysis.summary import Summary
from nyx_audit.model.audit import Audit
from nyx_audit.model.outcome import Outcome
from nyx_audit.model.page import Finding, Page, PageStatus
from nyx_audit.model.rule import Rule
from nyx_audit.model.wcag import CRITERIA
from nyx_audit.report import words
from nyx_audit.report.json import when
from nyx_audit.report.left_out import listed
from nyx_audit.report.plain import clean
from nyx_audit.report.streamed import written

ACT_CONTEXT = "https://act-rules.github.io/earl-context.json"
ACT_RULE = "https://act-rules.github.io/rules/"
# What is below defines every word that the document uses, so that its meaning needs no other file.
TERMS: Mapping[str, Any] = {
    "earl": "http://www.w3.org/ns/earl#",
    "dct": "http://purl.org/dc/terms/",
    "doap": "http://usefulinc.com/ns/doap#",
    "ptr": "http://www.w3.org/2009/pointers#",
    "xsd": "http://www.w3.org/2001/XMLSchema#",
    "WCAG2": "https://www.w3.org/TR/WCAG22/#",
    "Assertion": "earl:Assertion",
    "Software": "earl:Software",
    "TestCase": "earl:TestCase",
    "TestRequirement": "earl:TestRequirement",
    "TestResult": "earl:TestResult",
    "TestSubject": "earl:TestSubject",
    "assertions": {"@reverse": "earl:subject", "@container": "@set"},
    "assertedBy": {"@id": "earl:assertedBy", "@type": "@id"},
    "test": {"@id": "earl:test", "@type": "@id"},
    "result": {"@id": "earl:result", "@type": "@id"},
    "mode": {"@id": "earl:mode", "@type": "@id"},
    "outcome": {"@id": "earl:outcome", "@type": "@id"},
    "info": {"@id": "earl:info"},
    "pointer": {"@id": "earl:pointer", "@type": "ptr:CSSSelectorPointer", "@container": "@set"},
    "source": {"@id": "dct:source"},
    "title": {"@id": "dct:title"},
    "description": {"@id": "dct:description"},
    "date": {"@id": "dct:date", "@type": "xsd:dateTime"},
    "isPartOf": {"@id": "dct:isPartOf", "@type": "@id", "@container": "@set"},
    "name": {"@id": "doap:name"},
    "release": {"@id": "doap:release"},
    "revision": {"@id": "doap:revision"},
}
OUTCOMES = {
    Outcome.PASSED: "earl:passed",
    Outcome.FAILED: "earl:failed",
    Outcome.CANT_TELL: "earl:cantTell",
    Outcome.INAPPLICABLE: "earl:inapplicable",
    Outcome.UNTESTED: "earl:untested",
}


def parts(summary: Summary) -> Iterator[str]:
    """Yield the report as JSON-LD text, a line a page: it has an assertion for each rule and page."""
    yield from written(_report(summary))
    yield "\n"


def _report(summary: Summary) -> dict[str, Any]:
    audit = summary.audit
    assertor = _assertor(audit)
    tests = {name: _test(rule) for name, rule in audit.rules.items()}
    return {
        "@context": [ACT_CONTEXT, dict(TERMS)],
        "@graph": (_subject(page, audit, assertor, tests) for page in listed(audit.pages)[0]),
    }


def _subject(
    page: Page, audit: Audit, assertor: Mapping[str, Any], tests: Mapping[str, Mapping[str, Any]]
) -> dict[str, Any]:
    said = _results(page, audit)
    if page.status is PageStatus.SKIPPED:
        # A crawl can leave thousands of pages out; each of them stands in the report once.
        said, tests = iter([("", _result(Outcome.UNTESTED, _not_audited(page)))]), {"": _every_test(audit)}
    date = when(audit.finished_at)
    found: dict[str, Any] = {"@type": "TestSubject", "source": clean(page.url, 8000)}
    if page.title:
        found["title"] = clean(page.title)
    found["assertions"] = [
        {
            "@type": "Assertion",
            "assertedBy": assertor,
            "mode": "earl:automatic",
            "test": tests[rule],
            "result": {**result, "date": date},
        }
        for rule, result in said
    ]
    return found


def _results(page: Page, audit: Audit) -> Iterator[tuple[str, dict[str, Any]]]:
    """Yield each rule with its result on the page."""
    known = {row.rule.id: row for row in rows(page, audit)} if page.status is PageStatus.AUDITED else {}
    missing = "the audit says nothing of this rule" if page.status is PageStatus.AUDITED else _not_audited(page)
    for rule in audit.rules:
        row = known.get(rule)
        if row is None:
            yield rule, _result(Outcome.UNTESTED, missing)
        else:
            yield rule, _result(row.outcome, _info(row), row.failed if row.outcome is Outcome.FAILED else row.doubts)


def _result(outcome: Outcome, info: str, targets: tuple[Finding, ...] = ()) -> dict[str, Any]:
    found: dict[str, Any] = {"@type": "TestResult", "outcome": OUTCOMES[outcome]}
    if info:
        found["info"] = clean(info)
    pointers = list(dict.fromkeys(clean(one.selector) for one in targets if one.selector))
    if pointers:
        found["pointer"] = pointers
    return found


def _info(row: Row) -> str:
    """Return in words what was found, and what of it the outcome alone does not say."""
    parts = []
    if row.outcome is Outcome.FAILED:
        parts.append(row.rule.problem)
    if row.failed_count:
        parts.append(f"{row.failed_count} failed")
    if row.doubt_count:
        parts.append(f"{words.plural(row.doubt_count, 'doubt')} for a person to judge")
    if row.said.omitted:
        parts.append(f"{row.said.omitted} not described")
    if row.said.reason:
        parts.append(f"not fully tested: {row.said.reason}" if parts else row.said.reason.text)
    described = row.failed if row.outcome is Outcome.FAILED else row.doubts
    parts += dict.fromkeys(one.message for one in described if one.message)
    return "; ".join(parts)


def _not_audited(page: Page) -> str:
    return f"{words.STATUSES[page.status]}: {page.reason or words.NO_REASON}"


def _assertor(audit: Audit) -> dict[str, Any]:
    engines = [f"{name} {version}" for name, version in audit.tool.engines.items()]
    return {
        "@id": f"urn:nyx-audit:{audit.tool.version}",
        "@type": "Software",
        "name": "nyx-audit",
        "release": {"revision": audit.tool.version},
        "description": clean(", ".join([f"ruleset {audit.tool.ruleset}", *engines])),
    }


def _test(rule: Rule) -> dict[str, Any]:
    """Return a rule: part of the ACT rules that it implements, and of the criteria of which a failure is a failure."""
    parts = [ACT_RULE + act for act in rule.act]
    parts += [f"WCAG2:{CRITERIA[one].slug}" for one in rule.wcag]
    found = {"@id": f"urn:nyx-audit:rule:{rule.id}", "@type": "TestCase", "title": rule.id, "description": rule.title}
    return {**found, "isPartOf": parts} if parts else found


def _every_test(audit: Audit) -> dict[str, Any]:
    return {
        "@id": f"urn:nyx-audit:ruleset:{audit.tool.ruleset}",
        "@type": "TestRequirement",
        "title": f"every rule of the audit ({words.plural(len(audit.rules), 'rule')})",
    }
