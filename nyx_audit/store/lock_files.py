"""The locks of a SQLite file: a file for its entry, and one for each process that holds sites."""

from __future__ import annotations

import json
import os
import secrets
from collections.abc import Collection, Iterator
from contextlib import contextmanager, suppress
from datetime import UTC, datetime
from pathlib import Path

from filelock import FileLock, Timeout

from nyx_audit.errors import OutputError
from nyx_audit.store import lock
from nyx_audit.store.lock import UNKNOWN, Holder, Release, in_words, is_busy, who

HOLDER, RUNNING = ".holder", ".running"


class FileLocks:
    """Files beside the database. That of the entry stays, so that all who wait for it wait for the same one.

    A process that holds sites has one that it locks, and one that says who it is; a killed one's are removed by the next
    that holds the entry.
    """

    def __init__(self, database: Path) -> None:
        self.shown = str(database)
        self._database = database

    @contextmanager
    def entry(self) -> Iterator[None]:
        """Hold the entry for as long as the block runs. Raises HistoryBusyError, OutputError."""
        holder = self._beside(HOLDER)
        held = self._enter()
        try:
            self._write(holder, ())
            yield
        finally:
            # While it is still locked, so that nobody else's is removed.
            with suppress(OSError):
                holder.unlink()
            held.release()

    def holders(self) -> list[Holder]:
        """Return who holds sites."""
        start = f"{self._database.name}."
        found = []
        for file in sorted(self._database.parent.iterdir()):
            token = file.name.removeprefix(start).removesuffix(HOLDER)
            if file.name == f"{start}{token}{HOLDER}" and self._is_running(token):
                found.append(_read(file))
        return found

    def hold(self, keys: Collection[int]) -> Release:
        """Hold sites that nobody holds, and return what gives them back. Raises OutputError."""
        token = f"{os.getpid()}-{secrets.token_hex(4)}"
        held = FileLock(self._beside(f".{token}{RUNNING}"), thread_local=False)
        try:
            held.acquire(blocking=False)
        except OSError as error:
            raise OutputError(f"{self.shown}: cannot be written ({error.strerror or error})") from error
        self._write(self._beside(f".{token}{HOLDER}"), keys)

        def release() -> None:
            self._remove(token, held)

        return release

    def _enter(self) -> FileLock:
        path = self._beside(".lock")
        entry = FileLock(path, thread_local=False)
        try:
            try:
                entry.acquire(blocking=False)
            except Timeout as error:
                if not path.exists():
                    problem = f"{self.shown}: cannot be written (no file can be made in its folder)"
                    raise OutputError(problem) from error
                entry.acquire(timeout=lock.PATIENCE_SECONDS)
        except Timeout as error:
            raise is_busy(self, _read(self._beside(HOLDER))) from error
        except OSError as error:
            raise OutputError(f"{self.shown}: cannot be written ({path.name}: {error.strerror or error})") from error
        return entry

    def _is_running(self, token: str) -> bool:
        running = FileLock(self._beside(f".{token}{RUNNING}"), thread_local=False)
        try:
            running.acquire(blocking=False)
        except Timeout:
            return True
        self._remove(token, running)
        return False

    def _remove(self, token: str, held: FileLock) -> None:
        with suppress(OSError):
            self._beside(f".{token}{HOLDER}").unlink()
        held.release()
        with suppress(OSError):
            self._beside(f".{token}{RUNNING}").unlink()

    def _write(self, holder: Path, keys: Collection[int]) -> None:
        try:
            holder.write_text(json.dumps([who(), in_words(datetime.now(UTC)), sorted(keys)]), encoding="utf-8")
        except OSError as error:
            raise OutputError(f"{self.shown}: cannot be written ({holder.name}: {error.strerror or error})") from error

    def _beside(self, ending: str) -> Path:
        return self._database.with_name(f"{self._database.name}{ending}")


def _read(file: Path) -> Holder:
    try:
        name, since, keys = json.loads(file.read_text(encoding="utf-8"))
        return Holder(name, since, frozenset(keys))
    except (OSError, ValueError, TypeError):
        return UNKNOWN
