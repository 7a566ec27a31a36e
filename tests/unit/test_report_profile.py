"""What an audit spent its time on."""

from __future__ import annotations

from io import StringIO

from rich.console import Console

from nyx_audit.model.evidence.visit import Cost, PageEvidence
from nyx_audit.report.profile import TOP, Profile, render


def evidence(*costs: Cost, **seconds: float) -> PageEvidence:
    return PageEvidence("https://a.example/", "https://a.example/", 200, seconds=seconds, costs=costs)


def table_of(*visits: PageEvidence) -> list[list[str]]:
    profile = Profile()
    for visit in visits:
        profile.add(visit)
    console = Console(file=StringIO(), width=80)
    console.print(render(profile))
    assert isinstance(console.file, StringIO)
    lines = console.file.getvalue().splitlines()
    assert max(map(len, lines)) <= 80
    return [line.split() for line in lines if line]


def test_costs_of_several_visits_add_up_by_rule_and_view() -> None:
    one = evidence(Cost("label", "desktop", 0.010, 3), Cost("label", "mobile", 0.002, 3))
    lines = table_of(one, one)
    assert ["label", "20.0", "83", "%", "6", "desktop"] in lines
    assert ["label", "4.0", "17", "%", "6", "mobile"] in lines
    assert lines[-1] == ["all", "24.0", "100", "%", "12"]


def test_phases_are_listed_by_their_seconds_with_a_total() -> None:
    lines = table_of(evidence(load=0.5, desktop=1.5), evidence(load=0.5))
    assert lines[2:5] == [["desktop", "1.50", "60", "%"], ["load", "1.00", "40", "%"], ["all", "2.50", "100", "%"]]


def test_what_is_not_among_the_most_costly_is_one_line() -> None:
    lines = table_of(evidence(*(Cost(f"rule-{at}", "desktop", at / 1000, 1) for at in range(1, TOP + 4))))
    assert lines[-2][:4] == ["3", "others", "6.0", "2"]


def test_a_profile_of_nothing_can_be_printed() -> None:
    assert table_of()[-1][0] == "all"
