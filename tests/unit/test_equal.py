"""What is called alike: which addresses are asked, how what they lead to is read, and when two of it differ."""

from __future__ import annotations

import pytest

from nyx_audit.catalogue.load import Catalogue
from nyx_audit.checks.equal import Likeness, likeness_of_content
from nyx_audit.engine.afterwards import destinations_needed
from nyx_audit.engine.gather.destinations import LinkDestinations, read_page
from nyx_audit.examples.server import Answer, page, serving
from nyx_audit.model.evidence.axe import AxeEvidence, AxeNode, AxeRule
from nyx_audit.model.evidence.page import Destination
from nyx_audit.model.evidence.visit import PageEvidence
from nyx_audit.model.outcome import Target, View
from nyx_audit.model.reason import Reason, ReasonCode
from nyx_audit.net.hosts import Hosts
from nyx_audit.net.pace import Pace


def content(text: str, *, title: str = "", headings: str = "", scripts: bool = False) -> Destination:
    return Destination(text=text, title=title, headings=headings, scripts=scripts, asks=scripts)


@pytest.mark.parametrize(
    ("one", "other", "likeness"),
    [
        ("Trout and bass, from April to October", "Trout and bass, from April to October", Likeness.SAME),
        ("Trout and bass, from April to October", "Deer season opens in autumn, tags are drawn", Likeness.DIFFERENT),
        ("Call 518 555 0100 for fishing", "Fishing: 518-555-0100 or by mail, write to us", Likeness.UNKNOWN),
        ("Call 518 555 0100 for fishing", "Call 518 555 0199 for hunting", Likeness.DIFFERENT),
        ("Trout and bass, from April to October", "", Likeness.DIFFERENT),
    ],
)
def test_content_differs_only_where_that_is_sure(one: str, other: str, likeness: Likeness) -> None:
    assert likeness_of_content(content(one), content(other), "learn more") is likeness


def test_two_pages_that_both_say_what_the_link_says_are_left_to_a_person() -> None:
    one = content("Monday to Friday in Albany, counter three", headings="Opening hours")
    other = content("On Saturdays the harbour is open", headings="Opening hours of the harbour")
    assert likeness_of_content(one, other, "opening hours") is Likeness.UNKNOWN


def test_pages_that_their_scripts_fill_by_the_address_differ() -> None:
    assert likeness_of_content(content("", scripts=True), content("", scripts=True), "more") is Likeness.DIFFERENT
    assert likeness_of_content(content(""), content(""), "more") is Likeness.UNKNOWN


def test_what_is_hidden_or_around_the_content_is_not_read() -> None:
    html = page('<nav>Menu</nav><p>Fees</p><p hidden>Old</p><p style="display: none">Older</p><footer>Imprint</footer>')
    read, onward = read_page(html.encode(), "http://a.example/")
    assert (read.text, onward) == ("Fees", None)


def test_a_page_that_goes_on_at_once_is_a_redirect_and_one_that_waits_is_not() -> None:
    at_once = b"<meta http-equiv=refresh content=\"0; url='/new'\">"
    assert read_page(at_once, "http://a.example/")[1] == "/new"
    assert read_page(at_once.replace(b"0;", b"30;"), "http://a.example/")[1] is None


async def test_addresses_are_fetched_once_without_cookies_and_what_acts_is_not() -> None:
    away = Answer(status=302, headers={"Location": "/fees", "Set-Cookie": "a=1"})
    with serving({"/fees": page("<p>Fees</p>"), "/old": away, "/logout": page("bye")}) as server:
        fetched = LinkDestinations(Hosts(Pace()))
        needed = [f"{server.url}{path}" for path in ("/fees", "/old", "/logout")]
        for _ in range(2):
            found = await fetched.gather(needed, server.url, 100)
        redirected, acting = found[needed[1]], found[needed[2]]
        assert isinstance(redirected, Destination)
        assert redirected.final == needed[0]
        assert isinstance(acting, Reason)
        assert acting.code is ReasonCode.ACTION
        assert [seen.path for seen in server.seen].count("/old") == 1
        assert {seen.method for seen in server.seen} == {"GET"}
        assert not any("cookie" in seen.headers for seen in server.seen)


async def test_a_page_of_the_net_cannot_send_us_to_this_machine() -> None:
    with serving({"/fees": page("<p>Fees</p>")}) as server:
        found = await LinkDestinations(Hosts(Pace())).gather([f"{server.url}/fees"], "https://www.ny.gov/", 100)
        refused = found[f"{server.url}/fees"]
        assert isinstance(refused, Reason)
        assert refused.code is ReasonCode.PRIVATE_ADDRESS
        assert not server.seen


def test_two_of_each_group_are_asked_first_and_never_more_than_twenty(catalogue: Catalogue) -> None:
    rule = catalogue.rules["identical-links-same-purpose"]
    nodes = tuple(
        AxeNode(Target(f"{name}{at}", "a"), "", {"name": name, "address": f"https://a.example/{name}/{at}"})
        for name, count in (("more", 30), ("apply", 2))
        for at in range(count)
    )
    found = AxeEvidence({"own/equal-links": AxeRule(cant_tell=nodes)})
    evidence = PageEvidence("https://a.example/", "https://a.example/", 200, axe={View.DESKTOP: found})
    needed = destinations_needed([rule], evidence)
    assert len(needed) == 20
    assert {f"https://a.example/apply/{at}" for at in range(2)} <= set(needed[:4])
