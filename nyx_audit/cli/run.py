"""`nyx-audit run`: the sites of sites.yaml, every night."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import Any

import click

from nyx_audit.cli.auditing import Setup
from nyx_audit.cli.options import audit_options, config_option, history_option, outputs_of, report_options
from nyx_audit.config.sites import SiteConfig, load_config, site_for_address
from nyx_audit.errors import InputError


@click.command()
@click.argument("sites", nargs=-1, metavar="[SITE]...")
@config_option
@click.option("--max-pages", type=click.IntRange(1, 100_000), metavar="N", help="Pages a site at most, over the configuration's figure.")  # fmt: skip
@history_option
@click.option("--resume", is_flag=True, help="Go on with the last unfinished run; start one where there is none.")
@report_options
@audit_options
@click.pass_context
def run(
    ctx: click.Context, /, sites: tuple[str, ...], config: Path, max_pages: int | None, history: str | None,
    resume: bool, fail_on: str, **options: Any,
) -> None:  # fmt: skip
    """Crawl and audit sites, and keep the run in the history.

    A SITE is an id of the configuration (of a site, or of an agency), or an address, which is crawled with the
    defaults. Without one, all sites of the configuration are audited.

    \b
    nyx-audit run                                   all sites
    nyx-audit run health labor --html report.html   two of them
    nyx-audit run https://dmv.ny.gov/ --max-pages 20
    """
    from nyx_audit.cli.crawling import Crawl, crawl_and_report

    outputs = outputs_of(options)
    setup = Setup.of(**options)
    chosen = tuple(_adjusted(one, max_pages, setup.timeout) for one in _choose(sites, config))
    where = history or config.parent / "nyx-history.sqlite"
    ctx.exit(crawl_and_report(setup, Crawl(chosen, where, resume), outputs, fail_on=fail_on))


def _choose(sites: tuple[str, ...], config: Path) -> list[SiteConfig]:
    """Return the sites that are named: addresses need no configuration."""
    ids = [site for site in sites if not _is_address(site)]
    addresses = {site: site_for_address(site) for site in sites if _is_address(site)}
    if not ids and addresses:
        return list(addresses.values())
    if not config.exists():
        raise InputError(config, "there is no such file; write one with: nyx-audit init, or name an address to audit")
    known = {one.site.id: one for one in load_config(config).pick(ids)}
    return [*known.values(), *(one for one in addresses.values() if one.site.id not in known)]


def _is_address(text: str) -> bool:
    return "." in text or ":" in text or "/" in text


def _adjusted(site: SiteConfig, max_pages: int | None, timeout: float | None) -> SiteConfig:
    return replace(site, max_pages=max_pages or site.max_pages, timeout=timeout or site.timeout)
