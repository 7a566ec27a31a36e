"""The report for tickets and chat."""

from __future__ import annotations

import re

from markdown_it import MarkdownIt

from nyx_audit.model.page import PageStatus
from nyx_audit.report.markdown import code, escaped, prose
from nyx_audit.run.rendering import render
from tests.support.build import HOSTILE, change, finding, hostile, outcome, page, site, summary


def html(text: str) -> str:
    return str(MarkdownIt("commonmark", {"html": True}).enable(["table", "strikethrough"]).render(text))


def test_sites_stand_with_score_change_coverage_and_reason() -> None:
    pages = [
        page("https://health.example/", outcome("label"), site="health", start=True),
        page("https://labor.example/", outcome("label"), site="labor", start=True),
        page("https://labor.example/2", status=PageStatus.FAILED, site="labor", reason="answered 503"),
    ]
    text = render(
        summary(
            pages,
            sites=[site("health"), site("labor")],
            changes={"health": change(points=-1.5)},
            incomplete=("1 of 3 pages could not be audited (answered 503)",),
        ),
        "markdown",
    )
    assert "| Department of health | 100.0 | strong | ▼ 1.5 | 1 of 1 | Access 100.0 |" in text
    assert "| Department of labor | – | insufficient evidence" in text
    assert "no earlier run | 1 of 2 | – |" in text
    assert "**Not complete:** 1 of 3 pages could not be audited (answered 503)." in text
    assert "- 1 page could not be audited: answered 503" in text


def test_only_the_first_ten_defects_are_described_and_the_rest_counted() -> None:
    found = [finding(f"g{number}") for number in range(13)]
    text = render(summary([page("https://a.example/", outcome("label", *found))]), "markdown")
    assert len(re.findall(r"^\d+\. ", text, re.MULTILINE)) == 10
    assert "And 3 more." in text


def test_pages_that_are_no_site_are_listed_with_their_scores() -> None:
    text = render(
        summary([page("a.html", outcome("label")), page("b.html", status=PageStatus.FAILED, reason="gone")]), "markdown"
    )
    assert "| `a.html` | audited | 100.0 | strong |" in text
    assert "| `b.html` | not audited | – | gone |" in text


def test_a_report_without_defects_does_not_promise_that_there_are_none() -> None:
    assert "does not prove" in render(summary([page("a.html", outcome("label"))]), "markdown")


def test_text_of_pages_makes_no_markup_link_image_or_mention() -> None:
    drawn = html(render(hostile(), "markdown"))
    assert "<script" not in drawn
    assert "<img" not in drawn
    links = re.findall(r'href="([^"]*)"', drawn)
    assert links
    assert all(link.startswith("https://www.w3.org/") for link in links)
    outside_code = re.sub(r"<code>.*?</code>", "", drawn, flags=re.DOTALL)
    assert not re.search(r"@\w", outside_code)
    assert not re.search(r"#\d", outside_code)
    assert not set("\x00\x07\x1b\x0b\u202e\u2066\u200b") & set(render(hostile(), "markdown"))
    render(hostile(), "markdown").encode("utf-8")


def test_a_table_keeps_its_columns_whatever_an_address_holds() -> None:
    text = render(summary([page(HOSTILE, outcome("label"))]), "markdown")
    row = next(line for line in text.splitlines() if "audited | 100.0" in line)
    drawn = html("| a | b | c | d |\n| - | - | - | - |\n" + row)
    assert drawn.count("<td>") == 4
    assert "tick" in re.findall(r"<td>(.*?)</td>", drawn)[0]


def test_escaped_text_reads_as_it_was() -> None:
    text = "a*b _c_ [d](e) <f> `g` ~h~ | i \\ $j$ &amp; http://k www.l.m"
    assert html(escaped(text)) == ("<p>a*b _c_ [d](e) &lt;f&gt; `g` ~h~ | i \\ $j$ &amp;amp; http://k www.l.m</p>\n")


def test_code_spans_hold_any_backticks() -> None:
    for text in ("a`b", "``", "`a", "a``b`c"):
        assert html(code(text)) == f"<p><code>{text}</code></p>\n"


def test_code_in_the_words_of_a_rule_stays_code() -> None:
    assert prose("Use `<label for>` *here*") == "Use `<label for>` \\*here\\*"
