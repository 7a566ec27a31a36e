"""Opening a history: making it, migrating it, and refusing what is none."""

from __future__ import annotations

import json
import os
import sqlite3
import subprocess
import sys
from contextlib import closing
from pathlib import Path

import pytest
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import Connection, create_engine

from nyx_audit.errors import InputError, OutputError, UsageError
from nyx_audit.store.database import open_database
from nyx_audit.store.history import History
from nyx_audit.store.migrate import is_current, migrate, migrations, upgrade
from nyx_audit.store.schema import HEAD, METADATA, VERSION_TABLE
from nyx_audit.store.snapshots import FIGURES
from tests.support.history import figures, keep, page

FIRST = "0001"
TOOL_JSON = '{"version": "0.1.0", "ruleset": "old+1", "engines": {}}'
PRAGMAS = ("table_info", "index_list", "foreign_key_list")


def test_a_missing_file_is_made_with_its_folders(tmp_path: Path) -> None:
    where = tmp_path / "a folder" / "100 % ?#.sqlite"
    with History.open(where, write=True) as history:
        assert history.runs() == []
    assert sorted(path.name for path in where.parent.iterdir()) == [where.name, f"{where.name}.lock"]


def test_an_empty_file_becomes_a_history(tmp_path: Path) -> None:
    where = tmp_path / "empty.sqlite"
    where.touch()
    with History.open(where, write=True) as history:
        assert keep(history, [page()]) == 1


def test_an_empty_file_becomes_a_history_by_reading_it_too(tmp_path: Path) -> None:
    where = tmp_path / "empty.sqlite"
    where.touch()
    with History.open(str(where), write=False) as history:
        assert history.runs() == []


def test_the_first_revision_is_brought_to_the_last(tmp_path: Path) -> None:
    where = tmp_path / "old.sqlite"
    with closing(open_database(where, write=True)) as database:
        migrate(database, FIRST)
    with History.open(where, write=True) as history:
        assert keep(history, [page()]) == 1


def test_a_history_of_the_first_revision_is_read_with_its_pages_as_content(tmp_path: Path) -> None:
    where = tmp_path / "old.sqlite"
    with closing(open_database(where, write=True)) as database:
        migrate(database, FIRST)
    old = json.loads(FIGURES.dump_json(figures())) | {
        "id": "old",
        "formula": "NYX-S 1",
        "strata": {"content": 1.0},
        "page_cap": 59,
    }
    del old["roles"], old["blocked_journeys"]
    with closing(sqlite3.connect(where)) as rows:
        rows.execute("INSERT INTO snapshot VALUES (1, x'01', 'old+1', ?, ?)", ("{}", json.dumps(old)))
        rows.execute(
            "INSERT INTO run VALUES (1, 1, 'd', 'old+1', ?, ?, ?, 1, '[]', ?, '{}')",
            (*["2026-11-01T00:00:00.000000+00:00"] * 3, TOOL_JSON),
        )
        rows.execute(
            "INSERT INTO site VALUES (1, 1, 0, 'a', 'A', 'Agency', 'https://a.example/', '', 90, 90, '', '{}', 1, 1)"
        )
        rows.execute("INSERT INTO address VALUES (1, x'02', 'https://a.example/')")
        rows.execute("INSERT INTO place VALUES (1, x'03', '/', 'https://a.example/', 'A', '[]', '[]', '[]')")
        rows.execute("INSERT INTO sheet VALUES (1, x'04', '[]')")
        rows.execute("INSERT INTO page VALUES (1, 1, 1, 1, 1, 'audited', '', 200, 1, 0, 1.5, 0, 0)")
        rows.commit()
    with History.open(where, write=False) as history:
        (one,) = history.load(1).pages
        assert (one.role, one.journeys, one.template) == ("content", (), "")
        assert history.load(1).sites[0].journeys == ()
        assert history.scoring(1) is None
        assert history.runs()[0].sites[0].score == 90


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("beyond the limit of 200 pages", "page-limit"),
        ("a dead link: answered 404: does not exist", "dead-link"),
        ("redirects to https://a.example/b, which is audited already", "duplicate"),
        ("redirects to https://b.example/: another host (b.example)", "redirects-away"),
        ("answered 503: is not available", "busy"),
        ("answered 500: answers with an error", "http-error"),
        ("a PDF document, not a page", "not-a-page"),
        ("something that nobody foresaw", "other"),
        ("", ""),
    ],
)
def test_a_reason_that_was_stored_as_text_alone_gets_its_code(tmp_path: Path, text: str, code: str) -> None:
    where = tmp_path / "old.sqlite"
    with closing(open_database(where, write=True)) as database:
        migrate(database, "0004")
    with closing(sqlite3.connect(where)) as rows:
        rows.execute("PRAGMA foreign_keys = OFF")
        rows.execute("INSERT INTO page VALUES (1, 1, 1, 1, 1, 'skipped', ?, 200, 1, 0, 1.5, 0, 0)", (text,))
        rows.commit()
    with closing(open_database(where, write=True)) as database:
        migrate(database)
    with closing(sqlite3.connect(where)) as rows:
        assert rows.execute("SELECT reason, reason_code FROM page").fetchone() == (text, code)


@pytest.mark.parametrize(("finished", "digest"), [(None, ""), ("2026-11-01T00:00:00.000000+00:00", "settings")])
def test_a_run_that_another_version_left_unfinished_is_not_resumed(
    tmp_path: Path, finished: str | None, digest: str
) -> None:
    where = tmp_path / "old.sqlite"
    with closing(open_database(where, write=True)) as database:
        migrate(database, "0005")
    with closing(sqlite3.connect(where)) as rows:
        rows.execute("INSERT INTO snapshot VALUES (1, x'01', 'old+1', '{}', '{}')")
        values = "(1, 1, 'settings', 'old+1', '2026', '2026', ?, 1, '[]', '{}', '{}')"
        rows.execute(f"INSERT INTO run VALUES {values}", (finished,))
        rows.commit()
    with closing(open_database(where, write=True)) as database:
        migrate(database)
    with closing(sqlite3.connect(where)) as rows:
        assert rows.execute("SELECT digest FROM run").fetchone() == (digest,)


def test_migrations_make_exactly_the_tables_of_the_program(tmp_path: Path) -> None:
    where = tmp_path / "history.sqlite"
    with History.open(where, write=True):
        pass
    engine = create_engine(f"sqlite:///{where}")
    with engine.connect() as connection:
        context = MigrationContext.configure(
            connection, opts={"compare_type": True, "compare_server_default": True, "version_table": VERSION_TABLE}
        )
        assert compare_metadata(context, METADATA) == []
    engine.dispose()


def test_migrations_keep_the_details_that_a_comparison_of_tables_does_not_see(tmp_path: Path) -> None:
    where = tmp_path / "history.sqlite"
    with History.open(where, write=True):
        pass
    made = create_engine("sqlite://")
    METADATA.create_all(made)
    with made.connect() as connection:
        expected = shape(connection.connection.driver_connection)
    made.dispose()
    with closing(sqlite3.connect(where)) as migrated:
        found = shape(migrated)
    found.pop(VERSION_TABLE)
    assert found == expected


def test_the_last_revision_is_the_one_that_the_program_knows() -> None:
    script = ScriptDirectory.from_config(migrations())
    assert script.get_current_head() == HEAD
    assert {f"v{revision.revision}" for revision in script.walk_revisions()} == {
        Path(revision.path).stem.partition("_")[0] for revision in script.walk_revisions()
    }


def test_a_migration_that_fails_leaves_everything_as_it_was(tmp_path: Path) -> None:
    def fails_at_its_end(connection: Connection) -> None:
        upgrade(connection)
        raise RuntimeError

    with closing(open_database(tmp_path / "history.sqlite", write=True)) as database:
        with pytest.raises(RuntimeError), database.writing() as connection:
            fails_at_its_end(connection)
        with database.reading() as connection:
            assert connection.exec_driver_sql("SELECT count(*) FROM sqlite_master").scalar() == 0
        assert not is_current(database)


def test_a_file_that_is_no_database_is_named(tmp_path: Path) -> None:
    where = tmp_path / "sites.yaml"
    where.write_text("sites: []\n")
    for write in (True, False):
        with pytest.raises(InputError, match=r"sites\.yaml: is not a history"), History.open(where, write=write):
            pass
    assert where.read_text() == "sites: []\n"


def test_a_database_of_something_else_is_left_alone(tmp_path: Path) -> None:
    where = tmp_path / "places.sqlite"
    with closing(sqlite3.connect(where)) as connection:
        connection.execute("CREATE TABLE bookmarks (id INTEGER)")
    with (
        pytest.raises(InputError, match=r"places\.sqlite: is not a history.*bookmarks"),
        History.open(where, write=True),
    ):
        pass
    with closing(sqlite3.connect(where)) as connection:
        assert connection.execute("SELECT name FROM sqlite_master").fetchall() == [("bookmarks",)]


def test_a_damaged_file_is_named(tmp_path: Path) -> None:
    where = tmp_path / "damaged.sqlite"
    where.write_bytes(b"SQLite format 3\0" + b"\xff" * 5000)
    with pytest.raises(InputError, match=r"damaged\.sqlite: cannot be read"), History.open(where, write=True):
        pass


def test_the_history_of_a_newer_program_is_not_touched(tmp_path: Path) -> None:
    where = tmp_path / "newer.sqlite"
    with History.open(where, write=True) as history:
        keep(history, [page()])
    with closing(sqlite3.connect(where)) as connection, connection:
        connection.execute(f"UPDATE {VERSION_TABLE} SET version_num = '9999'")
    before = where.read_bytes()
    for write in (True, False):
        with (
            pytest.raises(InputError, match=r"newer\.sqlite: was written by a newer"),
            History.open(where, write=write),
        ):
            pass
    assert where.read_bytes() == before


def test_reading_makes_no_file(tmp_path: Path) -> None:
    where = tmp_path / "none.sqlite"
    with pytest.raises(InputError, match=r"none\.sqlite: there is no history"), History.open(where, write=False):
        pass
    assert list(tmp_path.iterdir()) == []


def test_a_folder_is_no_history(tmp_path: Path) -> None:
    for where in (tmp_path, ""):
        with pytest.raises(InputError, match="is a folder"), History.open(where, write=True):
            pass


def test_a_folder_that_cannot_be_written_is_named(tmp_path: Path) -> None:
    file = tmp_path / "file"
    file.touch()
    with pytest.raises(OutputError, match="cannot be written"), History.open(file / "history.sqlite", write=True):
        pass
    # Not even root makes files there.
    if sys.platform == "linux":
        with pytest.raises(OutputError, match=r"/proc/.*cannot be written"), History.open("/proc/h.sqlite", write=True):
            pass


@pytest.mark.skipif(not hasattr(os, "geteuid") or os.geteuid() == 0, reason="root may write everywhere")
def test_a_read_only_folder_can_be_read_and_not_written(tmp_path: Path) -> None:
    where = tmp_path / "history.sqlite"
    with History.open(where, write=True) as history:
        keep(history, [page()])
    tmp_path.chmod(0o500)
    try:
        with History.open(where, write=False) as history:
            assert history.load(1).pages == (page(),)
        with pytest.raises(OutputError, match="cannot be written"), History.open(where, write=True):
            pass
    finally:
        tmp_path.chmod(0o700)


@pytest.mark.parametrize("address", ["mysql://u:secret@host/db", "what://ever", "https://u:secret@ny.gov/h.sqlite"])
def test_an_address_of_another_kind_is_refused_without_showing_its_password(address: str) -> None:
    with pytest.raises(UsageError) as caught, History.open(address, write=True):
        pass
    assert "neither" in str(caught.value)
    assert "secret" not in str(caught.value)


def test_a_file_can_be_named_by_its_address(tmp_path: Path) -> None:
    where = tmp_path / "history.sqlite"
    with History.open(f"sqlite:///{where}", write=True) as history:
        keep(history, [page()])
    with History.open(where, write=False) as history:
        assert len(history.runs()) == 1


def test_the_file_is_kept_safe_and_whole(tmp_path: Path) -> None:
    where = tmp_path / "history.sqlite"
    with closing(open_database(where, write=True)) as database, database.reading() as connection:
        settings = {
            name: connection.exec_driver_sql(f"PRAGMA {name}").scalar()
            for name in ("journal_mode", "foreign_keys", "synchronous", "busy_timeout")
        }
    assert settings == {"journal_mode": "wal", "foreign_keys": 1, "synchronous": 1, "busy_timeout": 120_000}


def test_a_history_that_is_current_is_opened_without_alembic(tmp_path: Path) -> None:
    where = tmp_path / "history.sqlite"
    with History.open(where, write=True):
        pass
    code = (
        "import sys; from nyx_audit.store.history import History\n"
        "with History.open(sys.argv[1], write=True): sys.exit('alembic' in sys.modules)"
    )
    assert subprocess.run([sys.executable, "-c", code, str(where)], check=False).returncode == 0


def shape(connection: sqlite3.Connection | None) -> dict[str, object]:
    """Each table with its columns, keys, indexes, and what only its statement says."""
    assert connection is not None
    found: dict[str, object] = {}
    for name, statement in connection.execute("SELECT name, sql FROM sqlite_master WHERE type = 'table'"):
        if name.startswith("sqlite_"):
            continue
        told = {what: connection.execute(f"PRAGMA {what}({name})").fetchall() for what in PRAGMAS}
        words = statement.upper()
        found[name] = (told, "WITHOUT ROWID" in words, "AUTOINCREMENT" in words)
    return found
