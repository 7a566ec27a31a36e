"""The report for build servers, as JUnit XML: a suite a site, a case for each defect and doubt.

Rules that passed are one case a page that counts them, which keeps the file bounded. Only rules that may fail a
command are in it.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from junitparser import Error, Failure, JUnitXml, Skipped, TestCase, TestSuite

from nyx_audit.analysis.rows import Row, rows
from nyx_audit.analysis.summary import SiteSummary, Summary, reasons
from nyx_audit.model.outcome import Outcome
from nyx_audit.model.page import Finding, Page, PageStatus
from nyx_audit.report import task_words, words
from nyx_audit.report.json import help_url, when
from nyx_audit.report.plain import clean

DESCRIBED = 20
# What XML 1.0 does not allow, even as a reference.
FORBIDDEN = re.compile(r"[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


def parts(summary: Summary) -> Iterator[str]:
    """Yield the report as JUnit XML text."""
    document = JUnitXml("nyx-audit")
    for site in summary.sites:
        document.add_testsuite(_suite(site, summary))
    document.update_statistics()  # type: ignore[no-untyped-call]
    text: bytes = document.tostring()  # type: ignore[no-untyped-call]
    yield text.decode("utf-8") + "\n"


def xml_text(text: str, limit: int = 2000) -> str:
    """Return text without what XML forbids."""
    return FORBIDDEN.sub("", clean(text, limit))


def _suite(site: SiteSummary, summary: Summary) -> TestSuite:
    audit = summary.audit
    suite = TestSuite(xml_text(site.name))
    suite.timestamp = when(audit.started_at)
    suite.add_property("ruleset", xml_text(audit.tool.ruleset))
    if site.site:
        known = site.score.value is not None
        for task in site.tasks:
            suite.add_property(xml_text(f"key task {task.journey.name}"), xml_text(task_words.verdict(task)))
        suite.add_property("score", words.exact(site.score.value) if known else xml_text(site.score.reason))
    pages = audit.pages_of(site.site.id if site.site else None)
    cases = [case for page in pages for case in _cases(page, summary)]
    for reason, count in reasons(site.skipped):
        result = Skipped(xml_text(f"{words.plural(count, 'page')}: {reason}"))
        cases.append(_case("pages left out", reason, result))
    # All at once: each addition counts the whole suite anew.
    suite.add_testcases(cases)
    return suite


def _cases(page: Page, summary: Summary) -> Iterator[TestCase]:
    if page.status is PageStatus.FAILED:
        yield _case(
            page.url, "page is audited", Error(xml_text(words.reason_text(page) or words.NO_REASON), "not-audited")
        )
    if page.status is not PageStatus.AUDITED:
        return
    gating = [row for row in rows(page, summary.audit) if row.rule.tier.gates]
    passed = sum(row.outcome is Outcome.PASSED for row in gating)
    counted = _case(page.url, f"{words.plural(passed, 'rule')} passed")
    counted.time = page.seconds
    yield counted
    for row in gating:
        if row.outcome is Outcome.FAILED:
            failure = Failure(xml_text(row.rule.problem), row.rule.impact.value)
            failure.text = _details(row)
            yield _case(page.url, row.rule.id, failure)
        elif row.outcome is Outcome.CANT_TELL:
            count = words.plural(row.doubt_count, "doubt")
            example = (row.doubts[0].message if row.doubts else "") or row.rule.title
            yield _case(page.url, row.rule.id, Skipped(xml_text(f"{count} for a person to judge: {example}")))
        elif row.outcome is Outcome.UNTESTED:
            yield _case(page.url, row.rule.id, Skipped(xml_text(f"not tested: {row.said.reason or words.NO_REASON}")))


def _case(page: str, name: str, result: Error | Failure | Skipped | None = None) -> TestCase:
    case = TestCase(xml_text(name, 300), classname=xml_text(page))
    if result is not None:
        case.result = [result]
    return case


def _details(row: Row) -> str:
    described = row.failed[:DESCRIBED]
    lines = [line for finding in described for line in _finding(finding)]
    if row.failed_count > len(described):
        lines.append(f"and {row.failed_count - len(described)} more")
    lines += [f"Fix: {row.rule.fix}", help_url(row.rule)]
    return "\n" + "\n".join(xml_text(line) for line in lines if line) + "\n"


def _finding(finding: Finding) -> Iterable[str]:
    return (
        finding.selector,
        f"  {finding.message} ({words.view_words(finding.views)})",
        f"  {clean(finding.html, 500)}" if finding.html else "",
    )
