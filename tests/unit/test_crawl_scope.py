"""Which addresses belong to a site."""

import pytest

from nyx_audit.crawl.scope import Scope


def test_the_folder_of_the_first_start_is_the_scope() -> None:
    assert Scope.of(["https://x.gov"]).prefix == "/"
    assert Scope.of(["https://x.gov/health"]).prefix == "/"
    assert Scope.of(["https://x.gov/health/"]).prefix == "/health/"
    assert Scope.of(["https://x.gov/health/index.html?a=/b/"]).prefix == "/health/"


@pytest.mark.parametrize(
    "url",
    [
        "http://x.gov/health/",
        "https://X.gov:443/health/a#b",
        "https://x.gov/health/a/b?c",
        "https://x.gov/a/../health/",
    ],
)
def test_what_lies_in_the_folder_on_the_host_is_in_scope(url: str) -> None:
    assert Scope.of(["https://x.gov/health/"]).reason(url) is None


@pytest.mark.parametrize(
    ("url", "reason"),
    [
        ("https://www.x.gov/health/", "another host (www.x.gov)"),
        ("https://x.gov:8443/health/", "another host (x.gov:8443)"),
        ("https://x.gov/healthy", "outside /health/"),
        ("https://x.gov/Health/", "outside /health/"),
        ("https://x.gov/health/../labor/", "outside /health/"),
        ("mailto:me@x.gov", "not a web address: it does not begin with http:// or https://"),
    ],
)
def test_what_lies_elsewhere_is_out_of_scope_with_the_reason(url: str, reason: str) -> None:
    assert str(Scope.of(["https://x.gov/health/"]).reason(url)) == reason


def test_a_prefix_is_a_folder_not_the_start_of_a_word() -> None:
    scope = Scope.of(["https://x.gov/"], prefix="/health")
    assert scope.reason("https://x.gov/health") is None
    assert scope.reason("https://x.gov/health/a") is None
    assert str(scope.reason("https://x.gov/healthcare")) == "outside /health"


def test_a_folder_is_in_scope_without_its_last_slash() -> None:
    scope = Scope.of(["https://x.gov/parks/"])
    assert scope.reason("https://x.gov/parks") is None
    assert scope.reason("https://x.gov/parkside")


def test_hosts_of_further_starts_and_aliases_are_in_scope() -> None:
    scope = Scope.of(["https://x.gov/", "https://forms.x.gov/a"], also_hosts=["www.x.gov"])
    assert scope.hosts == ("x.gov", "forms.x.gov", "www.x.gov")
    assert scope.reason("http://www.x.gov/a") is None


def test_a_pattern_excludes_with_its_name_in_the_reason() -> None:
    scope = Scope.of(["https://x.gov/"], exclude=["/internal/*", "*?sort=*", "/añ[oa]"])
    assert str(scope.reason("https://x.gov/internal/a/b")) == "excluded by the pattern /internal/*"
    assert str(scope.reason("https://x.gov/list?sort=up")) == "excluded by the pattern *?sort=*"
    assert str(scope.reason("https://x.gov/a%C3%B1o")) == "excluded by the pattern /añ[oa]"
    assert scope.reason("https://x.gov/internal") is None
    assert scope.reason("https://x.gov/Internal/a") is None


def test_with_patterns_to_include_one_must_match() -> None:
    scope = Scope.of(["https://x.gov/"], include=["/forms/*", "/help"], exclude=["/forms/old/*"])
    assert scope.reason("https://x.gov/forms/a") is None
    assert scope.reason("https://x.gov/help") is None
    assert str(scope.reason("https://x.gov/news")) == "matches none of the patterns to include (/forms/*, /help)"
    assert str(scope.reason("https://x.gov/forms/old/a")) == "excluded by the pattern /forms/old/*"


def test_what_a_pattern_leaves_out_is_still_inside_the_site() -> None:
    scope = Scope.of(["https://x.gov/"], exclude=["/internal/*"])
    assert scope.outside("https://x.gov/internal/a") is None
    assert str(scope.outside("https://y.gov/")) == "another host (y.gov)"
