"""`nyx-audit check`: exactly the pages that are named."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from nyx_audit.cli import completing
from nyx_audit.cli.console import losing_only_words
from nyx_audit.cli.display import progress
from nyx_audit.cli.finish import finish, run_until_interrupted
from nyx_audit.cli.lists import read_list, read_page
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
from nyx_audit.errors import UsageError
from nyx_audit.run.check import check_async
from nyx_audit.run.options import Flags, Options

if TYPE_CHECKING:
    from nyx_audit.analysis.summary import Summary
    from nyx_audit.cli.outputs import Outputs
    from nyx_audit.report.profile import Profile
    from nyx_audit.run.named import Piped

# Where a project says how its pages are checked.
PROJECT = Path("nyx-audit.yaml")


@click.command()
@click.argument("pages", nargs=-1, metavar="[URL|FILE|FOLDER]...", shell_complete=completing.files)
@click.option(
    "--from-file",
    metavar="FILE",
    shell_complete=completing.files,
    help="Read one address a line (- for standard input); # starts a comment.",
)
@click.option("--profile", "profiled", is_flag=True, help="Print which phases, rules and probes took how long.")
@click.option(
    "--watch",
    "watched",
    is_flag=True,
    help="Check again whenever a page changes, until Ctrl-C; say what is new and fixed.",
)
@click.option("--config", type=click.Path(path_type=Path), metavar="FILE", help="The project's file [default: nyx-audit.yaml, where there is one].")  # fmt: skip
@history_option
@terms_options
@report_options
@audit_options
@click.pass_context
def check(
    ctx: click.Context, /, pages: tuple[str, ...], from_file: str | None, profiled: bool, watched: bool,
    config: Path | None, history: str | None, quiet: bool, verbose: bool, log: Path | None, **options: Any,
) -> None:  # fmt: skip
    """Audit exactly the pages named: addresses, local files, or all pages of a folder.

    \b
    nyx-audit check https://dmv.ny.gov/            one page
    nyx-audit check build/ --html report.html      every page of a folder
    nyx-audit check --from-file pages.txt --json - the machine-readable report
    cat page.html | nyx-audit check -              a page from standard input
    """
    flags, outputs, profile = flags_of(options), outputs_of(options), _profile() if profiled else None
    terms = project_terms(config, flags, history, audit_of(options))
    listed = _named(pages, from_file)
    named, terms = listed or terms.pages, terms.without_flows() if listed else terms
    if not named and not terms.options.flows:
        raise UsageError("name a page to check: an address, a file, a folder, or --from-file")
    outputs.check()
    if watched:
        ctx.exit(_watched(named, terms, outputs, quiet=quiet, verbose=verbose, log=log, profiled=profiled))
    with logging_to(log), progress(quiet=quiet, verbose=verbose) as listen:
        summary = run_until_interrupted(
            lambda stop: check_async(
                named, options=terms.options, listen=listen, stop=stop, weigh=profile.add if profile else None
            )
        )
    if profile:
        _show(profile, outputs)
    ctx.exit(finish(terms.judge(summary), outputs, quiet=quiet))


def _named(pages: Sequence[str], from_file: str | None) -> list[str | Piped]:
    """The pages of the command; raises UsageError where standard input is to be two things at once."""
    if "-" not in pages:
        return [*pages, *(read_list(from_file) if from_file else ())]
    if from_file == "-":
        raise UsageError('"-" and --from-file -: standard input is either a page or a list of addresses')
    from nyx_audit.run.named import Piped

    piped = Piped(read_page())
    listed = read_list(from_file) if from_file else ()
    return [*(piped if one == "-" else one for one in dict.fromkeys(pages)), *listed]


@dataclass(frozen=True, slots=True)
class _Terms:
    """What the project and the flags say: pages where none were named, how they are audited, what fails the command."""

    pages: list[str]
    options: Options
    judge: Callable[[Summary], Summary]

    def without_flows(self) -> _Terms:
        """Return them for pages that were named: exactly these are audited."""
        return replace(self, options=replace(self.options, flows=()))


def project_terms(config: Path | None, flags: Flags, history: str | None, options: Options) -> _Terms:
    """Return what the project's file and the flags say. Raises UsageError."""
    path = config or PROJECT
    if config or path.exists() or flags.needs_reading:
        return _opened(path, flags, history, options)

    # Where there is nothing to read, the browser need not wait for what reads it.
    def judge(summary: Summary) -> Summary:
        return _opened(path, flags, history, options).judge(summary)

    return _Terms([], options, judge)


def _opened(path: Path, flags: Flags, history: str | None, options: Options) -> _Terms:
    from nyx_audit.config.access import unlocked, unlocked_flows
    from nyx_audit.config.project_file import Project, load_project
    from nyx_audit.run.sites import HISTORY
    from nyx_audit.run.terms import narrowed, of_project, open_gate

    project = load_project(path) if path != PROJECT or path.exists() else Project()
    database = history or path.parent / HISTORY
    gate = open_gate(flags, of_project(project, path), database, options.rule_folders).with_last_run()
    chosen = narrowed(options, project.terms)
    access = unlocked(project.access) if project.access else None
    how = replace(chosen, access=access, flows=unlocked_flows(project.flows))
    return _Terms(list(project.pages), how, gate.judge)


def _watched(
    named: Sequence[str | Piped], terms: _Terms, outputs: Outputs, *, quiet: bool, verbose: bool, log: Path | None, profiled: bool
) -> int:  # fmt: skip
    """Check the pages again and again; return the exit status of the last round. Raises UsageError."""
    from nyx_audit.cli.watch import Rounds, watch_and_report

    pages = [one for one in named if isinstance(one, str)]
    if profiled or len(pages) < len(named):
        raise UsageError("--watch checks pages again and again: it goes neither with --profile nor with standard input")
    with logging_to(log):
        rounds = Rounds(outputs, terms.judge, quiet)
        return watch_and_report(pages, terms.options, rounds, lambda: progress(quiet=quiet, verbose=verbose))


def _profile() -> Profile:
    from nyx_audit.report.profile import Profile

    return Profile()


def _show(profile: Profile, outputs: Outputs) -> None:
    from nyx_audit.report.profile import show

    with losing_only_words():
        show(profile, to_stderr=outputs.takes_stdout)
