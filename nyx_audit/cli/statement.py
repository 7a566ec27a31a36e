"""`nyx-audit statement`: a draft of an accessibility statement."""

from __future__ import annotations

from pathlib import Path

import click

from nyx_audit.cli.drafts import draft_options, write_draft
from nyx_audit.report.statement import statement as draft_of


@click.command()
@draft_options
def statement(site: str, run: str, out: Path | None, history: str | None) -> None:
    """Draft an accessibility statement from a run's evidence, in the structure of W3C WAI.

    A person must finish it: it has blanks for what no program knows, and claims no conformance.

    \b
    nyx-audit statement health --out statement.md
    """
    write_draft(draft_of, site, run, out, history)
