"""All faults in one audit with sound pages between them: each costs itself, and nothing of its neighbours."""

from __future__ import annotations

import asyncio
import statistics
from collections.abc import Sequence
from dataclasses import dataclass

import psutil

from nyx_audit.browser.load import MOST
from nyx_audit.browser.session import Session
from nyx_audit.catalogue.load import Catalogue
from nyx_audit.engine.auditor import Auditor, Job
from nyx_audit.engine.check import check_pages
from nyx_audit.engine.events import ignore
from nyx_audit.model.page import Page, PageStatus, RuleOutcome
from tests.hostile.fault import SECONDS, SHORT_SECONDS
from tests.hostile.faults import FAULTS
from tests.hostile.server import hostile, paths_of

# A few rules of each way in which evidence is gathered.
RULES = ("document-title", "image-alt", "color-contrast", "reflow", "target-size", "language-of-page")
TABS = 2
# A fault may take its own time, at most as often as it is tried, and so many times what a sound page takes beside it.
TRIES = 2
TIMES_SOUND = 40
MOST_GROWTH = 2.0


@dataclass(frozen=True)
class Mixed:
    """The pages of one audit by path, and by how much it let the program's memory grow."""

    pages: dict[str, Page]
    growth: float

    @property
    def sound(self) -> list[Page]:
        return [page for path, page in self.pages.items() if path.startswith("/sound/")]


async def test_faults_cost_themselves_and_nothing_of_their_neighbours(session: Session, catalogue: Catalogue) -> None:
    mixed = await _audited(session, catalogue)
    assert {page.status for page in mixed.sound} == {PageStatus.AUDITED}, [str(page.reason) for page in mixed.sound]
    assert len({_said(page.outcomes) for page in mixed.sound}) == 1
    assert any(row.rule == "image-alt" and row.failed == 1 for row in mixed.sound[0].outcomes)
    assert [fault.name for fault in FAULTS if not fault.is_met_by(mixed.pages[fault.folder])] == []
    sound = statistics.median(page.seconds for page in mixed.sound)
    most = TRIES * SHORT_SECONDS * MOST + TIMES_SOUND * sound
    assert {path: page.seconds for path, page in mixed.pages.items() if page.seconds > most} == {}
    assert mixed.growth < MOST_GROWTH


async def _audited(session: Session, catalogue: Catalogue) -> Mixed:
    auditor = Auditor(session, [catalogue.rules[name] for name in RULES], ignore, probes=False)
    with hostile(FAULTS) as server:
        seconds = {fault.folder: fault.seconds for fault in FAULTS}
        jobs = [
            Job(server.url + path, server.url + path, seconds=seconds.get(path, SECONDS)) for path in paths_of(FAULTS)
        ]
        await check_pages(jobs[:1], auditor, tabs=1, stop=asyncio.Event())
        before = psutil.Process().memory_info().rss
        pages = await check_pages(jobs, auditor, tabs=TABS, stop=asyncio.Event())
        found = {page.url.removeprefix(server.url): page for page in pages}
    return Mixed(found, psutil.Process().memory_info().rss / before)


def _said(outcomes: Sequence[RuleOutcome]) -> str:
    return repr([(row.rule, row.outcome, [one.fingerprint for one in row.findings]) for row in outcomes])
