"""`nyx-audit demo`: the sample site that ships with the program."""

from __future__ import annotations

import os
import sys
import tempfile
from pathlib import Path
from typing import Any

import click

from nyx_audit.cli.options import audit_options, history_option, report_options, terms_options
from nyx_audit.cli.run import audit_and_report
from nyx_audit.config.sites import SiteConfig, load_config
from nyx_audit.net.local import serve_folder
from nyx_audit.run.sites import Crawl
from nyx_audit.run.terms import Configured

SAMPLE = Path(__file__).parent.parent / "sample"
# Stands in the sample's sites.yaml for the address at which the demo serves it.
HOST = "https://sample.invalid/"


@click.command()
@history_option
@terms_options
@report_options
@audit_options
@click.pass_context
def demo(ctx: click.Context, /, history: str | None, **options: Any) -> None:
    """Serve and audit the sample site: three small agencies with the defects that real teams make."""
    with serve_folder(SAMPLE / "site") as root:
        ctx.exit(
            audit_and_report(sample_sites(root), Crawl(history=history or _own_history()), Configured(), **options)
        )


def sample_sites(root: str) -> tuple[SiteConfig, ...]:
    """Return the sample's sites, served at `root`."""
    with tempfile.TemporaryDirectory(prefix="nyx-audit-") as folder:
        here = Path(folder) / "sites.yaml"
        here.write_text((SAMPLE / "sites.yaml").read_text(encoding="utf-8").replace(HOST, root), encoding="utf-8")
        return load_config(here).sites


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
