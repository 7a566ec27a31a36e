"""What the engine asks of the browser: one page, and which evidence of it."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from dataclasses import dataclass, field

from nyx_audit.model.access import Script
from nyx_audit.model.evidence.visit import Plan
from nyx_audit.model.reason import Reason

# A page that is not fully loaded by then is audited as it stands.
LOAD_SECONDS = 15.0


async def at_once() -> None:
    """The pace of a host that is not limited."""


def unnoticed() -> None:
    """What a load calls that nobody waits for."""


def anywhere(_url: str) -> Reason | None:
    """The scope of a page that was named: wherever it leads."""
    return None


@dataclass(frozen=True, slots=True)
class VisitRequest:
    """One page to visit.

    `named` is the address that a person named, where this one is visited for its sake: only the machine or the network
    that it is in may be reached beside the public net; without it, `url` was named. `site` is whose cookies and cache
    it shares. `allow` says why a hop of a redirect may not be followed, or None. `pace` is awaited before each further
    load of the page; a measurement calls `loaded` when the page is loaded, and only to be watched.
    `follows` says that a page which goes on by itself is a redirect, not a document; `must` that the
    page was named, and is audited even where it reads like an error page. `fresh` asks for a context that no other page
    has touched, `costs` for what each rule and probe takes. `alone` asks for a browser that no other page is in.
    `keeps` asks for what the page was made of, so that a later run can compare it.
    `script` is what is done on the page before it is looked at; it is then never loaded again.
    `seconds` are those of a quiet machine.
    """

    url: str
    plan: Plan
    site: str = ""
    named: str = ""
    allow: Callable[[str], Reason | None] = anywhere
    pace: Callable[[], Awaitable[None]] = at_once
    loaded: Callable[[], None] = unnoticed
    follows: bool = False
    must: bool = True
    fresh: bool = False
    costs: bool = False
    alone: bool = False
    keeps: bool = False
    script: Script | None = None
    seconds: float = field(default=60.0)
