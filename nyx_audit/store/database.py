"""Opens a database: where it is, how it is set up, its transactions; and turns its faults into one clear line."""

from __future__ import annotations

import os
import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Any

from sqlalchemy import URL, Connection, Engine, QueuePool, create_engine, event, make_url, text
from sqlalchemy.exc import ArgumentError, DBAPIError, NoSuchModuleError

from nyx_audit.errors import InputError, OutputError, UsageError
from nyx_audit.store.lock import APPLICATION, Locks, who
from nyx_audit.store.lock_files import FileLocks
from nyx_audit.store.lock_postgres import PostgresLocks

# How long one who writes waits for its turn: the longest one is that of a large run which ends.
TURN_SECONDS = 120
TURN = text("SELECT pg_advisory_xact_lock(20128, 1)")
SQLITE_HEADER = b"SQLite format 3\0"


@dataclass(frozen=True)
class Database:
    """An open database. `shown` names it in messages, without a password; `path` is None for PostgreSQL."""

    engine: Engine
    shown: str
    path: Path | None

    @contextmanager
    def reading(self) -> Iterator[Connection]:
        """One consistent look at the database. Raises InputError where it cannot be read."""
        try:
            with self.engine.begin() as connection:
                yield connection
        except DBAPIError as error:
            raise InputError(self.shown, f"cannot be read ({_cause(error)})") from error

    @contextmanager
    def writing(self) -> Iterator[Connection]:
        """One transaction: all of it is kept, or nothing. Who writes takes turns. Raises OutputError."""
        try:
            with self.engine.connect().execution_options(**self._writes) as connection, connection.begin():
                if self.path is None:
                    connection.execute(text(f"SET LOCAL lock_timeout = '{TURN_SECONDS}s'"))
                    connection.execute(TURN)
                yield connection
        except DBAPIError as error:
            raise OutputError(f"{self.shown}: cannot be written ({_cause(error)})") from error

    @cached_property
    def locks(self) -> Locks:
        """Who holds which sites of this database."""
        return FileLocks(self.path) if self.path else PostgresLocks(self.engine, self.shown)

    @property
    def _writes(self) -> dict[str, Any]:
        # What was read before the turn came would be of before it: each statement looks anew, as nobody else writes.
        return {"nyx_writes": True} | ({} if self.path else {"isolation_level": "READ COMMITTED"})

    def compact(self) -> None:
        """Give the room of what was deleted back to the disk. Raises OutputError."""
        try:
            if self.path is None:
                with self.engine.connect().execution_options(isolation_level="AUTOCOMMIT") as connection:
                    connection.execute(text("VACUUM"))
                return
            # No transaction may be open, and SQLAlchemy's own connections begin one by themselves.
            with closing(self.engine.raw_connection()) as raw:
                raw.cursor().execute("VACUUM")
                raw.cursor().execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchall()
        except (DBAPIError, sqlite3.Error) as error:
            raise OutputError(f"{self.shown}: cannot be compacted ({error})") from error

    def close(self) -> None:
        """Close all connections."""
        self.engine.dispose()


def open_database(where: str | Path, *, write: bool) -> Database:
    """Open a SQLite file or a PostgreSQL address; no table is looked at yet.

    Raises UsageError for another address, InputError for a file that is none, OutputError for one out of reach.
    """
    url = None if isinstance(where, Path) or "://" not in where else _address(where)
    if url is not None and url.get_backend_name() == "postgresql":
        shown = url.set(drivername="postgresql").render_as_string(hide_password=True)
        return Database(_postgres(url), shown, None)
    path = Path(url.database or "" if url is not None else where)
    _check_file(path, write=write)
    return Database(_sqlite(path, write=write), str(path), Path(os.path.realpath(path)))


def _address(where: str) -> URL:
    try:
        url = make_url(where)
        backend = url.get_backend_name()
    except (ArgumentError, NoSuchModuleError):
        backend = ""
    if backend not in ("sqlite", "postgresql", "postgres"):
        scheme = where.partition("://")[0]
        raise UsageError(f'history "{scheme}://…": is neither the path of a SQLite file nor a postgresql:// address')
    return url.set(drivername="postgresql+psycopg") if backend != "sqlite" else url


def _postgres(url: URL) -> Engine:
    settings = {"application_name": f"{APPLICATION}{who()}", "connect_timeout": 20, "keepalives_idle": 60}
    try:
        # As in SQLite, all that one transaction reads is of one moment.
        return create_engine(url, connect_args=settings, isolation_level="REPEATABLE READ")
    except ModuleNotFoundError as error:
        raise UsageError("a history in PostgreSQL needs psycopg: pip install 'nyx-audit[postgres]'") from error


def _check_file(path: Path, *, write: bool) -> None:
    try:
        if path.is_dir() or not path.name:
            raise InputError(path, "is a folder; name the file of the history")
        if not path.exists():
            if not write:
                raise InputError(path, "there is no history here yet; nyx-audit run makes one")
            path.parent.mkdir(parents=True, exist_ok=True)
            return
        with path.open("rb") as file:
            start = file.read(len(SQLITE_HEADER))
    except OSError as error:
        kind = "written" if write else "read"
        raise OutputError(f"{path}: cannot be {kind} ({error.strerror or error})") from error
    if start not in (b"", SQLITE_HEADER):
        raise InputError(path, "is not a history (not a SQLite database)")


def _sqlite(path: Path, *, write: bool) -> Engine:
    # What nobody can write needs none of the files that WAL keeps beside a database, and could not make them.
    frozen = not write and not os.access(path.parent, os.W_OK) and not path.with_name(f"{path.name}-wal").exists()

    def connect() -> sqlite3.Connection:
        mode = "ro&immutable=1" if frozen else "rwc" if write else "rw"
        uri = f"{path.resolve().as_uri()}?mode={mode}"
        # Without an isolation level the driver begins nothing by itself: a migration is one transaction, too.
        connection = sqlite3.connect(uri, uri=True, timeout=TURN_SECONDS, isolation_level=None, check_same_thread=False)
        try:
            connection.execute("PRAGMA foreign_keys = ON")
            connection.execute("PRAGMA synchronous = NORMAL")
            if write:
                # For a new file: of the sheets, 2 to 3 kB each, the usual pages of 4 kB would hold one.
                connection.execute("PRAGMA page_size = 8192")
                connection.execute("PRAGMA journal_mode = WAL")
        except BaseException:
            connection.close()
            raise
        return connection

    engine = create_engine("sqlite://", creator=connect, poolclass=QueuePool)
    event.listen(engine, "begin", _begin)
    return engine


def _begin(connection: Connection) -> None:
    writes: Any = connection.get_execution_options().get("nyx_writes")
    connection.exec_driver_sql("BEGIN IMMEDIATE" if writes else "BEGIN")


def _cause(error: DBAPIError) -> str:
    lines = str(error.orig).strip().splitlines()
    return lines[0] if lines else type(error.orig).__name__
