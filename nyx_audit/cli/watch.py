"""`nyx-audit check --watch`: the pages again whenever they change, one screen a round."""

from __future__ import annotations

import sys
from collections.abc import Callable, Sequence
from contextlib import AbstractContextManager
from dataclasses import dataclass, replace
from pathlib import Path

import click

from nyx_audit.analysis.summary import Summary
from nyx_audit.cli.finish import INTERRUPTED, finish, run_until_interrupted
from nyx_audit.cli.outputs import STDOUT, Outputs
from nyx_audit.engine.events import Listener
from nyx_audit.errors import UsageError
from nyx_audit.model.audit import Audit
from nyx_audit.report.rounds import since_last
from nyx_audit.run.comparing import compare_audits
from nyx_audit.run.options import Options
from nyx_audit.run.terms import terms_at
from nyx_audit.run.watching import watch

LAST_WORDS = "Stopping; the exit status is that of the last round. Once more stops at once."


@dataclass(slots=True)
class Rounds:
    """Shows each round, and remembers the last one."""

    outputs: Outputs
    judge: Callable[[Summary], Summary]
    quiet: bool
    status: int = INTERRUPTED
    _before: Audit | None = None
    _number: int = 0

    def show(self, summary: Summary) -> None:
        """Show the summary of a round, and what is new and fixed since the one before it."""
        self._number += 1
        if sys.stdout is not None and sys.stdout.isatty():
            click.clear()
        self.status = finish(self.judge(summary), self.outputs, quiet=self.quiet)
        if self._before:
            gating = compare_audits(self._before, summary.audit, terms_at("minor"))
            for line in since_last(summary.audit, gating):
                click.echo(line, err=True)
        self._before = summary.audit
        # The person's browser has it already.
        self.outputs = replace(self.outputs, opened=False)
        click.echo(f"Round {self._number}; waiting for a change (Ctrl-C ends).", err=True)


def watch_and_report(
    pages: Sequence[str], options: Options, rounds: Rounds, showing: Callable[[], AbstractContextManager[Listener]]
) -> int:
    """Check pages whenever they change, until Ctrl-C; return the exit status of the last round. Raises UsageError."""
    if STDOUT in rounds.outputs.paths.values():
        raise UsageError("--watch writes its reports anew each round: name a file, not standard output (-)")
    written = [Path(path) for path in rounds.outputs.paths.values()]
    run_until_interrupted(
        lambda stop: watch(pages, options=options, showing=showing, each=rounds.show, stop=stop, written=written),
        LAST_WORDS,
    )
    return rounds.status
