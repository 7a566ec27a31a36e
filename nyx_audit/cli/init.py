"""`nyx-audit init`: a commented sites.yaml to begin with."""

from __future__ import annotations

from pathlib import Path

import click

from nyx_audit.errors import OutputError


@click.command()
@click.argument("path", type=click.Path(path_type=Path), default=Path("sites.yaml"))
def init(path: Path) -> None:
    """Write a commented sites.yaml; a file that exists is left as it is."""
    from nyx_audit.config.sites_file import template

    try:
        with path.open("x", encoding="utf-8") as file:
            file.write(template())
    except FileExistsError as error:
        raise OutputError(f"{path} exists already and was left as it is; name another path") from error
    except OSError as error:
        raise OutputError(f"{path}: cannot be written ({error.strerror})") from error
    click.echo(f"Wrote {path}. Name your sites in it, then: nyx-audit run --config {path}")
