"""Merges the runs of shards, each in a history of its own, into one run of one history."""

from __future__ import annotations

from collections.abc import Sequence
from contextlib import ExitStack
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from nyx_audit.analysis.shards import Given, given, missing_of, refuse_strangers, together
from nyx_audit.analysis.summary import Summary, summarize
from nyx_audit.errors import InputError, UsageError
from nyx_audit.model.audit import Audit
from nyx_audit.run.history import results_of, scored, summary_of
from nyx_audit.run.incomplete import incomplete_of
from nyx_audit.store.adopt import Adopted, SiteOrigin
from nyx_audit.store.history import History

if TYPE_CHECKING:
    from nyx_audit.store.runs import RunRow


def merge_histories(sources: Sequence[str], into: str) -> Summary:
    """Merge the last run of each history, a shard, into one run of the history `into`, and return its summary.

    Merged again, they change nothing; a run that was merged while a shard was missing is replaced by one that has it. A
    shard that is missing, or was not finished, makes the run incomplete. Raises UsageError for what is not of one whole.
    """
    if any(_is_same(source, into) for source in sources):
        raise UsageError(f"--into {into}: is one of the histories to be merged; name another one")
    with ExitStack() as opened:
        histories = {source: opened.enter_context(History.open(source, write=False)) for source in sources}
        shards = [_last(source, history) for source, history in histories.items()]
        finished = [one for one, is_finished in shards if is_finished]
        left_out = [one for one, is_finished in shards if not is_finished]
        refuse_strangers([one for one, _ in shards])
        if not finished:
            raise UsageError(f"{left_out[0].where}: its shard was not finished; nyx-audit run --resume continues it")
        sites = [site.id for one in finished for site in one.audit.sites]
        with History.open(into, write=True, sites=sites) as target:
            number = _merged_before(target, finished)
            if number is None:
                number = target.adopt(_adopted(target, finished, left_out, histories))
            return summary_of(target, number)


def _is_same(one: str, other: str) -> bool:
    return one == other or ("://" not in one + other and Path(one).resolve() == Path(other).resolve())


def _last(where: str, history: History) -> tuple[Given, bool]:
    """The last run of a history, and whether it was finished."""
    runs = history.runs(limit=1)
    if not runs:
        raise InputError(where, "there is no run in it yet")
    return given(where, history.load(runs[0].id), f"its last run ({runs[0].id})"), runs[0].finished_at is not None


def _adopted(
    target: History, shards: Sequence[Given], left_out: Sequence[Given], histories: dict[str, History]
) -> Adopted:
    first = shards[0]
    assert first.audit.run is not None
    _, scoring = scored(histories[first.where], first.audit.run)
    origins = {
        site.id: histories[one.where].origin(one.audit.run or 0, site.id) for one in shards for site in one.audit.sites
    }
    audit = _joined(shards, left_out, origins)
    shard = audit.shard
    return Adopted(
        audit,
        scoring.ruleset,
        results_of(summarize(audit, scoring)),
        origins,
        shard.settings if shard else first.shard.whole,
        _to_replace(target, shards),
    )


def _joined(shards: Sequence[Given], left_out: Sequence[Given], origins: dict[str, SiteOrigin]) -> Audit:
    """The audit that these are together, with its sites and pages in the order of one that was not shared."""
    sites = sorted((site for one in shards for site in one.audit.sites), key=lambda site: origins[site.id].place)
    audits = [one.audit for one in shards]
    pages = tuple(page for site in sites for audit in audits for page in audit.pages_of(site.id))
    shard = together(shards)
    confirmed: dict[str, bool] = {}
    for audit in audits:
        for group, held in audit.confirmed.items():
            confirmed[group] = held or confirmed.get(group, False)
    return replace(
        audits[0],
        started_at=min(audit.started_at for audit in audits),
        finished_at=max(audit.finished_at for audit in audits),
        sites=tuple(sites),
        pages=pages,
        incomplete=(*missing_of(shard, left_out, "sites"), *incomplete_of(sites, pages)),
        run=None,
        confirmed=confirmed,
        shard=shard,
    )


def _merged_before(target: History, shards: Sequence[Given]) -> int | None:
    """The run in which all of these shards are, and no other, or more of them."""
    return next((run.id for run in target.runs() if all(_is_in(one, run) for one in shards)), None)


def _to_replace(target: History, shards: Sequence[Given]) -> int | None:
    """The run in which some of these shards are, while others were missing. Raises InputError where it has others."""
    for run in target.runs():
        inside = [one for one in shards if _is_in(one, run)]
        if not inside:
            continue
        numbers = {number for one in shards for number in one.shard.numbers}
        if run.shard is None or not numbers.issuperset(run.shard.numbers):
            one = inside[0]
            problem = (
                f"shard {one.shard} is in run {run.id} of {target.shown} already, with others that are not named here"
            )
            raise InputError(one.where, problem)
        return run.id
    return None


def _is_in(one: Given, run: RunRow) -> bool:
    """Whether a run was merged of this shard: it has its sites and settings, and lasted from before it until after."""
    if run.finished_at is None or not (
        run.started_at <= one.audit.started_at <= one.audit.finished_at <= run.finished_at
    ):
        return False
    whole = run.shard.whole if run.shard else run.settings
    return whole == one.shard.whole and {site.id for site in one.audit.sites} <= {row.site.id for row in run.sites}
