"""`nyx-audit run`: the sites of sites.yaml, every night."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from nyx_audit.cli import completing
from nyx_audit.cli.display import progress
from nyx_audit.cli.finish import finish, run_until_interrupted
from nyx_audit.cli.log import logging_to
from nyx_audit.cli.options import (
    audit_of,
    audit_options,
    config_option,
    flags_of,
    history_option,
    outputs_of,
    report_options,
    terms_options,
)

if TYPE_CHECKING:
    from nyx_audit.config.sites import SiteConfig
    from nyx_audit.run.sites import Crawl
    from nyx_audit.run.terms import Configured


@click.command()
@click.argument("sites", nargs=-1, metavar="[SITE]...", shell_complete=completing.sites)
@config_option
@click.option("--max-pages", type=click.IntRange(1, 100_000), metavar="N", help="Pages a site at most, over the configuration's figure.")  # fmt: skip
@history_option
@click.option("--resume", is_flag=True, help="Resume the last unfinished run; start one where there is none.")
@click.option("--anew", is_flag=True, help="Audit every page, also those of which nothing changed since the last run.")
@terms_options
@report_options
@audit_options
@click.pass_context
def run(
    ctx: click.Context, /, sites: tuple[str, ...], config: Path, max_pages: int | None, history: str | None,
    resume: bool, anew: bool, **options: Any,
) -> None:  # fmt: skip
    """Crawl and audit sites, and keep the run in the history.

    A SITE is an id of the configuration (of a site, or of an agency), or an address, which is crawled with the
    defaults. Without one, all sites of the configuration are audited.

    \b
    nyx-audit run                                   all sites
    nyx-audit run health labor --html report.html   two of them
    nyx-audit run https://dmv.ny.gov/ --max-pages 20
    """
    # Imported here, so that help and completion are there at once.
    from nyx_audit.run.sites import Crawl, terms_of

    where = Crawl(config=config, history=history, max_pages=max_pages, resume=resume, anew=anew)
    ctx.exit(audit_and_report(sites, where, terms_of(sites, config), **options))


def audit_and_report(
    sites: Sequence[str | SiteConfig],
    crawl: Crawl,
    terms: Configured,
    *,
    quiet: bool,
    verbose: bool,
    log: Path | None,
    **options: Any,
) -> int:
    """Audit the sites and write the reports; return the exit status.

    `terms` are those of the configuration, `options` those of the audit, the reports and the terms.
    """
    from nyx_audit.run.sites import audit_async
    from nyx_audit.run.terms import narrowed, open_gate

    outputs, how = outputs_of(options), audit_of(options)
    outputs.check()
    gate = open_gate(flags_of(options), terms, crawl.database, how.rule_folders)
    how = narrowed(how, terms.terms)
    with logging_to(log), progress(quiet=quiet, verbose=verbose) as listen:
        summary = run_until_interrupted(
            lambda stop: audit_async(sites, crawl=crawl, options=how, listen=listen, stop=stop)
        )
    return finish(gate.judge(summary), outputs, quiet=quiet)
