"""A key task of a site, as its configuration states it."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Journey:
    """A key task: its steps by address, the languages and the ways that it promises; empty is not stated."""

    id: str
    name: str
    steps: tuple[str, ...]
    languages: tuple[str, ...] = ()
    channels: tuple[str, ...] = ()
