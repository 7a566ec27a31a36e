"""Does the score put pages in the order, and the band, that people agree on?

Audits the pages of `pages.yaml`: those of the sample site, and of design systems as npm has them, sound and broken on
purpose (`changes.js`). Prints each page's expected band and its score, and the rank agreement: Kendall's tau over all
pairs of pages of which people expect different bands.

    python -m benchmarks.calibration [--only REGEX] [--site FOLDER] [--least TAU]

`--only` takes the pages with this in their name ("order-1 labels"); `--site` is where the pages and the design systems are
kept for another time. Exits with 1 where the rank agreement is below `--least`. Needs Node.js with npm, unless all pages are of
the sample.
"""

from __future__ import annotations

import argparse
import re
import shutil
import subprocess
import tempfile
from collections.abc import Sequence
from importlib.resources import as_file, files
from pathlib import Path

from benchmarks.calibration.agreement import Judged, lines, tau
from benchmarks.calibration.expected import Expected, expected_pages
from nyx_audit import check
from nyx_audit.net.local import serve_folder

HERE = Path(__file__).parent
SYSTEMS = "calibration"


def main() -> None:
    """Print the pages with their bands and scores, and the rank agreement."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--only", default="", metavar="REGEX")
    parser.add_argument("--site", type=Path, metavar="FOLDER")
    parser.add_argument("--least", type=float, default=-1.0, metavar="TAU")
    options = parser.parse_args()
    chosen = [one for one in expected_pages(HERE / "pages.yaml") if re.search(options.only, one.name)]
    with tempfile.TemporaryDirectory() as name:
        judged = audited(chosen, laid_out(chosen, options.site or Path(name, "site")))
    for line in lines(judged):
        print(line)
    raise SystemExit(tau(judged) < options.least)


def laid_out(pages: Sequence[Expected], site: Path) -> Path:
    """Write the pages, with what they need, into a folder that can be served, and return it."""
    with as_file(files("nyx_audit") / "sample" / "site") as sample:
        shutil.copytree(sample, site, dirs_exist_ok=True)
    shutil.copytree(HERE / "pages", site / SYSTEMS, dirs_exist_ok=True)
    shutil.copy(HERE / "changes.js", site)
    if any(not one.of_sample for one in pages):
        install(site)
    for one in pages:
        source = site / one.page if one.of_sample else site / SYSTEMS / one.page
        script = f'<head><script src="/changes.js" data-changes="{one.change}"></script>'
        text = source.read_text(encoding="utf-8")
        (site / _path(one)).write_text(text if one.change == "none" else text.replace("<head>", script, 1), "utf-8")
    return site


def install(folder: Path) -> None:
    """Install the design systems, unless they are there. Raises CalledProcessError, and SystemExit without npm."""
    npm = shutil.which("npm")
    if npm is None:
        raise SystemExit("npm is missing: it fetches the design systems (apt-get install nodejs npm)")
    if (folder / "node_modules").is_dir():
        return
    shutil.copy(HERE / "package.json", folder)
    subprocess.run([npm, "install", "--silent", "--no-audit", "--no-fund", "--ignore-scripts"], check=True, cwd=folder)


def audited(pages: Sequence[Expected], site: Path) -> list[Judged]:
    """Return the pages with their scores and bands; a page without a number has none."""
    with serve_folder(site) as root:
        summary = check([root + _path(one) for one in pages])
        scores = [summary.page_scores[None, root + _path(one)].value for one in pages]
    band = summary.scoring.ruleset.band
    return [Judged(one, score, "" if score is None else band(score)) for one, score in zip(pages, scores, strict=True)]


def _path(one: Expected) -> str:
    folder = "" if one.of_sample else f"{SYSTEMS}/"
    return f"{folder}{one.page.removesuffix('.html')}.{one.change}.html"


if __name__ == "__main__":
    main()
