"""`report`, `trend`, `statement` and `progress`, as their users run them, on a history of four quarters."""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import pikepdf
import pytest
from bs4 import BeautifulSoup

from nyx_audit.browser.request import VisitRequest
from nyx_audit.browser.session import Session
from nyx_audit.catalogue.load import Catalogue
from nyx_audit.catalogue.plan import is_of_site, plan_for
from nyx_audit.examples.server import serving
from nyx_audit.judge.page import judge_page
from nyx_audit.model.outcome import Outcome
from nyx_audit.model.page import Page
from nyx_audit.store.history import History
from tests.support.command import nyx
from tests.support.history import keep_at, said, visited
from tests.unit.test_quarter import APPLY, YAML


def site(*names: str, zoom: bool = True, template: str = "one") -> list[Page]:
    home = visited("", said("image-alt", *names), role="home", template=template)
    blocked = () if zoom else ("meta",)
    step = visited(
        "apply/1", said("viewport-zoom", *blocked), role="step", journeys=("apply",), template="form",
    )  # fmt: skip
    return [home, step]


def at(month: int) -> datetime:
    return datetime(2026, month, 15, 12, tzinfo=UTC)


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with sites.yaml and a history: better, blocked, another ruleset, fixed under it."""
    path = tmp_path_factory.mktemp("office")
    (path / "sites.yaml").write_text(YAML, encoding="utf-8")
    with History.open(path / "nyx-history.sqlite", write=True) as history:
        keep_at(history, at(2), site("a"), sites=[APPLY], ruleset="old+1")
        keep_at(history, at(5), site("a", zoom=False), sites=[APPLY], ruleset="old+1")
        keep_at(history, at(8), site("a", zoom=False, template="two"), sites=[APPLY])
        keep_at(history, at(11), site("b"), sites=[APPLY])
    return path


def test_a_quarter_is_written_as_page_spreadsheet_and_json(folder: Path, tmp_path: Path) -> None:
    ran = nyx("report", "--quarter", "2026Q4", "--out", str(tmp_path / "out"), cwd=folder)
    assert ran.status == 0, ran.err
    assert [Path(line).name for line in ran.out.splitlines()] == ["2026Q4.html", "2026Q4.csv", "2026Q4.json"]
    told = json.loads((tmp_path / "out" / "2026Q4.json").read_text(encoding="utf-8"))
    (agency,) = told["agencies"]
    assert (agency["id"], agency["notes"]["survey"]) == ("doh", "71 of 100")
    assert [point["ruleset"] for point in agency["sites"][0]["quarters"]] == ["old+1"] * 2 + ["test-1+0a0b0c0d"] * 2
    assert agency["defects"] == {"fixed": 2, "new": 1, "regressed": 0, "still_open": 0}
    page = BeautifulSoup((tmp_path / "out" / "2026Q4.html").read_text(encoding="utf-8"), "lxml")
    assert len(page.select("line.break")) == 1 + 5


def test_sites_that_were_never_audited_are_named(folder: Path, tmp_path: Path) -> None:
    more = "  - {id: dmv, name: Motor Vehicles, sites: [{id: motor, name: Licenses, start: [https://dmv.example/]}]}\n"
    config = tmp_path / "sites.yaml"
    config.write_text(YAML + more, encoding="utf-8")
    history = str(folder / "nyx-history.sqlite")
    ran = nyx("report", "--quarter", "2026Q4", "--config", str(config), "--history", history, cwd=tmp_path)
    assert ran.status == 0, ran.err
    page = (tmp_path / "reports" / "2026Q4.html").read_text(encoding="utf-8")
    assert "Declared in sites.yaml, and audited in none of these quarters: Licenses." in page


def test_the_report_is_spoken_in_spanish(folder: Path, tmp_path: Path) -> None:
    ran = nyx("report", "--quarter", "2026Q4", "--agency", "doh", "--lang", "es", "--out", str(tmp_path), cwd=folder)
    assert ran.status == 0, ran.err
    page = BeautifulSoup((tmp_path / "2026Q4-doh.es.html").read_text(encoding="utf-8"), "lxml")
    assert page.h1 is not None
    assert page.h1.get_text() == "Informe trimestral, Department of Health, trimestre 4 de 2026"


def test_the_printed_report_is_tagged_and_has_title_language_and_bookmarks(folder: Path, tmp_path: Path) -> None:
    ran = nyx("report", "--quarter", "2026Q4", "--pdf", "--lang", "es", "--out", str(tmp_path), cwd=folder)
    assert ran.status == 0, ran.err
    path = tmp_path / "2026Q4.es.pdf"
    with pikepdf.open(path) as document:
        assert document.Root.MarkInfo.Marked
        assert document.Root.Lang == "es"
        assert document.Root.ViewerPreferences.DisplayDocTitle
        kinds = _kinds(document.Root.StructTreeRoot)
        assert {"/H1", "/H2", "/H3", "/Table", "/TH", "/TD", "/Figure", "/L"} <= kinds
        figures = [one for one in _elements(document.Root.StructTreeRoot) if one.get("/S") == "/Figure"]
        assert figures
        assert all(str(one.get("/Alt", "")).strip() for one in figures)
        with document.open_outline() as outline:
            assert [one.title for one in outline.root] == [
                "Informe trimestral, Department of Health, trimestre 4 de 2026"
            ]


def _elements(element: pikepdf.Object) -> list[pikepdf.Object]:
    kids = element.get("/K", pikepdf.Array())
    found = []
    for kid in kids if isinstance(kids, pikepdf.Array) else [kids]:
        if isinstance(kid, pikepdf.Dictionary) and "/S" in kid:
            found += [kid, *_elements(kid)]
    return found


def _kinds(root: pikepdf.Object) -> set[str]:
    return {str(one.S) for one in _elements(root)}


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (("--quarter", "2026"), '"2026" is not a quarter; write it like 2026Q4'),
        (("--quarter", "2020Q1"), "no run of the history was finished in 2020Q1; there are runs of 2026Q1"),
        (("--quarter", "2026Q4", "--agency", "dho"), 'did you mean "doh"'),
        (("--quarter", "2026Q4", "--config", "other.yaml"), "other.yaml: there is no such file"),
        (("--quarter", "2026Q4", "--notes", "none.csv"), "none.csv: cannot be read"),
        (("--quarter", "2026Q4", "--out", "sites.yaml"), "--out sites.yaml: cannot be made"),
        (("--quarter", "2026Q4", "--history", "none.sqlite"), "there is no history here yet"),
    ],
)
def test_a_mistake_is_one_line_and_writes_nothing(folder: Path, arguments: tuple[str, ...], said: str) -> None:
    ran = nyx("report", *arguments, cwd=folder)
    assert (ran.status, ran.out) == (2, "")
    assert said in ran.last_line
    assert len(ran.err.strip().splitlines()) == 1


def test_a_trend_shows_figures_breaks_events_and_what_drove_them(folder: Path) -> None:
    ran = nyx("trend", cwd=folder)
    assert ran.status == 0, ran.err
    lines = ran.out.splitlines()
    assert max(map(len, lines)) <= 80
    assert lines[0] == "Department of Health  4 runs, 15 February 2026 to 15 November 2026"
    score = next(line for line in lines if line.startswith("  score"))
    assert score.count("┆") == 1
    assert not set(score) & set("▁▂▃▄▅▆▇█")
    text = ran.out
    assert "15 August 2026, run 3: ┆ new ruleset test-1+0a0b0c0d" in text
    assert "1 new template on 1 page" in text
    assert "15 November 2026, run 4: ▲ " in text
    after = text.split("run 4: ")[1].split("run 3: ")[0]
    assert "viewport-zoom: The page cannot be zoomed" in after
    before = text.split("run 2: ")[1]
    assert before.startswith("▼ ")
    assert "−" in before
    assert "viewport-zoom" in before


def test_a_trend_of_what_is_not_there_names_the_nearest(folder: Path) -> None:
    ran = nyx("trend", "helth", cwd=folder)
    assert (ran.status, ran.last_line) == (2, 'nyx-audit: the history has no site "helth" (did you mean "health"?)')


def test_a_statement_is_a_draft_that_claims_nothing(folder: Path) -> None:
    ran = nyx("statement", "health", "--run", "3", cwd=folder)
    assert ran.status == 0, ran.err
    assert ran.out.startswith("# Accessibility statement for Department of Health\n\n> **Draft for a person to finish.")
    for heading in ("Measures to support accessibility", "Conformance status", "Feedback", "Compatibility",
                    "Technical specifications", "Limitations and alternatives", "Assessment approach",
                    "Formal complaints", "Approval"):  # fmt: skip
        assert f"## {heading}" in ran.out
    assert "The site is **\\[fully, partially or not: only a person who evaluated it can say\\]** conformant" in ran.out
    assert "The page cannot be zoomed (WCAG 1.4.4 Resize Text), on 1 page" in ran.out
    assert "is conformant" not in ran.out.lower()


def test_a_progress_report_says_what_is_left_and_leaves_the_plan_to_people(folder: Path) -> None:
    ran = nyx("progress", "health", cwd=folder)
    assert ran.status == 0, ran.err
    assert "[State Technology Law §103-d](<https://www.nysenate.gov/legislation/laws/STT/103-D>)" in ran.out
    assert "By 1 January 2027" in ran.out
    assert "1 new, 2 fixed" in ran.out
    assert "WCAG 1.1.1 Non-text Content: An image has no text alternative, on 1 page. **\\[who fixes it" in ran.out
    assert "not a conformance finding" in ran.out


@pytest.mark.parametrize("command", ["statement", "progress"])
async def test_a_draft_as_a_page_passes_the_audit_itself(
    command: str, folder: Path, tmp_path: Path, session: Session, catalogue: Catalogue
) -> None:
    path = tmp_path / "draft.html"
    assert nyx(command, "health", "--out", str(path), cwd=folder).status == 0
    text = path.read_text(encoding="utf-8")
    document = BeautifulSoup(text, "lxml")
    assert len(document.select("h1")) == 1
    assert document.select("mark")
    assert not document.select("script, link, img, [src]")
    rules = [one for one in catalogue.rules.values() if not is_of_site(one)]
    with serving({"/": text}) as server:
        evidence = await session.visit(VisitRequest(server.url + "/", plan_for(rules)))
    rows = judge_page(rules, evidence)
    assert [row.rule for row in rows if row.outcome is Outcome.FAILED and catalogue.rules[row.rule].tier.gates] == []


def test_a_draft_of_another_kind_is_wrong_usage(folder: Path) -> None:
    ran = nyx("statement", "health", "--out", "statement.docx", cwd=folder)
    assert (ran.status, ran.last_line) == (2, "nyx-audit: --out statement.docx: ends in neither of .md, .html, .htm")


def test_hostile_names_stay_text_in_a_draft(tmp_path: Path) -> None:
    where = tmp_path / "history.sqlite"
    evil = replace(
        APPLY, name="<img src=x onerror=alert(1)> [a](javascript:alert(1))", url="https://health.example/<b>"
    )
    with History.open(where, write=True) as history:
        keep_at(history, at(11), site("a"), sites=[evil])
    ran = nyx("statement", "health", "--history", str(where))
    assert "<img" not in ran.out.replace("\\<img", "")
    assert "\\[a\\](javascript" in ran.out
    out = tmp_path / "a.html"
    nyx("statement", "health", "--history", str(where), "--out", str(out))
    assert not BeautifulSoup(out.read_text(encoding="utf-8"), "lxml").select("img, b")
