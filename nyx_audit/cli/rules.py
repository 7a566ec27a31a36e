"""`nyx-audit rules`: the catalogue in the terminal."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import click

from nyx_audit.catalogue.load import Catalogue, load_catalogue
from nyx_audit.model.outcome import Area, Outcome, Tier
from nyx_audit.model.rule import Rule


@click.group(invoke_without_command=True)
@click.option("--area", type=click.Choice([area.value for area in Area]), help="Only rules of this area.")
@click.option("--tier", type=click.Choice([tier.value for tier in Tier]), help="Only rules of this tier.")
@click.option("--wcag", metavar="CRITERION", help="Only rules on this success criterion, such as 1.4.3.")
@click.option("--search", metavar="WORD", help="Only rules whose id, title or problem holds the word.")
@click.option("--json", "as_json", is_flag=True, help="Print JSON.")
@click.option("--rules", "folders", type=click.Path(path_type=Path), multiple=True, metavar="DIR", help="A folder of rules of your own, beside the catalogue.")  # fmt: skip
@click.pass_context
def rules(ctx: click.Context, /, folders: tuple[Path, ...], as_json: bool, **filters: str | None) -> None:
    """List and filter the rules; explain one with: nyx-audit rules show ID."""
    catalogue = load_catalogue(folders)
    ctx.obj = catalogue
    if ctx.invoked_subcommand:
        return
    chosen = [rule for rule in catalogue.rules.values() if _matches(rule, **filters)]
    if as_json:
        click.echo(json.dumps([_plain(rule, catalogue) for rule in chosen], indent=1, ensure_ascii=False))
        return
    _table(chosen, catalogue)


@rules.command()
@click.argument("rule_id", metavar="ID")
@click.pass_obj
def show(catalogue: Catalogue, rule_id: str) -> None:
    """Explain one rule: what it checks, why it matters to a person, how to fix it."""
    from rich.console import Console
    from rich.padding import Padding
    from rich.syntax import Syntax
    from rich.text import Text

    (rule,) = catalogue.pick([rule_id])
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
    for word, outcome in (("Wrong", Outcome.FAILED), ("Right", Outcome.PASSED)):
        example = next((one for one in rule.examples if one.outcome is outcome), None)
        if example:
            console.print(Text(f"{word}: {example.title}", style="bold"))
            console.print(
                Padding(Syntax(example.html.strip(), "html", word_wrap=True, theme="ansi_light"), (0, 0, 1, 2))
            )
    say("What it cannot tell", rule.limits)
    say("Standards", "\n".join(_standards(rule)))


def _standards(rule: Rule) -> list[str]:
    from nyx_audit.model.wcag import CRITERIA

    lines = []
    for criterion in rule.criteria:
        known = CRITERIA[criterion]
        bears = "" if criterion in rule.wcag else " (bears on it)"
        lines.append(f"WCAG {criterion} {known.name} ({known.level}){bears}: {known.url}")
    lines += [f"ACT rule {act}: https://www.w3.org/WAI/standards-guidelines/act/rules/{act}/" for act in rule.act]
    return lines + [f"{source.title}: {source.url}" for source in rule.sources]


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
