"""Says in words what an audit covers: its shard, which pages were carried over, on which the controls were tried."""

from __future__ import annotations

from nyx_audit.analysis.summary import SiteSummary, Summary
from nyx_audit.model.page import Page
from nyx_audit.report import words


def carried_note(page: Page) -> str:
    """Return from which run a page was carried over, and why; empty where it was audited in this one."""
    if page.carried is None or not page.is_carried:
        return ""
    day = words.day(page.carried.at)
    return f"carried over from run {page.carried.run} of {day}: nothing that it is made of has changed since"


def shard_sentence(summary: Summary) -> str:
    """Return which part of a whole was audited; empty where it was the whole."""
    shard = summary.audit.shard
    return f"This is shard {shard}: the rest is audited elsewhere, and is not in this report" if shard else ""


def carried_sentence(summary: Summary) -> str:
    """Return how many pages were carried over, and how old the oldest is; empty where none was."""
    moments = [page.carried.at for page in summary.audit.pages if page.carried and page.is_carried]
    if not moments:
        return ""
    audited = words.plural(sum(site.audited for site in summary.sites), "page")
    are = "is" if len(moments) == 1 else "are"
    oldest = words.day(min(moments))
    return f"{len(moments)} of {audited} {are} carried over, unchanged since their audit (the oldest of {oldest})"


def tried_sentence(site: SiteSummary) -> str:
    """Return on how many pages of a large site the controls were tried, and on which; empty where it was all of them."""
    if site.tried is None:
        return ""
    return (
        f"Controls were tried on {site.tried} of {words.plural(site.audited, 'page')}: those that were named, those where "
        "people act, and some of each template; the score takes the others of a template for the same"
    )
