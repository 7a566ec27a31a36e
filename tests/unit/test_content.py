"""An error page is known by all that it says, a challenge by what it is made of; never by a title alone."""

from __future__ import annotations

from dataclasses import replace

import pytest

from nyx_audit.browser.content import Content, challenge, error_page, refuse_content
from nyx_audit.errors import PageFailed, PageSkipped
from nyx_audit.model.reason import ReasonCode

SHORT = Content(
    title="Agency", headings=("Fees",), text="Fees\nForty dollars a year.", words=5, links=2, fields=0,
    empty=False, frames=False, kind="text/html", broken=False, blank=False, scripted=False, marks=(),
)  # fmt: skip


def _titled(title: str, heading: str = "", text: str = "") -> Content:
    return replace(SHORT, title=title, headings=(heading,) if heading else (), text=f"{heading}\n{text}")


@pytest.mark.parametrize(
    "title",
    [
        "401(k) Plan Errors",
        "403(b) Plans",
        "408 area code",
        "Access Denied: Voting Rights of People with Disabilities",
        "Form 404: notice of change",
        "Not found guilty: how to appeal",
        "Lost and found",
        "500 Internal Drive, Albany",
        "Services unavailable to renters",
        "Page 404 of the budget",
    ],
)
def test_a_page_about_errors_is_a_page(title: str) -> None:
    assert error_page(_titled(title, title, "Read what to do.")) is None


@pytest.mark.parametrize(
    ("title", "heading", "text"),
    [
        ("Error 404", "Oops!", ""),
        ("Site | Page not found", "Department of Parks", ""),
        ("Department of Parks", "Page Not Found", "Try the search."),
        ("Parks", "Sorry", "The page you are looking for could not be found. Try the search."),
        ("Parques", "Página no encontrada", "Vuelva al inicio."),
        ("404 - File not found", "", ""),
        ("Parks", "We can’t find that page", "It may have moved."),
    ],
)
def test_what_says_as_a_whole_that_it_was_not_found_is_an_error_page(title: str, heading: str, text: str) -> None:
    reason = error_page(_titled(title, heading, text))
    assert reason
    assert reason.code is ReasonCode.NOT_FOUND


def test_two_signs_of_a_host_that_is_down_make_an_error_page() -> None:
    down = error_page(_titled("503 Service Unavailable", "Service Temporarily Unavailable"))
    assert down
    assert down.code is ReasonCode.ERROR_PAGE


def test_one_sign_of_denied_access_may_be_the_subject_of_a_page() -> None:
    assert error_page(_titled("Access denied", "What to do at a closed polling place")) is None


@pytest.mark.parametrize("much", [(300, 0, 0), (5, 60, 0), (5, 0, 8)])
def test_a_page_that_says_more_is_a_page_whatever_its_title(much: tuple[int, int, int]) -> None:
    words, links, fields = much
    page = replace(_titled("Page not found", "Page not found"), words=words, links=links, fields=fields)
    assert error_page(page) is None


def test_a_named_page_is_audited_even_where_it_is_the_error_page_of_the_site() -> None:
    refuse_content(_titled("Page not found", "Page not found"), must=True, crawled=False)
    with pytest.raises(PageFailed):
        refuse_content(_titled("Page not found", "Page not found"), must=False, crawled=False)


def test_marks_of_a_challenge_on_a_page_that_says_more_are_no_challenge() -> None:
    marked = replace(SHORT, marks=("px-captcha",))
    assert challenge(marked)
    assert challenge(replace(marked, words=400)) is None
    assert challenge(replace(marked, fields=1)) is None
    assert challenge(replace(marked, links=30)) is None


@pytest.mark.parametrize("kind", ["text/plain", "application/pdf", "image/png", ""])
def test_what_the_browser_takes_for_something_else_is_no_page(kind: str) -> None:
    with pytest.raises(PageSkipped):
        refuse_content(replace(SHORT, kind=kind), must=True, crawled=False)


def test_a_document_that_shows_nothing_fails_in_a_crawl_and_is_audited_where_it_was_named_by_itself() -> None:
    nothing = replace(SHORT, headings=(), text="", words=0, empty=True)
    refuse_content(nothing, must=True, crawled=False)
    with pytest.raises(PageFailed, match="shows nothing"):
        refuse_content(nothing, must=True, crawled=True)
    with pytest.raises(PageFailed, match="shows nothing"):
        refuse_content(replace(nothing, scripted=True), must=True, crawled=False)


def test_an_answer_without_a_document_fails() -> None:
    with pytest.raises(PageFailed, match="shows nothing"):
        refuse_content(replace(SHORT, text="", words=0, empty=True, blank=True), must=True, crawled=False)
