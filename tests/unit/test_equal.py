"""What is called alike: which addresses are asked, how what they lead to is read, and when two of it differ."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import combinations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from nyx_audit.catalogue.load import Catalogue
from nyx_audit.checks import equal
from nyx_audit.checks.equal import judge_equal_links
from nyx_audit.checks.likeness import Likeness, apart, likeness_of_content
from nyx_audit.checks.registry import Case
from nyx_audit.engine.afterwards import destinations_needed
from nyx_audit.engine.gather.destinations import LinkDestinations, read_page
from nyx_audit.examples.server import Answer, page, serving
from nyx_audit.model.evidence.axe import AxeEvidence, AxeNode, AxeRule
from nyx_audit.model.evidence.page import Destination
from nyx_audit.model.evidence.visit import PageEvidence
from nyx_audit.model.outcome import Outcome, Target, View
from nyx_audit.model.reason import Reason, ReasonCode
from nyx_audit.net.addresses import purpose_key
from nyx_audit.net.hosts import Hosts
from nyx_audit.net.pace import Pace
from tests.support.build import rule


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


ADDRESSES = st.builds(
    "{}{}{}".format,
    st.sampled_from(["http://health.example", "https://www.health.example", "http://tax.example", "http://bit.ly"]),
    st.sampled_from(["/", "/forms/", "/forms/old/"]),
    st.sampled_from(["", "a", "a.pdf", "A.PDF", "b.pdf", "b.pdf#page=2", "?id=1", "?id=2"]),
) | st.sampled_from(["tel:5185550100", "tel:5185550199", "mailto:a@x.example", "javascript:void(0)", "http://[", ""])


def outcome_of(addresses: Sequence[str]) -> Outcome:
    """What links of one name and these addresses come to, none of which was fetched."""
    nodes = [
        AxeNode(Target(str(at), f"#a{at}"), "", {"name": "form", "address": one}) for at, one in enumerate(addresses)
    ]
    verdict = judge_equal_links(Case(rule(), View.DESKTOP), AxeRule(frozenset(), (), tuple(nodes)), None)
    return verdict.judgements[0].outcome if verdict.judgements else Outcome.PASSED


@given(st.lists(ADDRESSES, min_size=2, max_size=9))
def test_links_of_one_name_come_to_what_all_their_pairs_come_to(addresses: list[str]) -> None:
    distinct = list({purpose_key(one.partition("#")[0]): one.partition("#")[0] for one in reversed(addresses)}.values())
    pairs = [apart(one, other) for one, other in combinations(distinct, 2)]
    expected = Outcome.FAILED if Likeness.APART in pairs else Outcome.CANT_TELL if pairs else Outcome.PASSED
    assert outcome_of(addresses) is expected


def test_thousands_of_links_of_one_name_are_not_compared_with_each_other(monkeypatch: pytest.MonkeyPatch) -> None:
    compared = []

    def counted(one: str, other: str) -> Likeness:
        compared.append(one)
        return apart(one, other)

    monkeypatch.setattr(equal, "apart", counted)
    assert outcome_of([f"http://a.example/page/{number}" for number in range(3000)]) is Outcome.CANT_TELL
    assert outcome_of([f"http://a.example/{number}.pdf" for number in range(3000)]) is Outcome.FAILED
    assert len(compared) < 10
