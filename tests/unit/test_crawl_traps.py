"""Addresses that act, never end, or that no browser draws."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from nyx_audit.crawl.traps import document_kind, reason

TODAY = date(2026, 6, 1)


@pytest.mark.parametrize(
    "path",
    ["", "a.html", "a.HTM", "a.php?id=1", "a.aspx", "a.jsp", "a.svg", "a.xml", "a.xhtml", "v1.0", "a.pdf/",
     "a.pdf.html", "view.php?file=a.pdf", "how-to-remove-lead-paint", "print-shop", "deleted-records",
     "about/shared-services", "sign-in", "search?q=delete", "search?view=list&sort=up&page=9", "events/2025/03/hearing",
     "events/2027-12", "news/1950/01", "a?year=2027", "a/b/a/b", "en/a/en/b/en", "shareholders", "a?date=soon",
     "privacy/opt-out", "services/share", "services/print/", "news/2024/unsubscribe", "a?year=1999", "a?year=2060",
     "press?month=1998-03", "list?start=2100&end=2150", "calendar?year=1950", "map/0/0/0/0/0/0", "a////b",
     "s?" + "&".join(f"p{n}=1" for n in range(7))],
)  # fmt: skip
def test_a_page_is_no_trap(path: str) -> None:
    assert reason("https://x.gov/" + path, TODAY) is None


@pytest.mark.parametrize(
    ("path", "kind"),
    [
        ("a.pdf", "a PDF document"),
        ("A.PDF?x=1#page=2", "a PDF document"),
        ("a%2Epdf", "a PDF document"),
        ("a.docx", "a text document"),
        ("a.xlsx", "a spreadsheet"),
        ("a.tar.gz", "an archive"),
        ("a.mp4", "a video"),
        ("a.jpg", "an image"),
        ("a.css", "a style sheet"),
        ("a.js", "a script"),
        ("a.json", "data"),
        ("a.ics", "a calendar entry"),
    ],
)
def test_what_no_browser_draws_is_named_by_its_kind(path: str, kind: str) -> None:
    assert str(reason("https://x.gov/" + path, TODAY)) == f"{kind}, not a page"
    assert document_kind("https://x.gov/" + path) == kind


@pytest.mark.parametrize(
    ("path", "words"),
    [
        ("user/logout", "signs out (logout)"),
        ("Account/LogOff.aspx", "signs out (LogOff.aspx)"),
        ("sign-out?next=/", "signs out"),
        ("cuenta/cerrar-sesion", "signs out"),
        ("nota/1/eliminar", "deletes"),
        ("node/1/delete", "deletes"),
        ("unsubscribe/abc", "unsubscribes"),
        ("opt-out?token=1", "unsubscribes"),
        ("share.php?u=a", "shares"),
        ("#/node/1/delete", "deletes"),
        ("add-to-cart/7", "changes a cart"),
        ("shop?add-to-cart=7", "changes a cart"),
        ("print/node/1", "prints"),
        ("a?print=1", "prints (print=1)"),
        ("a?format=print", "prints (format=print)"),
        ("a?share=facebook", "shares"),
        ("email-this?u=1", "mails"),
        ("a?replytocom=12", "replies"),
        ("wiki?title=A&action=edit", "edits (action=edit)"),
        ("a?do=Delete&id=2", "deletes"),
    ],
)
def test_an_address_that_acts_is_never_visited(path: str, words: str) -> None:
    assert words in str(reason("https://x.gov/" + path, TODAY))


@pytest.mark.parametrize(
    ("path", "words"),
    [
        ("calendar/2031/05", "a calendar without end (the year 2031)"),
        ("events/month/2030-01", "a calendar without end (the year 2030)"),
        ("calendar?start-date=1970-01-01", "a calendar without end (the year 1970)"),
        ("schedule?month=2031-05", "a calendar without end (the year 2031)"),
        ("calendar?year=2999", "a calendar without end (the year 2999)"),
        ("a/b/a/b/a/b", "repeats its own folders"),
        ("en/a/en/b/en/c/en", "repeats its own folders"),
        ("x" * 2000, "more than 2,000 characters"),
        ("s?" + "&".join(f"p{n}=1" for n in range(21)), "more than 20 parameters"),
        ("/".join(str(n) for n in range(21)), "more than 20 folders"),
    ],
)
def test_an_address_without_end_is_never_visited(path: str, words: str) -> None:
    assert words in str(reason("https://x.gov/" + path, TODAY))


def test_what_a_sitemap_lists_is_no_trap() -> None:
    assert reason("https://x.gov/calendar/2031/05", TODAY, is_listed=True) is None


def test_what_a_sitemap_lists_must_not_act_all_the_same() -> None:
    assert "deletes" in str(reason("https://x.gov/node/1/delete", TODAY, is_listed=True))


@pytest.mark.parametrize("url", ["mailto:a@x.gov", "tel:311", "javascript:void(0)", "data:text/html,a", "ftp://x.gov/"])
def test_other_schemes_are_no_web_pages(url: str) -> None:
    assert str(reason(url, TODAY)) == f"{url.partition(':')[0]}: is not a web page"


@given(st.text() | st.text().map("https://x.gov/".__add__) | st.text().map("http:#/".__add__))
def test_junk_never_raises(junk: str) -> None:
    reason(junk, TODAY)
    document_kind(junk)
