"""Options that several commands share."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any, TypeVar

import click

from nyx_audit.cli.outputs import Outputs
from nyx_audit.model.outcome import Impact
from nyx_audit.model.shard import Part
from nyx_audit.run.options import Options
from nyx_audit.run.rendering import FORMATS
from nyx_audit.run.sharding import read_part

Command = TypeVar("Command", bound=Callable[..., Any])
AUDIT = ("browser", "axe", "rule_folders", "only", "tabs", "timeout", "probes", "pictures", "shard")
LEVELS = ("never", *(impact.value for impact in Impact))


def config_option(command: Command) -> Command:
    """Where sites.yaml is."""
    return click.option(
        "--config", type=click.Path(path_type=Path), default=Path("sites.yaml"), show_default=True, metavar="FILE",
        help="The sites to audit.",
    )(command)  # fmt: skip


def history_option(command: Command) -> Command:
    """Where the history is."""
    return click.option(
        "--history", envvar="NYX_HISTORY", metavar="PATH|URL",
        help="SQLite file or database address of the history [default: nyx-history.sqlite beside the configuration].",
    )(command)  # fmt: skip


def report_options(command: Command) -> Command:
    """A flag for each report format, and --fail-on."""
    for kind in reversed(FORMATS):
        what = {"json": "the machine-readable report", "html": "the report for people, one file", "sarif": "for code scanning",
                "junit": "for CI servers", "csv": "for spreadsheets", "markdown": "for tickets and chat",
                "earl": "for accessibility tools and ACT reports, EARL in JSON-LD"}[kind]  # fmt: skip
        command = click.option(f"--{kind}", metavar="PATH", help=f"Write {what} (- for standard output).")(command)
    command = click.option(
        "--all", "everything", is_flag=True, help="Every defect on screen with its pages, not only what to fix first."
    )(command)
    return click.option(
        "--fail-on",
        type=click.Choice(LEVELS),
        default="serious",
        show_default=True,
        help="The lowest impact of a failed rule that gives exit status 1.",
    )(command)


def audit_options(command: Command) -> Command:
    """What every audit can be given: the browser, the engine, the rules, how many tabs, how much talk."""
    for option in (
        click.option("--browser", metavar="PATH", help="The browser's executable (or NYX_BROWSER)."),
        click.option("--axe", type=click.Path(path_type=Path), metavar="FILE", help="Another build of axe-core."),
        click.option(
            "--rules", "rule_folders", type=click.Path(path_type=Path), multiple=True, metavar="DIR",
            help="A folder of rules of your own, beside those of the catalogue.",
        ),
        click.option("--rule", "only", multiple=True, metavar="ID", help="Run only this rule (may be repeated)."),
        click.option("--tabs", type=click.IntRange(1, 32), metavar="N", help="Pages at a time [default: one a processor core]."),
        click.option("--timeout", type=click.FloatRange(1, 600), metavar="SECONDS", help="The most that one page may take, tests included."),
        click.option("--probes/--no-probes", default=True, help="Whether the page may be moved (focus, keys); without it, such rules are untested."),
        click.option("--pictures", is_flag=True, help="Pictures of what to fix first in the HTML report; its pages are loaded once more."),
        click.option("--shard", callback=_part, metavar="K/N", help="Only the Kth of N parts (of the sites; of check, of the pages); nyx-audit merge joins them."),
        click.option("--quiet", "-q", is_flag=True, help="Only the last line."),
        click.option("--verbose", "-v", is_flag=True, help="A line for each page."),
        click.option("--log", type=click.Path(path_type=Path), metavar="FILE", help="Add what goes wrong in the program to a file, with tracebacks."),
    ):  # fmt: skip
        command = option(command)
    return command


def _part(_ctx: click.Context, _option: click.Parameter, text: str | None) -> Part | None:
    return read_part(text) if text is not None else None


def audit_of(options: dict[str, Any]) -> Options:
    """Take what concerns the audit out of a command's options."""
    return Options(**{name: options.pop(name) for name in AUDIT})


def outputs_of(options: dict[str, Any]) -> Outputs:
    """Take the report flags out of a command's options."""
    paths = {kind: options.pop(kind) for kind in FORMATS}
    return Outputs({kind: path for kind, path in paths.items() if path}, everything=options.pop("everything"))
