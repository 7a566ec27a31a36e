"""`nyx-audit trend`: scores over the runs, and what drove each change."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

import click

from nyx_audit.analysis.summary import Summary, summarize
from nyx_audit.analysis.trend import build_trends
from nyx_audit.cli import completing
from nyx_audit.cli.history import DEFAULT
from nyx_audit.cli.options import history_option
from nyx_audit.errors import UsageError, did_you_mean
from nyx_audit.run.history import scored

if TYPE_CHECKING:
    from nyx_audit.store.history import History

WIDEST = 100


@click.command()
@click.argument("sites", nargs=-1, metavar="[SITE]...", shell_complete=completing.known_sites)
@click.option("--limit", type=click.IntRange(2), default=12, show_default=True, metavar="N", help="The last N finished runs.")  # fmt: skip
@history_option
def trend(sites: tuple[str, ...], limit: int, history: str | None) -> None:
    """Show how scores and areas changed over the runs, and what happened.

    ┆ is between rulesets, whose scores do not compare. Below each change are the two groups of findings whose gain
    rose or fell most; new templates are page skeletons that no earlier run shown has.

    \b
    nyx-audit trend
    nyx-audit trend health labor --limit 30
    """
    from rich.console import Console

    from nyx_audit.report.trend import render
    from nyx_audit.store.history import History

    with History.open(history or DEFAULT, write=False) as opened:
        known = opened.sites()
        for site in sites:
            if site not in known:
                raise UsageError(f'the history has no site "{site}"{did_you_mean(site, known)}')
        trends = build_trends(_runs(opened, sites, limit), sites)
    if not trends:
        click.echo("There is no finished run yet.", err=True)
        return
    console = Console(highlight=False, emoji=False, markup=False)
    console.print(render(trends, sparks=console.is_terminal, width=min(console.width, WIDEST)), end="", soft_wrap=True)


def _runs(history: History, sites: Sequence[str], limit: int) -> Iterator[Summary]:
    """Yield the last finished runs (in which one of the sites was), oldest first."""
    chosen = [
        run.id
        for run in history.runs()
        if run.finished_at and (not sites or any(one.site.id in sites for one in run.sites))
    ]
    for run in reversed(chosen[:limit]):
        yield summarize(*scored(history, run))
