"""Writes the generated pages of docs/: the rule reference and the command line. `make docs`; a test holds them true."""

from __future__ import annotations

import importlib
import re
from pathlib import Path

import click

from nyx_audit.catalogue.folder import packaged_folder
from nyx_audit.catalogue.load import Catalogue, load_catalogue
from nyx_audit.catalogue.techniques import load_unfound
from nyx_audit.cli import COMMANDS, cli
from nyx_audit.model.outcome import Area
from nyx_audit.model.rule import Rule
from nyx_audit.model.techniques import TECHNIQUES
from nyx_audit.model.wcag import CRITERIA
from nyx_audit.report.examples import Shown, pair_of
from nyx_audit.run.schemas import FOLDER, SCHEMAS, file_name, schema_of, schema_text
from tools.keys import tables
from tools.man import man_page
from tools.techniques import techniques_page

DOCS = Path(__file__).parent.parent / "docs"
ACT = "https://www.w3.org/WAI/standards-guidelines/act/rules/"
NOTE = "<!-- Written by tools/docs.py; change the rule's file, not this page. -->"


def main() -> None:
    """Write every generated page, and remove those whose rule is gone."""
    pages = generated()
    for path in (DOCS / "rules").glob("*.md"):
        if path not in pages:
            path.unlink()
    for path, text in pages.items():
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
    print(f"{len(pages)} pages written")


def generated() -> dict[Path, str]:
    """Return every generated page by its path."""
    catalogue = load_catalogue()
    pages = {DOCS / "rules" / f"{rule.id}.md": rule_page(rule, catalogue) for rule in catalogue.rules.values()}
    techniques = techniques_page(catalogue.rules.values(), load_unfound(packaged_folder() / "techniques.yaml"))
    return pages | {
        DOCS / "rules.md": index_page(catalogue),
        DOCS / "commands.md": commands_page(),
        DOCS / "techniques.md": techniques,
        DOCS / "nyx-audit.1": man_page(),
        DOCS / "json.md": report_page(),
        DOCS / "configuration.md": configuration_page(),
        DOCS / "rule-files.md": rule_files_page(),
        **{DOCS.parent / FOLDER / file_name(name, schema_of(name)): schema_text(name) for name in SCHEMAS},
    }


def report_page() -> str:
    """Return the description of the JSON report, made from its schema."""
    schema = schema_of("report")
    intro = (
        f"`--json PATH` writes one object; its schema is `nyx-audit schema report`, or `{schema['$id']}`, with "
        "[a promise](schemas.md). A reader skips keys that it does not know. [The score](score.md) explains the scores."
    )
    reason = schema["$defs"]["reason_code"]
    codes = f"{reason['description']} There are {', '.join(f'`{one}`' for one in reason['examples'])}."
    lines = tables({"The report": schema}, with_defaults=False)
    return "\n".join([_written_from("the schema"), "", "# The JSON report", "", intro, "", *lines, "## Reason codes", "", codes, ""])  # fmt: skip


def configuration_page() -> str:
    """Return every key of the files that people write for the program, made from their schemas."""
    names = {"sites.yaml": "sites", "nyx-audit.yaml": "project", "Baseline": "baseline"}
    intro = (
        "Two files say what is audited and on which terms: `sites.yaml` for `run`, `nyx-audit.yaml` beside a project for "
        "`check`. A third, the baseline, is written by `nyx-audit baseline update`. `nyx-audit init` writes a commented "
        "`sites.yaml`. A key that is misspelt is refused, with its line and what is allowed; "
        "[their schemas](schemas.md) have editors complete and check them. [How pages are entered](access.md) explains "
        "`access` and `flows`."
    )
    sections = tables({heading: schema_of(name) for heading, name in names.items()})
    return "\n".join([_written_from("the schemas"), "", "# Configuration", "", intro, "", *sections])


def rule_files_page() -> str:
    """Return every key of a rule's file."""
    intro = (
        "`nyx-audit rules new ID` writes such a file, valid from the start, with its script beside it; "
        "`nyx-audit rules test ID` runs its examples. A rule of your own stands in a folder that `--rules` names."
    )
    lines = tables({"Keys": schema_of("rule")})
    return "\n".join([_written_from("the schema"), "", "# The files of rules", "", intro, "", *lines])


def _written_from(source: str) -> str:
    return NOTE.replace("the rule's file", source)


def index_page(catalogue: Catalogue) -> str:
    """Return the list of all rules, by area and weight."""
    lines = [NOTE, "", "# The rules", ""]
    lines += [f"{len(catalogue.rules)} rules, of which {len(catalogue.scored())} weigh in the score. Advice and previews weigh nothing and never fail a command.", ""]  # fmt: skip
    for area in Area:
        rules = [rule for rule in catalogue.rules.values() if rule.area is area]
        if not rules:
            continue
        lines += [
            f"## {area.capitalize()}",
            "",
            "| rule | what must or should hold | impact | tier | WCAG |",
            "|---|---|---|---|---|",
        ]
        rules.sort(key=lambda rule: (-catalogue.ruleset.weight(rule), rule.tier, rule.id))
        lines += [
            f"| [{rule.id}](rules/{rule.id}.md) | {_prose(rule.title)} | {rule.impact} | {rule.tier} | {', '.join(rule.criteria)} |"
            for rule in rules
        ]
        lines.append("")
    return "\n".join(lines)


def rule_page(rule: Rule, catalogue: Catalogue) -> str:
    """Return one rule's page: what, why, how to fix, a wrong and a right example, standards, limits."""
    weight = catalogue.ruleset.weight(rule)
    lines = [NOTE, "", f"# {_prose(rule.title)}", "", f"`{rule.id}`: {_prose(rule.problem)}.", ""]
    lines += ["| | |", "|---|---|"]
    facts = {
        "area": rule.area,
        "impact": rule.impact,
        "tier": rule.tier,
        "weight in the score": f"{weight:g}",
        "views": ", ".join(rule.views),
        "who is affected": ", ".join(rule.affects),
        "status": f"{rule.status}, since {rule.since}",
    }
    lines += [f"| {name} | {value} |" for name, value in facts.items()]
    lines += [
        "",
        "## What is checked",
        "",
        _prose(rule.what),
        "",
        "## Why it matters",
        "",
        _prose(rule.why),
        "",
        "## How to fix it",
        "",
        _prose(rule.fix),
        "",
    ]
    for shown in pair_of(rule) or ():
        lines += [f"**{shown.word}**: {_prose(shown.title)}", "", *_code(shown)]
    if rule.limits:
        lines += ["## What it cannot tell", "", _prose(rule.limits), ""]
    standards = _standards(rule)
    if standards:
        lines += ["## Standards", "", *standards, ""]
    return "\n".join(lines)


def _prose(text: str) -> str:
    """Return text in which a tag is one that is read; in Markdown, it would be an element of the page."""
    return re.sub(r"`[^`]*`|<", lambda found: "&lt;" if found[0] == "<" else found[0], text)


def _code(shown: Shown) -> list[str]:
    return [f"```{'html' if shown.is_html else ''}", shown.text, "```", ""] if shown.text else []


def _standards(rule: Rule) -> list[str]:
    lines = []
    for criterion in rule.criteria:
        known = CRITERIA[criterion]
        relation = "a failure is a failure of" if criterion in rule.wcag else "a failure bears on"
        lines.append(f"- {relation} [WCAG {criterion} {known.name}]({known.url}) ({known.level})")
    lines += [f"- implements [ACT rule {act}]({ACT}{act}/)" for act in rule.act]
    found = [TECHNIQUES[one] for one in rule.techniques]
    lines += [f"- finds [WCAG failure technique {one.id}]({one.url}): {one.name}" for one in found]
    sources = [source for source in rule.sources if source.url not in {one.url for one in found}]
    return lines + [f"- [{source.title}]({source.url})" for source in sources]


def commands_page() -> str:
    """Return the help of every command."""
    lines = [NOTE.replace("rule's file", "command's help"), "", "# The command line", "", *_help(cli, [])]
    for name in COMMANDS:
        command = getattr(importlib.import_module(f"nyx_audit.cli.{name}"), name)
        lines += [f"## {name}", "", *_help(command, [name])]
        if isinstance(command, click.Group):
            for sub_name, sub in command.commands.items():
                lines += [f"### {name} {sub_name}", "", *_help(sub, [name, sub_name])]
    return "\n".join(lines)


def _help(command: click.Command, path: list[str]) -> list[str]:
    context = click.Context(
        command, info_name=" ".join(["nyx-audit", *path]), max_content_width=100, terminal_width=100
    )
    return ["```", command.get_help(context), "```", ""]


if __name__ == "__main__":
    main()
