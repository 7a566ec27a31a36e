"""Where the element of a finding is in the source of its page, or in the template that made it."""

from __future__ import annotations

import time
from dataclasses import replace
from pathlib import Path

import pytest

from nyx_audit.analysis.hints import position_stated
from nyx_audit.analysis.source import Source
from nyx_audit.analysis.start_tags import start_tags
from nyx_audit.model.outcome import Owner
from nyx_audit.model.position import Position
from nyx_audit.report.reading import read_report
from nyx_audit.run.positions import positions_of
from nyx_audit.run.rendering import render
from tests.support.build import finding, outcome, page, placed, site, summary

PAGE = """<!doctype html>
<html lang="en"><head><title>A <b>page</b></title></head>
<body class="home">
<!-- <img src="x.png"> -->
<script>document.write('<img src="x.png">')</script>
<ul><li><a href="#">one</a><li><a href="#">two</a></ul>
<img
  src="x.png" ALT=a&amp;b>
<table><tr><td><button>Go</button></td></tr></table>
<p>Ä😀 <a href="/r?token=abc">signed</a></p>
</body></html>
"""


def place(selector: str, html: str, text: str = PAGE) -> tuple[int, int, int, int] | None:
    """Return where an element is said to be; None where that is not sure."""
    found = Source(text, "a.html").position_of(finding(selector=selector, html=html))
    if not found.is_sure:
        assert found == Position("a.html", 1, 1, 1, 2)
        return None
    return found.line, found.column, found.end_line, found.end_column


def test_a_start_tag_that_stands_once_is_found_over_several_lines() -> None:
    assert place("img", '<img src="x.png" alt="a&amp;b">') == (7, 1, 8, 27)


def test_of_equal_start_tags_the_selector_chooses_in_the_tree_as_a_browser_makes_it() -> None:
    assert place("li:nth-of-type(2) > a", '<a href="#">two</a>') == (6, 32, 6, 44)
    assert place("tbody > tr > td > button", "<button>Go</button>") == (9, 16, 9, 24)


def test_columns_count_characters() -> None:
    assert place("p > a", '<a href="/r?token=…">signed</a>') == (10, 7, 10, 30)


def test_attributes_and_classes_that_scripts_add_are_no_hindrance() -> None:
    assert place("body", '<body class="home js-on" data-open="">…</body>') == (3, 1, 3, 20)


def test_a_start_tag_that_was_cut_is_found_by_its_whole_attributes() -> None:
    assert place("img", '<img src="x.png" alt="a&amp;') == (7, 1, 8, 27)


@pytest.mark.parametrize(
    ("selector", "html"),
    [
        ("b", "<b>page</b>"),
        ("button.made", '<button class="made"></button>'),
        ("li:nth-of-type(3) > a", '<a href="#">three</a>'),
        ("td > button", '<button class="made"></button>'),
        ("p > a", '<a href="/other">signed</a>'),
        ("iframe >>> img", '<img src="x.png" alt="a&amp;b">'),
        ("", ""),
        ("a:nth-of-type(", '<a href="#">'),
    ],
)
def test_what_the_source_does_not_hold_is_at_the_beginning_of_the_file(selector: str, html: str) -> None:
    assert place(selector, html) is None


@pytest.mark.parametrize("ends", ["\r\n", "\r"])
def test_lines_are_those_of_an_editor(ends: str) -> None:
    assert place("img", '<img src="x.png" alt="a&amp;b">', PAGE.replace("\n", ends)) == (7, 1, 8, 27)


@pytest.mark.parametrize(
    "unit", ["<a ", '<a b="', "<a b='", "<!--", "<", "<script>", '<a b=c =" ', "<a / = = ", "</a ", "<!", "&amp;<p a"]
)
def test_hostile_source_is_read_in_time_that_grows_with_its_length(unit: str) -> None:
    began = time.process_time()
    list(start_tags(unit * (1_000_000 // len(unit)) + ">"))
    assert time.process_time() - began < 3


def test_a_tree_that_is_nested_without_end_is_not_made() -> None:
    began = time.process_time()
    assert place("div > p", "<p>a</p>", "<div>" * 300_000 + "<p>a</p>") is None
    assert time.process_time() - began < 5


@pytest.mark.parametrize(
    ("attributes", "expected"),
    [
        ('data-v-inspector="src/App.vue:12:3"', ("src/App.vue", 12, 3)),
        ('data-astro-source-file="/work/app/src/pages/a.astro" data-astro-source-loc="4:9"', ("src/pages/a.astro", 4, 9)),
        ('data-inspector-relative-path="src/a.tsx" data-inspector-line="7" data-inspector-column="2"', ("src/a.tsx", 7, 2)),
        ('data-insp-path="src/App.vue:12:3:div"', ("src/App.vue", 12, 3)),
        ('data-component-path="src\\pages\\Index.tsx" data-component-line="12"', ("src/pages/Index.tsx", 12, 1)),
        ('data-ng-source-location="src/app.html@o:10,l:3,c:5"', ("src/app.html", 4, 6)),
        ('data-tsd-source="/work/app/src/routes/[id].tsx:5:1"', ("src/routes/[id].tsx", 5, 1)),
    ],
)  # fmt: skip
def test_frameworks_name_the_template(attributes: str, expected: tuple[str, int, int]) -> None:
    found = position_stated(finding(html=f"<p {attributes}>a</p>"), "/work/app")
    assert found
    assert found.is_sure
    assert (found.file, found.line, found.column) == expected


@pytest.mark.parametrize(
    "stated",
    [
        "/etc/passwd.txt:1:1",
        "../other/a.vue:1:1",
        "src/../../a.vue:1:1",
        "https://evil.example/a.js:1:1",
        "src/a.vue\n::error::b:1:1",
        "src/<b>.vue:1:1",
        "a" * 400 + ".vue:1:1",
        "src/a.vue:99999999999:1",
    ],
)
def test_a_page_cannot_name_what_is_no_file_of_the_project(stated: str) -> None:
    assert position_stated(finding(html=f'<p data-source="{stated}">a</p>'), "/work/app") is None


def test_a_frame_of_another_host_names_no_template() -> None:
    foreign = replace(finding(html='<p data-source="src/a.vue:1:1">a</p>'), owner=Owner.THIRD_PARTY)
    assert position_stated(foreign, "/work/app") is None


def test_files_are_read_and_named_below_the_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    Path("site").mkdir()
    Path("site/a.html").write_bytes('<meta charset="latin1"><p>é <img src=a.png>'.encode("latin1"))
    audit = summary([page("site/a.html", outcome("label", finding(selector="img", html='<img src="a.png">')))]).audit
    found = positions_of(audit)["site/a.html", "img"]
    assert (found.file, found.line, found.column) == ("site/a.html", 1, 29)


def test_a_file_outside_of_the_folder_has_a_relative_name(tmp_path: Path) -> None:
    file = tmp_path / "a.html"
    file.write_text("<p>")
    found = positions_of(summary([page(str(file), outcome("label", finding()))]).audit, Path.cwd())
    assert found[str(file), "#field"].file == file.as_posix().lstrip("/")


@pytest.mark.parametrize(("address", "named"), [("http://localhost:3000/", True), ("https://a.example/", False)])
def test_templates_are_believed_on_this_machine_only(address: str, named: bool) -> None:
    hint = finding(html='<p data-v-inspector="src/App.vue:12:3">a</p>')
    assert bool(positions_of(summary([page(address, outcome("label", hint))]).audit)) is named


def test_a_page_that_a_crawl_found_is_not_a_file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    Path("a.html").write_text("<input id=field>", encoding="utf-8")
    found = page("a.html", outcome("label", finding()), site="health")
    assert not positions_of(summary([found], sites=[site("health")]).audit)


def test_every_report_that_lists_findings_says_the_line() -> None:
    found = summary([page("a.html", outcome("label", finding()))])
    there = placed(found, {("a.html", "#field"): Position("src/a.vue", 3, 5, 3, 9, is_sure=True)})
    assert '"position": {"file": "src/a.vue", "line": 3, "column": 5' in render(there, "json")
    for kind in ("csv", "markdown"):
        assert "src/a.vue:3:5" in render(there, kind)
    unsure = placed(found, {("a.html", "#field"): Position("a.html")})
    assert "a.html:1" not in render(unsure, "csv") + render(unsure, "markdown")


def test_a_page_that_calls_itself_a_file_is_not_read() -> None:
    hint = finding(html='<input id="field" data-source="/etc/hostname.txt:1:1">')
    assert not positions_of(summary([page("http://localhost/etc/hostname", outcome("label", hint))]).audit)


def test_positions_come_back_from_a_json_report(tmp_path: Path) -> None:
    positions = {("a.html", "#field"): Position("src/a.vue", 3, 5, 3, 9, is_sure=True)}
    report = render(placed(summary([page("a.html", outcome("label", finding()))]), positions), "json")
    (tmp_path / "audit.json").write_text(report, encoding="utf-8")
    assert read_report(tmp_path / "audit.json").positions == positions
