"""The locks of a PostgreSQL database: advisory ones, each on a connection of its own, with which they end."""

from __future__ import annotations

import time
from collections.abc import Collection, Iterator
from contextlib import closing, contextmanager, suppress

from sqlalchemy import Connection, Engine, text
from sqlalchemy.exc import DBAPIError

from nyx_audit.errors import InputError
from nyx_audit.store import lock
from nyx_audit.store.lock import APPLICATION, UNKNOWN, Holder, Release, in_words, is_busy

# Any numbers, as long as they stay the same: PostgreSQL's locks are named by two, in their database.
ENTRY, SITES = 20126, 20127
ENTER = text("SELECT pg_try_advisory_lock(:kind, 1)").bindparams(kind=ENTRY)
HOLD = text("SELECT count(pg_advisory_lock(:kind, key)) FROM unnest(:keys) AS key")
HELD = text("""
    SELECT application_name, backend_start, array_agg(objid::bigint) AS keys
    FROM pg_locks JOIN pg_stat_activity USING (pid)
    WHERE locktype = 'advisory' AND granted AND classid = :kind AND objsubid = 2
    AND database = (SELECT oid FROM pg_database WHERE datname = current_database())
    GROUP BY pid, application_name, backend_start
""")
STEP_SECONDS = 0.1


class PostgresLocks:
    """Advisory locks of a database."""

    def __init__(self, engine: Engine, shown: str) -> None:
        self.shown = shown
        self._engine = engine

    @contextmanager
    def entry(self) -> Iterator[None]:
        """Hold the entry for as long as the block runs. Raises HistoryBusyError, InputError."""
        connection = self._connect()
        try:
            ends = time.monotonic() + lock.PATIENCE_SECONDS
            while not connection.scalar(ENTER):
                if time.monotonic() > ends:
                    raise is_busy(self, next(iter(_held(connection, ENTRY)), UNKNOWN))
                time.sleep(STEP_SECONDS)
            yield
        finally:
            _let_go(connection)

    def holders(self) -> list[Holder]:
        """Return who holds sites."""
        with closing(self._connect()) as connection:
            return _held(connection, SITES)

    def hold(self, keys: Collection[int]) -> Release:
        """Hold sites that nobody holds, and return what gives them back."""
        connection = self._connect()
        connection.execute(HOLD, {"kind": SITES, "keys": sorted(keys)})

        def release() -> None:
            _let_go(connection)

        return release

    def _connect(self) -> Connection:
        try:
            connection = self._engine.connect().execution_options(isolation_level="AUTOCOMMIT")
        except DBAPIError as error:
            raise InputError(self.shown, f"cannot be opened ({str(error.orig).strip().splitlines()[0]})") from error
        # Out of the pool: the lock ends with the connection, and a pool would keep it open.
        connection.detach()
        return connection


def _let_go(connection: Connection) -> None:
    # The server notices only a little later that a connection was closed.
    with closing(connection), suppress(DBAPIError):
        connection.execute(text("SELECT pg_advisory_unlock_all()"))


def _held(connection: Connection, kind: int) -> list[Holder]:
    # Of another user's processes, PostgreSQL says that they are there, and neither name nor time.
    return [
        Holder((name or UNKNOWN.name).removeprefix(APPLICATION), in_words(since) if since else "", frozenset(keys))
        for name, since, keys in connection.execute(HELD, {"kind": kind})
    ]
