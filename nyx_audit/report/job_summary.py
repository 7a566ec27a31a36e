"""The summary of a job on GitHub: why it fails, what is new, what is fixed, the score; a screen of Markdown. Pure."""

from __future__ import annotations

from collections.abc import Iterator

from nyx_audit.analysis.gating import failing_findings
from nyx_audit.analysis.summary import Group, SiteSummary, Summary
from nyx_audit.analysis.verdict import Verdict, verdict_of
from nyx_audit.model.page import PageStatus
from nyx_audit.report import words
from nyx_audit.report.counts import defects_found
from nyx_audit.report.left_out import left_out
from nyx_audit.report.markdown import code, escaped, prose, table_row
from nyx_audit.report.standing import mark, sentences

FIRST = 10
FIXED = 10
SCORES = 20
REASONS = 5


def job_summary(summary: Summary) -> str:
    """Return the summary as GitHub-flavoured Markdown."""
    verdict = verdict_of(summary)
    lines = [
        f"## nyx-audit: {_headline(verdict)}",
        "",
        f"{defects_found(summary).capitalize()} on {words.plural(sum(site.audited for site in summary.sites), 'page')}.",
        "",
        *(f"- {escaped(line)}" for line in (*verdict.reasons, *verdict.gaps, *sentences(summary))),
        "",
        *_failing(summary),
        *_fixed(summary),
        *_scores(summary),
        *_not_audited(summary),
    ]
    return "\n".join(lines).rstrip() + "\n"


def _headline(verdict: Verdict) -> str:
    if verdict.reasons:
        return "❌ fails, and is not complete" if verdict.gaps else "❌ fails"
    return "⚠️ not complete" if verdict.gaps else "✅ nothing fails"


def _failing(summary: Summary) -> Iterator[str]:
    failing = {
        (page.site, finding.group) for page, _, finding in failing_findings(summary.audit, summary.gating) if finding
    }
    found = [(site, group) for site in summary.sites for group in site.groups if _key(site, group) in failing]
    if not found:
        return
    yield "| Fails the job | Where | Fix |"
    yield "| --- | --- | --- |"
    for _, group in found[:FIRST]:
        sample, rule = group.sample, group.rule
        marks = ", ".join(filter(None, (code(rule.id, in_table=True), words.IMPACTS[rule.impact], mark(group))))
        more = f" and {len(group.pages) - 1} more pages" if len(group.pages) > 1 else ""
        where = f"{code(sample.selector, in_table=True)} on {code(group.sample_page, in_table=True)}{more}"
        yield table_row(f"{prose(rule.problem)} ({marks})", where, prose(rule.fix))
    if len(found) > FIRST:
        yield table_row(f"and {len(found) - FIRST} more", "", "")
    yield ""


def _key(site: SiteSummary, group: Group) -> tuple[str | None, str]:
    return (site.site.id if site.site else None, group.id)


def _fixed(summary: Summary) -> Iterator[str]:
    held = summary.gating.held
    if held is None or not held.fixed:
        return
    yield f"**{words.plural(len(held.fixed), 'defect')} fixed:**"
    yield ""
    for page, entry in held.fixed[:FIXED]:
        yield f"- {code(entry.rule)} on {code(page)} {escaped(entry.words)}"
    if len(held.fixed) > FIXED:
        yield f"- and {len(held.fixed) - FIXED} more"
    yield ""


def _scores(summary: Summary) -> Iterator[str]:
    scored = [(site.name, site.score) for site in summary.sites if site.site]
    if not scored:
        audited = [page for page in summary.audit.pages if page.status is PageStatus.AUDITED]
        scored = [(page.url, summary.page_scores[page.site, page.url]) for page in audited]
    if not scored:
        return
    yield "| | Score | |"
    yield "| --- | ---: | --- |"
    for name, score in scored[:SCORES]:
        said = words.band(score.value, summary.scoring.ruleset) or score.reason
        yield table_row(escaped(name, 200), words.exact(score.value), escaped(said))
    if len(scored) > SCORES:
        yield table_row(f"and {len(scored) - SCORES} more", "", "")
    yield ""


def _not_audited(summary: Summary) -> Iterator[str]:
    found = left_out(summary.audit.pages, PageStatus.FAILED)
    for one in found[:REASONS]:
        yield f"- {words.plural(one.count, 'page')} not audited: {escaped(one.reason)}"
    if len(found) > REASONS:
        yield f"- and {words.plural(sum(one.count for one in found[REASONS:]), 'page')} for other reasons"
