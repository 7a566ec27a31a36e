"""Whether audits are shards of one whole, and what they are together. Pure."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import timedelta

from nyx_audit.errors import InputError
from nyx_audit.model.audit import Audit, Tool
from nyx_audit.model.shard import Shard

# Shards of a night may run one after another; those of the night before are not of this one.
APART = timedelta(hours=18)


@dataclass(frozen=True, slots=True)
class Given:
    """An audit that is a shard, and the file or database that it comes from."""

    where: str
    audit: Audit
    shard: Shard


def given(where: str, audit: Audit, what: str) -> Given:
    """Return an audit as a shard. Raises InputError where it is the audit of a whole; `what` names it."""
    if audit.shard is None:
        raise InputError(where, f"{what} is not a shard; --shard K/N makes one")
    return Given(where, audit, audit.shard)


def refuse_strangers(shards: Sequence[Given]) -> None:
    """Raise InputError where these are not shards of one whole, made alike, each once, at about the same time."""
    first = shards[0]
    taken: dict[int, str] = {}
    for one in shards:
        if (one.shard.of, one.shard.whole) != (first.shard.of, first.shard.whole):
            raise InputError(
                one.where, f"shard {one.shard} is of other sites, pages or settings than {first.shard} of {first.where}"
            )
        if one.audit.tool != first.audit.tool:
            raise InputError(one.where, f"{_difference(one.audit.tool, first.audit.tool)} of {first.where}")
        if one.audit.rules.keys() != first.audit.rules.keys():
            raise InputError(one.where, f"was made with other rules than {first.where}")
        for number in one.shard.numbers:
            if number in taken:
                raise InputError(one.where, f"holds shard {number}/{one.shard.of}, as does {taken[number]}")
            taken[number] = one.where
        apart = abs(one.audit.started_at - first.audit.started_at)
        if apart > APART:
            hours = f"{apart.total_seconds() / 3600:,.0f} hours"
            raise InputError(one.where, f"shard {one.shard} began {hours} apart from {first.shard} of {first.where}: not of one night")  # fmt: skip


def together(shards: Sequence[Given]) -> Shard | None:
    """Return the shard that these are together: None where that is the whole."""
    first = shards[0].shard
    numbers = tuple(sorted(number for one in shards for number in one.shard.numbers))
    joined = replace(first, numbers=numbers)
    return joined if joined.missing else None


def missing_of(shard: Shard | None, left_out: Sequence[Given], what: str) -> tuple[str, ...]:
    """Return why what was merged is not complete: the shards that are missing, or were left out as not finished."""
    if shard is None:
        return ()
    unfinished = {number: one for one in left_out for number in one.shard.numbers}
    reasons = []
    for number in shard.missing:
        one = unfinished.get(number)
        why = f"was not finished ({one.where})" if one else "is missing"
        reasons.append(f"shard {number}/{shard.of} {why}: its {what} are not in the report")
    return tuple(reasons)


def _difference(one: Tool, other: Tool) -> str:
    """Return in which way a tool is not another, up to the name of what the other made."""
    if one.version != other.version:
        return f"was made by nyx-audit {one.version}, not {other.version} as that"
    if one.engines != other.engines:
        names = [name for name in one.engines if one.engines[name] != other.engines.get(name)] or ["engines"]
        return (
            f"was made with {names[0]} {one.engines.get(names[0], '')}, not {other.engines.get(names[0], '')} as that"
        )
    return f"was scored under the ruleset {one.ruleset}, not {other.ruleset} as that"
