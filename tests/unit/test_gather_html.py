"""Pages that are read without a browser: what is on them, and what must not hold up the night."""

from __future__ import annotations

import time
from contextlib import suppress

import pytest

from nyx_audit.engine.gather.destinations import read_page
from nyx_audit.engine.gather.html import HtmlError, elements, is_unseen, read_html, text_of

SIZE = 1_000_000
SOUND = "<p>Some words of a page, with <a href='/a'>a link</a></p>"


def text(html: str | bytes) -> str:
    root = read_html(html.encode() if isinstance(html, str) else html)
    return "" if root is None else text_of(root, is_unseen, 1000)


def seconds(html: str) -> float:
    began = time.process_time()
    # To say that it cannot be read is an answer, too.
    with suppress(HtmlError):
        read_page(html.encode(), "https://x.gov/")
    return time.process_time() - began


def test_the_parts_of_a_text_are_joined_by_spaces() -> None:
    assert text("<h1> Parks </h1><p>Open <b>all</b> year</p>") == "Parks Open all year"


def test_what_a_page_does_not_show_is_left_out_and_what_follows_it_is_not() -> None:
    assert text("<p>A<script>1</script>B<template><p>2</p></template>C<!-- 3 -->D</p>") == "A B CD"


def test_the_text_of_an_element_ends_with_the_element() -> None:
    root = read_html(b"<p><b>In</b> out</p>")
    assert root is not None
    assert text_of(next(root.iter("b")), is_unseen, 1000) == "In"


def test_text_is_read_up_to_a_limit() -> None:
    root = read_html(b"<p>one</p>" * 1000)
    assert root is not None
    assert text_of(root, is_unseen, 6) == "one on"


@pytest.mark.parametrize(
    "body",
    [
        "<p>Año</p>".encode(),
        "<p>Año</p>".encode("utf-16"),
        b"<meta charset=windows-1252><p>A\xf1o</p>",
        "<p>Añoñ".encode()[:-1],
    ],
    ids=["utf-8", "utf-16", "as the page says", "cut within a character"],
)
def test_a_page_is_read_in_its_encoding(body: bytes) -> None:
    assert text(body) == "Año"


def test_an_element_that_is_left_out_takes_its_children_along() -> None:
    root = read_html(b"<body><template><a href=x></a></template><a href=y></a>")
    assert root is not None
    assert [one.get("href") for one in elements(root, is_unseen) if one.tag == "a"] == ["y"]


@pytest.mark.parametrize("body", ["", " ", "<!-- -->"])
def test_an_empty_page_says_nothing(body: str) -> None:
    assert text(body) == ""


@pytest.mark.parametrize("tag", ["b", "div", "nav", "h1", "table><tr><td"])
def test_elements_within_each_other_without_end_are_not_read(tag: str) -> None:
    with pytest.raises(HtmlError):
        read_html(f"<{tag}>".encode() * 10_000)


@pytest.mark.parametrize(
    "part", ["<br>", "<b>", "<p><b>", "<!---->", "&", "<", "<p style='display :none'>", "<a href=x>"]
)
def test_no_page_takes_much_longer_to_read_than_a_sound_one_of_its_size(part: str) -> None:
    sound = seconds(SOUND * (SIZE // len(SOUND)))
    assert seconds(part * (SIZE // len(part))) < 30 * sound + 1


@pytest.mark.parametrize("content", ["0", "0.0", "5; url=/new", "05;url=/new", "", "0" + " " * SIZE + "/new"])
def test_a_page_that_only_loads_again_or_later_sends_nobody_on(content: str) -> None:
    html = f"<meta http-equiv=refresh content='{content}'>"
    assert read_page(html.encode(), "https://x.gov/")[1] is None


@pytest.mark.parametrize("content", [" 0 ; URL = '/new' ", "0;/new", "0, url=/new", "0 /new", "0.5;url=/new"])
def test_a_page_that_sends_its_visitors_on_says_where(content: str) -> None:
    html = f'<meta http-equiv=Refresh content="{content}">'
    assert read_page(html.encode(), "https://x.gov/")[1] == "/new"


def test_the_main_part_of_a_page_is_what_it_says() -> None:
    html = b"<header>Menu</header><main><h1>Parks</h1><p hidden>No</p><nav>Here</nav></main><footer>End</footer>"
    found = read_page(html, "https://x.gov/")[0]
    assert (found.headings, found.text) == ("Parks", "Parks Here")


def test_without_a_main_part_what_is_around_it_is_left_out() -> None:
    html = b"<header>Menu</header><h1>Parks</h1><footer>End</footer>"
    assert read_page(html, "https://x.gov/")[0].text == "Parks"
