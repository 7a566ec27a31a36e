"""Sitemaps, whole and broken."""

import gzip
import itertools
import zlib
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from nyx_audit.crawl import sitemap
from nyx_audit.crawl.sitemap import Sitemap, parse_sitemap

HEAD = b'<?xml version="1.0" encoding="UTF-8"?>\n'
SPACE = (
    b' xmlns="http://www.sitemaps.org/schemas/sitemap/0.9" xmlns:i="http://www.google.com/schemas/sitemap-image/1.1"'
)


def urlset(*urls: str) -> bytes:
    rows = "".join(f"<url><loc> {url} </loc><priority>1</priority></url>" for url in urls)
    return HEAD + b"<urlset" + SPACE + b">" + rows.encode() + b"</urlset>"


def test_a_list_names_pages() -> None:
    assert parse_sitemap(urlset("https://x.gov/a", "https://x.gov/b?c&amp;d")) == Sitemap(
        ("https://x.gov/a", "https://x.gov/b?c&d")
    )


def test_an_index_names_sitemaps() -> None:
    data = HEAD + b"<sitemapindex" + SPACE + b"><sitemap><loc>https://x.gov/1.xml</loc></sitemap></sitemapindex>"
    assert parse_sitemap(data) == Sitemap((), ("https://x.gov/1.xml",))


def test_addresses_of_images_are_no_pages() -> None:
    row = b"<url><loc>https://x.gov/a</loc><i:image><i:loc>https://x.gov/a.jpg</i:loc></i:image></url>"
    assert parse_sitemap(b"<urlset" + SPACE + b">" + row + b"</urlset>").pages == ("https://x.gov/a",)


def test_a_text_names_a_page_a_line() -> None:
    assert parse_sitemap(b"\xef\xbb\xbfhttps://x.gov/a\r\n\r\nhttps://x.gov/b\n").pages == (
        "https://x.gov/a",
        "https://x.gov/b",
    )


def test_a_gzipped_list_is_unpacked() -> None:
    assert parse_sitemap(gzip.compress(urlset("https://x.gov/a"))).pages == ("https://x.gov/a",)


def test_other_encodings_are_read() -> None:
    text = "<?xml version='1.0' encoding='UTF-16'?><urlset><url><loc>https://x.gov/é</loc></url></urlset>"
    assert parse_sitemap(text.encode("utf-16")).pages == ("https://x.gov/é",)


def test_of_a_list_that_breaks_off_the_beginning_is_read() -> None:
    found = parse_sitemap(urlset("https://x.gov/a", "https://x.gov/b")[:-50])
    assert found.pages == ("https://x.gov/a",)
    assert "XML is broken" in found.problem


def test_a_bare_ampersand_does_not_cut_an_address() -> None:
    assert parse_sitemap(urlset("https://x.gov/?a&b=&#49;&copy")).pages == ("https://x.gov/?a&b=1&copy",)


def test_marked_text_is_read_as_it_stands() -> None:
    assert parse_sitemap(urlset("<![CDATA[https://x.gov/?a&b]]>")).pages == ("https://x.gov/?a&b",)


def test_of_a_gzip_that_breaks_off_the_beginning_is_read() -> None:
    data = gzip.compress(urlset(*(f"https://x.gov/{n}" for n in range(5000))))
    found = parse_sitemap(data[: len(data) // 2])
    assert found.pages[0] == "https://x.gov/0"
    assert found.problem == "its gzip breaks off"


@pytest.mark.parametrize("data", [b"", b"hello", b"<html><body><a href='https://x.gov/'>a</a></body></html>", b"<"])
def test_what_is_no_sitemap_is_a_problem(data: bytes) -> None:
    found = parse_sitemap(data)
    assert not found.pages
    assert found.problem


def test_addresses_of_other_schemes_are_left_out() -> None:
    assert parse_sitemap(urlset("/a", "javascript:alert(1)", "https://x.gov/a")).pages == ("https://x.gov/a",)


def test_a_bomb_of_entities_does_not_go_off() -> None:
    names = "abcdefghij"
    entities = "".join(f'<!ENTITY {b} "{("&" + a + ";") * 10}">' for a, b in itertools.pairwise(names))
    data = f'<!DOCTYPE u [<!ENTITY a "https://x.gov/">{entities}]><urlset><url><loc>&j;</loc></url></urlset>'
    assert parse_sitemap(data.encode()).pages == ()


def test_a_file_of_this_machine_is_not_read(tmp_path: Path) -> None:
    (tmp_path / "secret").write_text("https://x.gov/secret")
    data = f'<!DOCTYPE u [<!ENTITY a SYSTEM "file://{tmp_path}/secret">]><urlset><url><loc>&a;</loc></url></urlset>'
    assert parse_sitemap(data.encode()).pages == ()


def test_a_bomb_of_gzip_is_cut_off(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sitemap, "MAX_SIZE", 100_000)
    packer = zlib.compressobj(9, zlib.DEFLATED, zlib.MAX_WBITS | 16)
    data = packer.compress(urlset("https://x.gov/a")[:-9] + b" " * 5_000_000) + packer.flush()
    found = parse_sitemap(data)
    assert found.pages == ("https://x.gov/a",)
    assert "larger than" in found.problem


def test_addresses_beyond_the_limit_are_left_out_and_said_so() -> None:
    full = [f"https://x.gov/{n}" for n in range(50_000)]
    assert parse_sitemap(urlset(*full)).problem == ""
    found = parse_sitemap(urlset(*full, "https://x.gov/more"))
    assert len(found.pages) == 50_000
    assert "more than 50,000 addresses" in found.problem
    assert parse_sitemap("\n".join([*full, "https://x.gov/more"]).encode()).problem == found.problem


@given(st.binary() | st.binary().map(b"<urlset>".__add__) | st.binary().map(b"\x1f\x8b\x08".__add__))
def test_junk_never_raises(data: bytes) -> None:
    parse_sitemap(data)
