"""What `run` and `demo` have in common: crawl sites, keep the run in the history, compare, report."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING

import click

from nyx_audit.analysis.summary import Summary, summarize
from nyx_audit.cli.auditing import Running, Setup, finish, run_audit
from nyx_audit.cli.display import progress
from nyx_audit.cli.outputs import Outputs
from nyx_audit.cli.show import results_of, summary_of
from nyx_audit.config.sites import SiteConfig
from nyx_audit.crawl.items import FrontierRow
from nyx_audit.engine.confirm import confirm_blockers
from nyx_audit.engine.crawl import crawl_sites, job_of
from nyx_audit.model.audit import Audit
from nyx_audit.model.facts import Facts
from nyx_audit.model.page import Page, PageStatus
from nyx_audit.net.addresses import relative_key

if TYPE_CHECKING:
    from nyx_audit.store.history import History


@dataclass(frozen=True, slots=True)
class Crawl:
    """What is to be crawled, and where it is kept."""

    sites: tuple[SiteConfig, ...]
    history: str | Path
    resume: bool = False


@dataclass(frozen=True, slots=True)
class _Recorder:
    """Keeps a run's pages in the history."""

    history: History
    run: int
    starts: dict[str, str]

    def record(self, page: Page, rows: Sequence[FrontierRow], facts: Facts | None) -> None:
        self.history.record(self.run, page, self.key(page), rows, facts)

    def keep(self, site: str, rows: Sequence[FrontierRow]) -> None:
        self.history.queue(self.run, site, rows)

    def rows(self, site: str) -> Sequence[FrontierRow]:
        return self.history.frontier(self.run, site)

    def pages(self, site: str) -> Sequence[Page]:
        return [page for page in self.history.pages(self.run) if page.site == site]

    def facts(self, site: str) -> Mapping[str, Facts]:
        return self.history.facts(self.run, site)

    def key(self, page: Page) -> str:
        """Return what makes it the same page in another run, also on another port of this machine."""
        try:
            return relative_key(page.url, self.starts[page.site or ""])
        except ValueError:
            return page.url


def crawl_and_report(setup: Setup, crawl: Crawl, outputs: Outputs, *, fail_on: str) -> int:
    """Crawl, keep, compare and report; return the exit status."""
    from nyx_audit.store.history import History

    outputs.open()
    try:
        with History.open(crawl.history, write=True) as history:
            summaries: list[Summary] = []

            async def work(running: Running) -> None:
                summaries.append(await _audit(setup, crawl, history, running))

            with progress(quiet=setup.quiet, verbose=setup.verbose) as listen:
                run_audit(setup, listen, work)
            return finish(summaries[0], outputs, fail_on=fail_on, quiet=setup.quiet)
    finally:
        outputs.close()


async def _audit(setup: Setup, crawl: Crawl, history: History, running: Running) -> Summary:
    recorder = _Recorder(
        history, _begin(setup, crawl, history, running), {one.site.id: one.starts[0] for one in crawl.sites}
    )
    found = await crawl_sites(crawl.sites, running.auditor, recorder, tabs=setup.tabs, stop=running.stop)
    pages = [page for site in crawl.sites for page in found[site.site.id]]
    configs = {site.site.id: site for site in crawl.sites}
    jobs = [
        job_of(configs[page.site or ""], page.url, asked=page.start, start=page.start)
        for page in pages
        if page.status is PageStatus.AUDITED
    ]
    confirmed = await confirm_blockers(pages, jobs, running.auditor, setup.catalogue, running.stop)
    audit = Audit(
        tool=running.tool,
        started_at=running.started_at,
        finished_at=datetime.now(UTC),
        rules={rule.id: rule for rule in setup.rules},
        sites=tuple(site.site for site in crawl.sites),
        pages=tuple(pages),
        incomplete=_incomplete(crawl.sites, pages, stopped=running.stop.is_set()),
        run=recorder.run,
        confirmed=confirmed,
    )
    results = results_of(summarize(audit, setup.scoring))
    history.finish(recorder.run, audit, results, key=recorder.key, stopped=running.stop.is_set())
    return summary_of(history, recorder.run)


def _begin(setup: Setup, crawl: Crawl, history: History, running: Running) -> int:
    """Return the number of a new run, or of the one that is gone on with."""
    rules = {rule.id: rule for rule in setup.rules}
    figures = setup.catalogue.ruleset
    digest = _digest(crawl.sites)
    if crawl.resume:
        last = history.unfinished(running.tool, rules, figures, digest)
        if last.reason:
            click.echo(f"nyx-audit: {last.reason}", err=True)
        if last.run is not None:
            done = len(history.pages(last.run))
            click.echo(f"nyx-audit: going on with run {last.run}, of which {done} pages are done", err=True)
            return last.run
        click.echo("nyx-audit: there is no run to go on with; starting one", err=True)
    return history.start(running.tool, rules, figures, [one.site for one in crawl.sites], digest)


def _digest(sites: Sequence[SiteConfig]) -> str:
    return hashlib.sha256(repr([replace(site, timeout=0.0) for site in sites]).encode()).hexdigest()[:16]


def _incomplete(sites: Sequence[SiteConfig], pages: Sequence[Page], *, stopped: bool) -> tuple[str, ...]:
    """Return why something that should have been audited was not."""
    reasons = ["the run was stopped before its end"] if stopped else []
    for site in sites:
        own = [page for page in pages if page.site == site.site.id]
        failed = [page for page in own if page.status is PageStatus.FAILED]
        if failed:
            known = sum(page.status is not PageStatus.SKIPPED for page in own)
            reasons.append(
                f"{site.site.name}: {len(failed)} of {known} pages could not be audited ({failed[0].reason})"
            )
        elif not any(page.status is PageStatus.AUDITED for page in own):
            why = f" ({own[0].reason})" if own else ""
            reasons.append(f"{site.site.name}: no page was audited{why}")
    return tuple(reasons)
