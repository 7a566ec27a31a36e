"""How scores went from run to run, and how it is drawn."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from datetime import timedelta

from nyx_audit.analysis.summary import Summary
from nyx_audit.analysis.trend import build_trends
from nyx_audit.model.outcome import Area
from nyx_audit.model.page import Page
from nyx_audit.report.trend import render
from tests.support.build import HOSTILE, NOON, finding, outcome, page, rule, site, summary

ZOOM = rule("viewport-zoom", area=Area.DIGITAL, wcag=("1.4.4",))
RULES = (rule(), ZOOM, rule("contrast", area=Area.DIGITAL))


def run(number: int, pages: Iterable[Page], ruleset: str = "") -> Summary:
    """The summary of a run, a day after the one before."""
    made = summary(pages, rules=RULES, sites=[site()])
    tool = replace(made.audit.tool, ruleset=ruleset or made.audit.tool.ruleset)
    at = NOON + timedelta(days=number)
    return replace(made, audit=replace(made.audit, run=number, finished_at=at, tool=tool))


def home(*groups: str, zoom: bool = True, template: str = "a", places: int = 1) -> Page:
    found = [finding(group, fingerprint=f"{group}{at}") for group in groups for at in range(places)]
    blocked = () if zoom else (finding("z"),)
    rows = (outcome("label", *found), outcome("viewport-zoom", *blocked), outcome("contrast", finding("c")))
    return replace(page("https://health.example/", *rows, site="health", start=True), template=template, role="home")


def shown(*runs: Summary, sparks: bool = True, width: int = 80) -> list[str]:
    return render(build_trends(runs), sparks=sparks, width=width).plain.splitlines()


def test_what_went_and_what_came_drove_the_change() -> None:
    (trend,) = build_trends([run(1, [home("old")]), run(2, [home("new")])])
    assert {(one.rule.id, one.points > 0) for one in trend.steps[1].drivers} == {("label", True), ("label", False)}


def test_what_stands_as_it_stood_drove_nothing_though_a_cap_went() -> None:
    (trend,) = build_trends([run(1, [home(zoom=False)]), run(2, [home()])])
    assert [one.rule.id for one in trend.steps[1].drivers] == ["viewport-zoom"]
    assert trend.steps[1].change is not None
    assert trend.steps[1].change > 0


def test_what_a_cap_hides_is_said_to_be_before_it() -> None:
    clean = [
        page(f"https://health.example/{at}", outcome("label"), outcome("viewport-zoom"), site="health")
        for at in range(9)
    ]
    runs = [run(1, [home("g", zoom=False), *clean]), run(2, [home(zoom=False), *clean])]
    (trend,) = build_trends(runs)
    step = trend.steps[1]
    assert (step.score, step.change) == (59.0, 0.0)
    assert [(one.rule.id, one.before_cap) for one in step.drivers] == [("label", True)]
    assert any("(before the cap)" in line for line in shown(*runs))


def test_between_rulesets_nothing_is_subtracted() -> None:
    runs = [run(1, [home("g")], "old+1"), run(2, [home()])]
    (trend,) = build_trends(runs)
    assert (trend.steps[1].broken, trend.steps[1].change, trend.steps[1].drivers) == (True, None, ())
    score = next(line for line in shown(*runs) if line.startswith("  score"))
    assert "┆" in score


def test_a_skeleton_that_was_not_seen_before_is_a_new_template() -> None:
    (trend,) = build_trends([run(1, [home()]), run(2, [home(template="b")]), run(3, [home(template="a")])])
    assert [(step.templates, step.template_pages) for step in trend.steps] == [(0, 0), (1, 1), (0, 0)]


def test_runs_of_before_skeletons_were_kept_make_none_new() -> None:
    (trend,) = build_trends([run(1, [home(template="")]), run(2, [home(template="b")])])
    assert trend.steps[1].templates == 0


def test_blocks_rise_with_the_score_and_figures_stand_in_for_them() -> None:
    runs = [run(1, [home("g", places=9)]), run(2, [home("g")]), run(3, [home()])]
    blocks = next(line for line in shown(*runs) if line.startswith("  score")).split()[1]
    assert list(blocks) == sorted(blocks)
    assert blocks[0] < blocks[-1]
    plain = next(line for line in shown(*runs, sparks=False) if line.startswith("  score"))
    assert not set(plain) & set("▁▂▃▄▅▆▇█")
    assert len([part for part in plain.split("  (")[0].split() if part.isdigit()]) == 3


def test_no_line_is_wider_than_the_terminal() -> None:
    pages = [home("g" * number) for number in range(1, 60)]
    runs = [run(number, [one]) for number, one in enumerate(pages, 1)]
    for sparks in (True, False):
        lines = shown(*runs, sparks=sparks)
        assert max(map(len, lines)) <= 80
        assert "…" in next(line for line in lines if line.startswith("  score")) or sparks


def test_hostile_names_bring_no_control_characters_to_the_terminal() -> None:
    made = summary([home()], rules=RULES, sites=[site(name=HOSTILE)])
    text = render(build_trends([replace(made, audit=replace(made.audit, run=1))]), sparks=True).plain
    assert not set(text) & set("\x00\x07\x1b\u202e")


def test_only_the_sites_that_were_asked_for_are_there() -> None:
    assert build_trends([run(1, [home()])], ["labor"]) == []
