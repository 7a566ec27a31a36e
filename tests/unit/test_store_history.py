"""What the history keeps, and gives back: runs, pages, frontiers, comparisons."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from nyx_audit.crawl.items import FrontierRow, State
from nyx_audit.errors import UsageError
from nyx_audit.model.journey import Journey
from nyx_audit.model.outcome import Outcome
from nyx_audit.model.page import Page, PageStatus, RuleOutcome
from nyx_audit.model.reason import ReasonCode
from nyx_audit.score import Scoring
from nyx_audit.store.history import History
from nyx_audit.store.scores import Result
from tests.support.build import because
from tests.support.history import (
    HEALTH,
    LABOR,
    RULE,
    RULES,
    START,
    TOOL,
    audit_of,
    begin,
    figures,
    finding,
    keep,
    keep_at,
    key_of,
    page,
    score_of,
)

SITES = (HEALTH, LABOR)


@pytest.fixture
def where(tmp_path: Path) -> Path:
    return tmp_path / "history.sqlite"


@pytest.fixture
def history(where: Path) -> Iterator[History]:
    with History.open(where, write=True) as opened:
        yield opened


def test_a_finished_run_is_loaded_equal_to_what_was_recorded(history: History) -> None:
    pages = [page(), page("b", names=("a", "b")), page("", "labor", names=())]
    run = begin(history)
    # Several tabs finish in any order; the audit has its own.
    for one in reversed(pages):
        history.record(run, one, key_of(one))
    audit = audit_of(run, pages)
    history.finish(run, audit, {})
    assert history.load(run) == audit


def test_pages_that_were_never_visited_are_kept_at_the_end(history: History) -> None:
    left_out = Page(
        "https://health.example/z",
        PageStatus.SKIPPED,
        "health",
        reason=because("beyond the limit of 1 pages", ReasonCode.PAGE_LIMIT),
    )
    run = begin(history)
    history.record(run, page(), "health")
    audit = audit_of(run, [left_out, page()])
    history.finish(run, audit, {}, key=lambda one: one.url.upper())
    assert history.load(run) == audit
    assert history.keys(run, "health") == {page().url: "health", left_out.url: left_out.url.upper()}


def test_recording_an_address_again_replaces_its_page(history: History) -> None:
    run = begin(history)
    history.record(run, Page(page().url, PageStatus.FAILED, "health", reason=because("timeout")), "health")
    history.record(run, page(), "health")
    assert history.pages(run) == [page()]


def test_one_address_may_be_a_page_of_two_sites(history: History) -> None:
    run = begin(history)
    pages = [page(), replace(page(), site="labor")]
    for one in pages:
        history.record(run, one, "same")
    assert history.pages(run) == pages


def test_a_page_of_a_site_that_the_run_does_not_have_is_refused(history: History) -> None:
    run = begin(history)
    for site in (None, "tax"):
        with pytest.raises(ValueError, match="has no site"):
            history.record(run, replace(page(), site=site), "key")


def test_a_history_that_is_open_for_reading_is_not_written(history: History, where: Path) -> None:
    run = begin(history)
    with History.open(where, write=False) as reading, pytest.raises(ValueError, match="for reading"):
        reading.record(run, page(), "key")


def test_a_reader_sees_the_pages_of_a_run_that_goes_on(history: History, where: Path) -> None:
    run = begin(history)
    history.record(run, page(), "key")
    with History.open(where, write=False) as reading:
        assert reading.pages(run) == [page()]
        history.record(run, page("b"), "b")
        assert len(reading.pages(run)) == 2


def test_the_frontier_comes_back_as_it_was_left(history: History) -> None:
    run = begin(history)
    start = FrontierRow("https://health.example/", State.TAKEN, start=True, number=1, turn=1)
    link = FrontierRow(
        "https://health.example/b", State.WAITING, 1, start.url, number=2, linked_from=(start.url, "https://x.example/")
    )
    history.queue(run, "health", [start])
    visited = replace(start, state=State.VISITED)
    history.record(run, page(), "key", [visited, link])
    assert history.frontier(run, "health") == [visited, link]
    assert history.frontier(run, "labor") == []


def test_a_finished_run_needs_no_frontier_any_more(history: History) -> None:
    run = begin(history)
    history.record(run, page(), "key", [FrontierRow("https://health.example/", State.VISITED)])
    history.finish(run, audit_of(run, [page()]), {})
    assert history.frontier(run, "health") == []


def test_a_run_that_was_killed_is_found_by_its_settings(history: History) -> None:
    run = begin(history)
    assert history.unfinished(TOOL, RULES, figures(), SITES, "settings").run == run
    other = history.unfinished(TOOL, RULES, figures(), SITES, "other settings")
    assert other.run is None
    assert "other settings" in other.reason


def test_a_run_of_other_rules_is_not_gone_on_with(history: History) -> None:
    begin(history)
    for tool, rules in ((replace(TOOL, ruleset="new"), RULES), (TOOL, {RULE.id: replace(RULE, what="Other.")})):
        found = history.unfinished(tool, rules, figures(), SITES, "settings")
        assert found.run is None
        assert "other rules" in found.reason


def test_a_finished_run_is_not_gone_on_with(history: History) -> None:
    keep(history, [page()])
    found = history.unfinished(TOOL, RULES, figures(), SITES, "settings")
    assert found.run is None
    assert found.reason == ""


def test_a_killed_run_is_shown_as_not_complete(history: History) -> None:
    run = begin(history)
    history.record(run, page(), "key")
    audit = history.load(run)
    assert audit.pages == (page(),)
    assert audit.incomplete == ("the run was not finished",)
    listed = history.runs()[0]
    assert listed.finished_at is None
    assert not listed.complete
    assert [(one.audited, one.found) for one in listed.sites] == [(1, 1), (0, 0)]


def test_a_stopped_run_is_shown_and_gone_on_with(history: History) -> None:
    run = begin(history)
    history.record(run, page(), "key", [FrontierRow("https://health.example/b", State.WAITING)])
    left = Page("https://health.example/b", PageStatus.SKIPPED, "health", reason=because("the run was stopped"))
    audit = replace(audit_of(run, [page(), left]), incomplete=("stopped",))
    history.finish(run, audit, {}, stopped=True)
    assert history.load(run) == audit
    assert history.unfinished(TOOL, RULES, figures(), SITES, "settings").run == run
    assert history.pages(run) == [page()]
    assert len(history.frontier(run, "health")) == 1
    history.record(run, page("b"), "b")
    whole = audit_of(run, [page(), page("b")])
    history.finish(run, whole, {})
    assert history.load(run) == whole


def test_pages_that_a_stopped_run_left_may_be_left_again(history: History) -> None:
    run = begin(history)
    left = Page("https://health.example/b", PageStatus.SKIPPED, "health", reason=because("the run was stopped"))
    for _ in range(2):
        history.finish(run, audit_of(run, [left]), {}, stopped=True)
        assert history.pages(run) == []
    history.finish(run, audit_of(run, [left]), {})
    assert history.pages(run) == [left]


def test_the_rules_of_a_run_stay_those_of_then(history: History) -> None:
    first = keep(history, [page()])
    changed = {RULE.id: replace(RULE, title="Pictures must have a text alternative")}
    second = history.start(TOOL, changed, figures(), (HEALTH,), "settings")
    assert history.load(first).rules == RULES
    assert history.load(second).rules == changed
    assert history.scoring(first) == Scoring(figures(), RULES)


def test_a_run_that_there_is_not_is_named_with_the_last_one(history: History) -> None:
    with pytest.raises(UsageError, match=r"no run 7 \(the history is empty"):
        history.load(7)
    run = keep(history, [page()])
    with pytest.raises(UsageError, match=rf"no run 7 \(the last is {run}"):
        history.load(7)


def test_the_same_finding_on_many_pages_and_nights_is_stored_deduplicated(history: History, where: Path) -> None:
    for _ in range(3):
        keep(history, [page(f"p{number}", names=("a", "b")) for number in range(20)])
    assert rows(where, "finding") == 2
    assert rows(where, "sheet") == 1
    assert rows(where, "occurrence") == 2
    assert rows(where, "page") == 60


def test_findings_that_differ_in_their_text_only_are_both_kept(history: History) -> None:
    run = begin(history)
    one = page()
    other = replace(finding(), html="<img src='a.png' class='new'>")
    two = replace(page("b"), outcomes=(RuleOutcome(RULE.id, Outcome.FAILED, failed=1, findings=(other,)),))
    history.record(run, one, "a")
    history.record(run, two, "b")
    assert history.pages(run) == [one, two]


def test_text_that_no_database_takes_is_replaced(history: History) -> None:
    run = begin(history)
    bad = "a\x00b\ud800c"
    outcome = RuleOutcome(
        RULE.id, Outcome.FAILED, failed=1, reason=because(bad), findings=(replace(finding(), html=bad, name=bad),)
    )
    dirty = replace(
        page(),
        url=page().url + bad,
        title=bad,
        reason=because(bad),
        notes=(bad,),
        linked_from=(bad,),
        outcomes=(outcome,),
    )
    queued = [
        FrontierRow(bad, State.WAITING, found_on=bad, reason=because(bad)),
        FrontierRow("a\x00b\ud801c", State.WAITING),
    ]
    history.record(run, dirty, bad, queued)
    found = history.pages(run)[0]
    clean = "a\ufffdb\ufffdc"
    assert (found.title, str(found.reason), found.notes, found.linked_from) == (clean, clean, (clean,), (clean,))
    assert found.outcomes[0].findings[0].html == clean
    assert [row.url for row in history.frontier(run, "health")] == [clean]
    history.finish(run, audit_of(run, [dirty]), {"health": Result(score_of(None))})
    assert history.load(run).pages == (found,)


def test_runs_are_listed_newest_first_with_scores_and_change(history: History) -> None:
    first = keep(history, [page()], 80.0)
    second = keep(history, [page(), page("b")], 83.5)
    listed = history.runs()
    assert [run.id for run in listed] == [second, first]
    health, labor = listed[0].sites
    assert (health.score, health.change, health.earlier, health.audited, health.found) == (83.5, 3.5, first, 2, 2)
    assert health.areas == {"access": 83.5}
    assert (labor.score, labor.change, labor.audited) == (None, None, 0)
    assert [run.id for run in history.runs(limit=1)] == [second]
    assert [site.site.id for run in history.runs("health") for site in run.sites] == ["health", "health"]
    assert history.runs("tax") == []
    assert history.sites() == ["health", "labor"]


def test_a_score_of_another_ruleset_is_no_change(history: History) -> None:
    keep(history, [page()], 80.0, ruleset="old")
    keep(history, [page()], 90.0, ruleset="new")
    assert history.runs()[0].sites[0].change is None


def test_the_earlier_run_is_the_last_one_in_which_the_site_was_audited(history: History) -> None:
    assert history.earlier("health", 99, TOOL.ruleset) is None
    doubt = RuleOutcome(RULE.id, Outcome.CANT_TELL, cant_tell=1, findings=(finding("d", Outcome.CANT_TELL),))
    doubtful = replace(page("d"), outcomes=(doubt,))
    failed = Page("https://health.example/f", PageStatus.FAILED, "health", reason=because("timeout"))
    first = keep(history, [page(names=("a", "b")), doubtful, failed], 71.0)
    second = keep(history, [failed])
    begin(history)
    found = history.earlier("health", second + 5, TOOL.ruleset)
    assert found is not None
    assert (found.run, found.score, found.ruleset, found.known) == (first, 71.0, TOOL.ruleset, 3)
    fingerprints = {key: set(page.failed) for key, page in found.pages.items()}
    assert fingerprints == {"health.example/": {"print-a", "print-b"}, "health.example/d": set()}
    assert found.finished_at == history.load(first).finished_at
    assert history.earlier("health", first, TOOL.ruleset) is None
    assert history.earlier("labor", second + 5, TOOL.ruleset) is None


def test_the_same_ruleset_is_preferred_within_the_last_five_runs(history: History) -> None:
    same = keep(history, [page()], ruleset="same")
    others = [keep(history, [page()], ruleset="other") for _ in range(4)]
    found = history.earlier("health", 99, "same")
    assert found is not None
    assert found.run == same
    last = keep(history, [page()], ruleset="other")
    found = history.earlier("health", 99, "same")
    assert found is not None
    assert found.run == last
    assert len(others) == 4


def test_pruning_deletes_old_runs_with_what_only_they_held(history: History, where: Path) -> None:
    old = keep(history, [page(names=("old", "both"))])
    killed = begin(history)
    history.record(killed, page(names=("killed",)), "key")
    kept = [keep(history, [page(names=("both",))]) for _ in range(2)]
    newest = begin(history)
    history.record(newest, page(names=("newest",)), "key", [FrontierRow("https://health.example/b", State.WAITING)])
    before = {run: history.load(run) for run in (*kept, newest)}
    assert history.prune(2) == 2
    assert [run.id for run in history.runs()] == [newest, *reversed(kept)]
    assert {run: history.load(run) for run in before} == before
    assert rows(where, "finding") == 2
    assert rows(where, "sheet") == 2
    assert len(history.frontier(newest, "health")) == 1
    assert old < killed < min(kept)
    assert history.prune(2) == 0


def test_each_site_keeps_its_last_runs_whichever_run_was_later(history: History) -> None:
    rare = keep_at(history, START, [page()], sites=[HEALTH])
    often = [keep_at(history, START, [page(site="labor")], sites=[LABOR]) for _ in range(3)]
    assert history.prune(1) == 2
    assert [run.id for run in history.runs()] == [often[-1], rare]


def test_a_run_that_goes_on_beside_it_is_no_concern_of_other_sites(history: History) -> None:
    history.start(TOOL, RULES, figures(), [LABOR], "other settings")
    assert history.unfinished(TOOL, RULES, figures(), [HEALTH], "settings").reason == ""


def test_the_number_of_a_pruned_run_is_not_given_again(history: History) -> None:
    keep(history, [page()])
    killed = begin(history)
    last = keep(history, [page()])
    history.prune(1)
    assert begin(history) == last + 1 > killed


def rows(where: Path, table: str) -> int:
    from contextlib import closing

    with closing(sqlite3.connect(where)) as connection:
        return int(connection.execute(f"SELECT count(*) FROM {table}").fetchone()[0])


def test_a_page_keeps_its_role_journeys_and_template_and_a_site_its_journeys(history: History) -> None:
    journeys = (
        Journey("apply", "Apply", ("https://health.example/",), ("en", "es"), ("phone",)),
        Journey("renew", "Renew", ()),
    )
    run = history.start(TOOL, RULES, figures(), [replace(HEALTH, journeys=journeys)], "settings")
    one = replace(page(), role="step", role_reason="has a form", journeys=("apply",), template="0a1b")
    history.record(run, one, key_of(one))
    audit = history.load(run)
    assert audit.pages == (one,)
    assert audit.sites[0].journeys == journeys


def test_scores_made_anew_stand_beside_those_of_the_run(history: History) -> None:
    run = keep(history, [page()], score=80.0)
    other = Scoring(replace(figures(), id="test-2"), RULES)
    for value in (60.0, 70.0):
        result = Result(score_of(value), {"state": score_of(50.0)}, (68.0, 72.0))
        history.rescore(run, "test-2+ffff", other, {"health": result})
    (row,) = history.runs("health")[0].sites
    assert row.score == 80.0
    (anew,) = row.rescored
    assert (anew.ruleset, anew.score, anew.law, anew.interval) == ("test-2+ffff", 70.0, {"state": 50.0}, (68.0, 72.0))


def test_scores_made_anew_go_with_their_run(history: History) -> None:
    run = keep(history, [page()])
    history.rescore(
        run, "test-2+ffff", Scoring(replace(figures(), id="test-2"), RULES), {"health": Result(score_of(1.0))}
    )
    keep(history, [page()])
    history.prune(1)
    assert [row.rescored for one in history.runs() for row in one.sites] == [(), ()]
    assert history.scoring(history.runs()[0].id) == Scoring(figures(), RULES)
