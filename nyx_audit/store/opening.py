"""Opens a history for one who reads it, for a run of some sites, or for one who needs all of it."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from contextlib import ExitStack, closing, contextmanager
from pathlib import Path

from nyx_audit.store.database import Database, open_database
from nyx_audit.store.lock import hold_sites, refuse_while_running
from nyx_audit.store.migrate import is_current, migrate


@contextmanager
def opened(where: str | Path, *, write: bool, sites: Collection[str]) -> Iterator[Database]:
    """Open a database with the tables of this program, and hold these sites, or the entry where none are named.

    Raises what `History.open` raises.
    """
    database = open_database(where, write=write)
    with closing(database), ExitStack() as held:
        if write or not is_current(database):
            with ExitStack() as entered:
                entered.enter_context(database.locks.entry())
                _bring_up(database)
                if sites:
                    held.callback(hold_sites(database.locks, sites))
                elif write:
                    held.enter_context(entered.pop_all())
        yield database


def _bring_up(database: Database) -> None:
    if not is_current(database):
        refuse_while_running(database.locks, "its tables can be brought up to date")
        migrate(database)
