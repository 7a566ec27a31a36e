"""`nyx-audit sites`: checks sites.yaml, lists its sites, prints its JSON Schema."""

from __future__ import annotations

from pathlib import Path

import click

from nyx_audit.cli.options import config_option


@click.group(invoke_without_command=True)
@config_option
@click.pass_context
def sites(ctx: click.Context, config: Path) -> None:
    """Check sites.yaml and list its sites."""
    if ctx.invoked_subcommand:
        return
    from rich.console import Console
    from rich.table import Table
    from rich.text import Text

    from nyx_audit.config.sites import load_config

    found = load_config(config)
    table = Table(box=None, pad_edge=False, padding=(0, 2, 0, 0), header_style="dim")
    for column in ("Site", "Name", "Agency", "Start", "Pages", "Rate"):
        table.add_column(column, overflow="fold")
    for one in found.sites:
        row = (one.site.id, one.site.name, one.site.agency, one.starts[0], f"≤{one.max_pages}", f"{one.rate:g}/s")
        table.add_row(*(Text(cell) for cell in row))
    Console(highlight=False).print(table)


@sites.command()
def schema() -> None:
    """Print the JSON Schema of sites.yaml, for editors; nyx-audit schema has those of other files."""
    from nyx_audit.run.schemas import schema_text

    click.echo(schema_text("sites"), nl=False)
