"""Brings a database to the tables of this program, by Alembic; a database of something else is left alone."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from sqlalchemy import Connection, inspect, text

from nyx_audit.errors import InputError
from nyx_audit.store.database import Database
from nyx_audit.store.schema import HEAD, METADATA, VERSION_TABLE

if TYPE_CHECKING:
    from alembic.config import Config


def is_current(database: Database) -> bool:
    """Return whether the database has the tables of this program.

    Raises InputError where they are a newer program's, or the database is something else's.
    """
    with database.reading() as connection:
        revision = _revision(connection, database)
    if revision is not None and revision not in _known():
        newer = f"was written by a newer nyx-audit (its tables are {revision}, here {HEAD}); update this one"
        raise InputError(database.shown, newer)
    return revision == HEAD


def migrate(database: Database, to: str = HEAD) -> None:
    """Bring the database to a revision, in one transaction. The lock must be held. Raises OutputError."""
    with database.writing() as connection:
        upgrade(connection, to)


def upgrade(connection: Connection, to: str = HEAD) -> None:
    """Bring the database of an open transaction to a revision."""
    from alembic import command

    config = migrations()
    config.attributes["connection"] = connection
    command.upgrade(config, to)


def migrations() -> Config:
    """Return Alembic's configuration; there is no alembic.ini. A new revision is a file in `migrations/versions/`."""
    from alembic.config import Config

    config = Config()
    # ConfigParser reads % as its own.
    config.set_main_option("script_location", str(Path(__file__).parent / "migrations").replace("%", "%%"))
    return config


def _known() -> frozenset[str]:
    """The revisions that this program can start from. Alembic would have to be imported to list them."""
    files = (Path(__file__).parent / "migrations" / "versions").glob("v[0-9]*_*.py")
    return frozenset(file.name[1:].partition("_")[0] for file in files)


def _revision(connection: Connection, database: Database) -> str | None:
    tables = set(inspect(connection).get_table_names())
    if VERSION_TABLE in tables:
        found: str | None = connection.scalar(text(f"SELECT version_num FROM {VERSION_TABLE}"))
        return found
    # A file is the history's own; a PostgreSQL database may be shared.
    strange = tables if database.path else tables & set(METADATA.tables)
    if strange:
        raise InputError(
            database.shown, f"is not a history: a database of something else (it has a table {min(strange)})"
        )
    return None
