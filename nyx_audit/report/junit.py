"""The report for build servers, as JUnit XML: a suite a site, a case for each rule that found something on a page.

A case fails exactly where it makes the command fail, and is in error where it makes it incomplete: what is in the
baseline, ignored or below the level passes, and its output says what was found. Rules that passed are one case a page
that counts them, which keeps the file bounded. Only rules that may fail a command are in it.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from junitparser import Error, Failure, JUnitXml, Skipped, TestCase, TestSuite

from nyx_audit.analysis.gating import Standing
from nyx_audit.analysis.rows import Row, rows
from nyx_audit.analysis.summary import SiteSummary, Summary
from nyx_audit.analysis.verdict import Verdict, verdict_of
from nyx_audit.model.audit import Site
from nyx_audit.model.outcome import Outcome
from nyx_audit.model.page import Finding, Page, PageStatus
from nyx_audit.report import task_words, words
from nyx_audit.report.json import help_url, when
from nyx_audit.report.left_out import LeftOut, left_out
from nyx_audit.report.places import is_in_files, path_of_page, place_of
from nyx_audit.report.plain import clean

DESCRIBED = 20
TERMS = "terms of the command"
STANDINGS = {Standing.NEW: "new", Standing.KNOWN: "in the baseline", Standing.IGNORED: "ignored", Standing.OPEN: ""}
# What XML 1.0 does not allow, even as a reference.
FORBIDDEN = re.compile(r"[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")

Result = Error | Failure | Skipped


def parts(summary: Summary) -> Iterator[str]:
    """Yield the report as JUnit XML text."""
    verdict = verdict_of(summary)
    document = JUnitXml("nyx-audit")
    for site in summary.sites:
        document.add_testsuite(_suite(site, summary, verdict))
    if verdict.apart or verdict.gaps:
        document.add_testsuite(_terms(verdict))
    document.update_statistics()  # type: ignore[no-untyped-call]
    text: bytes = document.tostring()  # type: ignore[no-untyped-call]
    yield text.decode("utf-8") + "\n"


def xml_text(text: str, limit: int = 2000) -> str:
    """Return text without what XML forbids."""
    return FORBIDDEN.sub("", clean(text, limit))


def class_name(page: Page, site: Site | None) -> str:
    """Return a page as build servers show it, as package and class: what stands before the one dot is its site."""
    path = path_of_page(page.url)
    host, _, rest = path.partition("/") if "://" in page.url else path.rpartition("/")
    if site:
        own = path_of_page(site.url).partition("/")[0]
        return f"{_plain(site.name)}.{_plain(rest if host == own else path)}"
    return f"{_plain(host or 'files')}.{_plain(rest)}"


def _plain(text: str) -> str:
    return xml_text(text, 300).replace(".", "_") or "_"


def _suite(site: SiteSummary, summary: Summary, verdict: Verdict) -> TestSuite:
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
    cases = [case for page in pages for case in _cases(page, site, summary, verdict)]
    cases += [_counted(one, site) for one in left_out(pages, PageStatus.SKIPPED)]
    # All at once: each addition counts the whole suite anew.
    suite.add_testcases(cases)
    return suite


def _terms(verdict: Verdict) -> TestSuite:
    suite = TestSuite(TERMS)
    failed = [_case("nyx-audit.terms", one, Failure(xml_text(one), "terms")) for one in verdict.apart]
    suite.add_testcases(
        [*failed, *(_case("nyx-audit.terms", one, Error(xml_text(one), "gap")) for one in verdict.gaps)]
    )
    return suite


def _cases(page: Page, site: SiteSummary, summary: Summary, verdict: Verdict) -> Iterator[TestCase]:
    if page.status is PageStatus.SKIPPED:
        return
    name, file = class_name(page, site.site), path_of_page(page.url)
    if page.status is PageStatus.FAILED:
        said = xml_text(words.reason_text(page) or words.NO_REASON)
        yield _case(name, "page is audited", Error(said, "not-audited") if verdict.gaps else Skipped(said), file)
        return
    gating = [row for row in rows(page, summary.audit) if row.rule.tier.gates]
    passed = sum(row.outcome is Outcome.PASSED for row in gating)
    counted = _case(name, f"{words.plural(passed, 'rule')} passed", file=file)
    counted.time = page.seconds
    yield counted
    for row in gating:
        if row.outcome is Outcome.FAILED:
            yield _Failed(row, page, summary).case(name)
        elif row.outcome is Outcome.CANT_TELL:
            count = words.plural(row.doubt_count, "doubt")
            example = (row.doubts[0].message if row.doubts else "") or row.rule.title
            said = f"{count} for a person to judge: {example}"
            yield _case(name, row.rule.id, Skipped(xml_text(said)), file)
        elif row.outcome is Outcome.UNTESTED:
            said = f"not tested: {row.said.reason or words.NO_REASON}"
            yield _case(name, row.rule.id, Skipped(xml_text(said)), file)


@dataclass(frozen=True, slots=True)
class _Failed:
    """A rule that failed on a page."""

    row: Row
    page: Page
    summary: Summary

    def case(self, name: str) -> TestCase:
        """Return its case, which fails where the command does for it."""
        row, rule, gating = self.row, self.row.rule, self.summary.gating
        more = row.failed_count - len(row.failed)
        failing = [one for one in row.failed if gating.fails(self.page, rule, one)]
        others = [one for one in row.failed if one not in failing]
        more_fail = more > 0 and gating.fails(self.page, rule, None)
        case = _case(name, rule.id, self._ignored(others), self._file([*failing, *others]))
        if failing or more_fail:
            failure = Failure(xml_text(rule.problem), rule.impact.value)
            failure.text = self._text(failing, more if more_fail else 0)
            case.result = [failure]
        if others or (more and not more_fail):
            case.system_out = "\nFound, and no reason to fail:" + self._text(others, 0 if more_fail else more)
        return case

    def _ignored(self, findings: Sequence[Finding]) -> Skipped | None:
        """Why all of it is skipped, if it is."""
        found = [self.summary.gating.ignore_of(self.page, self.row.rule, one) for one in findings]
        ignores = [one for one in found if one]
        whole = ignores and len(ignores) == len(self.row.failed)
        return Skipped(xml_text(f"ignored until {ignores[0].expires}: {ignores[0].reason}")) if whole else None

    def _file(self, findings: Sequence[Finding]) -> str:
        if not findings:
            return path_of_page(self.page.url)
        return place_of(findings[0], self.page, self.summary).file

    def _text(self, findings: Sequence[Finding], more: int) -> str:
        lines = [line for finding in findings[:DESCRIBED] for line in self._finding(finding)]
        if rest := more + max(0, len(findings) - DESCRIBED):
            lines.append(f"and {rest} more")
        lines += [f"Fix: {self.row.rule.fix}", help_url(self.row.rule)]
        return "\n" + "\n".join(xml_text(line) for line in lines if line) + "\n"

    def _finding(self, finding: Finding) -> Iterable[str]:
        at = place_of(finding, self.page, self.summary)
        standing = STANDINGS[self.summary.gating.standing(self.page, self.row.rule, finding)]
        said = ", ".join(filter(None, (words.view_words(finding.views), standing)))
        return (
            f"{at.file}:{at.line}:{at.column}" if is_in_files(finding, self.page, self.summary) else "",
            finding.selector,
            f"  {finding.message} ({said})",
            f"  {clean(finding.html, 500)}" if finding.html else "",
        )


def _counted(found: LeftOut, site: SiteSummary) -> TestCase:
    examples = ", ".join(page.url for page in found.examples)
    result = Skipped(xml_text(f"{words.plural(found.count, 'page')}: {found.reason} (such as {examples})"))
    return _case(f"{_plain(site.name)}.pages left out", found.reason, result)


def _case(class_of: str, name: str, result: Result | None = None, file: str = "") -> TestCase:
    case = TestCase(xml_text(name, 300), classname=class_of)
    if file:
        case._elem.set("file", xml_text(file))
    if result is not None:
        case.result = [result]
    return case
