"""`nyx-audit browser install`."""

from __future__ import annotations

import click


@click.group()
def browser() -> None:
    """Install a browser."""


@browser.command()
def install() -> None:
    """Fetch a browser: Playwright's download, or Debian's package where that is refused and you are root."""
    from nyx_audit.browser.find import install as fetch

    click.echo(fetch())
