"""`nyx-audit check`: exactly the pages that are named."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from nyx_audit.cli.console import losing_only_words
from nyx_audit.cli.display import progress
from nyx_audit.cli.finish import finish, run_until_interrupted
from nyx_audit.cli.lists import read_list
from nyx_audit.cli.log import logging_to
from nyx_audit.cli.options import (
    audit_of,
    audit_options,
    flags_of,
    history_option,
    outputs_of,
    report_options,
    terms_options,
)
from nyx_audit.config.project_file import PROJECT, Project, load_project
from nyx_audit.errors import UsageError
from nyx_audit.run.check import check_async
from nyx_audit.run.sites import HISTORY
from nyx_audit.run.terms import narrowed, of_project, open_gate

if TYPE_CHECKING:
    from nyx_audit.cli.outputs import Outputs
    from nyx_audit.report.profile import Profile


@click.command()
@click.argument("pages", nargs=-1, metavar="[URL|FILE|FOLDER]...")
@click.option("--from-file", metavar="FILE", help="Read one address a line (- for standard input); # starts a comment.")
@click.option("--profile", "profiled", is_flag=True, help="Print which phases, rules and probes took how long.")
@click.option("--config", type=click.Path(path_type=Path), metavar="FILE", help="The project's file [default: nyx-audit.yaml, where there is one].")  # fmt: skip
@history_option
@terms_options
@report_options
@audit_options
@click.pass_context
def check(
    ctx: click.Context, /, pages: tuple[str, ...], from_file: str | None, profiled: bool, config: Path | None,
    history: str | None, quiet: bool, verbose: bool, log: Path | None, **options: Any,
) -> None:  # fmt: skip
    """Audit exactly the pages named: addresses, local files, or all pages of a folder.

    \b
    nyx-audit check https://dmv.ny.gov/            one page
    nyx-audit check build/ --html report.html      every page of a folder
    nyx-audit check --from-file pages.txt --json - the machine-readable report
    """
    path = config or PROJECT
    project = load_project(path) if config or path.exists() else Project()
    named = [*pages, *(read_list(from_file) if from_file else ())] or list(project.pages)
    if not named:
        raise UsageError("name a page to check: an address, a file, a folder, or --from-file")
    outputs, how, profile = outputs_of(options), audit_of(options), _profile() if profiled else None
    outputs.check()
    gate = open_gate(flags_of(options), of_project(project, path), history or path.parent / HISTORY, how.rule_folders)
    how = narrowed(how, project.terms)
    with logging_to(log), progress(quiet=quiet, verbose=verbose) as listen:
        summary = run_until_interrupted(
            lambda stop: check_async(
                named, options=how, listen=listen, stop=stop, weigh=profile.add if profile else None
            )
        )
    if profile:
        _show(profile, outputs)
    ctx.exit(finish(gate.judge(summary), outputs, quiet=quiet))


def _profile() -> Profile:
    from nyx_audit.report.profile import Profile

    return Profile()


def _show(profile: Profile, outputs: Outputs) -> None:
    from nyx_audit.report.profile import show

    with losing_only_words():
        show(profile, to_stderr=outputs.takes_stdout)
