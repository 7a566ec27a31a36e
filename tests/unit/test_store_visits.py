"""The visits of a run, from which the next one carries pages over."""

from __future__ import annotations

import os
from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest

from nyx_audit.model.facts import Block, Facts, Link
from nyx_audit.model.page import Carried
from nyx_audit.model.visit import Part, Visit
from nyx_audit.store.history import History
from tests.support.history import audit_of, begin, key_of, page

CONDITIONS = b"0123456789abcdef"
URL = "https://health.example/a"
SITE = "health"


@pytest.fixture
def where(tmp_path: Path) -> Path:
    return tmp_path / "history.sqlite"


@pytest.fixture
def history(where: Path) -> Iterator[History]:
    with History.open(where, write=True) as opened:
        yield opened


def visit(path: str = "a", rest: int = 3, **more: Any) -> Visit:
    links = tuple(f"https://health.example/{number}" for number in range(200))
    # What does not compress: a page's facts are some kilobytes.
    facts = Facts(title="A", links=tuple(Link(one, one, os.urandom(20).hex(), "main", "a") for one in links))
    parts = (Part((f"https://health.example/{path}",), 200, '"1"', headers=(("content-type", "text/html"),)),)
    return Visit(page(path), links, facts, True, parts, rest, **more)


def finish(history: History, *visits: Visit, conditions: bytes = CONDITIONS, stopped: bool = False) -> int:
    """Keep a run of these visits, and return its number."""
    run = begin(history)
    for one in visits:
        history.record(run, one.page, key_of(one.page), (), one, conditions)
    if not stopped:
        history.finish(run, audit_of(run, [one.page for one in visits]), {})
    return run


def test_the_next_run_finds_a_visit_as_it_was(history: History) -> None:
    known = visit()
    first = finish(history, known)
    found = history.last_visit(begin(history), SITE, URL, CONDITIONS)
    assert found is not None
    assert found.page.carried is not None
    assert (found.page.carried.run, replace(found, page=replace(found.page, carried=None))) == (first, known)


def test_a_page_that_is_carried_over_again_names_the_run_that_audited_it(history: History) -> None:
    finish(history, visit())
    carried = Carried(1, datetime(2026, 11, 20, tzinfo=UTC))
    again = visit()
    second = finish(history, replace(again, page=replace(again.page, carried=carried), rest=2))
    found = history.last_visit(begin(history), SITE, URL, CONDITIONS)
    assert found is not None
    assert (found.page.carried, found.rest) == (carried, 2)
    assert history.load(second).pages[0].carried == carried


def test_under_other_conditions_there_is_no_visit(history: History) -> None:
    finish(history, visit())
    assert history.last_visit(begin(history), SITE, URL, b"another program.") is None


def test_only_a_finished_run_is_carried_over_from(history: History) -> None:
    finish(history, visit(), stopped=True)
    assert history.last_visit(begin(history), SITE, URL, CONDITIONS) is None


def test_a_run_that_was_killed_between_does_not_hide_the_finished_one(history: History) -> None:
    first = finish(history, visit())
    finish(history, visit("b"), stopped=True)
    found = history.last_visit(begin(history), SITE, URL, CONDITIONS)
    assert found is not None
    assert found.page.carried is not None
    assert found.page.carried.run == first


def test_the_visits_of_earlier_runs_go_when_a_run_is_finished(history: History) -> None:
    first = finish(history, visit())
    assert history.facts(first, SITE)
    second = finish(history, visit("b"))
    assert (history.facts(first, SITE), list(history.facts(second, SITE))) == ({}, ["https://health.example/b"])
    assert history.last_visit(begin(history), SITE, URL, CONDITIONS) is None


def test_a_stopped_run_keeps_what_it_needs_to_be_resumed(history: History) -> None:
    stopped = finish(history, visit(), stopped=True)
    finish(history, visit("b"))
    assert list(history.facts(stopped, SITE)) == [URL]


def test_a_page_of_half_a_character_is_kept(history: History) -> None:
    known = visit()
    odd = replace(known, facts=Facts(blocks=(Block("p", "half \ud83d of it"),)))
    finish(history, odd)
    found = history.last_visit(begin(history), SITE, URL, CONDITIONS)
    assert found is not None
    assert found.facts == Facts(blocks=(Block("p", "half \ufffd of it"),))


def test_what_was_seen_again_is_known_of_the_run_that_is_carried_over_from(history: History) -> None:
    finish(history, visit())
    assert history.last_confirmed(begin(history), SITE) == {"group-a": True, "group-b": False}
    assert history.last_confirmed(begin(history), "labor") == {}


def test_an_unchanged_night_adds_less_than_a_kilobyte_a_page(where: Path) -> None:
    visits = [visit(str(number)) for number in range(60)]
    with History.open(where, write=True) as history:
        finish(history, *visits)
    before = where.stat().st_size
    carried = Carried(1, datetime(2026, 11, 20, tzinfo=UTC))
    with History.open(where, write=True) as history:
        for _ in range(3):
            finish(history, *(replace(one, page=replace(one.page, carried=carried)) for one in visits))
    assert before > 60 * 4_000
    assert where.stat().st_size - before < 3 * 60 * 1_000
