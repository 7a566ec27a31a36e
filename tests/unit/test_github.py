"""What a step of a workflow shows on GitHub: annotations, and the summary of the job."""

from __future__ import annotations

import re
from datetime import date

import pytest

from nyx_audit.analysis.summary import Summary
from nyx_audit.model.outcome import Impact, Outcome
from nyx_audit.model.page import PageStatus
from nyx_audit.model.position import Position
from nyx_audit.model.terms import Ignore
from nyx_audit.report.annotations import annotations_of
from nyx_audit.report.job_summary import job_summary
from tests.support.build import HOSTILE, finding, gated, hostile, outcome, page, placed, rule, site, summary

COMMAND = re.compile(r"::(?P<level>error|warning|notice) (?P<properties>[^:\r\n]*)::(?P<text>[^\r\n]*)")


def commands(report: Summary) -> list[tuple[str, dict[str, str], str]]:
    """Return the annotations as GitHub reads them."""
    found = []
    for line in annotations_of(report):
        read = COMMAND.fullmatch(line)
        assert read, line
        properties = dict(one.split("=", 1) for one in read["properties"].split(","))
        found.append((read["level"], properties, read["text"]))
    return found


def beside(position: Position) -> Summary:
    found = summary([page("site/a.html", outcome("label", finding()))])
    return placed(found, {("site/a.html", "#field"): position})


def test_what_fails_the_command_is_an_error_beside_its_line() -> None:
    ((level, properties, text),) = commands(beside(Position("site/a.html", 3, 5, 3, 9, is_sure=True)))
    assert level == "error"
    assert properties == {
        "file": "site/a.html", "line": "3", "endLine": "3", "col": "5", "endColumn": "9",
        "title": "The label must be there (label)",
    }  # fmt: skip
    assert text.startswith("People without eyes miss the label: has no label%0A#field%0AFix: ")


@pytest.mark.parametrize("position", [Position("a.html", 3, 5, 4, 9, is_sure=True), Position("a.html")])
def test_columns_are_of_one_line_that_is_sure(position: Position) -> None:
    ((_, properties, _),) = commands(beside(position))
    assert {"file", "line", "endLine", "title"} == set(properties)


def test_a_finding_at_an_address_names_it_and_no_file() -> None:
    ((_, properties, text),) = commands(summary([page("https://a.example/b", outcome("label", finding()))]))
    assert set(properties) == {"title"}
    assert "#field on https://a.example/b" in text


def test_what_does_not_fail_is_a_warning_and_what_is_known_ignored_or_doubted_is_nothing() -> None:
    before = summary([page("a.html", outcome("label", finding("g1")))])
    doubt = finding("g2", outcome=Outcome.CANT_TELL)
    ignore = Ignore("the vendor fixes it", date(2027, 1, 31), selector="#ours")
    now = [finding("g1"), doubt, finding("g3", selector="#ours"), finding("g4", selector="#new")]
    found = commands(gated(summary([page("a.html", outcome("label", *now))]), before=before, ignores=(ignore,)))
    assert [(level, "#new" in text) for level, _, text in found] == [("error", True)]
    minor = summary([page("a.html", outcome("label", finding()))], rules=[rule(impact=Impact.MINOR)])
    assert [level for level, _, _ in commands(minor)] == ["warning"]


def test_of_each_level_so_many_are_shown_as_github_shows_and_the_others_counted() -> None:
    rules = [rule(), rule("minor", impact=Impact.MINOR)]
    rows = [outcome(one.id, *(finding(f"{one.id}{n}") for n in range(12))) for one in rules]
    found = commands(summary([page("a.html", *rows)], rules=rules))
    assert [level for level, _, _ in found] == ["error"] * 10 + ["warning"] * 10 + ["notice"]
    assert found[-1][2].startswith("2 more errors and 2 more warnings found than GitHub shows")


def test_no_page_can_write_a_command() -> None:
    command = "%0A::add-mask::x\r\n::error file=b::c,d:e"
    text = "\n".join(annotations_of(summary([page("a.html", outcome("label", finding(message=command + HOSTILE)))])))
    assert "%250A" in text
    assert not [line for line in text.splitlines() if not line.startswith("::error title=The label")]
    assert commands(hostile())


def test_the_summary_begins_with_why_the_job_fails() -> None:
    before = summary([page("a.html", outcome("label", finding("old")), outcome("order", finding("gone")))], rules=RULES)
    now = summary([page("a.html", outcome("label", finding("old"), finding("fresh")), outcome("order"))], rules=RULES)
    text = job_summary(gated(now, before=before))
    head, table, rest = text.partition("| Fails the job |")
    assert head.startswith("## nyx-audit: ❌ fails\n")
    assert "new since baseline.yaml, serious or worse: label" in head
    assert "1 new · 1 still there · 1 fixed" in head
    assert table
    assert rest.count("(`label`, Critical, new)") == 1
    assert "**1 defect fixed:**\n\n- `order` on `a.html`" in rest


RULES = [rule(), rule("order")]


@pytest.mark.parametrize(
    ("failed", "incomplete", "said"),
    [
        (False, False, "✅ nothing fails"),
        (False, True, "⚠️ not complete"),
        (True, True, "❌ fails, and is not complete"),
    ],
)
def test_the_headline_is_the_exit_status_in_words(failed: bool, incomplete: bool, said: str) -> None:
    rows = [outcome("label", *([finding()] if failed else []))]
    found = summary([page("a.html", *rows)], incomplete=("the sitemap was not read",) if incomplete else ())
    assert job_summary(found).splitlines()[0] == f"## nyx-audit: {said}"


def test_the_summary_has_scores_of_sites_and_counts_what_was_not_audited() -> None:
    pages = [page("https://health.example/", outcome("label"), site="health")]
    pages += [
        page(f"https://health.example/{n}", status=PageStatus.FAILED, reason="answered 503", site="health")
        for n in range(300)
    ]
    text = job_summary(summary(pages, sites=[site("health")], incomplete=("300 pages",)))
    assert "| Department of health | " in text
    assert "- 300 pages not audited: answered 503" in text


def test_the_summary_stays_a_screen_and_hostile_text_stays_text() -> None:
    rows = [outcome("label", *(finding(f"g{n}", selector=HOSTILE, html=HOSTILE) for n in range(40)))]
    text = job_summary(summary([page(f"{n}.html{HOSTILE}", *rows) for n in range(200)]))
    assert len(text) < 30_000
    for one in (text, job_summary(hostile())):
        # Beside code spans, nothing may be markup.
        plain = re.sub(r"(`+).*?\1", "", one)
        assert not re.search(r"(?<!\\)<script|(?<!\\)!\[|(?<!\\)\]\(javascript|@everyone", plain)
