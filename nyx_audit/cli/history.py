"""`nyx-audit history`: runs and scores over time; old runs deleted."""

from __future__ import annotations

import json
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from nyx_audit.cli import completing
from nyx_audit.cli.options import history_option
from nyx_audit.errors import OutputError, UsageError, did_you_mean
from nyx_audit.report.json import when
from nyx_audit.report.plain import clean

if TYPE_CHECKING:
    from nyx_audit.store.runs import RunRow, SiteRow

DEFAULT = "nyx-history.sqlite"
# Scores on the two sides of it are of different rulesets, and do not compare.
BREAK = "┆"


@click.group(invoke_without_command=True)
@click.option("--site", metavar="ID", shell_complete=completing.known_sites, help="Only the runs of this site.")
@click.option("--limit", type=click.IntRange(1), default=20, show_default=True, metavar="N", help="The last N runs.")
@click.option("--json", "json_path", metavar="PATH", help="Write them as JSON (- for standard output).")
@history_option
@click.pass_context
def history(
    ctx: click.Context, /, site: str | None, limit: int, json_path: str | None, history: str | None
) -> None:  # fmt: skip
    """List the runs of the history, newest first, with the scores of their sites.

    \b
    nyx-audit history --site health   one site over time
    nyx-audit history prune --keep 90
    """
    if ctx.invoked_subcommand:
        return
    from nyx_audit.store.history import History

    with History.open(history or DEFAULT, write=False) as opened:
        if site is not None and site not in (known := opened.sites()):
            raise UsageError(f'the history has no site "{site}"{did_you_mean(site, known)}')
        runs = opened.runs(site, limit)
    if json_path:
        write_json(json_path, json.dumps(as_json(runs), ensure_ascii=False, indent=1) + "\n")
    elif runs:
        _show(runs)
    else:
        click.echo("There is no run yet.", err=True)


@history.command()
@click.option("--keep", type=click.IntRange(1), required=True, metavar="N", help="How many finished runs stay.")
@history_option
@click.pass_obj
def prune(_obj: object, /, keep: int, history: str | None) -> None:
    """Delete all runs but the last N finished ones.

    Their room is given back to the disk. The newest run stays even where it was not finished: it may be resumed.
    """
    from nyx_audit.store.history import History

    outer = click.get_current_context().parent
    where = history or (outer.params["history"] if outer else None) or DEFAULT
    with History.open(where, write=True) as opened:
        deleted = opened.prune(keep)
        kept = len(opened.runs())
    click.echo(f"Deleted {deleted} run{'s' if deleted != 1 else ''}; {kept} kept.", err=True)


def as_json(runs: Sequence[RunRow]) -> dict[str, Any]:
    """Return the runs as plain values."""
    return {"schema_version": 1, "runs": [_run(run) for run in runs]}


def _run(run: RunRow) -> dict[str, Any]:
    return {
        "run": run.id,
        "started_at": when(run.started_at),
        "finished_at": when(run.finished_at) if run.finished_at else None,
        "complete": run.complete,
        "incomplete": [clean(reason) for reason in run.incomplete],
        "ruleset": run.ruleset,
        "shard": str(run.shard) if run.shard else None,
        "sites": [_site(one) for one in run.sites],
    }


def _site(one: SiteRow) -> dict[str, Any]:
    found = {
        "id": one.site.id,
        "name": one.site.name,
        "agency": one.site.agency,
        "url": one.site.url,
        "score": _number(one.score),
        "score_before_cap": _number(one.before_cap),
        "areas": {area: _number(value) for area, value in one.areas.items()},
        "coverage": {"audited": one.audited, "found": one.found},
        "interval": one.interval and [_number(end) for end in one.interval],
        "law": {law: _number(value) for law, value in one.law.items()},
        "rescored": [
            {
                "ruleset": anew.ruleset,
                "made_at": when(anew.made_at),
                "score": _number(anew.score),
                "score_before_cap": _number(anew.before_cap),
                "score_reason": anew.reason,
                "areas": {area: _number(value) for area, value in anew.areas.items()},
                "law": {law: _number(value) for law, value in anew.law.items()},
                "interval": anew.interval and [_number(end) for end in anew.interval],
            }
            for anew in one.rescored
        ],
        "change": None if one.earlier is None else {"run": one.earlier, "points": _number(one.change)},
    }
    return found | ({"score_reason": one.reason} if one.score is None else {})


def _show(runs: Sequence[RunRow]) -> None:
    from rich.console import Console
    from rich.table import Table
    from rich.text import Text

    table = Table(box=None, pad_edge=False, padding=(0, 2, 0, 0), header_style="dim")
    for column, side in (("Run", "right"), ("When", "left"), ("Site", "left"), ("Score", "right"), ("Change", "left"),
                         ("Audited", "left"), ("", "left")):  # fmt: skip
        table.add_column(column, justify=side, overflow="fold", no_wrap=column in ("Run", "When", "Score", "Change"))  # type: ignore[arg-type]
    newer = ""
    for run in runs:
        if newer and run.ruleset != newer:
            table.add_row(BREAK, "", Text(newer, style="dim"))
            table.add_row("", "", Text(run.ruleset, style="dim"))
        newer = run.ruleset
        first = [str(run.id), f"{run.started_at.astimezone():%Y-%m-%d %H:%M}"]
        state = _state(run)
        for one in run.sites or [None]:
            table.add_row(*(Text(cell) for cell in (*first, *(_cells(one) if one else [""] * 4), state)))
            first, state = ["", ""], ""
            for anew in one.rescored if one else ():
                score = "–" if anew.score is None else f"{anew.score:.1f}"
                table.add_row(BREAK, "", Text(anew.ruleset, style="dim"), Text(score))
    Console(highlight=False, emoji=False).print(table)


def _cells(one: SiteRow) -> list[str]:
    score = "–" if one.score is None else f"{one.score:.1f}"
    return [clean(one.site.name, 40), score, _change(one), f"{one.audited} of {one.found}"]


def _change(one: SiteRow) -> str:
    if one.change is None:
        return "not comparable" if one.earlier is not None and one.score is not None else ""
    if abs(one.change) < 0.05:
        return "= 0"
    if one.interval:
        # Whether it is more than the luck of the sample, `show` says: that takes the pages of both runs.
        return f"≈ {abs(one.change):.1f}"
    return f"{'▲' if one.change > 0 else '▼'} {abs(one.change):.1f}"


def _state(run: RunRow) -> str:
    if run.finished_at is None:
        return "not finished"
    state = "complete" if run.complete else "not complete"
    return f"{state}, shard {run.shard}" if run.shard else state


def _number(value: float | None) -> float | None:
    return None if value is None else round(value, 1)


def write_json(path: str, text: str) -> None:
    """Write JSON to a file, or to standard output (-). Raises OutputError."""
    if path == "-":
        click.echo(text, nl=False)
        return
    try:
        Path(path).write_text(text, encoding="utf-8", newline="")
    except OSError as error:
        raise OutputError(f"--json {path}: cannot be written ({error.strerror})") from error
