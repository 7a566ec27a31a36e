"""`nyx-audit report`: the quarterly report for the CX office."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path

import click

from nyx_audit.analysis.quarter.build import build_quarter
from nyx_audit.analysis.quarter.period import Period
from nyx_audit.catalogue.folder import packaged_folder
from nyx_audit.catalogue.laws import load_laws
from nyx_audit.catalogue.load import load_catalogue
from nyx_audit.cli import completing
from nyx_audit.cli.options import config_option, history_option
from nyx_audit.cli.quarters import missing_sites, read_agencies, read_notes
from nyx_audit.config.sites import load_config
from nyx_audit.errors import InputError, OutputError
from nyx_audit.report.plain import file_name
from nyx_audit.report.quarter import LANGUAGES, render
from nyx_audit.version import VERSION


@click.command()
@click.option("--quarter", metavar="QUARTER", help="The quarter, such as 2026Q4 [default: that of today].")
@click.option(
    "--agency", metavar="ID", shell_complete=completing.agencies, help="Only this agency, by its id in sites.yaml."
)
@click.option(
    "--lang", type=click.Choice(LANGUAGES), default="en", show_default=True, help="The language of the report."
)
@click.option("--out", type=click.Path(path_type=Path), default=Path("reports"), show_default=True, metavar="FOLDER", help="Where the files go.")  # fmt: skip
@click.option("--pdf", is_flag=True, help="Also print it as a tagged PDF, by the browser.")
@click.option("--notes", type=click.Path(path_type=Path), metavar="FILE.csv", help="What no crawler sees: agency, quarter, name, value; over the notes of sites.yaml.")  # fmt: skip
@click.option("--browser", metavar="PATH", help="The browser's executable (or NYX_BROWSER), for --pdf.")
@config_option
@history_option
def report(
    quarter: str | None, agency: str | None, lang: str, out: Path, pdf: bool, notes: Path | None, browser: str | None,
    config: Path, history: str | None,
) -> None:  # fmt: skip
    """Write the quarterly report for the CX office: a page an agency and a cover that compares them.

    From the history: each site's last finished run of the quarter, and of the three before it. One accessible HTML file
    with its plots, CSV and JSON beside it. Without sites.yaml, agencies and key tasks have no names but their ids.

    \b
    nyx-audit report --quarter 2026Q4
    nyx-audit report --quarter 2026Q4 --agency doh --lang es --pdf
    """
    from nyx_audit.report import quarter_csv, quarter_json
    from nyx_audit.store.history import History

    period = Period.read(quarter) if quarter else Period.of(datetime.now(UTC))
    known = load_config(config) if config.exists() else None
    if (
        known is None
        and click.get_current_context().get_parameter_source("config") is click.core.ParameterSource.COMMANDLINE
    ):
        raise InputError(config, "there is no such file")
    given = read_notes(notes) if notes else {}
    _make(out)
    where = history or config.parent / "nyx-history.sqlite"
    with History.open(where, write=False) as opened:
        agencies = read_agencies(opened, period, known, given, agency)
    laws = load_laws(packaged_folder() / "law.yaml")
    missing = missing_sites(agencies, known, agency)
    made = build_quarter(period, agencies, laws, load_catalogue().ruleset, VERSION, missing)
    name = str(period) + (f"-{file_name(agency)}" if agency else "")
    page = render(made, lang)
    paths = [
        _write(out / f"{name}{'' if lang == 'en' else '.' + lang}.html", page.encode()),
        _write(out / f"{name}.csv", quarter_csv.render(made).encode()),
        _write(out / f"{name}.json", quarter_json.render(made).encode()),
    ]
    if pdf:
        from nyx_audit.browser.find import find_browser
        from nyx_audit.browser.printing import print_pdf

        paths.append(_write(paths[0].with_suffix(".pdf"), print_pdf(page, find_browser(browser))))
    for path in paths:
        click.echo(str(path))


def _make(folder: Path) -> None:
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise OutputError(f"--out {folder}: cannot be made ({error.strerror})") from error


def _write(path: Path, data: bytes) -> Path:
    try:
        path.write_bytes(data)
    except OSError as error:
        raise OutputError(f"{path}: cannot be written ({error.strerror})") from error
    return path
