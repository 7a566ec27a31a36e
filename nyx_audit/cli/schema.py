"""`nyx-audit schema`: the JSON Schemas of what is read and written."""

from __future__ import annotations

import click

# Named here too, since what makes them takes a second to import; a test holds the two equal.
NAMES = ("report", "baseline", "sites", "project", "rule")


@click.command()
@click.argument("name", type=click.Choice(NAMES), required=False, metavar="[NAME]")
def schema(name: str | None) -> None:
    """Print a JSON Schema: report, baseline, sites, project or rule; without a name, list them.

    \b
    report    what --json writes
    baseline  the file of --baseline
    sites     sites.yaml
    project   nyx-audit.yaml
    rule      a rule's file
    """
    from nyx_audit.run.schemas import schema_of, schema_text, version_of

    if name:
        click.echo(schema_text(name), nl=False)
        return
    for one in NAMES:
        found = schema_of(one)
        click.echo(f"{one:9} {version_of(found)}  {found['title']}")
