"""The history of runs: what `run` writes page by page, and what `history`, `show` and comparisons read."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from contextlib import contextmanager
from datetime import UTC, datetime
from operator import attrgetter
from pathlib import Path

from sqlalchemy import Connection, Row, select

from nyx_audit.analysis.compare import Earlier
from nyx_audit.crawl.items import FrontierRow
from nyx_audit.errors import UsageError
from nyx_audit.model.audit import Audit, Site, Tool
from nyx_audit.model.facts import Facts
from nyx_audit.model.page import Carried, Page
from nyx_audit.model.rule import Rule
from nyx_audit.model.visit import Visit
from nyx_audit.score import Scoring
from nyx_audit.score.ruleset import Ruleset
from nyx_audit.store import schema
from nyx_audit.store.adopt import Adopted, SiteOrigin, adopt_run
from nyx_audit.store.begin import insert_run, insert_sites
from nyx_audit.store.database import Database
from nyx_audit.store.finish import finish_run, touch
from nyx_audit.store.lock import refuse_while_running
from nyx_audit.store.opening import opened
from nyx_audit.store.pages import (
    Finished,
    read_frontier,
    read_keys,
    read_pages,
    store_frontier,
    store_page,
)
from nyx_audit.store.prune import delete_old_runs
from nyx_audit.store.runs import (
    RunRow,
    Unfinished,
    earlier_run,
    find_unfinished,
    list_runs,
    read_audit,
)
from nyx_audit.store.scores import Result, store_rescore
from nyx_audit.store.sightings import Kind, first_failed
from nyx_audit.store.snapshots import find_snapshot, read_snapshot, store_snapshot
from nyx_audit.store.text import safe, to_time
from nyx_audit.store.visits import (
    Source,
    confirmed_in,
    last_visits,
    read_facts,
    read_visit,
    read_visits,
    store_visit,
)


class History:
    """An open history; see `History.open`. Every method raises InputError or OutputError for a faulty database."""

    def __init__(self, database: Database, *, write: bool) -> None:
        self._database, self._write = database, write
        self._sites: dict[int, dict[str, int]] = {}
        self._last: dict[tuple[int, str], int | None] = {}

    @classmethod
    @contextmanager
    def open(cls, where: str | Path, *, write: bool, sites: Collection[str] = ()) -> Iterator[History]:
        """Open the SQLite file or PostgreSQL database `where`; for writing, make it where it is missing.

        `sites` are held for a run, beside those of other runs. Who writes without any has the whole history, but for
        the runs that are under way. Raises HistoryBusyError where another process holds one of them, InputError for what
        is no history or a newer program's, OutputError where it cannot be written, UsageError for an address of another kind.
        """
        with opened(where, write=write, sites=sites) as database:
            yield cls(database, write=write)

    @property
    def shown(self) -> str:
        """What names it in messages, without a password."""
        return self._database.shown

    def start(
        self,
        tool: Tool,
        rules: Mapping[str, Rule],
        figures: Ruleset,
        sites: Sequence[Site],
        digest: str,
        places: Sequence[int] = (),
    ) -> int:
        """Begin a run, and return its number. `digest` names the settings, so that the run can be resumed with them.

        `places` are those of its sites among all that its shards share.
        """
        with self._writing() as connection:
            snapshot = store_snapshot(connection, tool.ruleset, rules, figures)
            run = insert_run(connection, snapshot, tool, digest)
            insert_sites(connection, run, dict(zip(places or range(len(sites)), sites, strict=True)))
            return run

    def unfinished(
        self, tool: Tool, rules: Mapping[str, Rule], figures: Ruleset, sites: Sequence[Site], digest: str
    ) -> Unfinished:
        """Return the last run of these sites that was not finished and had the same settings, rules and figures."""
        with self._database.reading() as connection:
            snapshot = find_snapshot(connection, tool.ruleset, rules, figures)
            return find_unfinished(connection, digest, snapshot, [site.id for site in sites])

    def record(
        self,
        run: int,
        page: Page,
        key: str,
        rows: Sequence[FrontierRow] = (),
        visit: Visit | None = None,
        conditions: bytes = b"",
    ) -> None:
        """Keep a page whose visit is over, what is kept of the visit, and the addresses that changed: all or nothing.

        `key` is what makes it the same page in another run, `conditions` what the outcomes of its visit, which are the
        page's, hang on beside it. A page of the same site and address is replaced.
        """
        now = datetime.now(UTC)
        with self._writing() as connection:
            site = self._site(connection, run, page.site)
            sheet = store_page(connection, site, page, key)
            store_frontier(connection, site, rows)
            if visit is not None:
                store_visit(connection, site, visit, Source(sheet, conditions, page.carried or Carried(run, now)))
            connection.execute(touch(run, to_time(now)))

    def queue(self, run: int, site: str, rows: Sequence[FrontierRow]) -> None:
        """Keep addresses that no visit brought: the starts, and those of a sitemap."""
        with self._writing() as connection:
            store_frontier(connection, self._site(connection, run, site), rows)

    def frontier(self, run: int, site: str) -> list[FrontierRow]:
        """Return the addresses of a site, in the order of finding. A finished run has none any more."""
        with self._database.reading() as connection:
            return read_frontier(connection, self._site(connection, run, site))

    def pages(self, run: int) -> list[Page]:
        """Return the pages whose visit is over, in the order recorded: what a resumed run need not visit again.

        Those that failed are among them; a resumed run visits them again.
        """
        with self._database.reading() as connection:
            return [kept.page for kept in read_pages(connection, run) if not kept.provisional]

    def facts(self, run: int, site: str) -> dict[str, Facts]:
        """Return the facts of a site's pages by address. Of the finished runs, the last one alone has them."""
        with self._database.reading() as connection:
            return read_facts(connection, self._site(connection, run, site))

    def last_visit(self, run: int, site: str, url: str, conditions: bytes) -> Visit | None:
        """Return the visit of an address in the last finished run of its site before this one, under these conditions.

        Its page says in which run it was audited.
        """
        with self._database.reading() as connection:
            last = self._last_site(connection, run, site)
            return None if last is None else read_visit(connection, last, url, conditions)

    def last_confirmed(self, run: int, site: str) -> dict[str, bool]:
        """Return what was seen again, or not, by group of findings, in the run that a site's pages are carried from."""
        with self._database.reading() as connection:
            last = self._last_site(connection, run, site)
            return {} if last is None else confirmed_in(connection, last)

    def keys(self, run: int, site: str) -> dict[str, str]:
        """Return the key of each page of a site, by its address."""
        with self._database.reading() as connection:
            return read_keys(connection, self._site(connection, run, site))

    def finish(
        self,
        run: int,
        audit: Audit,
        results: Mapping[str, Result],
        *,
        key: Callable[[Page], str] = attrgetter("url"),
        stopped: bool = False,
    ) -> None:
        """Make the run what the audit says; `results` by site. `key` gives that of a page that was not recorded.

        A run that was `stopped` (Ctrl-C) stays unfinished: `load` shows it, and a later one can go on with it, and
        visits the pages that were not recorded before.
        """
        with self._writing() as connection:
            rows = {site.id: self._site(connection, run, site.id) for site in audit.sites}
            finish_run(connection, run, Finished(audit, rows, key, stopped), results)

    def origin(self, run: int, site: str) -> SiteOrigin:
        """Return what is known of a site in a run beside its pages, so that another history can adopt it."""
        with self._database.reading() as connection:
            row = self._site(connection, run, site)
            place = connection.scalar(select(schema.site.c.number).where(schema.site.c.id == row)) or 0
            return SiteOrigin(run, place, read_keys(connection, row), read_visits(connection, row))

    def adopt(self, adopted: Adopted) -> int:
        """Keep a finished run that was made elsewhere, and return its number here."""
        self._sites.clear()
        with self._writing() as connection:
            return adopt_run(connection, adopted)

    def load(self, run: int) -> Audit:
        """Return a run as its audit was, with the rules of then; one that was not finished says so.

        Raises UsageError for a run that there is not.
        """
        with self._database.reading() as connection:
            return read_audit(connection, self._run(connection, run))

    def scoring(self, run: int) -> Scoring | None:
        """Return what the run's scores were computed with; None where it was an earlier formula.

        Raises UsageError for a run that there is not.
        """
        with self._database.reading() as connection:
            rules, figures = read_snapshot(connection, self._run(connection, run).snapshot)
        return Scoring.of(figures, rules) if figures else None

    def rescore(self, run: int, ruleset: str, scoring: Scoring, results: Mapping[str, Result]) -> None:
        """Keep what a run's sites score under another ruleset; `results` by site. The run's own scores stay."""
        with self._writing() as connection:
            snapshot = store_snapshot(connection, ruleset, scoring.rules, scoring.ruleset)
            for site, result in results.items():
                store_rescore(connection, self._site(connection, run, site), snapshot, ruleset, result)

    def runs(self, site: str | None = None, limit: int | None = None) -> list[RunRow]:
        """Return the runs (in which a site was), newest first."""
        with self._database.reading() as connection:
            return list_runs(connection, site, limit)

    def sites(self) -> list[str]:
        """Return the ids of all sites of the history."""
        with self._database.reading() as connection:
            return list(connection.scalars(select(schema.site.c.site).distinct().order_by(schema.site.c.site)))

    def earlier(self, site: str, before: int, ruleset: str, rules: Collection[str] | None = None) -> Earlier | None:
        """Return a site's part of the last finished run before `before` in which it was audited, or None.

        Only defects of `rules` are in it; None for those of all rules.

        The last one with the same ruleset comes first, if it is among the last five.
        """
        with self._database.reading() as connection:
            return earlier_run(connection, site, before, ruleset, rules)

    def first_failed(self, site: str, kind: Kind, names: Collection[str]) -> dict[str, int]:
        """Return the first finished run in which each group or fingerprint of a site's findings failed."""
        with self._database.reading() as connection:
            return first_failed(connection, site, kind, names)

    def prune(self, keep: int) -> int:
        """Delete all runs but the last `keep` finished ones of each site, and those that may be resumed; return how many.

        Raises HistoryBusyError while a run is under way.
        """
        refuse_while_running(self._database.locks, "prune it")
        with self._writing() as connection:
            deleted = delete_old_runs(connection, keep)
        self._sites.clear()
        self._last.clear()
        self._database.compact()
        return deleted

    @contextmanager
    def _writing(self) -> Iterator[Connection]:
        if not self._write:
            raise ValueError("the history was opened for reading")
        with self._database.writing() as connection:
            yield connection

    def _site(self, connection: Connection, run: int, site: str | None) -> int:
        if run not in self._sites:
            rows = connection.execute(select(schema.site.c.site, schema.site.c.id).where(schema.site.c.run == run))
            self._sites[run] = dict(rows.all())
        if site is None or safe(site) not in self._sites[run]:
            raise ValueError(f"run {run} has no site {site!r}")
        return self._sites[run][safe(site)]

    def _last_site(self, connection: Connection, run: int, site: str) -> int | None:
        if (run, site) not in self._last:
            self._last[run, site] = last_visits(connection, site, run)
        return self._last[run, site]

    def _run(self, connection: Connection, run: int) -> Row[tuple[object, ...]]:
        row = connection.execute(select(schema.run).where(schema.run.c.id == run)).first()
        if row is None:
            last = connection.scalar(select(schema.run.c.id).order_by(schema.run.c.id.desc()).limit(1))
            hint = f"the last is {last}" if last else "the history is empty"
            raise UsageError(f"{self._database.shown}: there is no run {run} ({hint})")
        return row
