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
from nyx_audit.store.database import open_database
from nyx_audit.store.history import History
from nyx_audit.store.schema import METADATA, VERSION_TABLE
from tests.support.history import TOOL, audit_of, begin, figures, keep, page

ADDRESS = os.environ.get("NYX_TEST_POSTGRES", "")
pytestmark = pytest.mark.skipif(not ADDRESS, reason="NYX_TEST_POSTGRES names no database")


@pytest.fixture
def history() -> Iterator[History]:
    database = open_database(ADDRESS, write=True)
    with database.writing() as connection:
        METADATA.drop_all(connection)
        connection.execute(text(f"DROP TABLE IF EXISTS {VERSION_TABLE}"))
    database.close()
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
    assert history.unfinished(TOOL, {}, figures(), "settings").run is None


def test_old_runs_are_pruned(history: History) -> None:
    kept = [keep(history, [page(name)]) for name in ("a", "b", "c")]
    assert history.prune(1) == 2
    assert [run.id for run in history.runs()] == kept[-1:]


def test_a_second_writer_is_refused_and_readers_are_not(history: History) -> None:
    keep(history, [page()])
    with pytest.raises(HistoryBusyError, match=f"process {os.getpid()} on "), History.open(ADDRESS, write=True):
        pass
    with History.open(ADDRESS, write=False) as reading:
        assert len(reading.runs()) == 1


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
