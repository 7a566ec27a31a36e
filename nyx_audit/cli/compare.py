"""`nyx-audit compare`: what newly breaks between two audits."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import click

from nyx_audit.cli import completing
from nyx_audit.cli.display import progress
from nyx_audit.cli.finish import exit_status
from nyx_audit.cli.history import DEFAULT
from nyx_audit.cli.options import LEVELS, audit_of, audit_options, history_option
from nyx_audit.cli.outputs import STDOUT, write_text


@click.command()
@click.argument("first", metavar="A", shell_complete=completing.files)
@click.argument("second", metavar="B", shell_complete=completing.files)
@click.option("--fail-on", type=click.Choice(LEVELS), default="serious", show_default=True, help="The lowest impact of what newly breaks that gives exit status 1.")  # fmt: skip
@click.option("--all", "everything", is_flag=True, help="Every line, not only what fits a screen.")
@click.option("--json", "report", metavar="PATH", help="Write the comparison as JSON (- for standard output).")
@history_option
@audit_options
@click.pass_context
def compare(
    ctx: click.Context, /, first: str, second: str, fail_on: str, everything: bool, report: str | None,
    history: str | None, quiet: bool, verbose: bool, log: Path | None, **options: Any,
) -> None:  # fmt: skip
    """Say what newly breaks from A to B, what is fixed, and what was not looked at in B.

    A and B are runs of the history, JSON reports, or pages and folders, which are audited now.

    \b
    nyx-audit compare 11 last                 two runs
    nyx-audit compare main.json branch.json   two reports
    nyx-audit compare build-main/ build/      two built folders
    """
    from nyx_audit.analysis.verdict import Verdict, failing, unsure
    from nyx_audit.cli.log import logging_to
    from nyx_audit.report.comparison import as_json, text_lines
    from nyx_audit.run.comparing import compare_audits, find_audit
    from nyx_audit.run.terms import terms_at

    how, where = audit_of(options), history or DEFAULT
    with logging_to(log), progress(quiet=quiet, verbose=verbose) as listen:
        before, after = (find_audit(one, where, how, listen) for one in (first, second))
    gating = compare_audits(before, after, terms_at(fail_on))
    verdict = Verdict(tuple(failing(after, gating)), (*before.incomplete, *after.incomplete, *unsure(after, gating)))
    if report:
        text = json.dumps(as_json(after, gating, verdict.reasons, verdict.gaps), indent=1, ensure_ascii=False) + "\n"
        click.echo(text, nl=False) if report == STDOUT else write_text(Path(report), text)
    if not quiet:
        for line in text_lines(after, gating, everything=everything):
            click.echo(line, err=report == STDOUT)
    for gap in verdict.gaps[:1]:
        click.echo(f"Not complete: {gap}", err=True)
    ctx.exit(exit_status(verdict))
