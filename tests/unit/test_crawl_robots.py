"""What robots.txt lets us visit."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from nyx_audit.net.robots import MAX_SIZE, HostRobots, Robots

SITE = "https://x.gov"
FORBIDDEN = "robots.txt does not allow it"


@pytest.mark.parametrize("status", [301, 400, 401, 403, 404, 410])
def test_a_host_without_the_file_allows_everything(status: int) -> None:
    assert Robots.read(status, "User-agent: *\nDisallow: /").reason(SITE + "/a") is None


@pytest.mark.parametrize(
    ("status", "words"), [(500, "status 500"), (503, "status 503"), (429, "status 429"), (None, "fetched")]
)
def test_a_host_that_fails_forbids_everything_and_says_why(status: int | None, words: str) -> None:
    robots = Robots.read(status)
    assert words in str(robots.reason(SITE + "/"))
    assert "nothing may be visited" in robots.closed


def test_rules_for_everyone_hold_for_us() -> None:
    robots = Robots.read(200, "User-agent: *\nDisallow: /private/*.html$\nAllow: /private/open.html\n")
    assert str(robots.reason(SITE + "/private/a.html")) == FORBIDDEN
    assert robots.reason(SITE + "/private/a.html?x") is None
    assert robots.reason(SITE + "/private/open.html") is None


@pytest.mark.parametrize("agent", ["nyx-audit", "NYX-Audit", "nyx-audit/2.0", "nyx-audit # us"])
def test_rules_for_our_name_replace_those_for_everyone(agent: str) -> None:
    robots = Robots.read(
        200, f"User-agent: *\nDisallow: /all\n\nUser-agent: {agent}\nDisallow: /ours\nCrawl-delay: 4\n"
    )
    assert str(robots.reason(SITE + "/ours")) == FORBIDDEN
    assert robots.reason(SITE + "/all") is None
    assert robots.crawl_delay == 4


@pytest.mark.parametrize("agent", ["nyx", "nyx-auditor", "audit", "Googlebot"])
def test_rules_for_another_name_are_not_ours(agent: str) -> None:
    robots = Robots.read(200, f"User-agent: {agent}\nDisallow: /theirs\nUser-agent: *\nDisallow: /all\n")
    assert str(robots.reason(SITE + "/all")) == FORBIDDEN
    robots = Robots.read(200, f"User-agent: {agent}\nDisallow: /theirs\n\nUser-agent: *\nDisallow: /all\n")
    assert robots.reason(SITE + "/theirs") is None


def test_a_page_in_its_place_allows_everything() -> None:
    assert Robots.read(200, "<html><body>Not found</body></html>").reason(SITE + "/a") is None


def test_sitemaps_and_delay_are_read_and_bounded() -> None:
    text = "Sitemap: https://x.gov/s.xml\nSitemap: ftp://x.gov/s.xml\nUser-agent: *\nCrawl-delay: 99999\n"
    robots = Robots.read(200, text)
    assert robots.sitemaps == ("https://x.gov/s.xml",)
    assert robots.crawl_delay == 600


def test_what_is_dropped_is_noted() -> None:
    assert (
        "of the 2 sitemaps that it names, 1 can be read"
        in Robots.read(200, "Sitemap: ftp://x.gov/s.xml\nSitemap: https://x.gov/s.xml").notes[0]
    )
    assert "first 512,000 bytes" in Robots.read(200, "#" * MAX_SIZE + "\n").notes[0]
    assert Robots.read(200, "Sitemap: https://x.gov/s.xml").notes == ()


@pytest.mark.parametrize("delay", ["-3", "0", "inf", "nan", "soon"])
def test_a_senseless_delay_is_none(delay: str) -> None:
    assert Robots.read(200, f"User-agent: *\nCrawl-delay: {delay}\n").crawl_delay is None


def test_what_is_beyond_the_size_limit_is_not_read() -> None:
    robots = Robots.read(200, "#" * MAX_SIZE + "\nUser-agent: *\nDisallow: /\n")
    assert robots.reason(SITE + "/a") is None


def test_each_host_has_its_own_file_and_an_unread_one_is_closed() -> None:
    robots = HostRobots({"x.gov": Robots.read(404), "y.gov": Robots.read(200, "User-agent: *\nDisallow: /")})
    assert robots.reason("http://x.gov/a") is None
    assert str(robots.reason("https://y.gov/a")) == FORBIDDEN
    assert str(robots.reason("https://z.gov/a")) == "robots.txt of its host was not read"


@given(st.text(), st.text().map("https://x.gov/".__add__))
def test_junk_never_raises(text: str, url: str) -> None:
    Robots.read(200, "User-agent: *\nDisallow: " + text).reason(url)
