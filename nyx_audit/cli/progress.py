"""`nyx-audit progress`: a draft of the progress report that State Technology Law §103-d asks for."""

from __future__ import annotations

from pathlib import Path

import click

from nyx_audit.catalogue.folder import packaged_folder
from nyx_audit.catalogue.laws import load_laws
from nyx_audit.cli.drafts import draft_options, write_draft
from nyx_audit.report.statement import progress_report


@click.command()
@draft_options
def progress(site: str, run: str, out: Path | None, history: str | None) -> None:
    """Draft a progress report under State Technology Law §103-d from a run's evidence.

    A person must finish it: it has blanks for what no program knows, and claims no conformance.

    \b
    nyx-audit progress health --out progress.html
    """
    laws = load_laws(packaged_folder() / "law.yaml")
    write_draft(lambda summary, one: progress_report(summary, one, laws), site, run, out, history)
