"""The end of a run: its pages and sites become those of its audit, and what only a run under way needs goes."""

from __future__ import annotations

from collections.abc import Mapping

from sqlalchemy import Connection, Update, delete, update

from nyx_audit.model.page import PageStatus
from nyx_audit.store import schema
from nyx_audit.store.pages import Finished, finish_pages
from nyx_audit.store.scores import Result, result_values
from nyx_audit.store.snapshots import TOOL
from nyx_audit.store.text import to_json, to_time
from nyx_audit.store.visits import forget_memories, forget_visits


def finish_run(connection: Connection, run: int, finished: Finished, results: Mapping[str, Result]) -> None:
    """Make the run what its audit says; `results` by site. One that was stopped stays unfinished."""
    audit, stopped = finished.audit, finished.stopped
    ended = to_time(audit.finished_at)
    finish_pages(connection, run, finished)
    for site, row in finished.sites.items():
        pages = audit.pages_of(site)
        values = result_values(results.get(site)) | {
            "audited": sum(page.status is PageStatus.AUDITED for page in pages),
            "found": sum(page.is_found for page in pages),
        }
        connection.execute(update(schema.site).where(schema.site.c.id == row).values(values))
        if not stopped:
            connection.execute(delete(schema.frontier).where(schema.frontier.c.site == row))
            forget_visits(connection, row)
    if not stopped:
        forget_memories(connection)
    connection.execute(
        touch(run, ended).values(
            started_at=to_time(audit.started_at),
            finished_at=None if stopped else ended,
            complete=audit.complete,
            incomplete=to_json(audit.incomplete),
            tool=to_json(TOOL.dump_python(audit.tool)),
            confirmed=to_json(dict(audit.confirmed)),
        )
    )


def touch(run: int, when: str) -> Update:
    """Return the statement that says when a run was last written to."""
    return update(schema.run).where(schema.run.c.id == run).values(touched_at=when)
