"""How long does each report of a large audit take, and how much memory?

Audits the sample site, or takes the last run of a history, and makes of its pages a history of 5,000 pages with addresses,
titles and findings of their own, audited in two nights that found the same; `--beyond` adds addresses to the first site
that its limit left out. Then each report is made by its command, in a
process of its own: seconds, and the most memory that it took. Also prints how many bytes the history grew by for each
page of either night.

    python -m benchmarks.reports [--pages 5000] [--sites 5] [--beyond 50000] [--from HISTORY] [--only json] [--keep FOLDER]

Exits with 1 where a report took longer than 20 seconds or more than 500 MB.
"""

from __future__ import annotations

import argparse
import sys
import tempfile
from collections.abc import Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor
from contextlib import nullcontext
from dataclasses import replace
from itertools import cycle, islice
from multiprocessing import get_context
from pathlib import Path
from typing import NamedTuple

from benchmarks.processes import Took, run
from nyx_audit.analysis.summary import summarize
from nyx_audit.model.audit import Audit, Site
from nyx_audit.model.page import Page, PageStatus, RuleOutcome
from nyx_audit.model.reason import Reason, ReasonCode
from nyx_audit.run.history import results_of, scored
from nyx_audit.run.rendering import FORMATS
from nyx_audit.score import Scoring
from nyx_audit.store.history import History

MOST_SECONDS, MOST_MB = 20.0, 500.0
# So many pages share a defect that stands on pages of one kind only.
SHARED = 10


class Line(NamedTuple):
    """What one report took."""

    name: str
    took: Took

    @property
    def is_over(self) -> bool:
        """Whether it took more than it may."""
        return self.took.seconds > MOST_SECONDS or self.took.peak > MOST_MB

    def __str__(self) -> str:
        took = self.took
        over = "  OVER" if self.is_over else ""
        return f"| {self.name} | {took.seconds:.1f} | {took.cpu:.1f} | {took.peak:.0f} |{over}"


def main() -> None:
    """Print what each report takes, and exit with 1 where one takes too much."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--pages", type=int, default=5000)
    parser.add_argument("--sites", type=int, default=5)
    parser.add_argument("--beyond", type=int, default=0, help="addresses of the first site beyond its limit")
    parser.add_argument("--from", dest="source", type=Path, metavar="HISTORY")
    parser.add_argument("--only", default="", help="the reports with this in their name")
    parser.add_argument("--keep", type=Path, metavar="FOLDER", help="where the history and the reports stay")
    options = parser.parse_args()
    with nullcontext(options.keep) if options.keep else tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        folder.mkdir(exist_ok=True)
        history = folder / "large.sqlite"
        seed = options.source or seed_in(folder)
        # What this process takes by then would count as memory of those that it starts.
        with ProcessPoolExecutor(1, get_context("spawn")) as apart:
            sizes = (options.pages, options.sites, options.beyond)
            first, second = apart.submit(large_history, history, seed, *sizes).result()
        print(f"history: {first:.0f} bytes a page, and {second:.0f} more for a night that found the same")
        print("| report | seconds | of the processor | MB |\n|---|---|---|---|")
        lines = list(measured(history, folder / "reports", options.only))
    raise SystemExit(any(line.is_over for line in lines))


def seed_in(folder: Path) -> Path:
    """Audit the sample site, and return its history."""
    history = folder / "seed.sqlite"
    _nyx("demo", "--history", str(history), "--fail-on", "never", "--quiet")
    return history


def large_history(path: Path, seed: Path, pages: int, sites: int, beyond: int = 0) -> tuple[float, float]:
    """Write a history of two equal nights; return the bytes a page of the first and of the second."""
    with History.open(seed, write=False) as opened:
        last = opened.runs(limit=1)[0].id
        small, scoring = scored(opened, last)
    large = multiplied(small, pages, sites)
    large = replace(large, pages=(*large.pages, *_beyond(large.sites[0], beyond)))
    sizes = [0.0]
    for _ in range(2):
        with History.open(path, write=True) as opened:
            _store(opened, large, scoring)
        sizes.append(float(path.stat().st_size))
    return (sizes[1] - sizes[0]) / pages, (sizes[2] - sizes[1]) / pages


def multiplied(audit: Audit, pages: int, sites: int) -> Audit:
    """Return an audit of so many pages: each is one of the given audit's, with an address and findings of its own."""
    site = audit.sites[0]
    copies = tuple(replace(site, id=f"{site.id}-{at}", name=f"{site.name} {at}", url=f"http://{at}.example/") for at in range(sites))  # fmt: skip
    known = [page for page in audit.pages if page.status is PageStatus.AUDITED]
    made = (
        _copy(page, number, copies[number * sites // pages]) for number, page in enumerate(islice(cycle(known), pages))
    )
    return replace(audit, sites=copies, pages=tuple(made))


def measured(history: Path, folder: Path, only: str = "") -> Iterator[Line]:
    """Make each report with `only` in its name, in a process of its own; yield, and print, what it took."""
    folder.mkdir(exist_ok=True)
    site = _first_site(history)
    where = ("--history", str(history))
    commands: dict[str, Sequence[str]] = {
        "none (the last line)": ("show", *where, "--quiet"),
        **{one: ("show", *where, "--quiet", f"--{one}", str(folder / f"report.{one}")) for one in FORMATS},
        "terminal": ("show", *where),
        "statement": ("statement", site, *where, "--out", str(folder / "statement.html")),
        "quarter": ("report", *where, "--out", str(folder / "quarter")),
        "trend": ("trend", site, *where),
        "history": ("history", *where),
    }
    for name, command in commands.items():
        if only not in name:
            continue
        line = Line(name, _nyx(*command))
        print(line, flush=True)
        yield line


def _store(history: History, audit: Audit, scoring: Scoring) -> None:
    run_id = history.start(audit.tool, audit.rules, scoring.ruleset, audit.sites, "large")
    for page in audit.pages:
        history.record(run_id, page, page.url)
    history.finish(run_id, audit, results_of(summarize(audit, scoring)))


def _beyond(site: Site, count: int) -> Iterator[Page]:
    reason = Reason(ReasonCode.PAGE_LIMIT, "beyond the limit of pages")
    for number in range(count):
        yield Page(f"{site.url}beyond/page-{number}", PageStatus.SKIPPED, site.id, reason=reason)


def _copy(page: Page, number: int, site: Site) -> Page:
    url = f"{site.url}part-{number // 100}/page-{number}"
    return replace(
        page, url=url, final_url=url, site=site.id, title=f"{page.title} {number}", linked_from=(),
        outcomes=tuple(_own(row, number) for row in page.outcomes),
    )  # fmt: skip


def _own(row: RuleOutcome, number: int) -> RuleOutcome:
    """Give the last finding of a rule words of this page's, and a defect that is on a few pages only."""
    if not row.findings:
        return row
    last, few = row.findings[-1], f"-{number // SHARED}"
    html = f"{last.html}<!-- {number} -->"
    own = replace(last, html=html, fingerprint=last.fingerprint + few, group=last.group + few)
    return replace(row, findings=(*row.findings[:-1], own))


def _first_site(history: Path) -> str:
    with History.open(history, write=False) as opened:
        return opened.sites()[0]


def _nyx(*words: str) -> Took:
    took = run([sys.executable, "-m", "nyx_audit", *words])
    if took.status not in (0, 1, 3):
        raise SystemExit(f"nyx-audit {words[0]} ended with {took.status}")
    return took


if __name__ == "__main__":
    main()
