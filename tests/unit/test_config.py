"""sites.yaml: what it says, what is refused, and in which words."""

import re
from pathlib import Path

import jsonschema
import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from nyx_audit.config.sites import Config, load_config, sites_for_addresses
from nyx_audit.config.sites_file import json_schema, template
from nyx_audit.errors import InputError, UsageError

ROOT = Path(__file__).parents[2]
SMALL = """\
version: 1
defaults: {max_pages: 50, rate: 1.0, languages: [en, es]}
agencies:
  - id: doh
    name: Department of Health
    sites:
      - id: health
        name: Health
        start: [https://health.ny.gov/]
      - id: vital
        name: Vital records
        start: [health.ny.gov/vital/index.htm]
        max_pages: 5
        languages: [en]
        pages: ["/contact?a=1", "https://health.ny.gov/help"]
        also_hosts: [WWW.health.ny.gov]
        exclude: ["*/old/*"]
        owner: web@health.ny.gov
  - id: dmv
    name: Motor Vehicles
    sites: [{id: dmv, name: DMV, start: [https://dmv.ny.gov/a], prefix: /a}]
"""


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "sites.yaml"


def load(path: Path, text: str = SMALL) -> Config:
    path.write_text(text, encoding="utf-8")
    return load_config(path)


def refusal(path: Path, old: str, new: str) -> str:
    """Return the words by which SMALL is refused once `old` is replaced in it."""
    assert old in SMALL
    with pytest.raises(InputError) as caught:
        load(path, SMALL.replace(old, new, 1))
    assert "\n" not in str(caught.value)
    return str(caught.value).removeprefix(str(path))


def test_a_site_takes_what_it_leaves_out_from_the_defaults(path: Path) -> None:
    health, vital, _ = load(path).sites
    assert (health.max_pages, health.rate, health.languages) == (50, 1.0, ("en", "es"))
    assert (vital.max_pages, vital.rate, vital.languages) == (5, 1.0, ("en",))
    assert (vital.max_depth, vital.timeout, vital.sitemaps) == (10, 60, True)
    assert (vital.limits.max_pages, vital.limits.max_depth) == (5, 10)


def test_a_site_knows_its_agency_owner_and_scope(path: Path) -> None:
    _, vital, dmv = load(path).sites
    assert (vital.site.id, vital.site.agency) == ("vital", "Department of Health")
    assert (vital.site.url, vital.site.owner) == ("https://health.ny.gov/vital/index.htm", "web@health.ny.gov")
    assert vital.scope.reason("http://www.health.ny.gov/vital/a") is None
    assert str(vital.scope.reason("https://health.ny.gov/vital/old/a")) == "excluded by the pattern */old/*"
    assert str(vital.scope.reason("https://health.ny.gov/a")) == "outside /vital/"
    assert dmv.scope.reason("https://dmv.ny.gov/a/b") is None


def test_a_pinned_page_may_be_a_path(path: Path) -> None:
    assert load(path).sites[1].pages == ("https://health.ny.gov/contact?a=1", "https://health.ny.gov/help")


def test_sites_are_picked_by_their_id_and_by_their_agency(path: Path) -> None:
    config = load(path)
    ids = [[one.site.id for one in config.pick(ids)] for ids in ([], ["vital"], ["dmv", "doh", "health"])]
    assert ids == [["health", "vital", "dmv"], ["vital"], ["dmv", "health", "vital"]]


def test_an_unknown_id_is_refused_with_the_nearest(path: Path) -> None:
    with pytest.raises(UsageError, match=r'there is no site "helth" \(did you mean "health"\?\); there are health, '):
        load(path).pick(["helth"])


@pytest.mark.parametrize(
    ("old", "new", "words"),
    [
        ("max_pages: 5\n", "max_page: 5\n", ':13: unknown key "agencies.0.sites.1.max_page" (did you mean "max_pages"'),
        ("rate: 1.0", "rat: 1.0", ':2: unknown key "defaults.rat" (did you mean "rate"?)'),
        ("rate: 1.0", "rate: 20.0", ":2: defaults.rate: 20.0 is not allowed: input should be less than or equal to 10"),
        ("max_pages: 50", 'max_pages: "50"', ':2: defaults.max_pages: "50" is not allowed'),
        ("languages: [en, es]", "languages: [english!]", ':2: defaults.languages: "english!" is not a language tag'),
        ("languages: [en, es]", "languages: [no]", ':2: "no" is read as a bool by YAML'),
        ("id: vital", "id: Vital_Records", ':10: agencies.0.sites.1.id: "Vital_Records" is not allowed'),
        ("id: vital", "id: health", ':10: the id "health" is taken by line 7'),
        ("id: vital", "id: doh", ':10: the id "doh" is taken by line 4'),
        ("id: vital", "id: dmv", ':21: the id "dmv" is taken by line 10'),
        ("[https://health.ny.gov/]", "[]", ":9: agencies.0.sites.0.start: [] is not allowed"),
        ("[https://health.ny.gov/]", "[ftp://health.ny.gov/]", "ftp is neither http nor https"),
        ("[https://health.ny.gov/]", "https://health.ny.gov/", "is not a list; put it in brackets"),
        ('"https://health.ny.gov/help"', "https://dmv.ny.gov/help", '15: pages: "https://dmv.ny.gov/help" is not of'),
        ('"*/old/*"', "old", 'a pattern begins with / or *'),
        ("WWW.health.ny.gov", "https://www.health.ny.gov", "is not a host name; leave out https://"),
        ("WWW.health.ny.gov", "a..b", "the host name is not valid"),
        ("version: 1", "version: 2", ":1: version: 2 is not allowed; allowed are 1"),
        ("        name: Health\n", "", ':7: "agencies.0.sites.0.name" is missing'),
    ],
)  # fmt: skip
def test_a_mistake_is_one_line_that_names_the_place_and_what_is_allowed(
    path: Path, old: str, new: str, words: str
) -> None:
    assert words in refusal(path, old, new)


def test_an_address_is_a_site_with_the_defaults() -> None:
    (one,) = sites_for_addresses(["dmv.ny.gov/Forms/index.html"])
    assert (one.site.id, one.site.name, one.site.url) == (
        "dmv-ny-gov-forms",
        "dmv.ny.gov/Forms",
        "https://dmv.ny.gov/Forms/index.html",
    )
    assert (one.starts, one.pages, one.max_pages, one.rate) == ((one.site.url,), (), 200, 2.0)
    assert str(one.scope.reason("https://dmv.ny.gov/")) == "outside /Forms/"
    assert sites_for_addresses(["http://127.0.0.1:8000"])[0].site.id == "127-0-0-1-8000"


def test_what_is_no_address_is_no_site() -> None:
    with pytest.raises(UsageError, match="write it like"):
        sites_for_addresses(["health"])


@given(st.text())
def test_no_text_is_a_fault(text: str) -> None:
    try:
        words = sites_for_addresses([text])[0].site.id
    except UsageError as error:
        words = str(error)
    assert words


def test_the_template_loads(path: Path) -> None:
    config = load(path, template())
    assert [one.site.id for one in config.sites] == ["my-site"]


def test_every_example_in_the_template_loads(path: Path) -> None:
    text = re.sub("^        # ", "        ", template(), flags=re.MULTILINE)
    site = load(path, text).sites[0]
    assert (site.max_pages, site.scope.prefix, site.scope.include) == (100, "/forms/", ("/forms/*",))


def test_the_sites_of_new_york_load() -> None:
    config = load_config(ROOT / "sites.yaml")
    assert [one.site.url for one in config.sites] == [
        "https://health.ny.gov/",
        "https://dmv.ny.gov/",
        "https://dol.ny.gov/",
        "https://www.ny.gov/",
    ]
    assert all(len(one.languages) == 13 for one in config.sites)


@pytest.mark.parametrize("text", [SMALL, template(), (ROOT / "sites.yaml").read_text(encoding="utf-8")])
def test_the_schema_is_valid_and_admits_what_loads(text: str) -> None:
    schema = json_schema()
    jsonschema.Draft202012Validator.check_schema(schema)
    jsonschema.validate(yaml.safe_load(text), schema)


def test_the_schema_describes_every_key_and_refuses_unknown_ones() -> None:
    schema = json_schema()
    for part in (schema, *schema["$defs"].values()):
        assert part["additionalProperties"] is False
        for name, key in part["properties"].items():
            assert key.get("description"), name
    assert "default" not in schema["$defs"]["SiteFile"]["properties"]["max_pages"]


def test_an_address_that_is_named_twice_is_one_site() -> None:
    (one,) = sites_for_addresses(["https://x.gov", "x.gov", "https://X.gov/#top"])
    assert one.starts == ("https://x.gov",)


def test_addresses_in_one_folder_are_starts_of_one_site_and_those_in_others_are_other_sites() -> None:
    found = sites_for_addresses(["https://x.gov/a", "https://x.gov/b", "https://x.gov/forms/", "https://y.gov/"])
    assert [one.starts for one in found] == [
        ("https://x.gov/a", "https://x.gov/b"),
        ("https://x.gov/forms/",),
        ("https://y.gov/",),
    ]
    assert len({one.site.id for one in found}) == 3
