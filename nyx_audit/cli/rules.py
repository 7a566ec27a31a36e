"""`nyx-audit rules`: the catalogue in the terminal; a new rule, and the examples of one."""

from __future__ import annotations

import asyncio
import json
import re
from collections.abc import Callable
from difflib import get_close_matches
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

import click

from nyx_audit.cli import completing
from nyx_audit.errors import UsageError, did_you_mean
from nyx_audit.model.outcome import Area, Tier
from nyx_audit.model.rule import Rule
from nyx_audit.report.plain import clean

if TYPE_CHECKING:
    from nyx_audit.catalogue.load import Catalogue

Command = TypeVar("Command", bound=Callable[..., Any])
RULE_ID = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*")


def filter_options(command: Command) -> Command:
    """Which rules are listed, and how."""
    for option in (
        click.option("--json", "as_json", is_flag=True, help="Print JSON."),
        click.option("--search", metavar="WORD", help="Only rules whose id, title or problem holds the word."),
        click.option("--wcag", metavar="CRITERION", shell_complete=completing.criteria, help="Only rules on this success criterion, such as 1.4.3."),
        click.option("--tier", type=click.Choice([tier.value for tier in Tier]), help="Only rules of this tier."),
        click.option("--area", type=click.Choice([area.value for area in Area]), help="Only rules of this area."),
    ):  # fmt: skip
        command = option(command)
    return command


@click.group(invoke_without_command=True)
@filter_options
@click.option("--rules", "folders", type=click.Path(path_type=Path), multiple=True, metavar="DIR", help="A folder of rules of your own, beside the catalogue.")  # fmt: skip
@click.pass_context
def rules(ctx: click.Context, /, folders: tuple[Path, ...], as_json: bool, **filters: str | None) -> None:
    """List and filter the rules; explain one with: nyx-audit rules show ID."""
    # Imported here, so that completion is there at once.
    from nyx_audit.catalogue.load import load_catalogue

    ctx.obj = load_catalogue(folders)
    if not ctx.invoked_subcommand:
        _list(ctx.obj, as_json=as_json, **filters)


@rules.command("list")
@filter_options
@click.pass_obj
def list_rules(catalogue: Catalogue, /, as_json: bool, **filters: str | None) -> None:
    """List and filter the rules, as `nyx-audit rules` does.

    \b
    nyx-audit rules list --wcag 1.4.3
    nyx-audit rules list --area access --json
    """
    _list(catalogue, as_json=as_json, **filters)


@rules.command()
@click.argument("rule_id", metavar="ID", shell_complete=completing.rules)
@click.option("--json", "as_json", is_flag=True, help="Print JSON, with the examples.")
@click.pass_obj
def show(catalogue: Catalogue, rule_id: str, as_json: bool) -> None:
    """Explain one rule: what it checks, why it matters to a person, how to fix it."""
    (rule,) = catalogue.pick([rule_id])
    if as_json:
        click.echo(json.dumps(_whole(rule, catalogue), indent=1, ensure_ascii=False))
    else:
        _explain(rule, catalogue)


def _explain(rule: Rule, catalogue: Catalogue) -> None:
    from rich.console import Console
    from rich.padding import Padding
    from rich.syntax import Syntax
    from rich.text import Text

    from nyx_audit.report.examples import pair_of

    console = Console(highlight=False)

    def say(title: str, text: str) -> None:
        if text:
            console.print(Text(title, style="bold"))
            console.print(Padding(Text(text.strip()), (0, 0, 1, 2)))

    console.print(Text(rule.title, style="bold underline"))
    weight = catalogue.ruleset.weight(rule)
    facts = [f"{rule.id}", f"area {rule.area}", f"impact {rule.impact}", f"tier {rule.tier}", f"weight {weight:g}"]
    console.print(Text(" · ".join(facts), style="dim"))
    console.print()
    say("What a failure means", rule.problem)
    say("What is checked", rule.what)
    say("Why it matters", rule.why)
    say("How to fix it", rule.fix)
    for shown in pair_of(rule) or ():
        console.print(Text(f"{shown.word}: {shown.title}", style="bold"))
        if shown.text:
            code = Syntax(shown.text, "html", word_wrap=True, theme="ansi_light")
            console.print(Padding(code, (0, 0, 1, 2)))
    say("What it cannot tell", rule.limits)
    say("Standards", "\n".join(_standards(rule)))


@rules.command("new")
@click.argument("rule_id", metavar="ID")
@click.option("--area", type=click.Choice([area.value for area in Area]), default="access", show_default=True, help="The area of New York Experience.")  # fmt: skip
@click.option("--to", "folder", type=click.Path(path_type=Path), metavar="DIR", help="The folder of the files [default: rules/AREA].")  # fmt: skip
@click.pass_obj
def new(catalogue: Catalogue, rule_id: str, area: str, folder: Path | None) -> None:
    """Write the files of a new rule, with examples that hold; then replace their words.

    \b
    nyx-audit rules new empty-paragraph                    rules/access/empty-paragraph.yaml and .js
    nyx-audit rules new own-rule --to our-rules            a rule of your own; use it with --rules our-rules
    """
    if not RULE_ID.fullmatch(rule_id):
        raise UsageError(f'"{rule_id}" is not an id: small letters, digits and single hyphens, such as empty-paragraph')
    if rule_id in catalogue.rules:
        raise UsageError(f'the rule "{rule_id}" exists already')
    from nyx_audit.catalogue.scaffold import write_rule

    where = folder or Path("rules") / area
    for path in write_rule(rule_id, where, Area(area)):
        click.echo(f"wrote {path}")
    own = f" --rules {where}" if folder else ""
    click.echo(f"run its examples with: nyx-audit rules{own} test {rule_id}")


@rules.command("test")
@click.argument("rule_ids", metavar="ID...", nargs=-1, required=True, shell_complete=completing.rules)
@click.option("--browser", metavar="PATH", help="The browser's executable (or NYX_BROWSER).")
@click.pass_context
def run_examples(ctx: click.Context, rule_ids: tuple[str, ...], browser: str | None) -> None:
    """Run the examples of rules in the browser: exactly the listed targets must be reported, no others.

    Exit status 1 where an example is not as its rule says.

    \b
    nyx-audit rules test label
    nyx-audit rules --rules our-rules test own-rule
    """
    from nyx_audit.run.examples import try_rules

    catalogue: Catalogue = ctx.obj
    failed = 0
    for rule, trial in asyncio.run(try_rules(catalogue, rule_ids, browser)):
        mark = "✗" if trial.problems else "✓"
        click.echo(clean(f"{mark} {rule.id}: {trial.example.outcome}: {trial.example.title}"))
        for problem in trial.problems:
            click.echo(clean(f"    {problem}"))
        failed += bool(trial.problems)
    click.echo(f"{failed} of the examples failed" if failed else "all examples hold")
    ctx.exit(1 if failed else 0)


def _standards(rule: Rule) -> list[str]:
    from nyx_audit.model.wcag import CRITERIA

    lines = []
    for criterion in rule.criteria:
        known = CRITERIA[criterion]
        bears = "" if criterion in rule.wcag else " (bears on it)"
        lines.append(f"WCAG {criterion} {known.name} ({known.level}){bears}: {known.url}")
    lines += [f"ACT rule {act}: https://www.w3.org/WAI/standards-guidelines/act/rules/{act}/" for act in rule.act]
    return lines + [f"{source.title}: {source.url}" for source in rule.sources]


def _list(catalogue: Catalogue, *, as_json: bool, **filters: str | None) -> None:
    _refuse_unknown(filters["wcag"])
    chosen = [rule for rule in catalogue.rules.values() if _matches(rule, **filters)]
    if as_json:
        click.echo(json.dumps([_plain(rule, catalogue) for rule in chosen], indent=1, ensure_ascii=False))
    else:
        _table(chosen, catalogue)


def _refuse_unknown(criterion: str | None) -> None:
    """Raise UsageError for what is no success criterion, with the nearest by number or by name."""
    from nyx_audit.model.wcag import CRITERIA

    if criterion is None or criterion in CRITERIA:
        return
    word = criterion.lower()
    by_name = {one.name.lower(): number for number, one in CRITERIA.items()}
    named = [name for name in by_name if word in name] or get_close_matches(word, by_name, n=1, cutoff=0.6)
    near = [f"{by_name[name]} {CRITERIA[by_name[name]].name}" for name in named[:3]]
    hint = f" (did you mean {', '.join(near)}?)" if near else did_you_mean(criterion, CRITERIA)
    raise UsageError(f'there is no success criterion "{criterion}"{hint}; they are written like 1.4.3')


def _matches(rule: Rule, *, area: str | None, tier: str | None, wcag: str | None, search: str | None) -> bool:
    if area and rule.area != area:
        return False
    if tier and rule.tier != tier:
        return False
    if wcag and wcag not in rule.criteria:
        return False
    return not search or search.lower() in f"{rule.id} {rule.title} {rule.problem}".lower()


def _table(chosen: list[Rule], catalogue: Catalogue) -> None:
    from rich.console import Console
    from rich.table import Table
    from rich.text import Text

    console = Console(highlight=False)
    table = Table(box=None, pad_edge=False, padding=(0, 2, 0, 0), header_style="dim")
    for column in ("Rule", "Impact", "Tier", "WCAG"):
        table.add_column(column, no_wrap=True)
    table.add_column("Title", overflow="fold")
    for rule in sorted(chosen, key=lambda one: (one.area, -catalogue.ruleset.weight(one), one.id)):
        criteria = " ".join(rule.criteria[:2]) + ("…" if len(rule.criteria) > 2 else "")
        table.add_row(Text(rule.id, style="bold"), rule.impact.value, rule.tier.value, criteria, rule.title)
    console.print(table)
    console.print(Text(f"{len(chosen)} rules; explain one with: nyx-audit rules show ID", style="dim"))


def _plain(rule: Rule, catalogue: Catalogue) -> dict[str, Any]:
    words = ("id", "title", "problem", "area", "impact", "tier", "status", "since", "what", "why", "fix", "limits")
    found: dict[str, Any] = {name: getattr(rule, name) for name in words}
    found |= {"wcag": list(rule.wcag), "bears_on": list(rule.bears_on), "act": list(rule.act)}
    return found | {"weight": catalogue.ruleset.weight(rule)}


def _whole(rule: Rule, catalogue: Catalogue) -> dict[str, Any]:
    examples = [
        {"title": one.title, "outcome": one.outcome, "html": one.html, "targets": list(one.targets)}
        for one in rule.examples
    ]
    views, sources = list(rule.views), [{"title": one.title, "url": one.url} for one in rule.sources]
    found = {"affects": list(rule.affects), "techniques": list(rule.techniques), "views": views, "sources": sources}
    return _plain(rule, catalogue) | found | {"standards": _standards(rule), "examples": examples}
