"""Audits whole sites: crawls them, keeps the run in the history, compares it with the one before."""

from __future__ import annotations

import asyncio
import hashlib
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING

from nyx_audit.analysis.summary import Summary, summarize
from nyx_audit.browser.find import find_browser
from nyx_audit.browser.launch import launching
from nyx_audit.config.access import unlocked, unlocked_flows
from nyx_audit.config.sites import SiteConfig, load_config, sites_for_addresses
from nyx_audit.engine.auditor import Job
from nyx_audit.engine.confirm import confirm_blockers
from nyx_audit.engine.crawl import crawl_sites, flow_jobs_of, job_of
from nyx_audit.engine.events import Listener, Note, ignore
from nyx_audit.errors import InputError
from nyx_audit.model.audit import Audit
from nyx_audit.model.page import Page, PageStatus
from nyx_audit.model.shard import Part, Shard
from nyx_audit.run.accesses import accesses_of_sites
from nyx_audit.run.conditions import conditions_of
from nyx_audit.run.history import results_of, summary_of
from nyx_audit.run.incomplete import incomplete_of
from nyx_audit.run.options import Options
from nyx_audit.run.recorder import HistoryRecorder
from nyx_audit.run.running import Running, pictures_of, running
from nyx_audit.run.setup import Setup, set_up
from nyx_audit.run.sharding import deal_sites
from nyx_audit.run.terms import Configured

if TYPE_CHECKING:
    from nyx_audit.store.history import History

CONFIG = Path("sites.yaml")
HISTORY = "nyx-history.sqlite"


@dataclass(frozen=True, slots=True)
class Crawl:
    """What is crawled and where it is kept.

    `history` is a SQLite file or a database address; without one, the file beside the configuration. `max_pages` goes
    over the configuration's figure. With `resume`, the last unfinished run of the same settings is resumed. With `anew`,
    no page is carried over from an earlier run.
    """

    config: Path = CONFIG
    history: str | Path | None = None
    max_pages: int | None = None
    resume: bool = False
    anew: bool = False

    @property
    def database(self) -> str | Path:
        """Where the history is."""
        return self.history or self.config.parent / HISTORY


def audit(
    sites: Sequence[str | SiteConfig] = (),
    *,
    crawl: Crawl | None = None,
    options: Options | None = None,
    listen: Listener = ignore,
) -> Summary:
    """Crawl and audit sites, keep the run in the history, and return its summary, compared with the run before it.

    A site is an id of the configuration (of a site or of an agency), an address, which is crawled with the defaults,
    or a configuration of its own; without any, all sites of the configuration are audited. `listen` receives the
    events of the run. Raises UsageError, BrowserError; what happens to a page is its status.
    """
    return asyncio.run(audit_async(sites, crawl=crawl, options=options, listen=listen))


async def audit_async(
    sites: Sequence[str | SiteConfig] = (),
    *,
    crawl: Crawl | None = None,
    options: Options | None = None,
    listen: Listener = ignore,
    stop: asyncio.Event | None = None,
) -> Summary:
    """Do as `audit` within a running loop; `stop`, once set, ends the run politely, so that it can be resumed."""
    given, how = options or Options(), crawl or Crawl()
    async with launching(lambda: find_browser(given.browser)) as launcher:
        # While the browser starts, what works with it is read.
        setup = await asyncio.to_thread(_set_up, given)
        from nyx_audit.store.history import History

        every = [_adjusted(one, how.max_pages, given.timeout) for one in choose(sites, how.config)]
        places = deal_sites(every, given.shard)
        chosen = [every[place] for place in places]
        settings = _settings(every, given.shard)
        accesses = accesses_of_sites(chosen)
        with History.open(how.database, write=True, sites=[one.site.id for one in chosen]) as history:
            async with running(setup, launcher, listen, stop, accesses) as run:
                number = _begin(setup, _Begun(chosen, places, settings), history, run, resume=how.resume)
                starts = {one.site.id: one.starts[0] for one in chosen}
                conditions = conditions_of(setup, run.tool, chosen)
                recorder = HistoryRecorder(history, number, starts, conditions, anew=how.anew)
                run.auditor.keeps = True
                audited = await _audit(setup, chosen, recorder, run)
                audited = replace(audited, shard=Shard.of_settings(settings))
                summed_up = summarize(audited, setup.scoring)
                pictures = await pictures_of(summed_up, _jobs(audited.pages, chosen), setup, run)
            history.finish(number, audited, results_of(summed_up), key=recorder.key, stopped=run.stop.is_set())
            return replace(summary_of(history, number), pictures=pictures)


def _set_up(options: Options) -> Setup:
    # Imported here, beside the start of the browser, so that who needs it next finds it loaded.
    import nyx_audit.store.history  # noqa: F401

    return set_up(options)


def terms_of(sites: Sequence[str | SiteConfig], config: Path) -> Configured:
    """Return what the configuration of the sites named says of the terms: addresses alone need none. Raises InputError."""
    if (sites and all(not isinstance(one, str) or _is_address(one) for one in sites)) or not config.exists():
        return Configured()
    found = load_config(config)
    return Configured(config, found.terms, found.ignores)


def choose(sites: Sequence[str | SiteConfig], config: Path) -> list[SiteConfig]:
    """Return the configurations of the sites named: addresses need no configuration file. Raises InputError."""
    given = [site for site in sites if isinstance(site, SiteConfig)]
    names = [site for site in sites if isinstance(site, str)]
    ids = [name for name in names if not _is_address(name)]
    addresses = sites_for_addresses([name for name in names if _is_address(name)])
    if not ids and (addresses or given):
        return [*given, *addresses]
    if not config.exists():
        raise InputError(config, "there is no such file; write one with: nyx-audit init, or name an address to audit")
    known = {one.site.id: one for one in load_config(config).pick(ids)}
    return [*given, *known.values(), *(one for one in addresses if one.site.id not in known)]


def _is_address(text: str) -> bool:
    return "." in text or ":" in text or "/" in text


def _adjusted(site: SiteConfig, max_pages: int | None, timeout: float | None) -> SiteConfig:
    pages, seconds = max_pages or site.max_pages, timeout or site.timeout
    return unlocked_site(replace(site, max_pages=pages, timeout=seconds))


def unlocked_site(site: SiteConfig) -> SiteConfig:
    """Return a site with the secrets of its access and its flows read. Raises InputError for one that is not there."""
    access = unlocked(site.access) if site.access else None
    return replace(site, access=access, flows=unlocked_flows(site.flows))


@dataclass(frozen=True, slots=True)
class _Begun:
    """What a run begins with: its sites, their places among all that its shards share, and what names its settings."""

    sites: Sequence[SiteConfig]
    places: Sequence[int]
    settings: str


def _begin(setup: Setup, begun: _Begun, history: History, run: Running, *, resume: bool) -> int:
    """Return the number of a new run, or of the one that is resumed."""
    rules, figures = {rule.id: rule for rule in setup.rules}, setup.catalogue.ruleset
    known = [one.site for one in begun.sites]
    if resume:
        last = history.unfinished(run.tool, rules, figures, known, begun.settings)
        if last.reason:
            run.auditor.listen(Note("", last.reason))
        if last.run is not None:
            done = len(history.pages(last.run))
            run.auditor.listen(Note("", f"resuming run {last.run}, of which {done} pages are done"))
            return last.run
        run.auditor.listen(Note("", "there is no run to resume; starting one"))
    return history.start(run.tool, rules, figures, known, begun.settings, begun.places)


async def _audit(setup: Setup, sites: Sequence[SiteConfig], recorder: HistoryRecorder, run: Running) -> Audit:
    found = await crawl_sites(sites, run.auditor, recorder, tabs=setup.tabs, stop=run.stop)
    pages = [page for site in sites for page in found[site.site.id]]
    jobs = _jobs(pages, sites)
    known = {site.site.id: recorder.last_confirmed(site.site.id) for site in sites}
    confirmed = await confirm_blockers(pages, jobs, run.auditor, setup.catalogue, run.stop, known)
    return Audit(
        tool=run.tool,
        started_at=run.started_at,
        finished_at=datetime.now(UTC),
        rules={rule.id: rule for rule in setup.rules},
        sites=tuple(site.site for site in sites),
        pages=tuple(pages),
        incomplete=incomplete_of([site.site for site in sites], pages, stopped=run.stop.is_set()),
        run=recorder.run,
        confirmed=confirmed,
    )


def _jobs(pages: Sequence[Page], sites: Sequence[SiteConfig]) -> list[Job]:
    """How the audited pages are visited once more."""
    configs = {site.site.id: site for site in sites}
    steps = {(site.site.id, job.requested): job for site in sites for job in flow_jobs_of(site)}
    return [
        steps.get((page.site or "", page.url))
        or job_of(configs[page.site or ""], page.url, named=page.start, start=page.start)
        for page in pages
        if page.status is PageStatus.AUDITED
    ]


def _settings(sites: Sequence[SiteConfig], part: Part | None) -> str:
    """Return what names the settings of a run: those of all sites, of which a shard audits some."""
    whole = hashlib.sha256(repr([replace(site, timeout=0.0) for site in sites]).encode()).hexdigest()[:16]
    return Shard((part.number,), part.of, whole).settings if part else whole
