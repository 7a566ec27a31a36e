"""Help has moved only where the same other links stand around it in the same order."""

from __future__ import annotations

from nyx_audit.catalogue.folder import packaged_folder
from nyx_audit.catalogue.load import load_rule
from nyx_audit.checks.sites.consistent_help import judge_consistent_help
from nyx_audit.model.facts import Facts, Link
from nyx_audit.model.outcome import Verdict
from nyx_audit.site.records import Declared, SiteEvidence, SitePage

RULE = load_rule(packaged_folder() / "satisfaction" / "consistent-help.yaml", {})
HOST = "https://www.example.gov"


def judged(**pages: str) -> dict[str, Verdict]:
    """The verdicts by page; a page is its links, those of the footer after a bar."""
    found = {}
    for name, words in pages.items():
        header, _, footer = words.partition("|")
        links = [_link(one, "banner") for one in header.split()] + [_link(one, "contentinfo") for one in footer.split()]
        url = f"{HOST}/{name}"
        found[url] = SitePage(url, url, 200, Facts(lang="en", links=tuple(links)))
    verdicts = judge_consistent_help(RULE, SiteEvidence(Declared("site", HOST), found))
    return {url.removeprefix(f"{HOST}/"): verdict for url, verdict in verdicts.items()}


def _link(word: str, landmark: str) -> Link:
    return Link(f"{HOST}/{word.lower()}", f"/{word.lower()}", word, landmark, f"{landmark} {word}")


def test_the_page_that_differs_from_most_fails() -> None:
    found = judged(a="Help | A B C D", b="Help | A B C D", c="| A B C D Help")
    assert [name for name, verdict in found.items() if verdict.judgements] == ["c"]
    assert "footer of this page" in found["c"].judgements[0].message


def test_a_page_without_the_link_says_nothing() -> None:
    assert judged(a="Help | A B C D", b="| A B C D", c="Help | A B C D").keys() == {"a", "c"}


def test_other_links_in_another_order_are_another_footer() -> None:
    found = judged(a="| Help A B C D", b="| D C B A Help")
    assert not any(verdict.judgements for verdict in found.values())


def test_a_further_link_before_it_does_not_move_it() -> None:
    found = judged(a="| A B Help C D", b="| New A B Help C D")
    assert not any(verdict.judgements for verdict in found.values())


def test_a_link_in_header_and_footer_is_found_in_either() -> None:
    found = judged(a="Help | A B C D Help", b="| A B C D Help")
    assert not any(verdict.judgements for verdict in found.values())


def test_few_links_in_common_tell_nothing() -> None:
    found = judged(a="Help | A B", b="| A B Help")
    assert not any(verdict.judgements for verdict in found.values())


def test_a_single_page_is_not_compared() -> None:
    assert judged(a="Help | A B C D") == {}
