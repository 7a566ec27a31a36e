"""What axe-core measured is said in one sentence, of the element, to people who are no programmers of it."""

from __future__ import annotations

import pytest

from nyx_audit.browser.request import VisitRequest
from nyx_audit.browser.session import Session
from nyx_audit.catalogue.load import Catalogue
from nyx_audit.catalogue.plan import plan_for
from nyx_audit.examples.server import page, serving
from nyx_audit.model.evidence.axe import AxeEvidence
from nyx_audit.model.outcome import View


async def said(session: Session, catalogue: Catalogue, html: str) -> dict[str, str]:
    rules = [rule for rule in catalogue.rules.values() if rule.check == "axe"]
    with serving({"/": page(html)}) as server:
        evidence = await session.visit(VisitRequest(server.url + "/", plan_for(rules)))
    axe = evidence.axe[View.DESKTOP]
    assert isinstance(axe, AxeEvidence)
    return {name: node.message for name, rule in axe.rules.items() for node in (*rule.failed, *rule.cant_tell)}


@pytest.mark.parametrize(
    ("html", "rule", "message"),
    [
        (
            "<button></button>",
            "button-name",
            "nothing names it: it has no text, aria-label, aria-labelledby, title or label",
        ),
        ("<img src='x.png'>", "image-alt", "nothing names it: it has no alt, aria-label, aria-labelledby or title"),
        ("<a href='/x'></a>", "link-name", "nothing names it: it has no text, aria-label, aria-labelledby or title"),
        ("<p role='buton'>Text</p>", "aria-roles", "there is no such role: buton"),
        ("<p aria-fo='1'>Text</p>", "aria-valid-attr", "there is no such attribute: aria-fo"),
        ("<h1>One</h1><h4>Four</h4>", "heading-order", "it skips a level of headings"),
    ],
)
async def test_a_message_is_one_sentence_of_our_own(
    session: Session, catalogue: Catalogue, html: str, rule: str, message: str
) -> None:
    assert (await said(session, catalogue, html))[rule] == message


async def test_no_message_speaks_of_an_element_or_in_several_sentences(session: Session, catalogue: Catalogue) -> None:
    examples = "".join(
        example.html
        for rule in catalogue.rules.values()
        for example in rule.examples[:2]
        if rule.check == "axe" and "<html" not in example.html and "<body" not in example.html
    )
    messages = await said(session, catalogue, examples)
    assert len(messages) > 20
    assert [
        one for one in messages.values() if one.startswith("Element") or ". " in one or one != one.strip(". ")
    ] == []
