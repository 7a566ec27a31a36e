"""`nyx-audit score`: where the points went, and what a run scores under another ruleset."""

from __future__ import annotations

import json
from pathlib import Path

import click

from nyx_audit.analysis.summary import SiteSummary, Summary, scorecards_for, summarize
from nyx_audit.cli import completing
from nyx_audit.cli.history import DEFAULT, write_json
from nyx_audit.cli.options import history_option
from nyx_audit.cli.show import LAST, number_of
from nyx_audit.errors import UsageError, did_you_mean
from nyx_audit.run.history import anew, results_of, scored
from nyx_audit.score.explain import explain

WIDEST = 120
run_option = click.option(
    "--run",
    "run",
    default=LAST,
    show_default=True,
    metavar="R",
    shell_complete=completing.runs,
    help="Number of the run.",
)


@click.group()
def score() -> None:
    """Explain a score to the last point, and score a run again under another ruleset."""


@score.command("explain")
@click.argument("site", shell_complete=completing.known_sites)
@run_option
@click.option("--json", "json_path", metavar="PATH", help="Write all of it as JSON (- for standard output).")
@history_option
def explain_site(site: str, run: str, json_path: str | None, history: str | None) -> None:
    """Show where every point of a site's score went: from the cap to areas, checks and pages.

    The parts add up to the score. What is not measured yet is listed, too.

    \b
    nyx-audit score explain health
    nyx-audit score explain health --run 12 --json health.json
    """
    from nyx_audit.report.explained import data, tree
    from nyx_audit.store.history import History

    with History.open(history or DEFAULT, write=False) as opened:
        number = number_of(run, opened)
        audit, scoring = scored(opened, number)
    found = site_of(summarize(audit, scoring), site)
    scorecards = scorecards_for(audit.pages_of(site), scoring, audit.confirmed)
    explained = explain(list(scorecards.values()), scoring, found.site.journey_ids if found.site else ())
    if json_path:
        write_json(json_path, json.dumps(data(found, explained), ensure_ascii=False, indent=1) + "\n")
        return
    from rich.console import Console

    console = Console(highlight=False, emoji=False, markup=False)
    console.print(tree(found, explained), width=min(console.width, WIDEST))


@score.command()
@click.option(
    "--ruleset", type=click.Path(path_type=Path), metavar="FILE", help="The figures [default: those of this program]."
)
@run_option
@history_option
def redo(ruleset: Path | None, run: str, history: str | None) -> None:
    """Score the stored outcomes of a run under another ruleset, and keep the scores beside those of the run.

    Nothing is audited again. Checks that the run did not make, or that the catalogue no longer holds, are left out.

    \b
    nyx-audit score redo --ruleset ruleset-2027.yaml --run 12
    """
    from nyx_audit.report.plain import clean
    from nyx_audit.report.words import exact
    from nyx_audit.score.ruleset import load_ruleset
    from nyx_audit.store.history import History

    with History.open(history or DEFAULT, write=True) as opened:
        number = number_of(run, opened)
        audit = opened.load(number)
        again, scoring = anew(audit, load_ruleset(ruleset) if ruleset else None)
        before, name = audit.tool.ruleset, again.tool.ruleset
        if name == before:
            raise UsageError(f"run {number} was scored under this ruleset ({name})")
        after = summarize(again, scoring)
        looked_at = {one.site.id for one in after.sites if one.site and one.found}
        results = {site: result for site, result in results_of(after).items() if site in looked_at}
        opened.rescore(number, name, scoring, results)
        stored = {one.site.id: one.score for run in opened.runs() if run.id == number for one in run.sites}
    click.echo(f"Run {number}: {before} ┆ {name}")
    for one in after.sites:
        if one.site:
            click.echo(f"  {clean(one.name, 40)}: {exact(stored[one.site.id])} ┆ {exact(one.score.value)}")


def site_of(summary: Summary, name: str) -> SiteSummary:
    """Return a site of a run. Raises UsageError with the nearest one."""
    sites = {one.site.id: one for one in summary.sites if one.site}
    if name not in sites:
        raise UsageError(f'the run has no site "{name}"{did_you_mean(name, sites)}')
    return sites[name]
