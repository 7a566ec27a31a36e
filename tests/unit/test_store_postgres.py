"""The same history in PostgreSQL. Runs where NYX_TEST_POSTGRES names a database, whose tables it drops."""

from __future__ import annotations

import os
from collections.abc import Iterator

import pytest
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from sqlalchemy import text

from nyx_audit.crawl.items import FrontierRow, State
from nyx_audit.errors import HistoryBusyError, InputError
from nyx_audit.store import lock
from nyx_audit.store.database import open_database
from nyx_audit.store.history import History
from nyx_audit.store.schema import METADATA, VERSION_TABLE
from tests.support.history import HEALTH, LABOR, TOOL, audit_of, begin, figures, keep, page
from tests.support.writer import writing

ADDRESS = os.environ.get("NYX_TEST_POSTGRES", "")
pytestmark = pytest.mark.skipif(not ADDRESS, reason="NYX_TEST_POSTGRES names no database")


@pytest.fixture
def empty() -> None:
    database = open_database(ADDRESS, write=True)
    with database.writing() as connection:
        METADATA.drop_all(connection)
        connection.execute(text(f"DROP TABLE IF EXISTS {VERSION_TABLE}"))
    database.close()


@pytest.fixture
def history(request: pytest.FixtureRequest) -> Iterator[History]:
    request.getfixturevalue("empty")
    with History.open(ADDRESS, write=True) as opened:
        yield opened


def test_runs_are_kept_listed_and_compared(history: History) -> None:
    pages = [page(), page("b", names=("a", "b"))]
    run = keep(history, pages, 80.0)
    assert history.load(run) == audit_of(run, pages)
    second = keep(history, pages, 81.0)
    assert [site.change for site in history.runs()[0].sites] == [1.0, None]
    earlier = history.earlier("health", second, TOOL.ruleset)
    assert earlier is not None
    assert set(earlier.pages["health.example/b"].failed) == {"print-a", "print-b"}


def test_text_that_the_database_refuses_is_replaced(history: History) -> None:
    run = begin(history)
    row = FrontierRow("u", State.WAITING, number=1)
    history.record(run, page(names=("a\x00", "b\ud800")), "k", [row])
    assert [one.name for one in history.pages(run)[0].outcomes[0].findings] == ["a\ufffd", "b\ufffd"]
    assert history.frontier(run, "health") == [row]
    assert history.unfinished(TOOL, {}, figures(), (HEALTH, LABOR), "settings").run is None


def test_old_runs_are_pruned(history: History) -> None:
    kept = [keep(history, [page(name)]) for name in ("a", "b", "c")]
    assert history.prune(1) == 2
    assert [run.id for run in history.runs()] == kept[-1:]


@pytest.mark.usefixtures("empty")
def test_many_processes_make_a_history_and_write_to_it_at_once() -> None:
    writers = [writing(ADDRESS, site, 12) for site in ("a", "b", "c", "d")]
    assert [writer.wait(60) for writer in writers] == [0] * 4
    with History.open(ADDRESS, write=False) as history:
        runs = history.runs()
        assert all(run.finished_at for run in runs)
        assert [len(history.pages(run.id)) for run in runs] == [12] * 4


@pytest.mark.usefixtures("empty")
def test_a_second_run_of_a_site_is_told_who_holds_it_and_one_of_another_goes_on() -> None:
    busy = rf'the site "labor" is being audited by process {os.getpid()} on .* \(since 2.* UTC\)'
    with (
        History.open(ADDRESS, write=True, sites=["health", "labor"]),
        History.open(ADDRESS, write=True, sites=["dmv"]),
        pytest.raises(HistoryBusyError, match=busy),
        History.open(ADDRESS, write=True, sites=["labor"]),
    ):
        pass
    with History.open(ADDRESS, write=True, sites=["labor"]):
        pass


@pytest.mark.usefixtures("empty")
def test_the_history_is_pruned_only_while_no_run_is_under_way() -> None:
    with (
        History.open(ADDRESS, write=True, sites=["health"]),
        History.open(ADDRESS, write=True) as history,
        pytest.raises(HistoryBusyError, match="is under way"),
    ):
        history.prune(1)


@pytest.mark.usefixtures("empty")
def test_one_who_cannot_enter_says_who_holds_the_entry(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(lock, "PATIENCE_SECONDS", 0.2)
    with (
        History.open(ADDRESS, write=True),
        pytest.raises(HistoryBusyError, match=f"process {os.getpid()} on .* is writing to it"),
        History.open(ADDRESS, write=True),
    ):
        pass


def test_migrations_make_exactly_the_tables_of_the_program(history: History) -> None:
    assert history.runs() == []
    database = open_database(ADDRESS, write=False)
    with database.reading() as connection:
        context = MigrationContext.configure(connection, opts={"compare_type": True, "version_table": VERSION_TABLE})
        assert compare_metadata(context, METADATA) == []
    database.close()


def test_a_server_that_is_not_there_is_named_without_the_password() -> None:
    with pytest.raises(InputError) as caught, History.open("postgresql://u:secret@127.0.0.1:1/none", write=True):
        pass
    assert str(caught.value).startswith("postgresql://u:***@127.0.0.1:1/none: cannot be opened (")
    assert "\n" not in str(caught.value)
    assert "secret" not in str(caught.value)
