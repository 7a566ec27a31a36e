"""`score explain` and `score redo`, as their users run them, and the parts of an explanation."""

from __future__ import annotations

import json
import re
import sqlite3
from contextlib import closing
from math import fsum
from pathlib import Path

import pytest
from hypothesis import given, settings

from nyx_audit.model.outcome import Area
from nyx_audit.model.page import Page
from nyx_audit.score import Scoring, scorecards_of
from nyx_audit.score.explain import explain, points_by_check
from nyx_audit.store.history import History
from tests.support.build import rule
from tests.support.command import nyx
from tests.support.history import TOOL, figures, keep, page
from tests.unit.test_score_properties import JOURNEYS, SCORINGS, SITES


@settings(max_examples=150, deadline=None)
@given(SITES, SCORINGS)
def test_the_parts_of_an_explanation_add_up_to_the_score(pages: list[Page], scoring: Scoring) -> None:
    explained = explain(list(scorecards_of(pages, scoring).values()), scoring, JOURNEYS)
    leaves = [page.lost for area in explained.areas for check in area.checks for page in check.pages]
    score = explained.score
    if score.value is not None and score.before_cap is not None:
        assert 100 - fsum(leaves) == pytest.approx(score.before_cap)
        assert 100 - fsum(leaves) - explained.cap_lost == pytest.approx(score.value)
    for area in explained.areas:
        assert area.lost == pytest.approx(fsum(check.lost for check in area.checks))
        for check in area.checks:
            assert check.lost == pytest.approx(fsum(page.lost for page in check.pages))


def test_a_check_loses_in_proportion_to_the_logarithm_of_what_it_leaves() -> None:
    by_id = {one.id: one for one in (rule("a"), rule("b", area=Area.TIME))}
    lost = points_by_check(50, {"a": 0.75, "b": 0.5}, Scoring(figures(), by_id))
    # A quarter is half and half again, and access goes in with 0.6 where time does with 0.4.
    assert lost == pytest.approx({"a": 50 * 1.2 / 1.6, "b": 50 * 0.4 / 1.6})


def test_beside_a_check_that_takes_everything_the_others_are_nothing() -> None:
    by_id = {one.id: one for one in (rule("a"), rule("b", area=Area.TIME), rule("c"))}
    lost = points_by_check(100, {"a": 1.0, "b": 1.0, "c": 0.5}, Scoring(figures(), by_id))
    assert lost == pytest.approx({"a": 60, "b": 40, "c": 0})


def test_where_nothing_failed_no_check_loses_anything() -> None:
    assert points_by_check(0, {}, Scoring(figures(), {})) == {}


@pytest.fixture
def where(tmp_path: Path) -> Path:
    """A history of one run, whose home page has an image without a text alternative."""
    path = tmp_path / "nyx-history.sqlite"
    with History.open(path, write=True) as history:
        keep(history, [page(), page("b", names=())])
    return path


@pytest.fixture
def easier(tmp_path: Path) -> Path:
    """A ruleset under which failures cost less."""
    from nyx_audit.catalogue.folder import packaged_folder

    text = (packaged_folder() / "ruleset.yaml").read_text(encoding="utf-8")
    for old, new in (("id: nyx-", "id: easier-"), ("half_floor: 0.5", "half_floor: 0.9")):
        assert old in text
        text = text.replace(old, new)
    path = tmp_path / "easier.yaml"
    path.write_text(text, encoding="utf-8")
    return path


@pytest.fixture
def old(where: Path) -> Path:
    """A history whose only run was scored by an earlier formula."""
    with closing(sqlite3.connect(where)) as rows:
        (text,) = rows.execute("SELECT figures FROM snapshot").fetchone()
        figures = json.loads(text) | {"formula": "NYX-S 2", "impacts": {"critical": 10}, "ramp": 0.05}
        del figures["severities"]
        rows.execute("UPDATE snapshot SET figures = ?", (json.dumps(figures),))
        rows.commit()
    return where


def test_an_explanation_goes_from_the_score_to_the_page(where: Path) -> None:
    ran = nyx("score", "explain", "health", "--history", str(where))
    assert ran.status == 0
    lines = ran.out.splitlines()
    assert max(map(len, lines)) <= 80
    assert "\x1b" not in ran.out
    for words in (
        "image-alt: failed on 1 of 2 pages",
        "https://health.example/: 1 of 4 failed, 50.0% of the site",
        "access 77.6, W 30%, 1 of 1 checks measured",
    ):
        assert words in ran.out
    found = json.loads(nyx("score", "explain", "health", "--json", "-", "--history", str(where)).out)
    assert found["score"] == pytest.approx(85.9, abs=0.05)
    leaves = [one["lost"] for area in found["areas"] for check in area["checks"] for one in check["pages"]]
    assert 100 - sum(leaves) == pytest.approx(found["score_before_cap"])


def test_an_explanation_lists_what_is_not_measured_yet(where: Path) -> None:
    ran = nyx("score", "explain", "health", "--history", str(where))
    assert "Blockers not measured yet" in ran.out
    assert "Checks not measured yet" in ran.out


def test_a_site_that_the_run_does_not_have_is_answered_with_the_nearest(where: Path) -> None:
    ran = nyx("score", "explain", "helth", "--history", str(where))
    assert (ran.status, ran.last_line) == (2, 'nyx-audit: the run has no site "helth" (did you mean "health"?)')


def test_a_run_scored_under_another_ruleset_keeps_both_scores_with_a_break_mark(where: Path, easier: Path) -> None:
    ran = nyx("score", "redo", "--ruleset", str(easier), "--history", str(where))
    assert ran.status == 0
    assert "┆ 90.0" in ran.out
    listed = nyx("history", "--history", str(where)).out
    assert "80.0" in listed
    assert next(line.split()[1] for line in listed.splitlines() if "┆" in line).startswith("easier-")
    (site,) = [one for one in json.loads(nyx("history", "--json", "-", "--history", str(where)).out)["runs"][0]["sites"] if one["rescored"]]  # fmt: skip
    assert (site["score"], site["rescored"][0]["score"]) == (80.0, 90.0)


def test_runs_of_different_rulesets_have_a_break_mark_between_them(where: Path) -> None:
    with History.open(where, write=True) as history:
        keep(history, [page()], 85.0, ruleset="test-2+ffffffff")
    listed = nyx("history", "--history", str(where)).out
    lines = listed.splitlines()
    at = next(number for number, line in enumerate(lines) if "┆" in line)
    assert lines[at].split()[1:] == ["test-2+ffffffff"]
    assert lines[at + 1].split() == [TOOL.ruleset]


def test_a_run_of_an_earlier_formula_keeps_its_score_and_is_scored_anew(old: Path) -> None:
    ran = nyx("score", "redo", "--history", str(old))
    assert ran.status == 0
    assert re.search(r"Health: 80\.0 ┆ 8\d\.\d", ran.out)
    assert "80.0" in nyx("history", "--history", str(old)).out


@pytest.mark.parametrize("command", [("show",), ("trend",), ("score", "explain", "health"), ("statement", "health")])
def test_a_run_of_an_earlier_formula_can_be_shown(old: Path, command: tuple[str, ...]) -> None:
    ran = nyx(*command, "--history", str(old))
    assert ran.status in (0, 1)
    assert ran.out


def test_the_quarter_of_a_run_of_an_earlier_formula_is_scored_anew(old: Path, tmp_path: Path) -> None:
    assert nyx("report", "--quarter", "2026Q4", "--history", str(old), "--out", str(tmp_path / "q")).status == 0
    found = json.loads((tmp_path / "q" / "2026Q4.json").read_text(encoding="utf-8"))
    (agency,) = [one for one in found["agencies"] if one["sites"][0]["id"] == "health"]
    assert agency["rulesets"][0].startswith("nyx-")
