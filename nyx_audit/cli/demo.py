"""`nyx-audit demo`: the sample site that ships with the program."""

from __future__ import annotations

import os
import sys
import tempfile
from dataclasses import replace
from pathlib import Path
from typing import Any

import click

from nyx_audit.cli.auditing import Setup
from nyx_audit.cli.options import audit_options, history_option, outputs_of, report_options
from nyx_audit.config import SiteConfig, site_for_address
from nyx_audit.local import serve_folder
from nyx_audit.model import Site

SAMPLE = Path(__file__).parent.parent / "sample" / "site"
SITES = (
    ("health", "Health", "Department of Health"),
    ("motor", "Motor Vehicles", "Department of Motor Vehicles"),
    ("labor", "Labor", "Department of Labor"),
)


@click.command()
@history_option
@report_options
@audit_options
@click.pass_context
def demo(ctx: click.Context, /, history: str | None, fail_on: str, **options: Any) -> None:
    """Serve and audit the sample site: three small agencies with the defects that real teams make."""
    from nyx_audit.cli.crawling import Crawl, crawl_and_report

    outputs = outputs_of(options)
    setup = Setup.of(**options)
    with serve_folder(SAMPLE) as root:
        sites = tuple(sample_site(root, *words, timeout=setup.timeout) for words in SITES)
        ctx.exit(crawl_and_report(setup, Crawl(sites, history or _own_history()), outputs, fail_on=fail_on))


def sample_site(root: str, site: str, name: str, agency: str, timeout: float | None = None) -> SiteConfig:
    """Return one of the sample's sites, served at `root`."""
    url = f"{root}{site}/"
    config = site_for_address(url)
    known = Site(f"sample-{site}", name, agency, url)
    return replace(config, site=known, timeout=timeout or config.timeout, sitemaps=False)


def _own_history() -> Path:
    """Return the demo's own history: in the user's folder for state, or a temporary one where that is not writable."""
    home = os.environ.get("XDG_STATE_HOME") or ("~/AppData/Local" if sys.platform == "win32" else "~/.local/state")
    folder = Path(home).expanduser() / "nyx-audit"
    try:
        folder.mkdir(parents=True, exist_ok=True)
        if os.access(folder, os.W_OK):
            return folder / "demo.sqlite"
    except OSError:
        pass
    return Path(tempfile.gettempdir()) / "nyx-audit-demo.sqlite"
