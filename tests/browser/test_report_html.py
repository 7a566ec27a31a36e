"""The report for people."""

from __future__ import annotations

import base64
import hashlib
import re

import pytest
from bs4 import BeautifulSoup

from nyx_audit.analysis.summary import Summary
from nyx_audit.browser.request import VisitRequest
from nyx_audit.browser.session import Session
from nyx_audit.catalogue.load import Catalogue
from nyx_audit.catalogue.plan import is_of_site, plan_for
from nyx_audit.examples.server import serving
from nyx_audit.judge.page import judge_page
from nyx_audit.model.outcome import Area, Outcome, Tier
from nyx_audit.model.page import PageStatus
from nyx_audit.report.documents import prose
from nyx_audit.run.rendering import render
from tests.support.build import HOSTILE, change, finding, hostile, outcome, page, rule, site, summary

ZOOM = rule("viewport-zoom", area=Area.DIGITAL, wcag=("1.4.4",))


def soup(report: Summary) -> BeautifulSoup:
    return BeautifulSoup(render(report, "html"), "lxml")


def text_of(report: Summary) -> str:
    return " ".join(soup(report).get_text(" ").split())


def three_sites() -> Summary:
    """One with a score and history, one that is capped, one without enough evidence."""
    found = [finding(f"g{number}", message=f"defect {number}") for number in range(14)]
    doubt = finding("d1", outcome=Outcome.CANT_TELL)
    pages = [
        page("https://health.example/", outcome("label", *found), outcome("order", doubt), site="health", start=True),
        page("https://health.example/b", outcome("label", found[0]), site="health"),
        page("https://health.example/c.pdf", status=PageStatus.SKIPPED, reason="a PDF", site="health"),
        page("https://motor.example/", outcome("viewport-zoom", finding("z", selector="meta")), outcome("label"),
             site="motor", start=True),
        page("https://labor.example/", outcome("label"), outcome("hint", finding("h")), site="labor", start=True),
        page("https://labor.example/2", status=PageStatus.FAILED, reason="answered 503", site="labor"),
    ]  # fmt: skip
    return summary(
        pages,
        rules=[rule(), rule("order"), ZOOM, rule("hint", tier=Tier.ADVICE, wcag=())],
        sites=[site("health"), site("motor", owner="web team"), site("labor")],
        changes={
            "health": change(points=-2.5, new=["g0-print"], fixed=["x"]),
            "motor": change(points=None, reason="another ruleset (old)"),
        },
        incomplete=("1 of 5 pages could not be audited (answered 503)",),
    )


def single_pages() -> Summary:
    return summary(
        [page("a/index.html", outcome("label", finding())), page("a/b.html", outcome("label"))], rules=[rule(), ZOOM]
    )


def test_the_document_loads_nothing() -> None:
    for report in (three_sites(), single_pages(), hostile()):
        document = soup(report)
        assert not document.select("link, img, iframe, object, embed, [src], [srcset], [style], [onclick], use")
        assert "@import" not in render(report, "html")
        assert "url(" not in render(report, "html")


def test_the_policy_allows_exactly_the_style_and_the_script_of_the_document() -> None:
    document = soup(three_sites())
    meta = document.select_one('meta[http-equiv="Content-Security-Policy"]')
    assert meta is not None
    policy = dict(part.split(" ", 1) for part in str(meta["content"]).split("; "))
    for name in ("style", "script"):
        (element,) = document.select(name)
        digest = base64.b64encode(hashlib.sha256(str(element.string).encode()).digest()).decode()
        assert policy[f"{name}-src"] == f"'sha256-{digest}'"
    assert policy["default-src"] == policy["base-uri"] == policy["form-action"] == "'none'"


def test_the_first_screen_says_how_it_stands_what_to_fix_and_what_was_not_looked_at() -> None:
    document = soup(three_sites())
    answers = [" ".join(part.get_text(" ").split()) for part in document.select(".answers > div")]
    assert "59.0 poor The lowest score: Department of motor" in answers[0]
    assert "People without eyes miss the viewport-zoom" in answers[1]
    assert answers[2] == "Not audited 1 of 5 pages 1 of 5 pages could not be audited (answered 503)"


def test_a_change_has_an_arrow_only_where_the_scores_compare() -> None:
    rows = [" ".join(row.get_text(" ").split()) for row in soup(three_sites()).select("table.scores tbody tr")]
    assert "▼ 2.5" in rows[0]
    assert "not comparable: another ruleset (old)" in rows[1]
    assert "no earlier run" in rows[2]
    assert not [row for row in rows[1:] if "▲" in row or "▼" in row]


def test_a_cap_stands_beside_its_reason() -> None:
    assert "before the cap, 59.0 because of a blocker on the home page: the phone view cannot be zoomed" in text_of(
        three_sites()
    )


def test_a_site_without_enough_evidence_has_no_number_and_no_gains() -> None:
    labor = soup(three_sites()).select("section.site")[2]
    text = " ".join(labor.get_text(" ").split())
    assert "No number" in text
    assert "Insufficient evidence: 50% of it is unavailable" in text
    assert not labor.select(".gain")


def test_a_card_says_who_is_stopped_where_by_what_and_how_to_fix_it() -> None:
    card = soup(single_pages()).select_one(".card")
    assert card is not None
    text = " ".join(card.get_text(" ").split())
    for part in (
        "People without eyes miss the label",
        "Critical",
        "Affects people who listen to the page and people who speak commands",
        "Measured has no label",
        "#field",
        "<input id=field>",
        "Phone and desktop, on a/index.html",
        "Fix Write the label down.",
        "Wrong: one that is wrong <p> wrong </p>",
        "Right: one that is right <p> right </p>",
        "rests on WCAG 2.2",
        "4.1.2 Name, Role, Value (A)",
    ):
        assert part in text


def test_ten_defects_are_open_and_the_rest_is_folded() -> None:
    health = soup(three_sites()).select("section.site")[0]
    folded = health.select("details.more .card")
    assert len(health.select(".card")) == 14
    assert len(folded) == 4


def test_examples_of_a_rule_are_shown_once_and_linked_from_the_other_cards() -> None:
    health = soup(three_sites()).select("section.site")[0]
    assert len(health.select(".examples")) == 1
    targets = {str(link["href"]) for link in health.select("a.back")}
    assert len(targets) == 1
    assert health.select_one(targets.pop()) is not None


def test_a_defect_of_many_pages_names_them_behind_a_disclosure() -> None:
    pages = [page(f"https://a.example/{number}", outcome("label", finding())) for number in range(40)]
    card = soup(summary(pages)).select_one(".card")
    assert card is not None
    assert "clears 40 places on 40 pages" in card.get_text(" ")
    assert len(card.select(".places a")) == 25
    assert "and 15 more" in card.get_text(" ")


def test_doubts_and_advice_stand_apart() -> None:
    health, _, labor = soup(three_sites()).select("section.site")
    assert [topic["data-rule"] for topic in health.select(".topic")] == ["order"]
    assert [topic["data-rule"] for topic in labor.select(".topic")] == ["hint"]


def test_what_was_not_looked_at_is_grouped_by_reason() -> None:
    health, _, labor = soup(three_sites()).select("section.site")
    assert "1 page a PDF" in " ".join(health.get_text(" ").split())
    assert "1 page answered 503" in " ".join(labor.get_text(" ").split())
    untested = summary([page("a.html", outcome("label", reason="a frame was not entered"))])
    assert "1 page a frame was not entered 1 rule: label" in text_of(untested)


def test_every_page_of_check_stands_with_its_own_score() -> None:
    document = soup(single_pages())
    rows = [" ".join(row.get_text(" ").split()) for row in document.select("table.pages tbody tr")]
    assert len(rows) == 2
    assert "100.0 strong" in rows[1]
    assert document.h1 is not None
    assert document.h1.get_text() == "Audit of 2 pages"


def test_blockers_say_what_measures_them() -> None:
    text = text_of(single_pages())
    assert "The phone view cannot be zoomed (measured by viewport-zoom)" in text
    assert "The certificate is not valid (measured by what each address answers)" in text
    assert "A page is dead without a mouse (not measured in this audit)" in text


def test_criteria_say_which_were_tested_and_which_were_not() -> None:
    assert "for 1 of the 55 success criteria" in text_of(single_pages())


def test_hostile_text_stays_text() -> None:
    document = soup(hostile())
    assert len(document.select("script")) == len(document.select("style")) == 1
    links = [str(link["href"]) for link in document.select("a[href]")]
    assert all(link.startswith(("#", "https://a.example/", "https://www.w3.org/")) for link in links)
    text = render(hostile(), "html")
    assert not set("\x00\x07\x1b\x0b\u202e\u2066\u200b") & set(text)
    assert "{{ 7*7 }}" in text
    text.encode("utf-8")


def test_words_between_backticks_are_code_and_nothing_else_is_markup() -> None:
    assert prose("Use `<b>` & <i>") == "Use <code>&lt;b&gt;</code> &amp; &lt;i&gt;"


def test_ids_are_unique_and_links_within_the_document_lead_somewhere() -> None:
    for report in (three_sites(), single_pages()):
        document = soup(report)
        ids = [str(element["id"]) for element in document.select("[id]")]
        assert len(ids) == len(set(ids))
        assert {str(link["href"])[1:] for link in document.select('a[href^="#"]')} <= set(ids)


def test_a_large_audit_stays_small() -> None:
    found = [finding(f"g{number}", selector="main > " * 20, html="x" * 400) for number in range(300)]
    pages = [page(f"https://a.example/some/long/path/{number}", outcome("label", *found)) for number in range(200)]
    assert len(render(summary(pages), "html")) < 3_000_000


def unfolded(text: str) -> str:
    return text.replace("<details", "<details open")


def dark(text: str) -> str:
    """The report as a dark screen shows it; the policy would not allow the changed style."""
    text = re.sub(r"<meta http-equiv=\"Content-Security-Policy\".*?>", "", text)
    return text.replace("(prefers-color-scheme: dark)", "(min-width: 1px)")


@pytest.mark.parametrize("theme", ["light", "dark"])
@pytest.mark.parametrize("report", [three_sites(), single_pages(), hostile()], ids=["sites", "pages", "hostile"])
async def test_the_report_passes_the_rules_of_this_very_tool(
    report: Summary, theme: str, session: Session, catalogue: Catalogue
) -> None:
    rules = [rule for rule in catalogue.scored() if not is_of_site(rule) and rule.tier.gates]
    text = unfolded(render(report, "html"))
    with serving({"/": dark(text) if theme == "dark" else text}) as server:
        evidence = await session.visit(VisitRequest(server.url + "/", plan_for(rules)))
    outcomes = judge_page(rules, evidence)
    assert not evidence.navigations
    assert [one for one in outcomes if one.outcome in (Outcome.FAILED, Outcome.CANT_TELL) or one.reason] == []
    assert sum(one.outcome is Outcome.PASSED for one in outcomes) > 20


def test_an_address_that_is_hostile_is_no_link() -> None:
    pages = [page("javascript:alert(1)", outcome("label", finding())), page(HOSTILE, outcome("label"))]
    document = soup(summary(pages))
    assert not [
        link for link in document.select("a[href]") if not str(link["href"]).startswith(("#", "https://www.w3"))
    ]
