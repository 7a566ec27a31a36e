"""What `statement` and `progress` have in common: a site of a run, and a draft written as Markdown or HTML."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any, TypeVar

import click

from nyx_audit.analysis.summary import SiteSummary, Summary
from nyx_audit.cli import completing
from nyx_audit.cli.history import DEFAULT
from nyx_audit.cli.options import history_option
from nyx_audit.cli.score import site_of
from nyx_audit.cli.show import LAST, number_of
from nyx_audit.errors import OutputError, UsageError
from nyx_audit.report.draft import Draft, to_html, to_markdown
from nyx_audit.run.history import summary_of

Command = TypeVar("Command", bound=Callable[..., Any])
FORMS = {".md": to_markdown, ".html": to_html, ".htm": to_html}


def draft_options(command: Command) -> Command:
    """The site, the run, and where the draft goes."""
    command = history_option(command)
    command = click.option("--run", "run", default=LAST, show_default=True, metavar="R", shell_complete=completing.runs, help="Number of the run.")(command)  # fmt: skip
    command = click.option(
        "--out", type=click.Path(path_type=Path), metavar="FILE", help="A .md or .html file [default: Markdown on standard output]."
    )(command)  # fmt: skip
    return click.argument("site", shell_complete=completing.known_sites)(command)


def write_draft(
    make: Callable[[Summary, SiteSummary], Draft], site: str, run: str, out: Path | None, history: str | None
) -> None:
    """Make the draft of a site's run and write it. Raises UsageError, OutputError."""
    from nyx_audit.store.history import History

    if out and out.suffix.lower() not in FORMS:
        raise UsageError(f"--out {out}: ends in neither of {', '.join(FORMS)}")
    with History.open(history or DEFAULT, write=False) as opened:
        summary = summary_of(opened, number_of(run, opened))
    draft = make(summary, site_of(summary, site))
    if out is None:
        click.echo(to_markdown(draft), nl=False)
        return
    try:
        out.write_text(FORMS[out.suffix.lower()](draft), encoding="utf-8", newline="")
    except OSError as error:
        raise OutputError(f"--out {out}: cannot be written ({error.strerror})") from error
