"""`nyx-audit baseline`: the file of what is there already, and fails nothing."""

from __future__ import annotations

from pathlib import Path

import click

from nyx_audit.cli.history import DEFAULT
from nyx_audit.cli.options import history_option
from nyx_audit.cli.outputs import write_text
from nyx_audit.model.baseline import Baseline
from nyx_audit.report.words import plural
from nyx_audit.run.baselines import LAST


@click.group()
def baseline() -> None:
    """Write down what is there already, so that only what is new fails a command."""


@baseline.command()
@click.argument("file", type=click.Path(path_type=Path))
@click.option("--from", "source", default=LAST, show_default=True, metavar="REPORT|RUN|last", help="The audit to take: a JSON report, or a run of the history.")  # fmt: skip
@click.option("--prune", is_flag=True, help="Only take out what is fixed; add nothing.")
@history_option
def update(file: Path, source: str, prune: bool, history: str | None) -> None:
    """Bring a baseline file up to an audit: what is fixed goes, what is new comes.

    Pages and rules that the audit did not look at stay as they are. The file is for people and git: sorted, a line for
    each finding.

    \b
    nyx-audit check build/ --json report.json
    nyx-audit baseline update nyx-baseline.yaml --from report.json
    nyx-audit check build/ --baseline nyx-baseline.yaml
    """
    from nyx_audit.analysis.baseline_upkeep import updated
    from nyx_audit.config.baseline_file import baseline_text, load_baseline
    from nyx_audit.errors import InputError
    from nyx_audit.run.baselines import from_file, is_of_history, of_run

    if not is_of_history(source) and not Path(source).exists():
        raise InputError(source, "there is no such report; name one that --json wrote, a run's number, or last")
    old = load_baseline(file) if file.exists() else Baseline(file.name)
    found = of_run(source, history or DEFAULT) if is_of_history(source) else from_file(Path(source))
    made = updated(old, found, prune=prune)
    write_text(file, baseline_text(made))
    before, after = names_of(old), names_of(made)
    click.echo(
        f"{file}: {plural(len(after), 'finding')} ({len(after - before)} added, {len(before - after)} taken out)",
        err=True,
    )


def names_of(found: Baseline) -> set[tuple[str, str, str]]:
    """Return what names each defect of a baseline: page, rule and fingerprint."""
    return {(page, entry.rule, entry.fingerprint) for page, entries in found.pages.items() for entry in entries}
