"""An audit with its browser open, and what is said of the tool in its result."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Awaitable, Callable, Sequence
from contextlib import asynccontextmanager
from dataclasses import dataclass
from datetime import UTC, datetime

from nyx_audit.analysis.summary import Summary
from nyx_audit.browser.launch import Launcher
from nyx_audit.browser.logins import Logins
from nyx_audit.browser.session import session_of
from nyx_audit.engine.auditor import Auditor, Job
from nyx_audit.engine.events import Listener
from nyx_audit.engine.judging import open_workers
from nyx_audit.engine.pictures import Camera, Pictures, take_pictures
from nyx_audit.model.audit import Tool
from nyx_audit.net.access import OPEN_TO_ALL, Accesses
from nyx_audit.run.setup import Setup
from nyx_audit.version import VERSION

# Rules that axe-core itself has given up.
DEPRECATED = frozenset(
    {
        "aria-roledescription",
        "audio-caption",
        "duplicate-id",
        "duplicate-id-active",
        "landmark-complementary-is-top-level",
    }
)


@dataclass(frozen=True, slots=True)
class Running:
    """An audit under way; `stop` ends it politely. `renew` has the browser forget what it loaded."""

    auditor: Auditor
    camera: Camera
    tool: Tool
    stop: asyncio.Event
    started_at: datetime
    renew: Callable[[], Awaitable[None]]


@asynccontextmanager
async def running(
    setup: Setup, launcher: Launcher, listen: Listener, stop: asyncio.Event | None, accesses: Accesses = OPEN_TO_ALL
) -> AsyncIterator[Running]:
    """Use the browser that is being launched, for as long as the block runs. Raises BrowserError.

    `accesses` say what hosts are shown that are not open to everybody.
    """
    started = datetime.now(UTC)
    async with open_workers(setup.rules) as judging, session_of(launcher, setup.engine, Logins(accesses)) as session:
        tool = tool_of(setup, setup.engine.version, session.version, await session.rules_of_engine())
        places = asyncio.Semaphore(setup.tabs)
        auditor = Auditor(
            session, setup.rules, listen,
            probes=setup.options.probes, judging=judging, places=places, accesses=accesses,
        )  # fmt: skip
        yield Running(auditor, session, tool, stop or asyncio.Event(), started, session.renew)


async def pictures_of(summary: Summary, jobs: Sequence[Job], setup: Setup, run: Running) -> Pictures:
    """Return pictures of what is to be fixed first, by group, where they were requested and the audit was not stopped."""
    if not setup.options.pictures or run.stop.is_set():
        return {}
    return await take_pictures(summary, jobs, run.camera, run.auditor)


def tool_of(setup: Setup, axe: str, chromium: str, known: frozenset[str]) -> Tool:
    """Return what ran: versions, the ruleset's fingerprint, and how the catalogue and the engine's rules differ."""
    catalogue = setup.catalogue
    needed = {rule.engine_id: rule.id for rule in catalogue.rules.values() if rule.check == "axe"}
    replaced = {engine for rule in catalogue.rules.values() for engine in rule.replaces}
    scored = catalogue.scored() if len(setup.rules) == len(catalogue.rules) else setup.rules
    return Tool(
        version=VERSION,
        ruleset=catalogue.ruleset.fingerprint(scored, axe),
        engines={"axe-core": axe, "chromium": chromium},
        unknown_rules=tuple(sorted(known - needed.keys() - catalogue.in_page.keys() - replaced - DEPRECATED)),
        missing_rules=tuple(sorted(rule for engine, rule in needed.items() if engine not in known)),
    )
