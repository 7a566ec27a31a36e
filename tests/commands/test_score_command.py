"""`score explain` and `score redo`, as their users run them, and the parts of an explanation."""

from __future__ import annotations

import json
from dataclasses import replace
from math import fsum
from pathlib import Path

import pytest
from hypothesis import given, settings

from nyx_audit.model.page import Page
from nyx_audit.score import Scoring, scorecards_of
from nyx_audit.score.explain import explain
from nyx_audit.store.history import History
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
        assert area.lost == pytest.approx(area.weight / 100 * (100 - (area.score.value or 0)))


@pytest.fixture
def where(tmp_path: Path) -> Path:
    """A history of one run, whose home page has an image without a text alternative."""
    path = tmp_path / "nyx-history.sqlite"
    with History.open(path, write=True) as history:
        keep(history, [page(), page("b", names=())])
    return path


@pytest.fixture
def easier(tmp_path: Path) -> Path:
    """A ruleset under which a single check makes an area, and failures cost less."""
    from nyx_audit.catalogue.load import packaged_folder

    text = (packaged_folder() / "ruleset.yaml").read_text(encoding="utf-8")
    for old, new in (("id: nyx-", "id: easier-"), ("checks_an_area_needs: 5", "checks_an_area_needs: 1"),
                     ("half_floor: 0.5", "half_floor: 0.9")):  # fmt: skip
        assert old in text
        text = text.replace(old, new)
    path = tmp_path / "easier.yaml"
    path.write_text(text, encoding="utf-8")
    return path


def test_an_explanation_goes_from_the_score_to_the_page(tmp_path: Path) -> None:
    path = tmp_path / "nyx-history.sqlite"
    one_is_enough = replace(figures(), checks_an_area_needs=1)
    with History.open(path, write=True) as history:
        keep(history, [page(), page("b", names=())], under=one_is_enough)
    ran = nyx("score", "explain", "health", "--history", str(path))
    assert ran.status == 0
    lines = ran.out.splitlines()
    assert max(map(len, lines)) <= 80
    assert "\x1b" not in ran.out
    for words in (
        "image-alt: G 0.69 on 2 pages",
        "https://health.example/: g 0.38, 1 of 4 failed",
        "access 68.8, W 100%",
    ):
        assert words in ran.out
    found = json.loads(nyx("score", "explain", "health", "--json", "-", "--history", str(path)).out)
    assert found["score"] == pytest.approx(68.75)
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
    assert "┆ 83.8" in ran.out
    listed = nyx("history", "--history", str(where)).out
    assert "80.0" in listed
    assert next(line.split()[1] for line in listed.splitlines() if "┆" in line).startswith("easier-")
    (site,) = [one for one in json.loads(nyx("history", "--json", "-", "--history", str(where)).out)["runs"][0]["sites"] if one["rescored"]]  # fmt: skip
    assert (site["score"], site["rescored"][0]["score"]) == (80.0, 83.8)


def test_runs_of_different_rulesets_have_a_break_mark_between_them(where: Path) -> None:
    with History.open(where, write=True) as history:
        keep(history, [page()], 85.0, ruleset="test-2+ffffffff")
    listed = nyx("history", "--history", str(where)).out
    lines = listed.splitlines()
    at = next(number for number, line in enumerate(lines) if "┆" in line)
    assert lines[at].split()[1:] == ["test-2+ffffffff"]
    assert lines[at + 1].split() == [TOOL.ruleset]
