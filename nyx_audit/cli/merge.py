"""`nyx-audit merge`: the shards of an audit become one."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from nyx_audit.cli import completing
from nyx_audit.cli.check import project_terms
from nyx_audit.cli.finish import finish
from nyx_audit.cli.options import flags_of, outputs_of, report_options, terms_options
from nyx_audit.errors import UsageError
from nyx_audit.run.options import Flags, Options

if TYPE_CHECKING:
    from nyx_audit.analysis.summary import Summary


@click.command()
@click.argument("shards", nargs=-1, metavar="HISTORY|REPORT.json...", shell_complete=completing.files)
@click.option(
    "--into",
    metavar="PATH|URL",
    shell_complete=completing.files,
    help="The history that gets the run of which these histories hold the shards.",
)
@click.option("--rules", "rule_folders", type=click.Path(path_type=Path), multiple=True, metavar="DIR", help="A folder of rules of your own that the reports were made with.")  # fmt: skip
@click.option("--config", type=click.Path(path_type=Path), metavar="FILE", help="What fails the command, and what is ignored [default: sites.yaml; of reports, nyx-audit.yaml].")  # fmt: skip
@terms_options
@report_options
@click.option("--quiet", "-q", is_flag=True, help="Only the last line.")
@click.pass_context
def merge(
    ctx: click.Context, /, shards: tuple[str, ...], into: str | None, rule_folders: tuple[Path, ...],
    config: Path | None, quiet: bool, **options: Any,
) -> None:  # fmt: skip
    """Merge the shards of an audit; reports and exit status are those of one that was not shared.

    Of `run --shard K/N`, the last run of each history is merged into one run of the history --into. Of `check --shard
    K/N`, the JSON reports are merged. A missing shard makes the audit incomplete (3); merging twice changes nothing.

    \b
    nyx-audit merge a.sqlite b.sqlite --into all.sqlite --html report.html
    nyx-audit merge a.json b.json --json all.json --junit all.xml
    """
    outputs = outputs_of(options)
    outputs.check()
    judge = _terms(flags_of(options), config, into, rule_folders)
    ctx.exit(finish(judge(_merged(shards, into, rule_folders)), outputs, quiet=quiet))


def _terms(
    flags: Flags, config: Path | None, into: str | None, rule_folders: tuple[Path, ...]
) -> Callable[[Summary], Summary]:
    if not into:
        return project_terms(config, flags, None, Options(rule_folders=rule_folders)).judge
    from nyx_audit.run.sites import CONFIG, terms_of
    from nyx_audit.run.terms import open_gate

    return open_gate(flags, terms_of((), config or CONFIG), into, rule_folders).judge


def _merged(shards: Sequence[str], into: str | None, rule_folders: Sequence[Path]) -> Summary:
    reports = [one for one in shards if one.lower().endswith(".json")]
    if not shards:
        raise UsageError("name the histories or JSON reports of the shards")
    if reports and len(reports) < len(shards):
        raise UsageError("name either histories or JSON reports, not both")
    if reports:
        if into:
            raise UsageError("--into is for histories; reports are merged into --json, --html and their like")
        from nyx_audit.run.merging_reports import merge_reports

        return merge_reports(list(dict.fromkeys(reports)), rule_folders)
    if not into:
        raise UsageError("--into: name the history that gets the merged run")
    from nyx_audit.run.merging import merge_histories

    return merge_histories(list(dict.fromkeys(shards)), into)
