"""Which addresses are one page, and which only look like it."""

from __future__ import annotations

from dataclasses import replace

import pytest

from nyx_audit.crawl.twins import Shown, twins
from nyx_audit.model.facts import BLOCKS_KEPT, Block
from nyx_audit.net.addresses import twin_key
from tests.support.sites import facts

TEXT = "Bring your old license."


def shown(path: str, text: str = TEXT, *, canonical: str = "", named: bool = False) -> Shown:
    own = replace(facts(text=text), canonical=f"https://x.gov{canonical}" if canonical else "")
    return Shown(f"https://x.gov{path}", f"https://x.gov{path}", own, named)


def found(*pages: Shown) -> dict[str, str]:
    return {
        one.removeprefix("https://x.gov"): other.removeprefix("https://x.gov") for one, other in twins(pages).items()
    }


@pytest.mark.parametrize(
    ("path", "other"),
    [
        ("/", "/index.html"),
        ("/a/", "/a/index.php"),
        ("/a", "/a/"),
        ("/a/b", "/a//b"),
        ("/a", "/a?utm_source=x&from=menu"),
    ],
)
def test_two_addresses_that_are_written_almost_alike_and_show_the_same_are_one_page(path: str, other: str) -> None:
    assert found(shown(other), shown(path)) == {other: path}


@pytest.mark.parametrize("path", ["/index.html", "//"])
def test_two_addresses_that_show_different_pages_are_two(path: str) -> None:
    assert found(shown("/"), shown(path, "Another page.")) == {}


def test_a_page_that_names_another_as_its_own_address_and_shows_the_same_is_that_page() -> None:
    assert found(shown("/item?id=7", canonical="/seven"), shown("/seven", canonical="/seven")) == {
        "/item?id=7": "/seven"
    }


def test_a_template_that_names_the_home_page_on_every_page_is_not_believed() -> None:
    assert found(shown("/", canonical="/"), shown("/a", "Another page.", canonical="/")) == {}


def test_pages_that_show_the_same_and_do_not_say_that_they_are_one_are_two() -> None:
    assert found(shown("/item?id=1"), shown("/item?id=2")) == {}


def test_of_pages_that_name_a_page_that_was_not_visited_one_is_kept() -> None:
    pages = [shown(f"/item?view={number}", canonical="/item") for number in range(3)]
    assert found(*pages) == {"/item?view=1": "/item?view=0", "/item?view=2": "/item?view=0"}


def test_a_page_that_a_person_named_is_never_a_twin() -> None:
    assert found(shown("/index.html", named=True), shown("/")) == {"/": "/index.html"}
    assert found(shown("/index.html", named=True), shown("/", named=True)) == {}


@pytest.mark.parametrize("text", ["", "a" * BLOCKS_KEPT], ids=["nothing", "more than was kept"])
def test_of_pages_of_which_too_little_is_known_nothing_is_believed(text: str) -> None:
    assert found(shown("/", text), shown("/index.html", text)) == {}


def test_what_a_page_names_as_its_address_may_be_anything() -> None:
    strange = replace(facts(text=TEXT), canonical="mailto:clerk@x.gov")
    assert (
        found(
            Shown("https://x.gov/a", "", strange), Shown("https://x.gov/b", "", replace(strange, canonical="http://["))
        )
        == {}
    )


def test_the_order_in_which_pages_were_visited_makes_no_difference() -> None:
    pages = [shown("/"), shown("/index.html"), shown("//"), shown("/x", canonical="/")]
    assert found(*pages) == found(*reversed(pages))


def test_addresses_that_differ_in_what_they_show_have_another_key() -> None:
    assert twin_key("https://x.gov/a?page=1") != twin_key("https://x.gov/a?page=2")
    assert twin_key("https://x.gov/a") != twin_key("https://x.gov/b")


def test_pages_with_much_text_are_compared_by_all_of_it() -> None:
    long = [Block("p", "a" * 1000)] * 3
    one, other = shown("/"), shown("/index.html")
    pages = [
        replace(one, facts=replace(one.facts, blocks=tuple(long))),
        replace(other, facts=replace(other.facts, blocks=(*long, Block("p", "b")))),
    ]
    assert found(*pages) == {}
