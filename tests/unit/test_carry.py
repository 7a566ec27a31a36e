"""Which pages may be carried over, and when each is audited anew."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace
from datetime import UTC, datetime
from typing import Any

import pytest

from nyx_audit.crawl.items import Item
from nyx_audit.engine.auditor import Audited
from nyx_audit.engine.carry import Answers, Carrying, spread
from nyx_audit.engine.sharing import Sharing
from nyx_audit.examples.server import Answer, Server, serving
from nyx_audit.model.facts import Facts
from nyx_audit.model.outcome import Outcome
from nyx_audit.model.page import Carried, Page, PageStatus, RuleOutcome
from nyx_audit.model.reason import Reason, ReasonCode
from nyx_audit.model.visit import Part, Visit
from nyx_audit.net.addresses import host_of
from nyx_audit.net.client import open_session
from nyx_audit.net.hosts import Hosts
from nyx_audit.net.pace import Pace
from nyx_audit.net.policy import FetchPolicy
from nyx_audit.net.robots import HostRobots, Robots
from nyx_audit.net.sameness import digest_of_text

START = "https://a.example/"
WHEN = datetime(2026, 11, 24, tzinfo=UTC)


def audited(url: str = f"{START}a", *outcomes: RuleOutcome, **more: Any) -> Audited:
    page = Page(url, PageStatus.AUDITED, "a", final_url=url, outcomes=outcomes, **more)
    return Audited(page, facts=Facts(), parts=(Part((url,), 200, digest="t:0"),))


def carrying(every: int = 7, answers: Any = None, **more: Any) -> Carrying:
    return Carrying(answers, Sharing(), START, every, more.get("refusal", lambda _url: None))


class AllSame(Answers):
    """Every part answers as before."""

    def __init__(self) -> None: ...

    async def are_same(self, parts: tuple[Part, ...]) -> bool:
        return bool(parts)


async def ages(url: str, every: int, nights: int) -> list[int]:
    """After how many runs each audit of an unchanged page comes."""
    decides, item, before, last, found = carrying(every, AllSame()), Item(url, 1), None, 1, list[int]()
    for night in range(1, nights + 1):
        over = await decides.over(item, before)
        if over is None:
            found.append(night - last)
            last = night
        kept = decides.kept(item, over or audited(url), before)
        assert kept is not None
        before = replace(kept, page=replace(kept.page, carried=Carried(last, WHEN)))
    return found


@pytest.mark.parametrize("every", [1, 2, 3, 7])
async def test_each_page_is_audited_at_least_every_so_many_runs(every: int) -> None:
    for number in range(30):
        assert max(await ages(f"{START}page-{number}", every, 4 * every)) <= every


async def test_turns_are_spread_over_the_runs() -> None:
    due = Counter([(await ages(f"{START}page-{number}", 7, 8))[1] for number in range(600)])
    assert sorted(due) == [2, 3, 4, 5, 6, 7]
    assert min(due.values()) > 70


async def test_no_page_has_its_turn_in_the_run_after_a_full_one() -> None:
    assert all([(await ages(f"{START}page-{number}", 7, 2)) == [0] for number in range(30)])


def test_a_turn_hangs_on_the_address_alone() -> None:
    assert spread("http://127.0.0.1:8000/a", 6) == spread("http://127.0.0.1:9000/a", 6)


async def test_the_start_page_is_always_audited() -> None:
    assert await ages(START, 7, 4) == [0, 1, 1, 1]


async def test_a_page_that_a_person_named_since_is_audited() -> None:
    decides, before = carrying(answers=AllSame()), Visit(audited().page, parts=audited().parts, rest=3)
    assert await decides.over(Item(f"{START}a", 1), before) is not None
    assert await decides.over(Item(f"{START}a", 0, pinned=True), before) is None


async def test_a_page_whose_redirect_is_refused_now_is_audited() -> None:
    parts = (Part((f"{START}a", f"{START}b"), 200, digest="t:0"),)
    before = Visit(audited().page, parts=parts, rest=3)
    refusal = Reason(ReasonCode.ROBOTS, "closed")
    assert await carrying(answers=AllSame()).over(Item(f"{START}a", 1), before) is not None
    decides = carrying(answers=AllSame(), refusal=lambda url: refusal if url.endswith("b") else None)
    assert await decides.over(Item(f"{START}a", 1), before) is None


@pytest.mark.parametrize(
    ("code", "lasts"),
    [(ReasonCode.PROBES_OFF, True), (ReasonCode.SCRIPT_FAILED, False), (ReasonCode.OUT_OF_TIME, False)],
)
def test_a_page_that_lacks_evidence_for_a_fault_is_not_carried_over(code: ReasonCode, lasts: bool) -> None:
    row = RuleOutcome("rule", Outcome.UNTESTED, reason=Reason(code, "for a reason"))
    kept = carrying().kept(Item(f"{START}a", 1), audited(f"{START}a", row), None)
    assert kept is not None
    assert bool(kept.parts) == lasts


def test_a_page_that_failed_is_not_kept() -> None:
    failed = Audited(Page(f"{START}a", PageStatus.FAILED, "a"))
    assert carrying().kept(Item(f"{START}a", 1), failed, None) is None


async def is_same(server: Server, part: Part, robots: str = "") -> bool:
    policy = FetchPolicy(server.url, 10, robots=HostRobots({host_of(server.url): Robots.read(200, robots)}))
    async with open_session(Hosts(Pace()), policy) as session:
        return await Answers(session).are_same((part,))


async def test_a_constant_etag_does_not_hide_other_content() -> None:
    with serving({"/a": Answer(b"new", headers={"ETag": '"1"'})}) as server:
        known = Part((f"{server.url}/a",), 200, '"1"', digest=digest_of_text("old"), headers=HTML)
        assert not await is_same(server, known)


async def test_the_content_of_a_host_that_does_not_know_head_is_compared() -> None:
    def handler(seen: Any) -> Answer:
        return Answer(b"same") if seen.method == "GET" else Answer(status=501)

    with serving({}, handler=handler) as server:
        modified = "Thu, 26 Nov 2026 02:00:00 GMT"
        known = Part((f"{server.url}/a",), 200, modified=modified, digest=digest_of_text("same"), headers=HTML)
        assert await is_same(server, known)


async def test_what_robots_txt_closes_is_not_requested() -> None:
    with serving({"/a": "same"}) as server:
        known = Part((f"{server.url}/a",), 200, digest=digest_of_text("same"), headers=HTML)
        assert await is_same(server, known)
        server.seen.clear()
        assert not await is_same(server, known, "User-agent: *\nDisallow: /a")
        assert server.seen == []


HTML = (("content-type", "text/html; charset=utf-8"),)
