"""A blocker counts where it is seen again twice; sites do not wait for each other."""

from __future__ import annotations

import asyncio
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace

import pytest

from nyx_audit.browser.request import VisitRequest
from nyx_audit.catalogue.load import Catalogue
from nyx_audit.engine.auditor import Auditor, Job
from nyx_audit.engine.confirm import confirm_blockers
from nyx_audit.engine.events import ignore
from nyx_audit.errors import PageFailed
from nyx_audit.judge.worker import PageOutcomes, SiteOutcomes
from nyx_audit.model.evidence.visit import PageEvidence
from nyx_audit.model.page import Page
from nyx_audit.model.reason import Reason, ReasonCode
from nyx_audit.model.rule import Rule
from nyx_audit.site.records import SiteEvidence
from tests.support.build import finding, outcome, page

A, B, A2 = "http://127.0.0.1:1/", "http://127.0.0.2:1/", "http://127.0.0.1:1/2"
Said = Mapping[str, Sequence[Sequence[str]]]


@dataclass
class Again:
    """Visits and judges: `said` are the groups of findings by address, visit by visit; none is a visit that fails."""

    said: Said
    together: int = 0
    seen: list[VisitRequest] = field(default_factory=list)
    all_there: asyncio.Event = field(default_factory=asyncio.Event)

    async def visit(self, request: VisitRequest) -> PageEvidence:
        nth = sum(one.url == request.url for one in self.seen)
        self.seen.append(request)
        if len(self.seen) >= self.together:
            self.all_there.set()
        await self.all_there.wait()
        if nth >= len(self.said[request.url]):
            raise PageFailed(Reason(ReasonCode.TIMEOUT, "too slow"))
        return PageEvidence(request.url, request.url, 200, title=" ".join(self.said[request.url][nth]))

    async def measure(self, _request: VisitRequest) -> Mapping[str, object]:
        raise NotImplementedError

    async def page(self, rules: Sequence[Rule], evidence: PageEvidence) -> PageOutcomes:
        return tuple(outcome(one.id, *(finding(group) for group in evidence.title.split())) for one in rules)

    async def site(self, _rules: Sequence[Rule], _evidence: SiteEvidence) -> SiteOutcomes:
        raise NotImplementedError


@pytest.fixture
def blocker(catalogue: Catalogue) -> str:
    anywhere = {rule for one in catalogue.ruleset.blockers if not one.roles for rule in one.rules}
    return min(name for name in anywhere if "axe" in catalogue.rules[name].evidence)


async def confirmed(pages: Sequence[Page], again: Again, catalogue: Catalogue) -> dict[str, bool]:
    jobs = [Job(one.url, one.url, one.site) for one in pages]
    auditor = Auditor(again, [], ignore, judging=again, places=asyncio.Semaphore(8))
    return await confirm_blockers(pages, jobs, auditor, catalogue, asyncio.Event())


@pytest.mark.parametrize(
    ("said", "is_seen"),
    [
        ([["g1"], ["g1"]], True),
        ([["g1"], ["g1", "g2"]], True),
        ([["g1"], []], False),
        ([["g2"], ["g2"]], False),
        ([["g1"]], False),
        ([], False),
    ],
)
async def test_a_blocker_counts_where_both_further_visits_find_it(
    catalogue: Catalogue, blocker: str, said: Sequence[Sequence[str]], is_seen: bool
) -> None:
    again = Again({A: said})
    found = await confirmed([page(A, outcome(blocker, finding("g1")), site="a")], again, catalogue)
    assert found == {"g1": is_seen}
    assert [one.fresh for one in again.seen] == [True, True]


async def test_a_group_is_looked_at_on_the_first_page_that_has_it(catalogue: Catalogue, blocker: str) -> None:
    again = Again({A: [["g1"]] * 2, A2: [["g2"]] * 2})
    pages = [
        page(A, outcome(blocker, finding("g1")), site="a"),
        page(A2, outcome(blocker, finding("g1"), finding("g2")), site="a"),
    ]
    assert await confirmed(pages, again, catalogue) == {"g1": True, "g2": True}
    assert [one.url for one in again.seen] == [A, A, A2, A2]


async def test_sites_do_not_wait_for_each_other(catalogue: Catalogue, blocker: str) -> None:
    again = Again({A: [["g1"]] * 2, B: [["g2"]] * 2}, together=4)
    pages = [page(A, outcome(blocker, finding("g1")), site="a"), page(B, outcome(blocker, finding("g2")), site="b")]
    async with asyncio.timeout(30):
        assert await confirmed(pages, again, catalogue) == {"g1": True, "g2": True}


async def test_of_a_group_that_two_sites_share_the_first_site_decides(catalogue: Catalogue, blocker: str) -> None:
    again = Again({A: [[]] * 2, B: [["g1"]] * 2})
    pages = [page(A, outcome(blocker, finding("g1")), site="a"), page(B, outcome(blocker, finding("g1")), site="b")]
    assert await confirmed(pages, again, catalogue) == {"g1": False}


async def test_what_is_not_a_blocker_is_not_looked_at_again(catalogue: Catalogue) -> None:
    other = min(catalogue.rules.keys() - catalogue.ruleset.blocker_rules())
    again = Again({})
    assert await confirmed([page(A, outcome(other, finding("g1")), site="a")], again, catalogue) == {}
    assert not again.seen


async def test_what_blocks_on_pages_of_some_roles_is_looked_at_again_there_alone(catalogue: Catalogue) -> None:
    again = Again({A: [["g1"]] * 2, A2: [["g1"]] * 2})
    step = replace(page(A, outcome("label", finding("g1")), site="a"), role="step")
    content = page(A2, outcome("label", finding("g2")), site="a")
    assert await confirmed([step, content], again, catalogue) == {"g1": True}
    assert [one.url for one in again.seen] == [A, A]


async def test_all_that_blocks_on_a_page_is_looked_at_in_the_same_two_visits(catalogue: Catalogue) -> None:
    again = Again({A: [["g1", "g2"], ["g1"]]})
    step = page(A, outcome("label", finding("g1")), outcome("select-name", finding("g2")), site="a")
    assert await confirmed([replace(step, role="step")], again, catalogue) == {"g1": True, "g2": False}
    assert len(again.seen) == 2
