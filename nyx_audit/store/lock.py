"""One lock a database, so that two nights never overlap. It is the system's, and dies with the process.

Beside SQLite it is a file that filelock locks; in PostgreSQL an advisory lock on a connection of its own.
"""

from __future__ import annotations

import json
import os
import socket
from collections.abc import Callable
from contextlib import suppress
from datetime import UTC, datetime
from pathlib import Path

from filelock import FileLock, Timeout
from sqlalchemy import Engine, text

from nyx_audit.errors import HistoryBusyError, OutputError

Release = Callable[[], None]
# Any two numbers, as long as they stay the same: PostgreSQL's lock is named by them, in its database.
LOCK = {"kind": 20126, "number": 1}
HELD = """
    SELECT application_name, backend_start FROM pg_locks JOIN pg_stat_activity USING (pid)
    WHERE locktype = 'advisory' AND granted AND classid = :kind AND objid = :number AND objsubid = 2
    AND database = (SELECT oid FROM pg_database WHERE datname = current_database())
"""


def lock_file(database: Path) -> Release:
    """Lock a SQLite file, and return what gives the lock back. Raises HistoryBusyError, OutputError.

    The lock's own file stays, so that all who wait for it wait for the same one.
    """
    path = database.with_name(f"{database.name}.lock")
    lock = FileLock(path, thread_local=False)
    holder = database.with_name(f"{database.name}.holder")
    try:
        lock.acquire(blocking=False)
        holder.write_text(json.dumps([who(), _words(datetime.now(UTC))]), encoding="utf-8")
    except Timeout as error:
        if not path.exists():
            raise OutputError(f"{database}: cannot be written (no file can be made in its folder)") from error
        raise HistoryBusyError(f"{database}: {_holder_of(holder)} is writing to it; wait until it is done") from error
    except OSError as error:
        raise OutputError(f"{database}: cannot be written ({holder.name}: {error.strerror or error})") from error

    def release() -> None:
        # While it is still locked, so that nobody else's is removed.
        with suppress(OSError):
            holder.unlink()
        lock.release()

    return release


def lock_postgres(engine: Engine, shown: str) -> Release:
    """Lock a PostgreSQL database, and return what gives the lock back. Raises HistoryBusyError."""
    connection = engine.connect().execution_options(isolation_level="AUTOCOMMIT")
    # Out of the pool: the lock ends with the connection, and a pool would keep it open.
    connection.detach()
    if connection.scalar(text("SELECT pg_try_advisory_lock(:kind, :number)"), LOCK):
        return connection.close
    holder = connection.execute(text(HELD), LOCK).first()
    connection.close()
    words = f"{holder[0]} (since {_words(holder[1])})" if holder else "another run"
    raise HistoryBusyError(f"{shown}: {words} is writing to it; wait until it is done")


def who() -> str:
    """Return what names this process to a person who waits for it."""
    return f"process {os.getpid()} on {socket.gethostname()}"


def _holder_of(path: Path) -> str:
    try:
        name, since = json.loads(path.read_text(encoding="utf-8"))
    except (OSError, ValueError, TypeError):
        return "another run"
    return f"{name} (since {since})"


def _words(when: datetime) -> str:
    return f"{when.astimezone(UTC):%Y-%m-%d %H:%M} UTC"
