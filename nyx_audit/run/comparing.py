"""What two audits differ in: runs, JSON reports, or pages and folders that are audited now."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date
from pathlib import Path

from nyx_audit.analysis.baseline import baseline_of
from nyx_audit.analysis.gating import Gating, gate
from nyx_audit.engine.events import Listener
from nyx_audit.model.audit import Audit
from nyx_audit.model.page import Page
from nyx_audit.model.terms import Terms
from nyx_audit.report.reading import read_report
from nyx_audit.run.baselines import audit_of_run, is_of_history
from nyx_audit.run.check import check
from nyx_audit.run.options import Options


def find_audit(text: str, database: str | Path, options: Options, listen: Listener) -> Audit:
    """Return the audit that a person names: of the history, of a JSON report, or made now of a page or a folder.

    The pages of a folder have their path within it as address. Raises UsageError, BrowserError.
    """
    path = Path(text)
    if is_of_history(text):
        return audit_of_run(text, database)
    if path.is_file() and path.suffix == ".json":
        return read_report(path)
    audit = check([text], options=options, listen=listen).audit
    return _renamed(audit, lambda page: Path(page.url).relative_to(path).as_posix()) if path.is_dir() else audit


def compare_audits(before: Audit, after: Audit, terms: Terms) -> Gating:
    """Return what of an audit is new since another; where each is of one page, that is the same page."""
    if len(before.pages) == len(after.pages) == 1:
        before = _renamed(before, lambda _page: after.pages[0].url)
    return gate(after, terms, baseline_of(before, "the first"), date.today())


def _renamed(audit: Audit, name: Callable[[Page], str]) -> Audit:
    return replace(audit, pages=tuple(replace(page, url=name(page)) for page in audit.pages))
