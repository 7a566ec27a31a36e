"""Deals sites or pages to the shards of an audit. Pure: each machine deals alike, and takes its own."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Sequence
from typing import TYPE_CHECKING

from nyx_audit.errors import UsageError
from nyx_audit.model.shard import Part, Shard

if TYPE_CHECKING:
    from nyx_audit.config.sites import SiteConfig
    from nyx_audit.engine.auditor import Job

MOST = 1000
PART = re.compile(r"([0-9]{1,9})/([0-9]{1,9})")


def read_part(text: str) -> Part:
    """Return the part of a text such as "1/3". Raises UsageError, saying what is allowed."""
    found = PART.fullmatch(text.strip())
    if not found:
        raise UsageError(f'--shard "{text}": write K/N, such as 1/3 for the first of three')
    part = Part(int(found[1]), int(found[2]))
    if not 1 <= part.of <= MOST:
        raise UsageError(f"--shard {part}: N is from 1 to {MOST:,}")
    if not 1 <= part.number <= part.of:
        raise UsageError(f"--shard {part}: K is from 1 to N, which is {part.of}")
    return part


def deal_sites(sites: Sequence[SiteConfig], part: Part | None) -> list[int]:
    """Return the places of the sites that are of a part: all of them without one.

    The largest by `max_pages` are dealt first, each to the part that has least, so that all take about as long.
    Raises UsageError where there are fewer sites than parts.
    """
    if part is None:
        return list(range(len(sites)))
    _refuse_empty(part, len(sites), "site")
    loads = [0] * part.of
    own = []
    for place in sorted(range(len(sites)), key=lambda one: -sites[one].max_pages):
        lightest = min(range(part.of), key=loads.__getitem__)
        loads[lightest] += sites[place].max_pages
        if lightest == part.number - 1:
            own.append(place)
    return sorted(own)


def deal_pages(jobs: Sequence[Job], part: Part | None) -> list[Job]:
    """Return the pages that are of a part, every Nth of them: all without one. Raises UsageError for too few pages."""
    if part is None:
        return list(jobs)
    _refuse_empty(part, len(jobs), "page")
    return list(jobs[part.number - 1 :: part.of])


def shard_of_pages(jobs: Sequence[Job], part: Part | None) -> Shard | None:
    """Return what a part of these pages is called in its report."""
    if part is None:
        return None
    whole = hashlib.sha256("\0".join(job.requested for job in jobs).encode("utf-8", "surrogatepass")).hexdigest()[:16]
    return Shard((part.number,), part.of, whole)


def _refuse_empty(part: Part, count: int, what: str) -> None:
    if part.of > count:
        there = f"is 1 {what}" if count == 1 else f"are {count:,} {what}s"
        raise UsageError(f"--shard {part}: there {there} to share, so N is at most {count:,}")
