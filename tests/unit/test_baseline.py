"""What is new, still there, fixed and not looked at against a baseline: never a fix that hides what is new beside it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

import pytest

from nyx_audit.analysis.baseline import baseline_of, key_of
from nyx_audit.analysis.baseline_upkeep import completed, updated
from nyx_audit.analysis.holding import Held, hold
from nyx_audit.config.baseline_file import baseline_text, load_baseline
from nyx_audit.errors import InputError
from nyx_audit.judge.merge import DESCRIBED
from nyx_audit.model.audit import Audit
from nyx_audit.model.baseline import Baseline, Entry
from nyx_audit.model.outcome import Outcome, Tier
from nyx_audit.model.page import Finding, Page, PageStatus, RuleOutcome
from nyx_audit.model.reason import Reason, ReasonCode
from tests.support.build import HOSTILE, finding, outcome, page, rule, summary

RULE, URL = "label", "https://a.example/"


def failed(name: str, **more: str) -> Finding:
    filled = {"html": f'<input name="{name}">'} | more
    # Its parameters are not all text; those that tests here name are.
    return finding(fingerprint=f"{name:0>16}", **filled)  # type: ignore[arg-type]


def audit(*pages: Page) -> Audit:
    return summary(pages, rules=[rule(), rule("alt"), rule("advice", tier=Tier.ADVICE)]).audit


def held(before: Sequence[RuleOutcome], now: Sequence[RuleOutcome]) -> Held:
    """Return what became of the only page."""
    return hold(audit(page(URL, *now)), baseline_of(audit(page(URL, *before)), "then"))


def counts(found: Held) -> tuple[int, int, int, int]:
    """Return how many findings are new, known, fixed, not looked at."""
    entries = [sum(entry.places for _, entry in part) for part in (found.fixed, found.unseen)]
    return sum(found.new.values()), sum(found.known.values()), entries[0], entries[1]


def test_a_fix_and_a_new_defect_of_one_rule_do_not_cancel_each_other_out() -> None:
    assert counts(held([outcome(RULE, failed("a"))], [outcome(RULE, failed("b"))])) == (1, 0, 1, 0)


def test_one_more_place_of_a_known_defect_is_new() -> None:
    assert counts(held([outcome(RULE, failed("a"))], [outcome(RULE, failed("a"), failed("a"))])) == (1, 1, 0, 0)


def test_one_place_less_of_a_known_defect_is_fixed() -> None:
    assert counts(held([outcome(RULE, failed("a"), failed("a"))], [outcome(RULE, failed("a"))])) == (0, 1, 1, 0)


@pytest.mark.parametrize(
    "now",
    [
        [],
        [outcome(RULE, reason="could not be tested")],
        [outcome(RULE, finding(fingerprint=f"{'a':0>16}", outcome=Outcome.CANT_TELL))],
        [outcome(RULE, failed("c"), omitted=DESCRIBED)],
    ],
    ids=["was not run", "was untested", "is in doubt", "found more than is described"],
)
def test_a_defect_is_not_looked_at_and_never_fixed_where_its_rule(now: Sequence[RuleOutcome]) -> None:
    found = held([outcome(RULE, failed("a"))], now)
    assert (len(found.fixed), len(found.unseen)) == (0, 1)


def test_an_element_that_a_new_layout_moved_is_still_there() -> None:
    then = failed("a", html='<input class="old" id="x1" name="town">')
    now = failed("b", html='<input class="new" id="x2" name="town" style="margin:0">')
    assert counts(held([outcome(RULE, then)], [outcome(RULE, now)])) == (0, 1, 0, 0)


@pytest.mark.parametrize(
    ("then", "now"),
    [
        (['<input name="town">'], ['<input name="street">']),
        (['<img class="a">'], ['<img class="b">']),
        (['<img src="a.png">'], ['<img src="a.png" class="b">', '<img src="a.png" class="c">']),
    ],
    ids=["another field", "nothing tells them apart", "there are two now"],
)
def test_an_element_has_not_moved_where(then: list[str], now: list[str]) -> None:
    nameless = [
        [replace(failed(name), html=html, name="") for name, html in zip("abcdef", part, strict=False)]
        for part in (then, now)
    ]
    moved = [replace(one, fingerprint=f"{at:0>16}") for at, one in enumerate(nameless[1], 7)]
    new, _, fixed, _ = counts(held([outcome(RULE, *nameless[0])], [outcome(RULE, *moved)]))
    assert (new, fixed) == (len(now), 1)


def test_a_page_that_was_not_audited_this_time_is_not_fixed() -> None:
    before = baseline_of(audit(page(URL, outcome(RULE, failed("a")))), "then")
    assert counts(hold(audit(page(URL, status=PageStatus.FAILED, reason="down")), before)) == (0, 0, 0, 1)


def test_what_was_counted_and_not_described_is_new_where_there_is_more_of_it() -> None:
    many = [failed("a")] * 3
    assert counts(held([outcome(RULE, *many, omitted=5)], [outcome(RULE, *many, omitted=7)]))[0] == 2
    assert counts(held([outcome(RULE, *many, omitted=5)], [outcome(RULE, *many, omitted=5)]))[0] == 0


def test_a_page_that_nobody_knew_has_only_new_defects_but_for_those_of_parts_that_all_pages_share() -> None:
    header = replace(failed("e"), landmark="banner")
    before = baseline_of(audit(page(URL, outcome(RULE, header, failed("a")))), "then")
    there = outcome(RULE, header, failed("a"))
    found = hold(audit(page(URL, there), page(URL + "new", there)), before)
    assert [(place.url, place.fingerprint) for place in found.new] == [(URL + "new", failed("a").fingerprint)]


@pytest.mark.parametrize(
    "before",
    [
        [outcome(RULE, reason="could not be tested")],
        [outcome(RULE, failed("b"), reason="could not all be tested")],
    ],
    ids=["nothing", "not all"],
)
def test_a_defect_is_not_known_to_be_new_where_its_rule_could_say(before: Sequence[RuleOutcome]) -> None:
    assert not held(before, [outcome(RULE, failed("a"))]).new


def test_the_rules_of_a_newer_version_make_nothing_new_against_a_run() -> None:
    before = replace(baseline_of(audit(page(URL)), "then"), rules=frozenset({"alt"}))
    assert not hold(audit(page(URL, outcome(RULE, failed("a")))), before).new


def test_all_that_a_baseline_file_does_not_hold_is_new() -> None:
    assert counts(hold(audit(page(URL, outcome(RULE, failed("a")))), Baseline("file"))) == (1, 0, 0, 0)


def test_rules_that_fail_no_command_are_not_compared() -> None:
    found = held([], [RuleOutcome("advice", Outcome.FAILED, failed=1, findings=(failed("a"),))])
    assert counts(found) == (0, 0, 0, 0)


def test_a_preview_on_another_host_is_the_same_pages() -> None:
    before = baseline_of(audit(page("https://www.a.example/x", outcome(RULE, failed("a")))), "then")
    assert counts(hold(audit(page("https://pr-7.preview.example/x", outcome(RULE, failed("a")))), before)) == (
        0,
        1,
        0,
        0,
    )


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("http://localhost:8000/a", "http://127.0.0.1:40123/a"),
        ("https://a.example/x?b=1&a=2", "http://a.example/x?a=2&b=1"),
        ("./build/index.html", "build/index.html"),
        (str(Path.cwd() / "build" / "index.html"), "build/index.html"),
    ],
)
def test_a_page_keeps_its_key(one: str, other: str) -> None:
    assert key_of(one) == key_of(other)


def test_a_baseline_is_read_as_it_was_written(tmp_path: Path) -> None:
    hostile = replace(failed("e"), selector=HOSTILE, name=HOSTILE, landmark=HOSTILE)
    made = baseline_of(
        audit(page(URL, outcome(RULE, failed("a"), hostile)), page(URL + HOSTILE, outcome(RULE, hostile))), "then"
    )
    file = tmp_path / "b.yaml"
    file.write_text(baseline_text(made), encoding="utf-8", errors="replace")
    read = load_baseline(file)
    assert baseline_text(read) == file.read_text(encoding="utf-8")
    assert read.findings == 3


def test_the_same_baseline_is_the_same_text_a_line_a_defect() -> None:
    one = Baseline("x", {"b": (Entry(RULE, "2" * 16), Entry(RULE, "1" * 16)), "a": (Entry(RULE, "3" * 16),)})
    other = Baseline("x", {"a": (Entry(RULE, "3" * 16),), "b": (Entry(RULE, "1" * 16), Entry(RULE, "2" * 16))})
    assert baseline_text(one) == baseline_text(other)
    assert [line[:14] for line in baseline_text(one).splitlines() if line.startswith("  - ")] == [
        '  - {page: "a"', '  - {page: "b"', '  - {page: "b"',
    ]  # fmt: skip


def test_lines_of_both_sides_of_a_merge_may_be_kept(tmp_path: Path) -> None:
    file = tmp_path / "b.yaml"
    line = f'  - {{page: "a", rule: label, fingerprint: "{"1" * 16}"'
    file.write_text(f"version: 1\nentries:\n{line}}}\n{line}, places: 3}}\n")
    assert load_baseline(file).pages == {"a": (Entry("label", "1" * 16, 3),)}


def test_a_baseline_with_a_mistake_names_file_line_and_value(tmp_path: Path) -> None:
    file = tmp_path / "b.yaml"
    file.write_text('version: 1\nentries:\n  - {page: a, rule: label, fingerprint: "nope"}\n')
    with pytest.raises(InputError, match=r'b\.yaml:3: entries\.0\.fingerprint: "nope" is not allowed'):
        load_baseline(file)


def _update(before: Sequence[RuleOutcome], now: Sequence[RuleOutcome], *, prune: bool) -> set[str]:
    old, found = (baseline_of(audit(page(URL, *rows)), "x") for rows in (before, now))
    made = updated(old, found, prune=prune)
    return {entry.fingerprint[-1] for entries in made.pages.values() for entry in entries}


def test_an_update_takes_out_what_is_fixed_and_adds_what_is_new() -> None:
    now = [outcome(RULE, failed("b"), failed("c"))]
    assert _update([outcome(RULE, failed("a"), failed("b"))], now, prune=False) == {"b", "c"}


def test_pruning_adds_nothing() -> None:
    now = [outcome(RULE, failed("b"), failed("c"))]
    assert _update([outcome(RULE, failed("a"), failed("b"))], now, prune=True) == {"b"}


def test_an_update_keeps_what_was_not_looked_at() -> None:
    assert _update([outcome(RULE, failed("a"))], [outcome(RULE, reason="untested")], prune=True) == {"a"}


def test_a_field_without_a_name_has_not_moved_to_another_of_its_type() -> None:
    then = replace(failed("a", html='<input type="text" id="e-mail">'), name="")
    now = replace(failed("b", html='<input type="text" id="phone">'), name="")
    assert counts(held([outcome(RULE, then)], [outcome(RULE, now)])) == (1, 0, 1, 0)


@pytest.mark.parametrize(
    ("first", "second"),
    [
        ("http://localhost:3000/", "http://localhost:4000/"),
        ("https://a.example/#one", "https://a.example/#two"),
    ],
    ids=["two servers", "two anchors"],
)
def test_a_new_defect_is_seen_on_each_of_two_pages_of_one_key(first: str, second: str) -> None:
    before = baseline_of(audit(page(first), page(second)), "then")
    red, clean = outcome(RULE, failed("a")), outcome(RULE)
    for pages in ((page(first, red), page(second, clean)), (page(first, clean), page(second, red))):
        assert counts(hold(audit(*pages), before))[0] == 1


def test_a_defect_is_fixed_only_where_it_is_gone_from_each_page_of_its_key() -> None:
    first, second = "http://localhost:3000/", "http://localhost:4000/"
    before = baseline_of(audit(page(first, outcome(RULE, failed("a"))), page(second, outcome(RULE))), "then")
    there, gone = outcome(RULE, failed("a")), RuleOutcome(RULE, Outcome.PASSED, passed=1)
    assert not hold(audit(page(first, there), page(second, gone)), before).fixed
    assert len(hold(audit(page(first, gone), page(second, gone)), before).fixed) == 1


def test_what_was_counted_alone_hides_no_more_than_was_counted() -> None:
    then = [failed("a"), failed("b"), failed("c")]
    now = [failed("d"), failed("e"), failed("f")]
    assert counts(held([outcome(RULE, *then, omitted=1)], [outcome(RULE, *now)]))[0] == 3
    assert counts(held([outcome(RULE, *then, omitted=1)], [outcome(RULE, *now[:1])]))[0] == 0


def test_a_page_that_failed_then_is_held_against_the_run_before() -> None:
    night = audit(page(URL, outcome(RULE, failed("a"))))
    down = audit(page(URL, status=PageStatus.FAILED, reason="down"))
    before = completed(baseline_of(down, "2"), baseline_of(night, "1"))
    found = hold(audit(page(URL, outcome(RULE, failed("a"), failed("b")))), before)
    assert (counts(found)[:2], found.unsure) == ((1, 1), {})


def test_a_rule_that_broke_then_is_held_against_the_run_before() -> None:
    night, broke = outcome(RULE, failed("a")), outcome(RULE, reason="broke")
    before = completed(baseline_of(audit(page(URL, broke)), "2"), baseline_of(audit(page(URL, night)), "1"))
    assert counts(hold(audit(page(URL, outcome(RULE, failed("a"), failed("b")))), before))[:2] == (1, 1)


def test_pruning_keeps_what_a_new_layout_moved() -> None:
    then, now = failed("a", html='<input name="town" id="1">'), failed("b", html='<input name="town" id="2">')
    old, found = (baseline_of(audit(page(URL, outcome(RULE, one))), "then") for one in (then, now))
    kept = updated(old, found, prune=True)
    assert [entry.fingerprint for entry in kept.pages[key_of(URL)]] == [now.fingerprint]


def test_rules_that_did_not_run_then_are_told() -> None:
    before = replace(baseline_of(audit(page(URL)), "then"), rules=frozenset({"alt"}))
    assert (
        "rules that did not run in then: 1; nothing that they found is known to be new"
        in hold(audit(page(URL)), before).notes
    )


def then_skipped(code: ReasonCode, *known: Finding) -> Baseline:
    """Return a baseline in which a page beside another was left out, for this reason."""
    left_out = page(URL + "new", status=PageStatus.SKIPPED, reason=Reason(code, "so it was"))
    return baseline_of(audit(page(URL, outcome(RULE, *known)), left_out), "then")


def test_a_page_that_was_a_dead_link_is_new() -> None:
    now = audit(page(URL + "new", outcome(RULE, failed("a"))))
    assert counts(hold(now, then_skipped(ReasonCode.DEAD_LINK)))[0] == 1
    assert counts(hold(now, then_skipped(ReasonCode.PAGE_LIMIT)))[0] == 0


def test_a_page_that_was_a_copy_of_another_has_its_defects_and_no_others() -> None:
    now = audit(page(URL + "new", outcome(RULE, failed("a"), failed("b"))))
    (place,) = hold(now, then_skipped(ReasonCode.DUPLICATE, failed("a"))).new
    assert place.fingerprint == failed("b").fingerprint
