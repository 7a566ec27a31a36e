"""Options that several commands share."""

from __future__ import annotations

import tempfile
from collections.abc import Callable
from pathlib import Path
from typing import Any, TypeVar

import click

from nyx_audit.cli import completing
from nyx_audit.cli.outputs import Outputs
from nyx_audit.model.outcome import Impact
from nyx_audit.model.shard import Part
from nyx_audit.run.options import Flags, Options
from nyx_audit.run.rendering import FORMATS
from nyx_audit.run.sharding import read_part

Command = TypeVar("Command", bound=Callable[..., Any])
AUDIT = (
    "browser", "axe", "rule_folders", "only", "skip", "areas", "tags", "tabs", "timeout", "probes", "pictures", "shard",
)  # fmt: skip
TERMS = ("baseline", "fail_on", "fail_on_new", "fail_below", "budgets")
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
        "--history", envvar="NYX_HISTORY", metavar="PATH|URL", shell_complete=completing.files,
        help="SQLite file or database address of the history [default: nyx-history.sqlite beside the configuration].",
    )(command)  # fmt: skip


def report_options(command: Command) -> Command:
    """A flag for each report format, and how much the screen shows."""
    for kind in reversed(FORMATS):
        what = {"json": "the machine-readable report", "html": "the report for people, one file", "sarif": "for code scanning",
                "junit": "for CI servers", "csv": "for spreadsheets", "markdown": "for tickets and chat",
                "gitlab": "for GitLab's merge requests, Code Quality JSON",
                "earl": "for accessibility tools and ACT reports, EARL in JSON-LD"}[kind]  # fmt: skip
        command = click.option(
            f"--{kind}", metavar="PATH", shell_complete=completing.files, help=f"Write {what} (- for standard output)."
        )(command)
    command = click.option(
        "--open", "opened", is_flag=True, help="Show the HTML report in your browser; without --html, one in a temporary folder."
    )(command)  # fmt: skip
    command = click.option(
        "--editor", metavar="NAME|PATTERN", envvar="NYX_EDITOR",
        help="What findings on screen lead to, such as vscode, idea, zed, or a pattern with {path}, {line}, {column} "
        "[default: the editor that the terminal is part of, else the file].",
    )(command)  # fmt: skip
    return click.option(
        "--all", "everything", is_flag=True, help="Every finding on screen, not only what to fix first."
    )(command)


def terms_options(command: Command) -> Command:
    """What of an audit fails the command."""
    for option in (
        click.option("--budget", "budgets", multiple=True, metavar="NAME=N", help="Bear with N defects of an impact or a rule; what has a budget fails beyond it (may be repeated)."),
        click.option("--fail-below", type=click.FloatRange(0, 100), metavar="SCORE", help="Fail where a site, or a page named, scores less."),
        click.option("--fail-on-new", type=click.Choice(LEVELS), help="The lowest impact of a new finding that gives exit status 1 [default: that of --fail-on]."),
        click.option("--baseline", metavar="FILE|RUN|last", shell_complete=completing.files, help="Fail only for what is new: not in a baseline file, a JSON report, or a run of the history."),
        click.option("--fail-on", type=click.Choice(LEVELS), help="The lowest impact of a failed rule that gives exit status 1 [default: serious]."),
    ):  # fmt: skip
        command = option(command)
    return command


def audit_options(command: Command) -> Command:
    """What every audit can be given: the browser, the engine, the rules, how many tabs, how much talk."""
    for option in (
        click.option("--browser", metavar="PATH", shell_complete=completing.files, help="The browser's executable (or NYX_BROWSER)."),
        click.option("--axe", type=click.Path(path_type=Path), metavar="FILE", help="Another build of axe-core."),
        click.option(
            "--rules", "rule_folders", type=click.Path(path_type=Path), multiple=True, metavar="DIR",
            help="A folder of rules of your own, beside those of the catalogue.",
        ),
        click.option("--tag", "tags", multiple=True, metavar="TAG", shell_complete=completing.tags, help="Run only rules with this tag, such as wcag21aa, 1.4.3, law, serious, keyboard (may be repeated)."),
        click.option("--area", "areas", multiple=True, metavar="AREA", shell_complete=completing.areas, help="Run only rules of this area (may be repeated)."),
        click.option("--skip-rule", "skip", multiple=True, metavar="ID", shell_complete=completing.rules, help="Do not run this rule (may be repeated)."),
        click.option("--rule", "only", multiple=True, metavar="ID", shell_complete=completing.rules, help="Run only this rule (may be repeated)."),
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


def flags_of(options: dict[str, Any]) -> Flags:
    """Take what concerns the terms out of a command's options."""
    return Flags(**{name: options.pop(name) for name in TERMS})


def audit_of(options: dict[str, Any]) -> Options:
    """Take what concerns the audit out of a command's options."""
    return Options(**{name: options.pop(name) for name in AUDIT})


def outputs_of(options: dict[str, Any]) -> Outputs:
    """Take the report flags out of a command's options."""
    paths = {kind: options.pop(kind) for kind in FORMATS}
    found = {kind: path for kind, path in paths.items() if path}
    opened = options.pop("opened")
    if opened and "html" not in found:
        # It stays: the person's browser reads it when the program has ended.
        found["html"] = str(Path(tempfile.mkdtemp(prefix="nyx-audit-")) / "report.html")
    return Outputs(found, everything=options.pop("everything"), editor=options.pop("editor"), opened=opened)
