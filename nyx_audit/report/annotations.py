"""What GitHub Actions shows beside the code: workflow commands, made so that no page can write one. Pure."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from nyx_audit.analysis.gating import Standing
from nyx_audit.analysis.summary import Summary
from nyx_audit.model.outcome import Outcome
from nyx_audit.report import words
from nyx_audit.report.places import is_in_files
from nyx_audit.report.plain import clean
from nyx_audit.report.reported import ERROR, WARNING, Reported, worst_first

# GitHub shows so many of each level, of one step.
MOST = 10
NOTICE = "notice"
LONGEST = 1000


def annotations_of(summary: Summary) -> Iterator[str]:
    """Yield a workflow command for what fails the command (an error) and for what else is not known (a warning).

    What is in the baseline, ignored or for a person to judge has none. What is beyond GitHub's limit is counted in a last one.
    """
    shown = {ERROR: 0, WARNING: 0}
    beyond = {ERROR: 0, WARNING: 0}
    for one in worst_first(summary):
        level = _level(one)
        if not level:
            continue
        if shown[level] < MOST:
            shown[level] += 1
            yield _annotation(level, one, summary)
        else:
            beyond[level] += 1
    if any(beyond.values()):
        told = words.listed([words.plural(count, f"more {level}") for level, count in beyond.items() if count])
        yield _command(NOTICE, {"title": "nyx-audit"}, f"{told} found than GitHub shows; the reports have all of them")


def _level(one: Reported) -> str:
    if one.outcome is not Outcome.FAILED or one.standing in (Standing.KNOWN, Standing.IGNORED):
        return ERROR if one.fails else ""
    return ERROR if one.fails else WARNING if one.rule.tier.gates else ""


def _annotation(level: str, one: Reported, summary: Summary) -> str:
    finding, rule = one.finding, one.rule
    in_files = is_in_files(finding, one.page, summary)
    said = f"{rule.problem}: {finding.message}" if finding.message else rule.problem
    where = finding.selector if in_files else f"{finding.selector} on {one.page.url}"
    place = _place(one) if in_files else {}
    return _command(level, {**place, "title": f"{rule.title} ({rule.id})"}, f"{said}\n{where}\nFix: {rule.fix}")


def _place(one: Reported) -> dict[str, str]:
    at = one.position
    place = {"file": at.file, "line": str(at.line), "endLine": str(at.end_line)}
    # GitHub takes columns within one line only.
    columns = {"col": str(at.column), "endColumn": str(at.end_column)}
    return place | (columns if at.is_sure and at.line == at.end_line else {})


def _command(level: str, properties: Mapping[str, str], text: str) -> str:
    said = ",".join(f"{name}={_property(value)}" for name, value in properties.items())
    lines = "\n".join(clean(line, LONGEST) for line in text.split("\n"))
    return f"::{level} {said}::{_data(lines)}"


def _data(text: str) -> str:
    return text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")


def _property(text: str) -> str:
    return _data(clean(text, LONGEST)).replace(":", "%3A").replace(",", "%2C")
