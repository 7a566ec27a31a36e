"""Opens a database: where it is, how it is set up, its transactions; and turns its faults into one clear line."""

from __future__ import annotations

import os
import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from sqlalchemy import URL, Connection, Engine, QueuePool, create_engine, event, make_url, text
from sqlalchemy.exc import ArgumentError, DBAPIError, NoSuchModuleError

from nyx_audit.errors import InputError, OutputError, UsageError
from nyx_audit.store.lock import Release, lock_file, lock_postgres, who

BUSY_SECONDS = 10
SQLITE_HEADER = b"SQLite format 3\0"


@dataclass(frozen=True, slots=True)
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
        """One transaction: all of it is kept, or nothing. Raises OutputError where it cannot be."""
        try:
            with self.engine.connect().execution_options(nyx_writes=True) as connection, connection.begin():
                yield connection
        except DBAPIError as error:
            raise OutputError(f"{self.shown}: cannot be written ({_cause(error)})") from error

    def lock(self) -> Release:
        """Take the one lock of this database. Raises HistoryBusyError, InputError, OutputError."""
        if self.path:
            return lock_file(self.path)
        try:
            return lock_postgres(self.engine, self.shown)
        except DBAPIError as error:
            raise InputError(self.shown, f"cannot be opened ({_cause(error)})") from error

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
    settings = {"application_name": f"nyx-audit, {who()}", "connect_timeout": 20}
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
        connection = sqlite3.connect(uri, uri=True, timeout=BUSY_SECONDS, isolation_level=None, check_same_thread=False)
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
