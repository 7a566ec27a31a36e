"""Finds the baseline that a person names: a file of baselines, a JSON report, a run of the history, or the last one."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from functools import lru_cache, reduce
from pathlib import Path
from typing import TYPE_CHECKING

from nyx_audit.analysis.baseline import baseline_of
from nyx_audit.analysis.baseline_upkeep import completed, joined
from nyx_audit.config.baseline_file import load_baseline
from nyx_audit.errors import InputError, UsageError
from nyx_audit.model.audit import Audit
from nyx_audit.model.baseline import Baseline
from nyx_audit.report.reading import read_report

if TYPE_CHECKING:
    from nyx_audit.store.history import History

LAST = "last"
# How many runs are gone through for pages that failed in the last one.
LOOK_BACK = 5
# Runs that are kept in memory: those of most sites are the same.
LOADED = 3


def is_of_history(text: str) -> bool:
    """Return whether a baseline is a run of the history, and not a file."""
    return text == LAST or (text.isascii() and text.isdigit() and not Path(text).exists())


def from_file(path: Path) -> Baseline:
    """Return the baseline of a file that `baseline update` wrote, or of a JSON report. Raises InputError."""
    if not path.exists():
        raise InputError(path, f"there is no such baseline; write one with: nyx-audit baseline update {path}")
    if _is_json(path):
        return baseline_of(read_report(path), path.name)
    return load_baseline(path)


def last_before(audit: Audit, database: str | Path) -> Baseline:
    """Return what the last finished run before this audit found, of each site its own.

    Where there is no earlier run of a site, nothing of it is known. Raises UsageError where there is no history.
    """
    from nyx_audit.store.history import History

    if not audit.sites:
        return of_run(LAST, database)
    with History.open(database, write=False) as history:
        load = lru_cache(maxsize=LOADED)(history.load)
        return reduce(joined, [_last_of(site.id, audit, history, load) for site in audit.sites])


def of_run(text: str, database: str | Path) -> Baseline:
    """Return what a run found, or the last finished one. Raises UsageError where there is no such run."""
    audit = audit_of_run(text, database)
    return baseline_of(audit, f"run {audit.run}")


def audit_of_run(text: str, database: str | Path) -> Audit:
    """Return a run, or the last finished one. Raises UsageError where there is no such run."""
    from nyx_audit.store.history import History

    with History.open(database, write=False) as history:
        finished = (run.id for run in history.runs() if run.finished_at)
        number = next(finished, None) if text == LAST else int(text)
        if number is None:
            raise UsageError("there is no finished run in the history")
        return history.load(number)


def _last_of(site: str, audit: Audit, history: History, load: Callable[[int], Audit]) -> Baseline:
    """Return what the last run of a site found; of a page that failed in it, what the one before it found."""
    before = audit.run if audit.run is not None else 2**31 - 1
    found: Baseline | None = None
    for _ in range(LOOK_BACK):
        earlier = history.earlier(site, before, audit.tool.ruleset)
        if earlier is None:
            break
        then = load(earlier.run)
        older = baseline_of(replace(then, pages=then.pages_of(site)), f"run {earlier.run}")
        found, before = completed(found, older) if found else older, earlier.run
        if not found.missed and not older.missed:
            break
    return found or Baseline(f"the last run ({site} had none)")


def _is_json(path: Path) -> bool:
    try:
        with path.open("rb") as file:
            return file.read(64).lstrip(b"\xef\xbb\xbf \t\r\n").startswith(b"{")
    except OSError as error:
        raise InputError(path, f"cannot be read ({error.strerror or error})") from error
