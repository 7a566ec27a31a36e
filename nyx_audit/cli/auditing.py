"""What `check`, `run` and `demo` have in common: set up, audit, summarise, report, exit status."""

from __future__ import annotations

import asyncio
import os
import signal
import sys
from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

import click

from nyx_audit import __version__
from nyx_audit.analysis.summary import Summary, worst_impact
from nyx_audit.browser.axe import load_engine
from nyx_audit.browser.find import find_browser
from nyx_audit.catalogue.load import Catalogue, load_catalogue
from nyx_audit.cli.outputs import Outputs
from nyx_audit.engine.auditor import Auditor
from nyx_audit.engine.events import Listener
from nyx_audit.model.audit import Tool
from nyx_audit.model.outcome import Impact
from nyx_audit.model.rule import Rule
from nyx_audit.score import Scoring

FOUND, INCOMPLETE, FAULT, INTERRUPTED = 1, 3, 4, 130


@dataclass(frozen=True, slots=True)
class Setup:
    """What an audit needs before a browser starts; a mistake in any of it is found here."""

    catalogue: Catalogue
    rules: tuple[Rule, ...]
    axe: Path | None
    browser: str | None
    tabs: int
    timeout: float | None
    quiet: bool
    verbose: bool
    probes: bool

    @classmethod
    def of(
        cls, *, browser: str | None, axe: Path | None, rule_folders: tuple[Path, ...], only: tuple[str, ...],
        tabs: int | None, timeout: float | None, quiet: bool, verbose: bool, probes: bool,
    ) -> Setup:  # fmt: skip
        """Return the setup of a command's options. Raises UsageError."""
        catalogue = load_catalogue(rule_folders)
        rules = catalogue.pick(only) if only else tuple(catalogue.rules.values())
        return cls(catalogue, rules, axe, browser, tabs or os.cpu_count() or 1, timeout, quiet, verbose, probes)

    @property
    def scoring(self) -> Scoring:
        """What scores are computed with: the rules that ran and have a weight."""
        ruleset = self.catalogue.ruleset
        return Scoring(ruleset, {rule.id: rule for rule in self.rules if ruleset.weight(rule)})


@dataclass(frozen=True, slots=True)
class Running:
    """An audit with its browser open."""

    auditor: Auditor
    tool: Tool
    stop: asyncio.Event
    started_at: datetime


Work = Callable[[Running], Awaitable[None]]


def run_audit(setup: Setup, listen: Listener, work: Work) -> None:
    """Open the browser, do the work in it, close it. Ctrl-C once stops politely, twice at once."""
    asyncio.run(_run(setup, listen, work))


async def _run(setup: Setup, listen: Listener, work: Work) -> None:
    from nyx_audit.browser.session import open_session

    engine = load_engine(setup.catalogue.in_page, setup.axe)
    stop = asyncio.Event()
    _stop_on_signals(stop)
    started = datetime.now(UTC)
    async with open_session(find_browser(setup.browser), engine) as session:
        known = await session.rules_of_engine()
        tool = _tool(setup, engine.version, session.version, known)
        await work(Running(Auditor(session, setup.rules, listen, moving=setup.probes), tool, stop, started))


def _tool(setup: Setup, axe: str, chromium: str, known: frozenset[str]) -> Tool:
    wanted = {rule.engine_id: rule.id for rule in setup.catalogue.rules.values() if rule.check == "axe"}
    replaced = {engine for rule in setup.catalogue.rules.values() for engine in rule.replaces}
    scored = setup.catalogue.scored()
    return Tool(
        version=__version__,
        ruleset=setup.catalogue.ruleset.fingerprint(
            scored if len(setup.rules) == len(setup.catalogue.rules) else setup.rules, axe
        ),
        engines={"axe-core": axe, "chromium": chromium},
        unknown_rules=tuple(sorted(known - wanted.keys() - setup.catalogue.in_page.keys() - replaced - DEPRECATED)),
        missing_rules=tuple(sorted(rule for engine, rule in wanted.items() if engine not in known)),
    )


# Rules that axe-core itself has given up.
DEPRECATED = frozenset(
    {
        "aria-roledescription",
        "audio-caption",
        "duplicate-id",
        "duplicate-id-active",
        "landmark-complementary-is-top-level",
    }
)


def _stop_on_signals(stop: asyncio.Event) -> None:
    loop = asyncio.get_running_loop()

    def stopped() -> None:
        if stop.is_set():
            sys.stderr.write("\nStopped at once; nothing was reported.\n")
            os._exit(INTERRUPTED)
        sys.stderr.write("\nStopping; the report will say what was not audited. Once more stops at once.\n")
        stop.set()

    for number in (signal.SIGINT, signal.SIGTERM):
        try:
            loop.add_signal_handler(number, stopped)
        except NotImplementedError:
            return  # Windows has no such handlers: Ctrl-C ends at once there


def finish(summary: Summary, outputs: Outputs, *, fail_on: str, quiet: bool) -> int:
    """Write the reports and the terminal summary; return the exit status, and say it in the last line."""
    from nyx_audit.report import terminal

    outputs.write(summary)
    if not quiet:
        terminal.show(summary, to_stderr=outputs.takes_stdout, paths=outputs.paths)
    click.echo(last_line(summary), err=True)
    return exit_status(summary, fail_on)


def exit_status(summary: Summary, fail_on: str) -> int:
    """Return 1 where something at or above the level was found, 3 where the audit is not complete, else 0."""
    worst = worst_impact(summary)
    if fail_on != "never" and worst is not None and worst.rank >= Impact(fail_on).rank:
        return FOUND
    return 0 if summary.audit.complete else INCOMPLETE


def last_line(summary: Summary) -> str:
    """Return what was found and whether the audit is complete, in one line."""
    count = summary.failures
    worst = worst_impact(summary)
    found = f"Found {count} defect{'s' if count != 1 else ''} ({worst} at worst)" if worst else "Found no defects"
    if summary.audit.complete:
        return f"{found}; audit complete."
    return f"{found}; audit not complete: {summary.audit.incomplete[0]}."
