"""What looks like a defect of a site and may be none: the checks of sites doubt it, or pass it."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest

from nyx_audit.checks.sites.forms import judge_questions_on_page
from nyx_audit.checks.sites.host import judge_wrong_address_page
from nyx_audit.checks.sites.links import judge_sitemap_complete
from nyx_audit.checks.sites.search import judge_search_answers, judge_task_found_by_search
from nyx_audit.engine.site import Visited, site_evidence
from nyx_audit.model.facts import Button, Facts, Form, FormField, Translator
from nyx_audit.model.journey import Journey
from nyx_audit.model.outcome import Outcome
from nyx_audit.model.page import Page, PageStatus
from nyx_audit.model.reason import Reason, ReasonCode
from nyx_audit.site.evidence import SearchAnswer, SearchAnswers, SitemapPages, WrongAddress
from nyx_audit.site.languages import offered
from nyx_audit.site.records import Declared
from nyx_audit.site.roles import is_step
from tests.support.build import rule
from tests.support.sites import facts, link, site

HOME = "https://a.example/"
SEARCH = HOME + "search?q=fees"
HEADER = [link(HOME + path, path, "banner") for path in ("fees", "forms", "news")]


def _lost(*links: str, text: str = "", scripts: int = 0) -> WrongAddress:
    requested = HOME + "no-such-page-1"
    return WrongAddress(requested, 404, requested, text, links, search=True, scripts=scripts, components=())


def _outcomes(verdict: Any) -> list[Outcome]:
    return [one.outcome for one in verdict.judgements]


def test_any_address_of_the_home_page_is_a_way_home() -> None:
    known, lost = site({HOME: facts(*HEADER)}), _lost(HOME, *(one.href for one in HEADER))
    moved = replace(known.pages[HOME], final_url=HOME + "en/home", redirects=(HOME,))
    found = judge_wrong_address_page(rule(), replace(known, pages={HOME: moved}), lost)
    assert _outcomes(found[HOME]) == []


def test_a_header_that_a_script_may_bring_is_a_doubt_on_the_page_for_wrong_addresses() -> None:
    known = site({HOME: facts(*HEADER)})
    bare, made = (_lost("mailto:a@b.example", text="Not found. " * 40, scripts=n) for n in (0, 2))
    assert set(_outcomes(judge_wrong_address_page(rule(), known, bare)[HOME])) == {Outcome.FAILED}
    assert set(_outcomes(judge_wrong_address_page(rule(), known, made)[HOME])) == {Outcome.CANT_TELL}


@pytest.mark.parametrize(
    ("status", "outcome"), [(404, Outcome.FAILED), (403, Outcome.CANT_TELL), (429, Outcome.CANT_TELL)]
)
def test_a_search_that_refuses_programs_is_a_doubt(status: int, outcome: Outcome) -> None:
    assert _searched(SearchAnswer(SEARCH, failure=Reason(ReasonCode.HTTP_ERROR, f"answered {status}", status))) == [
        outcome
    ]


def test_a_search_form_without_an_address_may_be_answered_by_a_script() -> None:
    home = SearchAnswer(SEARCH, is_home=True)
    assert _searched(home) == [Outcome.FAILED]
    assert _searched(home, stated=False) == [Outcome.CANT_TELL]


def _searched(answer: SearchAnswer, *, stated: bool = True) -> list[Outcome]:
    found = SearchAnswers({"fees": answer}, "fees", stated)
    return _outcomes(judge_search_answers(rule(), site({HOME: facts()}), found)[HOME])


def test_a_task_is_not_found_only_where_the_search_surely_finds_something_else() -> None:
    menu = HOME + "fees"
    assert _task_search((menu, HOME + "search?q=renew&page=2")) == [Outcome.CANT_TELL]
    assert _task_search((menu, HOME + "news")) == [Outcome.FAILED]


def _task_search(links: tuple[str, ...]) -> list[Outcome]:
    declared = Declared("site", HOME, journeys=(Journey("renew", "Renew", (HOME + "renew",)),))
    pages = {
        HOME: facts(HOME + "fees", HOME + "renew"),
        HOME + "renew": facts(),
        HOME + "news": facts(),
        HOME + "fees": facts(),
    }
    answers = SearchAnswers({"Renew": SearchAnswer(HOME + "search?q=Renew", links)}, "fees")
    found = judge_task_found_by_search(rule(), site(pages, declared), answers)
    return _outcomes(found[HOME + "renew"])


def test_a_sitemap_names_a_page_whatever_its_scheme_and_last_slash() -> None:
    pages = {HOME: facts(), HOME + "about": facts(), HOME + "fees": facts()}
    assert _lacking(pages, "http://a.example/", "https://www.a.example/about/", HOME + "fees") == []
    assert _lacking(pages, HOME, HOME + "about", "http://[") == [Outcome.FAILED]


def test_a_sitemap_need_not_name_steps_lists_that_go_on_and_what_is_to_be_left_out() -> None:
    hidden = replace(facts(), metas={"robots": "NOINDEX, follow"})
    pages = {
        HOME: facts(),
        HOME + "news?page=2": facts(),
        HOME + "claim/2": _form("post", "Next", 3),
        HOME + "old": hidden,
    }
    assert _lacking(pages, HOME) == []


def _lacking(pages: dict[str, Facts], *named: str) -> list[Outcome]:
    ten = replace(rule(), options={"percent": 10})
    return _outcomes(judge_sitemap_complete(ten, site(pages), SitemapPages(named))[HOME])


@pytest.mark.parametrize(
    ("method", "button", "typed", "expected"),
    [
        ("get", "Filter", 0, False),
        ("get", "Find an office", 2, False),
        ("get", "Apply", 1, False),
        ("get", "Aplicar filtros", 0, False),
        ("get", "Apply", 3, True),
        ("get", "Find out if you qualify", 0, True),
        ("post", "Find", 2, True),
        ("get", "Continue", 0, True),
    ],
)
def test_a_form_that_narrows_a_list_is_no_step(method: str, button: str, typed: int, *, expected: bool) -> None:
    assert is_step(_form(method, button, typed)) is expected


def _form(method: str, button: str, typed: int) -> Facts:
    fields = [FormField(f"s{at}", f"#s{at}", "select", "select-one", form="form") for at in range(2)]
    fields += [FormField(f"t{at}", f"#t{at}", "input", "text", form="form") for at in range(typed)]
    return Facts(
        lang="en",
        fields=tuple(fields),
        forms=(Form("form", method, HOME, search=False, landmark="main", novalidate=False, shown=True),),
        buttons=(Button("button", button, "submit", "main", "form", shown=True),),
    )


def test_a_list_that_changes_the_language_of_the_page_asks_nothing() -> None:
    form = _form("post", "Go on", 0)
    assert is_step(form)
    assert not is_step(replace(form, translators=(Translator("select", "#s0", ("English", "Español")),)))


def test_a_list_of_languages_on_a_page_that_is_one_form_is_a_doubt() -> None:
    form = _form("post", "Go on", 0)
    fields = (replace(form.fields[0], label="Select language"), form.fields[1])
    page = replace(form, fields=fields, translators=(Translator("select", "#s0", ("English", "Spanish")),))
    assert offered(page).unclear
    asked = replace(page, fields=(replace(fields[0], label="Language spoken at home"), fields[1]))
    assert not offered(asked).unclear


def test_the_newsletter_in_the_footer_is_no_question_of_the_page() -> None:
    form = _form("post", "Next", 2)
    around = replace(form.fields[0], key="n", selector="#n", landmark="contentinfo", form="#newsletter")
    known = site({HOME: replace(form, fields=(*form.fields, around))})
    assert judge_questions_on_page(rule(), known)[HOME].value == 4


def test_which_page_was_visited_first_does_not_decide_their_order() -> None:
    visited = [
        Visited(Page(HOME + path, PageStatus.AUDITED, final_url=HOME + path, http_status=200), facts())
        for path in ("b", "", "a")
    ]
    orders = [list(site_evidence(one, Declared("site", HOME)).pages) for one in (visited, visited[::-1])]
    assert orders == [[HOME, HOME + "a", HOME + "b"]] * 2
