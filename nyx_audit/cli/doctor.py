"""`nyx-audit doctor`: what would be used, and whether it works."""

from __future__ import annotations

import asyncio
import sys
from pathlib import Path
from typing import TYPE_CHECKING

import click

from nyx_audit.version import VERSION

if TYPE_CHECKING:
    from nyx_audit.browser.axe import Engine
    from nyx_audit.browser.find import Browser


@click.command()
@click.option("--browser", "requested", metavar="PATH", help="The browser's executable (or NYX_BROWSER).")
@click.option("--axe", type=click.Path(path_type=Path), metavar="FILE", help="Another build of axe-core.")
@click.pass_context
def doctor(ctx: click.Context, requested: str | None, axe: Path | None) -> None:
    """Say which browser is used, launch it, and how to get one."""
    from nyx_audit.browser.axe import load_engine
    from nyx_audit.browser.find import HOW, candidates, find_browser
    from nyx_audit.catalogue.folder import packaged_folder
    from nyx_audit.catalogue.load import load_catalogue
    from nyx_audit.errors import BrowserError

    catalogue = load_catalogue()
    engine = load_engine(catalogue.in_page, axe)
    click.echo(f"nyx-audit  {VERSION}, Python {sys.version.split()[0]}")
    click.echo(f"rules      {len(catalogue.rules)} in {packaged_folder()}")
    click.echo(f"axe-core   {engine.version}")
    try:
        browser = find_browser(requested)
        click.echo(f"browser    {browser.path or 'Playwright’s download'} ({browser.kind})")
        version = asyncio.run(_launch(browser, engine))
    except BrowserError as error:
        click.echo(f"browser    {error}", err=True)
        ctx.exit(3)
    click.echo(f"           launches, and audits a page: Chromium {version}")
    others = [one for one in candidates() if one.path != browser.path]
    for other in others:
        click.echo(f"also here  {other.path or 'Playwright’s download'} ({other.kind})")
    click.echo(f"Another one: --browser PATH or NYX_BROWSER=PATH; {HOW}")


async def _launch(browser: Browser, engine: Engine) -> str:
    from nyx_audit.browser.session import open_session

    async with open_session(browser, engine) as session:
        await session.rules_of_engine()
        return session.version
