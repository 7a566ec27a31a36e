"""When two addresses are one page, and what a person may write as an address."""

from collections.abc import Callable

import pytest
from hypothesis import given
from hypothesis import strategies as st

from nyx_audit.errors import UsageError
from nyx_audit.net.addresses import (
    alternate_key,
    canonical,
    history_key,
    host_of,
    is_loopback,
    is_same_host,
    page_key,
    path_of,
    purpose_key,
    read_address,
    request_key,
    site_key,
    sitemap_key,
    without_secrets,
)


@pytest.mark.parametrize(
    ("url", "key"),
    [
        ("HTTP://Health.NY.gov:80", "http://health.ny.gov/"),
        ("https://health.ny.gov:443/a#top", "https://health.ny.gov/a"),
        ("https://health.ny.gov:8443/a", "https://health.ny.gov:8443/a"),
        ("https://x.gov./a", "https://x.gov/a"),
        ("https://x.gov/a/../b/./c", "https://x.gov/b/c"),
        ("https://x.gov/%7euser/%c3%a9", "https://x.gov/~user/%C3%A9"),
        ("https://x.gov/é", "https://x.gov/%C3%A9"),
        ("https://x.gov/a%2Fb", "https://x.gov/a%2Fb"),
        ("https://x.gov/a?utm_source=x&b=2&a=1&gclid=3&fbclid=4&mc_cid=5", "https://x.gov/a?b=2&a=1"),
        ("https://x.gov/a?utm_source=x", "https://x.gov/a"),
        ("https://x.gov/a;jsessionid=0A1B?PHPSESSID=1", "https://x.gov/a"),
        ("https://x.gov/a/.;jsessionid=1/b", "https://x.gov/a/b"),
        ("https://x.gov/a;v=1", "https://x.gov/a;v=1"),
        ("https://x.gov/a?sid=0a1b2c3d4e5f60718293", "https://x.gov/a"),
        ("https://x.gov/a?session_id=0a1b2c3d4e5f60718293", "https://x.gov/a"),
        ("https://x.gov/a?", "https://x.gov/a"),
        ("https://x.gov/a#b", "https://x.gov/a"),
        ("https://x.gov:443/?utm_source=x#/a/b", "https://x.gov/#/a/b"),
        ("https://x.gov#!a", "https://x.gov/#!a"),
        ("https://[::1]:443/a", "https://[::1]/a"),
        ("https://münchen.de/", "https://xn--mnchen-3ya.de/"),
    ],
)
def test_what_makes_no_difference_to_the_page_is_not_in_its_key(url: str, key: str) -> None:
    assert canonical(url) == key


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("https://x.gov/Forms", "https://x.gov/forms"),
        ("https://x.gov/a", "https://x.gov/a/"),
        ("https://x.gov/a?a=1&b=2", "https://x.gov/a?b=2&a=1"),
        ("https://x.gov/station?sid=12", "https://x.gov/station?sid=13"),
        ("https://x.gov/hearing?session_id=1", "https://x.gov/hearing?session_id=2"),
        ("https://x.gov/hearing?sessionid=2026-spring", "https://x.gov/hearing?sessionid=2026-fall"),
    ],
)
def test_what_can_be_another_page_has_another_key(one: str, other: str) -> None:
    assert canonical(one) != canonical(other)


@pytest.mark.parametrize(
    "url",
    ["", "a/b", "mailto:a@ny.gov", "javascript:void(0)", "http://", "http:///a", "http://x:99999/", "http://x:0/",
     "http://[::1", "http://a b/", "https://ny.gov\\@evil.example/", "http://\ud800/", "http://me:secret@ny.gov/",
     "http://%41.gov/"],
)  # fmt: skip
def test_what_is_no_web_address_has_no_key(url: str) -> None:
    with pytest.raises(ValueError, match=r"."):
        canonical(url)


paths = st.text(st.sampled_from("aB./;?&=%#+é~ \t\\:@,2fjsessionidutm_"), max_size=40)


@given(paths)
def test_the_key_of_a_key_is_the_key(path: str) -> None:
    key = canonical("http://ny.gov/" + path)
    assert canonical(key) == key
    assert canonical("HTTP://NY.GOV:80/" + path) == key


@given(st.text() | st.text().map("http://".__add__) | st.text(st.sampled_from("[]:/@%.x0\\é?#")).map("http://".__add__))
def test_junk_raises_nothing_but_a_value_error(junk: str) -> None:
    try:
        key = canonical(junk)
    except ValueError:
        return
    assert canonical(key) == key


def test_http_and_https_are_one_host_and_one_page() -> None:
    assert host_of("http://X.gov:80/") == host_of("https://x.gov") == "x.gov"
    assert page_key("http://x.gov/a?b") == page_key("https://x.gov/a?b#c") == "x.gov/a?b"
    assert host_of("http://x.gov:8080/") == "x.gov:8080"


def test_the_order_of_parameters_makes_no_other_page() -> None:
    assert page_key("https://x.gov/a?b=2&a=1") == page_key("https://x.gov/a?a=1&b=2")


def test_a_route_is_not_a_part_of_the_query() -> None:
    assert page_key("https://x.gov/?b=1&a=2#/list?d=1&c=2") == "x.gov/?a=2&b=1#/list?d=1&c=2"


def test_the_order_of_parameters_of_one_name_stays() -> None:
    assert page_key("https://x.gov/a?sort=b&sort=a") != page_key("https://x.gov/a?sort=a&sort=b")


def test_a_page_of_a_server_on_another_port_keeps_its_history_key() -> None:
    assert history_key("http://127.0.0.1:4001/a?b=1", "http://127.0.0.1:4001/") == "/a?b=1"
    assert history_key("http://127.0.0.1:4002/a?b=1", "http://127.0.0.1:4002/x/") == "/a?b=1"
    assert history_key("https://other.gov/a", "http://127.0.0.1:4002/") == "https://other.gov/a"


def test_a_link_to_the_index_of_a_folder_leads_to_the_folder() -> None:
    assert site_key("http://X.gov/a/index.html#b") == site_key("https://x.gov/a/?utm_source=c") == "x.gov/a/"
    assert site_key("https://x.gov/my-index.html") == "x.gov/my-index.html"


def test_http_and_https_are_requested_apart() -> None:
    assert request_key("http://x.gov/index.html#a") == "http://x.gov/"
    assert request_key("HTTPS://x.gov/") == "https://x.gov/"


def test_a_sitemap_may_have_another_scheme_www_or_last_slash_but_no_other_query() -> None:
    assert sitemap_key("http://www.x.gov/a/?b=1") == sitemap_key("https://x.gov/a?b=1")
    assert sitemap_key("https://x.gov/a?b=1") != sitemap_key("https://x.gov/a?b=2")


def test_versions_in_other_languages_name_a_page_whatever_its_query_and_case() -> None:
    assert alternate_key("https://x.gov/A/?page=2") == alternate_key("https://x.gov/a")
    assert alternate_key("https://x.gov/a") != alternate_key("https://x.gov/b")


def test_links_of_one_purpose_may_state_where_a_visitor_comes_from() -> None:
    assert purpose_key("https://www.x.gov/a/index.php?ref=menu&b=1") == purpose_key("https://x.gov/a?b=1&src=footer")
    assert purpose_key("https://x.gov/a?b=1") != purpose_key("https://x.gov/a?b=2")


@pytest.mark.parametrize("key", [site_key, request_key, purpose_key])
@pytest.mark.parametrize("url", ["", "tel:1", "mailto:a@x.gov?ref=b", "http://[::1", "srcdoc:<a href='?ref=1'>"])
def test_what_is_not_a_web_address_is_its_own_key(key: Callable[[str], str], url: str) -> None:
    assert key(url) == url


@given(st.text() | st.text().map("http://".__add__))
def test_no_key_of_a_site_check_raises(junk: str) -> None:
    keys = [key(junk) for key in (site_key, request_key, sitemap_key, alternate_key, purpose_key, path_of)]
    assert all(isinstance(key, str) for key in keys)


def test_a_default_port_is_no_other_host_and_junk_is_on_no_host() -> None:
    assert is_same_host("https://x.gov:443/a", "http://X.gov/b")
    assert not is_same_host("https://x.gov/", "https://www.x.gov/")
    assert not is_same_host("http://[::1", "http://[::1")


@pytest.mark.parametrize("url", ["http://localhost:1/", "http://app.localhost/", "http://127.8.9.1/", "http://[::1]/"])
def test_this_machine_is_loopback(url: str) -> None:
    assert is_loopback(url)


@pytest.mark.parametrize("url", ["http://localhost.ny.gov/", "http://128.0.0.1/", "https://ny.gov/"])
def test_other_machines_are_not_loopback(url: str) -> None:
    assert not is_loopback(url)


@pytest.mark.parametrize(
    ("text", "address"),
    [
        ("dmv.ny.gov", "https://dmv.ny.gov"),
        (" dmv.ny.gov/forms?x=1 ", "https://dmv.ny.gov/forms?x=1"),
        ("dmv.ny.gov:8443/x", "https://dmv.ny.gov:8443/x"),
        ("localhost:8000/a", "http://localhost:8000/a"),
        ("127.0.0.1", "http://127.0.0.1"),
        ("[::1]:8000", "http://[::1]:8000"),
        ("HTTP://Dmv.ny.gov/A#b", "HTTP://Dmv.ny.gov/A#b"),
        ("http://intranet/", "http://intranet/"),
    ],
)
def test_an_address_without_a_scheme_gets_one_and_a_complete_one_is_unchanged(text: str, address: str) -> None:
    assert read_address(text) == address


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("ftp://ny.gov", "ftp is neither http nor https"),
        ("mailto:me@ny.gov", "mailto is neither"),
        ("C:\\page.html", "c is neither"),
        ("health", "write it like"),
        ("", "not a web address"),
        ("http://", "it has no host"),
        ("http://[::1", "not a web address"),
        ("https://me:secret@ny.gov/", "name or password"),
        ("me@ny.gov", "name or password"),
        ("a b.gov", "host name is not valid"),
        ("http://ny.gov:99999", "not a web address"),
    ],
)
def test_what_is_no_address_is_refused_in_one_line(text: str, words: str) -> None:
    with pytest.raises(UsageError, match=words) as caught:
        read_address(text)
    assert "\n" not in str(caught.value)


@given(st.text())
def test_reading_an_address_raises_nothing_but_a_usage_error(text: str) -> None:
    try:
        address = read_address(text)
    except UsageError as error:
        words = str(error)
    else:
        words = canonical(address)
    assert len(words.splitlines()) == 1


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("https://anna:pw@a.example/b", "https://a.example/b"),
        ("leads to https://anna:p%40w@a.example/ now", "leads to https://a.example/ now"),
        ("//anna:pw@a.example/", "//a.example/"),
        ("https:\\\\anna:pw@a.example/", "https:\\\\a.example/"),
        ("https://a.example/?access_token=abc&page=2", "https://a.example/?access_token=…&page=2"),
        (
            "https://a.example/?X-Amz-Signature=abc&sig=d#id_token=e",
            "https://a.example/?X-Amz-Signature=…&sig=…#id_token=…",
        ),
        ("https://a.example/eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiIxIn0.abc", "https://a.example/…"),
    ],
)
def test_what_opens_something_is_not_shown(text: str, shown: str) -> None:
    assert without_secrets(text) == shown


@pytest.mark.parametrize(
    "text",
    ["mailto:anna@a.example", "Mail: anna@a.example", "https://a.example/@anna", "https://a.example/?q=anna@b.example",
     "https://a.example/?design=3&keyword=renew&zip-code=12207", "at 12:30 by anna@a.example"],
)  # fmt: skip
def test_what_opens_nothing_is_shown_as_it_is(text: str) -> None:
    assert without_secrets(text) == text


@pytest.mark.parametrize(
    "text", ["https://anna:geheim@a.example/", "anna:geheim@a.example/", "ftp://anna:geheim@a.example/?token=geheim"]
)
def test_an_address_that_is_refused_is_named_without_its_password(text: str) -> None:
    with pytest.raises(UsageError) as refused:
        read_address(text)
    assert "a.example" in str(refused.value)
    assert "geheim" not in str(refused.value)
