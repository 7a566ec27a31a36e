"""The quarterly report for people, spreadsheets and programs."""

from __future__ import annotations

import csv
import io
import json
import re
from collections.abc import Mapping
from dataclasses import replace
from datetime import UTC, datetime
from itertools import pairwise
from typing import Any

import pytest
from bs4 import BeautifulSoup, Tag

from nyx_audit.analysis.quarter.build import build_quarter
from nyx_audit.analysis.quarter.period import Period
from nyx_audit.analysis.quarter.records import AgencyInput, Point, Quarter, Sample, SiteInput
from nyx_audit.analysis.summary import Summary
from nyx_audit.browser.request import VisitRequest
from nyx_audit.browser.session import Session
from nyx_audit.catalogue.folder import packaged_folder
from nyx_audit.catalogue.laws import load_laws
from nyx_audit.catalogue.load import Catalogue
from nyx_audit.catalogue.plan import is_of_site, plan_for
from nyx_audit.examples.server import serving
from nyx_audit.judge.page import judge_page
from nyx_audit.model.journey import Journey
from nyx_audit.model.outcome import Area, Outcome, Owner
from nyx_audit.report import quarter_csv, quarter_json
from nyx_audit.report.quarter import LANGUAGES, render
from nyx_audit.report.quarter_texts import TEXTS
from nyx_audit.report.quarter_words import Speaker
from tests.support.build import HOSTILE, finding, hostile, outcome, page, rule, site, summary
from tests.support.history import figures

Q4 = Period(2026, 4)
ZOOM = rule("viewport-zoom", area=Area.DIGITAL, wcag=("1.4.4",))


def point(period: Period, value: float | None, ruleset: str = "nyx-test+1234abcd", **more: Any) -> Point:
    areas = {Area.ACCESS: value, Area.DIGITAL: value}
    return Point(period, value, None, ruleset, areas, run=1 if value is not None else None, **more)


def given(found: Summary, at: int = 0, *earlier: Point, **more: Any) -> SiteInput:
    """A site of a run, with the quarters before it."""
    one = found.sites[at]
    assert one.site is not None
    before = [*(Point(period, None) for period in Q4.last()[: 3 - len(earlier)]), *earlier]
    now = point(Q4, one.score.value)
    keys = {each.url: each.url for each in found.audit.pages}
    filled: dict[str, Any] = {"now": Sample(found, keys), **more}
    return SiteInput(one.site, (*before, now), **filled)


def made(*agencies: AgencyInput) -> Quarter:
    return build_quarter(Q4, agencies, load_laws(packaged_folder() / "law.yaml"), figures(), "0.1.0")


def three(notes: Mapping[str, str] | None = None) -> Quarter:
    """A site that moved, one whose zoom is blocked and whose ruleset changed, one without enough evidence."""
    found = summary(
        [
            page("https://health.example/", outcome("label", finding("g1")), outcome("viewport-zoom"), site="health", start=True),
            page("https://motor.example/", outcome("viewport-zoom", finding("z")), outcome("label"), site="motor", start=True),
            page("https://labor.example/", outcome("label", reason="the tab died"), site="labor", start=True),
        ],
        rules=[rule(), ZOOM],
        sites=[site("health", journeys=(Journey("apply", "apply", ()),)), site("motor", owner="web team"), site("labor")],
    )  # fmt: skip
    quarters = Q4.last()
    journey = Journey("apply", "Order a record", ("https://health.example/",), ("en", "es"), ("online", "phone"))
    seen = datetime(2026, 9, 1, tzinfo=UTC)
    return made(
        AgencyInput("doh", "Health", (given(found, 0, point(quarters[1], 60.0), point(quarters[2], 40.0), journeys=(journey,)),), notes or {}),
        AgencyInput("dmv", "Motor Vehicles", (given(found, 1, point(quarters[2], 90.0, "old+1"), first_seen={"z": seen}),)),
        AgencyInput("dol", "Labor", (given(found, 2),)),
    )  # fmt: skip


def hostile_quarter() -> Quarter:
    found = hostile()
    assert found.sites[0].site is not None
    named = replace(found.sites[0].site, name=HOSTILE, agency=HOSTILE, owner=HOSTILE)
    journey = Journey("apply", HOSTILE, ("https://a.example/",), ("en",), ("phone",))
    one = replace(given(found, journeys=(journey,)), site=named)
    return made(
        AgencyInput(HOSTILE, HOSTILE, (one,), {HOSTILE: HOSTILE, "survey": "=1+1", "b": "+1"}),
        AgencyInput("b", "B", (one,)),
    )


def soup(report: Quarter, lang: str = "en") -> BeautifulSoup:
    return BeautifulSoup(render(report, lang), "lxml")


def words_of(element: Tag | None) -> str:
    assert element is not None
    return " ".join(element.get_text(" ").split())


def test_every_language_has_every_text_with_the_same_parts() -> None:
    english = TEXTS["en"]
    for lang in LANGUAGES:
        assert TEXTS[lang].keys() == english.keys()
        for key, text in TEXTS[lang].items():
            assert set(re.findall(r"{\w+}", text)) == set(re.findall(r"{\w+}", english[key])), key


@pytest.mark.parametrize("lang", LANGUAGES)
def test_the_document_loads_nothing(lang: str) -> None:
    for report in (three(), hostile_quarter()):
        text = render(report, lang)
        document = BeautifulSoup(text, "lxml")
        assert not document.select("link, img, iframe, script, object, embed, image, use, [src], [srcset], [style]")
        assert "@import" not in text
        assert "url(" not in text
        hrefs = [str(a["href"]) for a in document.select("a[href]")]
        assert all(href.startswith(("#", "https://")) for href in hrefs)


@pytest.mark.parametrize("lang", LANGUAGES)
def test_headings_are_in_order_and_one_names_the_document(lang: str) -> None:
    document = soup(three(), lang)
    levels = [int(str(heading.name)[1]) for heading in document.select("h1, h2, h3, h4")]
    assert levels.count(1) == 1
    assert levels[0] == 1
    assert all(now <= before + 1 for before, now in pairwise(levels))
    assert document.html is not None
    assert document.html["lang"] == lang


@pytest.mark.parametrize("lang", LANGUAGES)
def test_every_plot_says_its_figures_in_words(lang: str) -> None:
    document = soup(three(), lang)
    plots = document.select("svg")
    assert len(plots) == 1 + 2 * 3
    for plot in plots:
        title = plot.find("title")
        assert title is not None
        assert plot["role"] == "img"
        assert plot["aria-labelledby"] == title["id"]
        assert re.search(r"\d|sin cifra|no number", title.get_text())
    ids = [str(one["id"]) for one in document.select("[id]")]
    assert len(set(ids)) == len(ids)


def test_the_cover_compares_the_agencies_and_leads_to_their_pages() -> None:
    document = soup(three())
    rows = [words_of(row) for row in document.select("table.compare tbody tr")]
    assert rows[0].startswith("Health ")
    assert "▲ " in rows[0]
    assert "since 2026Q3" in rows[0]
    assert "59.0 poor" in rows[1]
    assert "not comparable with 2026Q3: another ruleset, or other sites" in rows[1]
    assert "no number" in rows[2]
    for link in document.select("table.compare a"):
        assert document.select_one(str(link["href"]))


def test_a_single_agency_has_no_cover() -> None:
    report = three()
    document = soup(replace(report, agencies=report.agencies[:1]))
    assert not document.select("table.compare")
    assert words_of(document.h1) == "Quarterly report, Health, quarter 4 of 2026"


def test_another_ruleset_has_a_break_mark() -> None:
    document = soup(three())
    (motor,) = document.select("#agency-2")
    assert [words_of(cell) for cell in motor.select("table.figures thead th")][-1] == "┆ 2026Q4"
    assert motor.select("line.break")
    health = document.select("#agency-1")[0]
    assert not health.select("line.break")
    assert "┆" not in words_of(health.select("table.figures thead")[0])


def test_a_cap_a_blocker_and_its_age_are_said() -> None:
    text = words_of(soup(three()).select("#agency-2")[0])
    assert "before the cap; capped at 59 by a blocker on the home page: the phone view cannot be zoomed" in text
    assert "1 September 2026" in text
    assert "84 days ago" in text
    assert "web team" in text


@pytest.mark.parametrize("owner", list(Owner))
def test_a_blocker_that_the_agency_cannot_fix_names_whose_it_is(owner: Owner) -> None:
    (motor,) = three().agencies[1:2]
    (stop,) = motor.stops
    group = replace(stop.group, sample=replace(stop.group.sample, owner=owner))
    say = Speaker(three(), "en")
    known = {Owner.AGENCY: "web team", Owner.DESIGN_SYSTEM: "the design system", Owner.THIRD_PARTY: "a third party"}
    assert say.owner(replace(stop, group=group)) == known[owner]


def test_what_was_not_measured_is_said_in_words() -> None:
    health = words_of(soup(three()).select("#agency-1")[0])
    assert (
        "Order a record with difficulty for people who use a screen reader 1 not measured not measured not measured"
        in health
    )
    assert "phone : declared; whether the page names them: not measured".replace(" :", ":") in health.replace(" :", ":")
    assert "Survey not given" in health


@pytest.mark.parametrize(("lang", "sentence"), [
    ("en", "Automated evidence, not a conformance finding."),
    ("es", "Pruebas automáticas; no es una declaración de conformidad."),
])  # fmt: skip
def test_each_agency_says_that_it_is_no_conformance_finding(lang: str, sentence: str) -> None:
    for agency in soup(three(), lang).select("section.agency"):
        assert sentence in words_of(agency)


def test_what_people_wrote_down_is_shown() -> None:
    text = words_of(soup(three({"survey": "71 of 100", "Letters": "12"})).select("#agency-1")[0])
    assert "Survey 71 of 100" in text
    assert "Letters 12" in text


def test_in_spanish_what_stays_english_says_so() -> None:
    document = soup(three(), "es")
    english = {words_of(one) for one in document.select('[lang="en"]')}
    assert "People without eyes miss the label" in english
    assert "State Technology Law §103‑d" in english
    for one in document.select('[lang="en"]'):
        one.extract()
    text = words_of(document.body).replace("sites.yaml", "").replace("score.md", "")
    assert not re.search(r"\b(the|and|pages?|score|not measured|sites?)\b", text), text


@pytest.mark.parametrize("lang", LANGUAGES)
def test_hostile_text_stays_text(lang: str) -> None:
    document = soup(hostile_quarter(), lang)
    assert not document.select("script, img")
    text = document.get_text()
    assert "<script>alert(1)</script>" in text
    assert not re.search("[\x00-\x08\x0b-\x1f\x7f\u202e\u2066\u200b\ufeff]", text)


def test_no_cell_of_the_spreadsheet_is_run() -> None:
    for report in (three(), hostile_quarter()):
        text = quarter_csv.render(report)
        assert text.startswith("\ufeffquarter,agency,site,section,item,figure,value\r\n")
        rows = list(csv.reader(io.StringIO(text.removeprefix("\ufeff"))))
        assert {len(row) for row in rows} == {7}
        for cell in (cell for row in rows for cell in row):
            assert cell[:1] not in ("=", "+", "@", "\t", "\r")
            assert not cell.startswith("-") or float(cell) < 0


def test_the_spreadsheet_and_the_json_have_the_figures_of_the_page() -> None:
    report = three({"survey": "71 of 100"})
    told = json.loads(quarter_json.render(report))
    rows = list(csv.DictReader(io.StringIO(quarter_csv.render(report).removeprefix("\ufeff"))))
    assert [one["id"] for one in told["agencies"]] == ["doh", "dmv", "dol"]
    motor = told["agencies"][1]
    assert (motor["score"], motor["change"]["points"]) == (59.0, None)
    assert motor["blockers"][0]["days"] == 84
    assert told["agencies"][2]["score"] is None
    own = {row["figure"]: row["value"] for row in rows if row["agency"] == "dmv" and row["section"] == "agency"}
    assert (own["score"], own["change.points"]) == ("59.0", "")
    assert [row["value"] for row in rows if row["section"] == "notes"] == ["71 of 100"]


@pytest.mark.parametrize("lang", LANGUAGES)
async def test_the_report_passes_the_audit_itself(lang: str, session: Session, catalogue: Catalogue) -> None:
    rules = [one for one in catalogue.rules.values() if not is_of_site(one)]
    with serving({"/": render(three({"survey": "71 of 100"}), lang)}) as server:
        evidence = await session.visit(VisitRequest(server.url + "/", plan_for(rules)))
    failed = [
        (row.rule, finding.selector, finding.message)
        for row in judge_page(rules, evidence)
        if row.outcome is Outcome.FAILED and catalogue.rules[row.rule].tier.gates
        for finding in row.findings
    ]
    assert failed == []


def test_the_page_shows_eight_tasks_and_the_json_all() -> None:
    report = three()
    tasks = tuple(replace(report.agencies[0].tasks[0], id=f"task-{at}") for at in range(10))
    report = replace(report, agencies=(replace(report.agencies[0], tasks=tasks),))
    document = soup(report)
    assert len(document.select("table.tasks tbody tr")) == 8
    assert "and 2 more, in the JSON" in words_of(document.body)
    assert len(json.loads(quarter_json.render(report))["agencies"][0]["tasks"]) == 10


def test_the_worst_case_stands_beside_a_score_with_a_gap() -> None:
    report = three()
    site = report.agencies[0].sites[0]
    gap = replace(site, score=replace(site.score, gap=0.05, worst_case=51.2))
    report = replace(report, agencies=(replace(report.agencies[0], sites=(gap,)),))
    assert "5% of the evidence is unavailable; had all of it failed, the score would be 51.2" in words_of(
        soup(report).body
    )


def test_every_duty_that_rules_bear_on_has_a_name_in_each_language() -> None:
    duties = load_laws(packaged_folder() / "law.yaml").duties
    for lang in LANGUAGES:
        assert {f"duty_{duty.id}" for duty in duties if duty.rules} <= TEXTS[lang].keys()
