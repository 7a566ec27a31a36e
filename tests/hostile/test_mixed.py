"""All faults in one audit with sound pages between them: each costs itself, and nothing of its neighbours."""

from __future__ import annotations

import asyncio
import statistics
from collections.abc import Sequence
from dataclasses import dataclass

import psutil
import pytest

from nyx_audit.browser.load import MOST
from nyx_audit.browser.session import Session
from nyx_audit.catalogue.load import Catalogue
from nyx_audit.engine.auditor import Auditor, Job
from nyx_audit.engine.check import check_pages
from nyx_audit.engine.events import ignore
from nyx_audit.model.page import Page, PageStatus, RuleOutcome
from tests.hostile.fault import Fault
from tests.hostile.faults import FAULTS
from tests.hostile.server import hostile, paths_of

# A few rules of each way in which evidence is gathered.
RULES = ("document-title", "image-alt", "color-contrast", "reflow", "target-size", "language-of-page")
SECONDS = 8.0
TABS = 2
# A fault may take its own time, at most as often as it is tried, and so many times what a sound page takes beside it.
TRIES = 2
TIMES_SOUND = 40
MOST_GROWTH = 2.0


@dataclass(frozen=True)
class Mixed:
    """The pages of one audit by path, and the program's memory before and after it in bytes."""

    pages: dict[str, Page]
    before: int
    after: int

    @property
    def sound(self) -> list[Page]:
        return [page for path, page in self.pages.items() if path.startswith("/sound/")]


@pytest.fixture(scope="module")
async def mixed(session: Session, catalogue: Catalogue) -> Mixed:
    rules = [catalogue.rules[name] for name in RULES if name in catalogue.rules]
    auditor = Auditor(session, rules, ignore, probes=False)
    with hostile(FAULTS) as server:
        jobs = [Job(server.url + path, server.url + path, seconds=SECONDS) for path in paths_of(FAULTS)]
        await check_pages(jobs[:1], auditor, tabs=1, stop=asyncio.Event())
        before = psutil.Process().memory_info().rss
        pages = await check_pages(jobs, auditor, tabs=TABS, stop=asyncio.Event())
        found = {page.url.removeprefix(server.url): page for page in pages}
    return Mixed(found, before, psutil.Process().memory_info().rss)


def test_sound_pages_among_faults_are_audited_as_if_they_were_alone(mixed: Mixed) -> None:
    assert {page.status for page in mixed.sound} == {PageStatus.AUDITED}, [str(page.reason) for page in mixed.sound]
    assert len({_said(page.outcomes) for page in mixed.sound}) == 1
    assert any(row.rule == "image-alt" and row.failed == 1 for row in mixed.sound[0].outcomes)


@pytest.mark.parametrize("fault", FAULTS, ids=lambda fault: fault.name)
def test_a_fault_among_others_becomes_what_it_must(fault: Fault, mixed: Mixed) -> None:
    page = mixed.pages[fault.folder]
    assert page.status is fault.status, page.reason
    assert (page.reason.code in fault.codes) if page.reason else not fault.codes, page.reason


def test_a_fault_takes_its_own_time_and_no_more(mixed: Mixed) -> None:
    sound = statistics.median(page.seconds for page in mixed.sound)
    most = TRIES * SECONDS * MOST + TIMES_SOUND * sound
    assert {path: page.seconds for path, page in mixed.pages.items() if page.seconds > most} == {}


def test_faults_leave_no_memory_behind(mixed: Mixed) -> None:
    assert mixed.after < mixed.before * MOST_GROWTH


def _said(outcomes: Sequence[RuleOutcome]) -> str:
    return repr([(row.rule, row.outcome, [one.fingerprint for one in row.findings]) for row in outcomes])
