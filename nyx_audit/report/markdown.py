"""The report for tickets and chat: scores, what to fix first, what was not looked at.

Text of pages can neither format, link, mention nor draw: it stands in code spans, or is escaped.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from nyx_audit.analysis.summary import Group, SiteSummary, Summary, reasons
from nyx_audit.analysis.tasks import Doing
from nyx_audit.model.wcag import CRITERIA
from nyx_audit.report import task_words, words
from nyx_audit.report.counts import change_counts, defects_found
from nyx_audit.report.coverage import carried_sentence, shard_sentence
from nyx_audit.report.gains import gain_is_known
from nyx_audit.report.places import line_of
from nyx_audit.report.plain import clean
from nyx_audit.report.standing import mark, sentences

FIRST = 10
PAGES = 200
REASONS = 10


def parts(summary: Summary) -> Iterator[str]:
    """Yield the report as GitHub-flavoured Markdown."""
    lines = [*_head(summary), *_tasks(summary), *(_scores(summary) if summary.audit.sites else _pages(summary))]
    for site in summary.sites:
        lines += [*_site(site, summary), *_not_looked_at(site)]
    yield "\n".join(lines).rstrip() + "\n"


def escaped(text: str, limit: int = 500) -> str:
    """Return text that Markdown and HTML take as it is, that links nowhere and mentions nobody."""
    text = re.sub(r"([\\`*_\[\]<>|~&$])", r"\\\1", clean(text, limit))
    text = re.sub(r":(?=//)|(?<=\bmailto):|(?<=\bxmpp):|(?<=\bwww)\.", r"\\\g<0>", text, flags=re.IGNORECASE)
    # A word joiner: platforms look for mentions and numbers of tickets after they have undone the escapes.
    return re.sub(r"@|#(?=\d+\b)", "\\g<0>\u2060", text)


def prose(text: str) -> str:
    """Return text of the catalogue, whose code between backticks stays code."""
    parts = re.split(r"(`[^`]+`)", text)
    return "".join(code(part[1:-1]) if part.startswith("`") else escaped(part, 2000) for part in parts)


def code(text: str, limit: int = 200, *, in_table: bool = False) -> str:
    """Return text as a code span, fenced by more backticks than it holds; in a table, bars do not end the cell."""
    text = clean(text, limit).strip() or " "
    text = text.replace("|", "\\|") if in_table else text
    fence = "`" * (max((len(run) for run in re.findall("`+", text)), default=0) + 1)
    pad = " " if text.startswith("`") or text.endswith("`") else ""
    return f"{fence}{pad}{text}{pad}{fence}"


def _head(summary: Summary) -> Iterator[str]:
    audit = summary.audit
    audited, found = sum(site.audited for site in summary.sites), sum(site.found for site in summary.sites)
    yield f"# Audit of {words.day(audit.finished_at)}"
    yield ""
    yield f"{audited} of {words.plural(found, 'page')} audited, {defects_found(summary)} found."
    for said in filter(None, (shard_sentence(summary), carried_sentence(summary))):
        yield f"{said}."
    for line in sentences(summary):
        yield f"{escaped(line)}."
    for reason in audit.incomplete:
        yield f"**Not complete:** {escaped(reason)}."
    yield ""
    engines = ", ".join(f"{name} {version}" for name, version in audit.tool.engines.items())
    yield f"nyx-audit {audit.tool.version}, ruleset {code(audit.tool.ruleset)}, {escaped(engines)}."
    yield ""


def _tasks(summary: Summary) -> Iterator[str]:
    told = [(doing, line) for site in summary.sites for doing, line in task_words.lines(site)]
    if not told:
        return
    yield "## Key tasks"
    yield ""
    for doing, line in sorted(told, key=lambda one: list(Doing).index(one[0])):
        yield f"- {task_words.SYMBOLS[doing]} {escaped(line)}"
    yield ""


def _scores(summary: Summary) -> Iterator[str]:
    yield "| Site | Score | Band | Change | Audited | Weakest area |"
    yield "| --- | ---: | --- | --- | --- | --- |"
    for site in summary.sites:
        score = site.score
        areas = [(one.value, area.value.capitalize()) for area, one in score.areas.items() if one.value is not None]
        weakest = min(areas) if areas and score.value is not None else None
        yield table_row(
            escaped(site.name),
            words.exact(score.value),
            words.band(score.value, summary.scoring.ruleset) or escaped(score.reason),
            escaped(words.change_reason(site.change)),
            f"{site.audited} of {site.found}",
            f"{weakest[1]} {words.exact(weakest[0])}" if weakest else "–",
        )
    yield ""


def _pages(summary: Summary) -> Iterator[str]:
    yield "| Page | Status | Score | Band |"
    yield "| --- | --- | ---: | --- |"
    for page in summary.audit.pages[:PAGES]:
        score = summary.page_scores[page.site, page.url]
        band = words.band(score.value, summary.scoring.ruleset)
        said = band or escaped(words.reason_text(page) or score.reason)
        yield table_row(code(page.url, in_table=True), words.STATUSES[page.status], words.exact(score.value), said)
    if len(summary.audit.pages) > PAGES:
        yield table_row(f"and {len(summary.audit.pages) - PAGES} more", "", "", "")
    yield ""


def table_row(*cells: str) -> str:
    """Return cells as a row of a table."""
    return "| " + " | ".join(cells) + " |"


def _site(site: SiteSummary, summary: Summary) -> Iterator[str]:
    yield f"## {escaped(site.name)}"
    yield ""
    said = [words.cap_reason(site.score), words.evidence(site.score), change_counts(site.change)]
    for sentence in filter(None, said):
        yield f"{escaped(sentence)}."
        yield ""
    yield "### Fix first"
    yield ""
    if not site.groups:
        yield "No defect was found. That does not prove that there is none."
    for number, group in enumerate(site.groups[:FIRST], 1):
        yield from _group(number, group, summary, gain_known=gain_is_known(site))
    if len(site.groups) > FIRST:
        yield ""
        yield f"And {len(site.groups) - FIRST} more."
    judge = [words.plural(len(site.doubts), "doubt") + " for a person to judge"] if site.doubts else []
    advice = [words.plural(len(site.advice), "piece") + " of advice apart from the score"] if site.advice else []
    if judge or advice:
        yield ""
        yield "; ".join([*judge, *advice]) + "."
    yield ""


def _group(number: int, group: Group, summary: Summary, *, gain_known: bool) -> Iterator[str]:
    rule = group.rule
    marks = ["Blocker"] if group.blocker else []
    marks += [words.IMPACTS[rule.impact], *filter(None, [mark(group)])]
    where = f"{words.plural(group.places, 'place')} on {words.plural(len(group.pages), 'page')}"
    gain = f"; {words.gain(group.gain)} points" if gain_known else ""
    yield f"{number}. **{prose(rule.problem)}** ({', '.join(marks)}; {where}{gain})"
    where = line_of(group.sample, group.sample_page, summary) or group.sample_page
    yield f"   - Where: {code(group.sample.selector)} on {code(where)} ({words.view_words(group.sample.views)})"
    if group.sample.message:
        yield f"   - Measured: {escaped(group.sample.message)}"
    yield f"   - Fix: {prose(rule.fix)}"
    criteria = [f"[WCAG {one}]({CRITERIA[one].url})" for one in rule.criteria if one in CRITERIA]
    yield f"   - Rule: {', '.join([code(rule.id), *criteria])}"


def _not_looked_at(site: SiteSummary) -> Iterator[str]:
    if not site.not_audited and not site.skipped:
        return
    yield "### Not audited"
    yield ""
    for what, pages in (("could not be audited", site.not_audited), ("left out", site.skipped)):
        known = reasons(pages)
        for reason, count in known[:REASONS]:
            yield f"- {words.plural(count, 'page')} {what}: {escaped(reason or 'no reason given')}"
        rest = known[REASONS:]
        if rest:
            yield f"- {words.plural(sum(count for _, count in rest), 'page')} {what} for other reasons"
    yield ""
