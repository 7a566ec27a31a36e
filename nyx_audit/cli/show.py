"""`nyx-audit show`: the summary and the reports of a run of the history, made again."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from nyx_audit.cli import completing
from nyx_audit.cli.finish import finish
from nyx_audit.cli.history import DEFAULT
from nyx_audit.cli.options import config_option, flags_of, history_option, outputs_of, report_options, terms_options
from nyx_audit.errors import UsageError

if TYPE_CHECKING:
    from nyx_audit.store.history import History

LAST = "last"


@click.command()
@click.argument("run", default=LAST, metavar="[RUN|last]", shell_complete=completing.runs)
@history_option
@config_option
@terms_options
@report_options
@click.option("--quiet", "-q", is_flag=True, help="Only the last line.")
@click.pass_context
def show(
    ctx: click.Context, /, run: str, history: str | None, config: Path, quiet: bool, **options: Any
) -> None:  # fmt: skip
    """Show the summary of a run again, and write its reports; the exit status is that of the run.

    Scores are those of then: the rules that the run was made with are part of the history. Those of an earlier formula
    are calculated anew; `nyx-audit history` has them as they were.

    \b
    nyx-audit show                          the last run
    nyx-audit show 12 --html report.html    an earlier one
    """
    # Imported here, so that completion is there at once.
    from nyx_audit.run.history import summary_of
    from nyx_audit.run.sites import terms_of
    from nyx_audit.run.terms import open_gate
    from nyx_audit.store.history import History

    outputs = outputs_of(options)
    outputs.check()
    where = history or DEFAULT
    gate = open_gate(flags_of(options), terms_of((), config), where)
    with History.open(where, write=False) as opened:
        summary = summary_of(opened, number_of(run, opened))
    ctx.exit(finish(gate.judge(summary), outputs, quiet=quiet))


def number_of(run: str, history: History) -> int:
    """Return the number of a run, or of the last one. Raises UsageError for what is no run, or where there is none."""
    if run != LAST:
        if run.isascii() and run.isdigit() and len(run) < 10:
            return int(run)
        raise UsageError(f'"{run}" is not a run: give its number (see: nyx-audit history) or "last"')
    runs = history.runs(limit=1)
    if not runs:
        raise UsageError("there is no run yet")
    return runs[0].id
