"""What findings on the screen lead to, and that every one of them is there when a person asks for all."""

from __future__ import annotations

import io
import re
from dataclasses import replace

import pytest
from rich.console import Console

from nyx_audit.analysis.summary import Summary
from nyx_audit.cli.editors import editor_of
from nyx_audit.errors import UsageError
from nyx_audit.model.position import Position
from nyx_audit.report.fixes import Screen
from nyx_audit.report.links import EDITORS, target_of
from nyx_audit.report.terminal import render
from tests.support.build import HOSTILE, finding, outcome, page, summary

FILE = "build/apply.html"


def _at(file: str, selector: str = "#field", url: str = FILE) -> Summary:
    made = summary([page(url, outcome("label", finding(selector=selector)))])
    positions = {(url, selector): Position(file, 12, 5, 12, 20, is_sure=True)}
    return replace(made, audit=replace(made.audit, positions=positions))


def _target(made: Summary, editor: str) -> str:
    return target_of(finding(), made.audit.pages[0].url, made.audit, EDITORS[editor], "/home/ada/app")


def _screen(made: Summary, how: Screen, width: int = 80) -> str:
    console = Console(file=io.StringIO(), width=width, force_terminal=True, highlight=False, color_system=None)
    console.print(render(made, {}, how))
    text: str = console.file.getvalue()  # type: ignore[attr-defined]
    return text


def test_a_finding_of_a_file_leads_to_its_line_in_the_editor() -> None:
    assert _target(_at(FILE), "vscode") == "vscode://file/home/ada/app/build/apply.html:12:5"
    assert _target(_at("a b/ü.html"), "file") == "file:///home/ada/app/a%20b/%C3%BC.html"


@pytest.mark.parametrize("file", ["/etc/passwd", "../../etc/passwd", "build/../../x"])
def test_a_file_outside_of_the_folder_is_not_linked(file: str) -> None:
    assert _target(_at(file), "vscode") == ""


def test_a_finding_of_an_address_leads_to_the_page() -> None:
    made = summary([page("https://a.example/apply", outcome("label", finding()))])
    assert _target(made, "vscode") == "https://a.example/apply"


def test_what_is_not_an_address_leads_nowhere() -> None:
    made = summary([page("javascript:alert(1)", outcome("label", finding()))])
    assert _target(made, "vscode") == ""


def test_no_text_of_a_page_ends_a_link() -> None:
    made = summary([page("https://a.example/\x1b]8;;evil\x1b\\" + HOSTILE, outcome("label", finding()))])
    screen = _screen(made, Screen(folder="/app"))
    for link in re.findall(r"\x1b\]8;[^;]*;(.*?)\x1b\\", screen):
        assert re.fullmatch(r"[\x21-\x7e]*", link), link
        assert "evil" not in link or "%1B" in link


@pytest.mark.parametrize("width", [24, 40, 80, 200])
def test_all_shows_every_finding_whole_at_any_width(width: int) -> None:
    many = [finding(selector=f"#field-{number}-{'x' * 30}", fingerprint=f"{number:016x}") for number in range(60)]
    text = _screen(summary([page("https://a.example/", outcome("label", *many))]), Screen(everything=True), width)
    plain = re.sub(r"\x1b\][^\\]*\\|\x1b\[[0-9;]*m|\s|[0-9]+[✗!]", "", text)
    for one in many:
        assert one.selector in plain


def test_without_it_one_screen_says_how_many_more_there_are() -> None:
    groups = [finding(f"g{number}", selector=f"#f{number}") for number in range(9)]
    text = _screen(summary([page("https://a.example/", outcome("label", *groups))]), Screen())
    assert "and 8 more defects of this rule" in text
    assert "#f5" not in text


def test_an_editor_is_known_by_name_by_pattern_and_by_its_terminal(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("TERM_PROGRAM", raising=False)
    monkeypatch.delenv("TERMINAL_EMULATOR", raising=False)
    assert editor_of(None) == EDITORS["file"]
    monkeypatch.setenv("TERM_PROGRAM", "vscode")
    assert editor_of(None) == EDITORS["vscode"]
    assert editor_of("x://open?f={path}") == "x://open?f={path}"


@pytest.mark.parametrize("named", ["vscod", "x://open", "x://{path}{row}", "{path}", "x://{path", ""])
def test_an_editor_that_there_is_not_is_one_line(named: str) -> None:
    with pytest.raises(UsageError, match=f'--editor "{re.escape(named)}" is not an editor'):
        editor_of(named)
