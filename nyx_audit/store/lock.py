"""Who holds which sites of a history, so that no two runs audit one site at once. Locks die with their process.

All who take sites, change the tables or delete runs hold the entry, one at a time; a run that has its sites gives it
back, and others go on beside it. Beside SQLite, entry and holders are files that filelock locks (`lock_files.py`); in PostgreSQL
they are advisory locks (`lock_postgres.py`).
"""

from __future__ import annotations

import os
import socket
import zlib
from collections.abc import Callable, Collection
from contextlib import AbstractContextManager
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Protocol

from nyx_audit.errors import HistoryBusyError

Release = Callable[[], None]
# How long the entry is waited for: who holds it takes its sites, or migrates, or prunes.
PATIENCE_SECONDS = 30.0
# What the name of our connections begins with, for those who look at PostgreSQL's list of them.
APPLICATION = "nyx-audit, "


@dataclass(frozen=True, slots=True)
class Holder:
    """A process that holds sites, named by their keys; `since` is words."""

    name: str
    since: str
    keys: frozenset[int]

    def __str__(self) -> str:
        return f"{self.name} (since {self.since})" if self.since else self.name


UNKNOWN = Holder("another run", "", frozenset())


class Locks(Protocol):
    """The locks of one database. `holders` and `hold` are for those who hold the entry."""

    shown: str

    def entry(self) -> AbstractContextManager[None]:
        """Hold the entry for as long as the block runs. Raises HistoryBusyError, OutputError, InputError."""
        ...

    def holders(self) -> list[Holder]:
        """Return who holds sites."""
        ...

    def hold(self, keys: Collection[int]) -> Release:
        """Hold sites that nobody holds, and return what gives them back."""
        ...


def hold_sites(locks: Locks, sites: Collection[str]) -> Release:
    """Hold these sites, and return what gives them back. Raises HistoryBusyError where another run holds one of them."""
    keys = {key_of(site): site for site in sites}
    for holder in locks.holders():
        busy = [site for key, site in keys.items() if key in holder.keys]
        if busy:
            more = f" (and {len(busy) - 1} more)" if len(busy) > 1 else ""
            raise HistoryBusyError(
                f'{locks.shown}: the site "{busy[0]}"{more} is being audited by {holder}; wait until it is done'
            )
    return locks.hold(keys)


def refuse_while_running(locks: Locks, what: str) -> None:
    """Raise HistoryBusyError where any run is under way; `what` is to be done to the whole history."""
    for holder in locks.holders():
        raise HistoryBusyError(f"{locks.shown}: a run of {holder} is under way; {what} when it is done")


def is_busy(locks: Locks, holder: Holder) -> HistoryBusyError:
    """Return the error of one who did not get the entry."""
    return HistoryBusyError(f"{locks.shown}: {holder} is writing to it; wait until it is done")


def key_of(site: str) -> int:
    """Return the number that names a site in locks: positive, of 31 bits, as PostgreSQL takes them."""
    return zlib.crc32(site.encode("utf-8", "surrogatepass")) & 0x7FFF_FFFF


def who() -> str:
    """Return what names this process to a person who waits for it."""
    return f"process {os.getpid()} on {socket.gethostname()}"


def in_words(when: datetime) -> str:
    """Return since when something is held."""
    return f"{when.astimezone(UTC):%Y-%m-%d %H:%M} UTC"
