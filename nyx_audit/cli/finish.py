"""What `check`, `run`, `demo` and `show` have in common: stop politely, report, exit status."""

from __future__ import annotations

import asyncio
import os
import signal
from collections.abc import Awaitable, Callable
from typing import TYPE_CHECKING, TypeVar

import click

from nyx_audit.cli.console import losing_only_words
from nyx_audit.cli.github import tell_github, untrusted, without_commands
from nyx_audit.cli.outputs import Outputs
from nyx_audit.model.terms import Terms

if TYPE_CHECKING:
    from nyx_audit.analysis.summary import Summary
    from nyx_audit.analysis.verdict import Verdict

FOUND, UNWRITTEN, INCOMPLETE, INTERRUPTED = 1, 2, 3, 130
STOPPING = "Stopping; the report will say what was not audited. Once more stops at once."
T = TypeVar("T")


def run_until_interrupted(work: Callable[[asyncio.Event], Awaitable[T]], says: str = STOPPING) -> T:
    """Run the work and return its result. Ctrl-C once sets the event that it is given, twice ends the program at once."""

    async def interruptible() -> T:
        stop = asyncio.Event()
        _stop_on_signals(stop, says)
        return await work(stop)

    return asyncio.run(interruptible())


def finish(summary: Summary, outputs: Outputs, *, quiet: bool) -> int:
    """Write the reports and the terminal summary; return the exit status, and say it in the last line."""
    from nyx_audit.analysis.verdict import verdict_of
    from nyx_audit.net.addresses import without_secrets
    from nyx_audit.report import terminal
    from nyx_audit.report.plain import clean

    problems = outputs.write(summary)
    if not quiet:
        with untrusted(to_stderr=outputs.takes_stdout), losing_only_words():
            terminal.show(summary, outputs.paths, outputs.screen, to_stderr=outputs.takes_stdout)
    tell_github(summary, to_stderr=outputs.takes_stdout)
    for problem in (*map(str, problems), *filter(None, [outputs.open()])):
        click.echo(f"nyx-audit: {clean(problem)}", err=True)
    verdict = verdict_of(summary)
    click.echo(without_commands(clean(without_secrets(last_line(summary, verdict)), 2000)), err=True)
    return UNWRITTEN if problems else exit_status(verdict)


def exit_status(verdict: Verdict) -> int:
    """Return 1 where the terms of the command are not kept, 3 where it cannot be said that they are, else 0."""
    if verdict.reasons:
        return FOUND
    return INCOMPLETE if verdict.gaps else 0


def last_line(summary: Summary, verdict: Verdict) -> str:
    """Return what was found, what of it fails the command, and whether the audit is complete, in one line."""
    from nyx_audit.report.counts import defects_found

    shard = f" (shard {summary.audit.shard})" if summary.audit.shard else ""
    why = "" if summary.gating.terms == Terms() and not summary.gating.held else "; ".join(verdict.reasons)
    found = f"Found {defects_found(summary)}{shard}{f'; fails for {why}' if why else ''}"
    if verdict.gaps:
        return f"{found}; audit not complete: {verdict.gaps[0]}."
    return f"{found}; audit complete."


def _stop_on_signals(stop: asyncio.Event, says: str) -> None:
    loop = asyncio.get_running_loop()
    # Ctrl-C goes to all processes of a terminal: that the browser's driver is gone, too, is no news then.
    loop.set_exception_handler(lambda of, told: None if stop.is_set() else of.default_exception_handler(told))

    def stopped() -> None:
        if stop.is_set():
            click.echo("\nStopped at once; nothing was reported.", err=True)
            os._exit(INTERRUPTED)
        click.echo(f"\n{says}", err=True)
        stop.set()

    for number in (signal.SIGINT, signal.SIGTERM):
        try:
            loop.add_signal_handler(number, stopped)
        except NotImplementedError:
            return  # Windows has no such handlers: Ctrl-C ends at once there
