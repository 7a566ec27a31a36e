"""One lock a database, so that two nights never overlap. It is the system's, and dies with the process.

Beside SQLite it is a locked file; in PostgreSQL an advisory lock on a connection of its own.
"""

from __future__ import annotations

import json
import os
import socket
import sys
from collections.abc import Callable
from contextlib import suppress
from datetime import UTC, datetime
from pathlib import Path

from sqlalchemy import Engine, text

from nyx_audit.errors import HistoryBusyError, OutputError

if sys.platform == "win32":
    import msvcrt
else:
    import fcntl

Release = Callable[[], None]
# Any two numbers, as long as they stay the same: PostgreSQL's lock is named by them, in its database.
LOCK = {"kind": 20126, "number": 1}
HELD = """
    SELECT application_name, backend_start FROM pg_locks JOIN pg_stat_activity USING (pid)
    WHERE locktype = 'advisory' AND granted AND classid = :kind AND objid = :number AND objsubid = 2
    AND database = (SELECT oid FROM pg_database WHERE datname = current_database())
"""


def lock_file(database: Path) -> Release:
    """Lock a SQLite file, and return what gives the lock back. Raises HistoryBusyError, OutputError."""
    path = database.with_name(f"{database.name}.lock")
    try:
        handle = _open_locked(path)
        if handle is None:
            raise HistoryBusyError(f"{database}: {_holder_of(path)} is writing to it; wait until it is done")
        os.ftruncate(handle, 0)
        os.write(handle, json.dumps([who(), _words(datetime.now(UTC))]).encode())
    except OSError as error:
        raise OutputError(f"{database}: cannot be written ({path.name}: {error.strerror or error})") from error

    def release() -> None:
        # While it is still locked, so that nobody else's is removed; Windows removes no open file, and leaves it.
        with suppress(OSError):
            path.unlink()
        os.close(handle)

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


def _open_locked(path: Path) -> int | None:
    """Return the locked file's handle, or None where another process has locked it."""
    while True:
        handle = os.open(path, os.O_RDWR | os.O_CREAT, 0o644)
        try:
            _lock(handle)
        except BlockingIOError:
            os.close(handle)
            return None
        except OSError:
            os.close(handle)
            raise
        # Between opening and locking, its holder may have removed it.
        with suppress(FileNotFoundError):
            if os.path.samestat(os.fstat(handle), path.stat()):
                return handle
        os.close(handle)


def _lock(handle: int) -> None:
    if sys.platform == "win32":
        # Far behind the text, which others must be able to read.
        os.lseek(handle, 1 << 20, os.SEEK_SET)
        try:
            msvcrt.locking(handle, msvcrt.LK_NBLCK, 1)
        except PermissionError as error:
            raise BlockingIOError from error
        os.lseek(handle, 0, os.SEEK_SET)
    else:
        fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)


def _holder_of(path: Path) -> str:
    try:
        name, since = json.loads(path.read_text(encoding="utf-8"))
    except (OSError, ValueError, TypeError):
        return "another run"
    return f"{name} (since {since})"


def _words(when: datetime) -> str:
    return f"{when.astimezone(UTC):%Y-%m-%d %H:%M} UTC"
