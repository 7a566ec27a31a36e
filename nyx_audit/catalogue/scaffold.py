"""The files of a new rule: valid from the start, with words to replace."""

from __future__ import annotations

from pathlib import Path

from nyx_audit.errors import OutputError, UsageError
from nyx_audit.model.outcome import Area

RULE = """\
id: {id}
title: Paragraphs should have words        # must for law and WCAG, should for all others
problem: People meet a paragraph that says nothing
area: {area}
impact: minor                              # minor, moderate, serious, critical: what a failure does to a person
tier: preview                              # law, wcag, guidance, heuristic; advice and preview weigh nothing
affects: [screen-reader]
what: >-
  What is checked, and where the limit is.
why: >-
  What a person meets where the rule does not hold.
fix: >-
  What to do about it.
check: in-page                             # judged by {id}.js beside this file
evidence: [axe]
examples:
  - outcome: passed
    title: A paragraph with words
    html: |
      <p>Bring your licence</p>
  - outcome: failed
    title: An empty paragraph
    html: |
      <p id="empty"></p>
    targets: ["#empty"]
  - outcome: inapplicable
    title: A page without paragraphs
    html: |
      <h1>Renew</h1>
"""
SCRIPT = """\
const {{fold}} = nyx.text;

define({{
  selector: 'p',
  evaluate: (element) => fold(element.textContent || '') !== '',
  message: 'it is empty',
}});
"""


def write_rule(rule_id: str, folder: Path, area: Area) -> tuple[Path, Path]:
    """Write the YAML and the script of a new rule; return their paths.

    Raises UsageError where the rule exists, OutputError where the folder cannot be written.
    """
    file, script = folder / f"{rule_id}.yaml", folder / f"{rule_id}.js"
    for path in (file, script):
        if path.exists():
            raise UsageError(f"{path} exists already")
    try:
        folder.mkdir(parents=True, exist_ok=True)
        file.write_text(RULE.format(id=rule_id, area=area.value), encoding="utf-8")
        script.write_text(SCRIPT.format(), encoding="utf-8")
    except OSError as error:
        raise OutputError(f"{folder}: cannot be written ({error.strerror})") from error
    return file, script
